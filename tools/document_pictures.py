"""
Draw two pages of a document of each kind, in both languages, for ``docs/reference/kinds-of-document.md``.

``python tools/document_pictures.py`` builds the example register in a temporary folder; with a folder it takes the
register there. The pages are the cover and the page after it that holds the most.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from sijill import reports
from sijill.adapters.render import PdfRenderer
from sijill.cli._demo import DOCUMENTS, MONTH
from sijill.cli._demo_build import build
from sijill.cli._demo_manifest import examples_folder
from sijill.values import Language
from sijill.workspace import Register, open_register

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
WIDE, BETWEEN, COLOURS = 480, 8, 32


def picture(pdf: bytes) -> Image.Image:
    """Return the cover and the page with the most letters among the next, beside each other."""
    pages = list(pypdfium2.PdfDocument(pdf))
    fullest = max(pages[1:5], key=lambda page: page.get_textpage().count_chars())
    shown = [page.render(scale=WIDE / page.get_width()).to_pil() for page in (pages[0], fullest)]
    whole = Image.new("RGB", (2 * WIDE + BETWEEN, shown[0].height), "#d5dbe0")
    for at, one in enumerate(shown):
        whole.paste(one, (at * (WIDE + BETWEEN), 0))
    return whole.quantize(COLOURS)


def draw(register: Register) -> None:
    """Draw every kind in both languages."""
    incident = register.publishing.month(MONTH).value.massacres.records[0].record
    asked = {"monthly": (MONTH, {}), **DOCUMENTS, "massacre": (None, {"incident": incident})}
    for kind, (period, about) in asked.items():
        material = register.publishing.material(kind, period, **about)
        for language in Language:
            document, _ = reports.compose(material, language, reports.read_kind(kind)).apart("annex.html")
            drawn = picture(PdfRenderer().render(document))
            drawn.save(PICTURES / f"document-{kind}-{language.value}.png", optimize=True)


def main() -> None:
    """Draw from the register named, or from one built for it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if sys.argv[1:] else Path(made) / "example"
        build(examples_folder() / "example", folder)
        with open_register(folder) as register:
            draw(register)


if __name__ == "__main__":
    main()
