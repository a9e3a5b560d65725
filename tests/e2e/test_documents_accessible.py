"""Documents as HTML files in a real Chromium, both languages: axe finds no barrier, and a telephone is wide enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import copied
from tests.e2e.test_desk import CHROMIUM, sijill
from tests.e2e.test_desk_accessible import Eyes, browser
from tests.e2e.walking import settled

__all__ = ["browser"]  # a fixture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: no page is looked at"),
]

DOCUMENTS = {"monthly": "2020-05", "timeline": "2016-11-01/2016-12-31"}
"""A month of deaths with its charts, and a story with maps, truces and totals that lie apart."""


@pytest.fixture(scope="module")
def example(built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example register."""
    return copied(built_example, tmp_path_factory.mktemp("documents") / "example")


@pytest.mark.parametrize("kind", list(DOCUMENTS))
def test_no_document_has_a_barrier(kind: str, example: Path, browser: Any, tmp_path: Path):
    sijill("report", str(example), kind, "--period", DOCUMENTS[kind], "--format", "html", "--out", str(tmp_path))
    written = sorted(tmp_path.glob("*.html"))

    wrong: list[str] = []
    for file in written:
        eyes = Eyes(browser.new_page(), file.name)
        eyes.page.goto(file.as_uri())
        settled(eyes.page)
        assert eyes.page.locator("html").get_attribute("lang") == file.stem.rpartition("-")[2]
        eyes.look(file.name)
        wrong += eyes.wrong
        eyes.page.close()

    assert [file.stem.rpartition("-")[2] for file in written] == ["ar", "en", "ar", "en"]  # annexes, then documents
    assert list(dict.fromkeys(wrong)) == []
