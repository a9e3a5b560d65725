"""The report as a browser and a word processor show it, looked at by the place of each glyph."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.unit.adapters.render.test_pdf import is_seen
from tests.unit.reports import may_2020

from sijill import reports
from sijill.adapters.render import DocxRenderer, HtmlRenderer
from sijill.reports import document
from sijill.values import Language

pytestmark = pytest.mark.slow

_QUIET = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --no-pdf-header-footer"
IN_ORDER = ["50–60", "−2", "35.2%", "12:30", "12-13"]


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory) -> bytes:
    """The Arabic HTML page as Chromium prints it, without a network."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine: the printed page was not looked at")
    folder = tmp_path_factory.mktemp("browser")
    (folder / "report.html").write_bytes(_arabic(HtmlRenderer()))
    options = (
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --no-pdf-header-footer"
    )
    result = folder / "report.pdf"
    _run(
        [
            program,
            *options.split(),
            f"--user-data-dir={folder}",
            f"--print-to-pdf={result}",
            f"file://{folder}/report.html",
        ]
    )
    return result.read_bytes()


@pytest.fixture(scope="module")
def word_page(tmp_path_factory) -> bytes:
    """The Arabic DOCX as LibreOffice prints it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine: the DOCX page was not looked at")
    folder = tmp_path_factory.mktemp("word")
    (folder / "report.docx").write_bytes(_arabic(DocxRenderer()))
    _run(
        [program, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")],
        home=folder,
    )
    return (folder / "report.pdf").read_bytes()


@pytest.mark.parametrize("words", IN_ORDER)
def test_a_browser_shows_arabic_ranges_signs_and_shares_in_order(browser_page, words):
    assert is_seen(browser_page, words)


@pytest.mark.parametrize("words", IN_ORDER)
def test_a_word_processor_shows_arabic_ranges_signs_and_shares_in_order(word_page, words):
    assert is_seen(word_page, words)


def _arabic(renderer: document.Renderer) -> bytes:
    return renderer.render(reports.compose(may_2020.redacted(), Language.AR))


def _run(command: list[str], home: Path | None = None) -> None:
    environment = {**os.environ, **({"HOME": str(home)} if home else {})}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
