"""A page that a browser printed to PDF is read in the order in which it is read, Arabic too."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from sijill.adapters.readers import Sandbox
from sijill.claims import find_claims
from sijill.evidence import read_content

LINES = (
    "مقتل تسعة مدنيين في قصف على بلدة كفر خيال المتخيلة",
    "وأصيب ثلاثة أطفال في ريف المدينة الشمالي، في 12 أيار 2020، وفق مراسل متخيل.",
    "انتشلت فرق الإنقاذ أربع جثث من تحت الأنقاض إلى جهة القرية.",
)


@pytest.mark.slow
def test_arabic_printed_by_a_browser_is_read_from_the_right(tmp_path):
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("no Chromium on this machine")
    page = tmp_path / "page.html"
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page.write_text(
        f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><body>{body}</body></html>', "utf-8"
    )
    printed = tmp_path / "page.pdf"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with Sandbox() as sandbox:
        reading = read_content(printed.read_bytes(), readers=(sandbox,), name="page.pdf")
    words = " ".join(reading.text.split())
    assert all(line in words for line in LINES)
    assert reading.reliable
    assert any(step.name == "order" for step in reading.derivations)
    counted = {(str(c.number.low), c.number.unit) for c in find_claims(reading, item="i" * 64) if c.number}
    assert {("9", "killed"), ("3", "injured")} <= counted
