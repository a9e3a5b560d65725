"""A page that a browser printed to PDF is read in the order in which it is read, Arabic too."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sijill.adapters.readers import Sandbox
from sijill.claims import find_claims
from sijill.evidence import read_content
from sijill.evidence.workbooks import PRINTED, sheets_of

LINES = (
    "مقتل تسعة مدنيين في قصف على بلدة كفر خيال المتخيلة",
    "وأصيب ثلاثة أطفال في ريف المدينة الشمالي، في 12 أيار 2020، وفق مراسل متخيل.",
    "انتشلت فرق الإنقاذ أربع جثث من تحت الأنقاض إلى جهة القرية.",
)


def printed_by_browser(folder: Path, body: str) -> bytes:
    """Return a page that is read from the right as Chromium prints it; skips the test where there is none."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("no Chromium on this machine")
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(
        f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><body>{body}</body></html>', "utf-8"
    )
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return printed.read_bytes()


@pytest.mark.slow
def test_arabic_printed_by_a_browser_is_read_from_the_right(tmp_path):
    content = printed_by_browser(tmp_path, "".join(f"<p>{line}</p>" for line in LINES))
    with Sandbox() as sandbox:
        reading = read_content(content, readers=(sandbox,), name="page.pdf")
    words = " ".join(reading.text.split())
    assert all(line in words for line in LINES)
    assert reading.reliable
    assert any(step.name == "order" for step in reading.derivations)
    counted = {(str(c.number.low), c.number.unit) for c in find_claims(reading, item="i" * 64) if c.number}
    assert {("9", "killed"), ("3", "injured")} <= counted


@pytest.mark.slow
def test_names_beside_a_longer_latin_cell_stay_as_they_stand(tmp_path):
    """PDFium takes a line with more Latin letters from the left, and its Arabic names with it."""
    rows = (("الاسم", "ملاحظة"), ("شخص متخيل رقم 12", "Imagined Town (north), a long note"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
    style = "<style>table { border-collapse: collapse; } td { border: 1px solid; }</style>"
    content = printed_by_browser(tmp_path, f"{style}<table>{cells}</table>")
    with Sandbox() as sandbox:
        reading = sandbox.read(content, media_type=PRINTED, name="list.pdf")
    assert sheets_of(reading.raw)[0][1].splitlines() == [
        "الاسم,ملاحظة",
        'شخص متخيل رقم 12,"Imagined Town (north), a long note"',
    ]
