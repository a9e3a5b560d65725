"""
How fast a PDF is read in the sandbox, against PDFium alone.

A 100-page English and a 100-page Arabic PDF are made with Typst from invented sentences. Both
ways read the same bytes in turn, so that a busy machine slows both; printed is the median of the
ratios, pair by pair. ``python bench/reading.py [ROUNDS]``
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pypdfium2
import typst

from sijill.adapters.readers import Sandbox
from sijill.evidence import PDF

PAGES = 100
ENGLISH = (
    "At dawn the invented village of Tall Nowhere was shelled, according to an invented witness. About twelve people "
    "were killed and dozens were wounded; an unquestionably extraordinary circumstance for its administration. "
)
ARABIC = (
    "قصفت القرية المتخيلة عند الفجر. وبحسب الشاهدة المتخيلة قتل نحو اثني عشر شخصا وجرح العشرات، بينهم أطفال ونساء، "
    "في 12 أيار 2020، وقالت إن القصف استمر ساعة كاملة. "
)


def pdf(sentence: str, *, font: str, language: str, direction: str, repeats: int) -> bytes:
    """Return a PDF of 100 pages, each full of the sentence."""
    fonts = [str(Path(import_module(f"fontpkg_{name}").__file__ or "").parent) for name in ("amiri", "noto_sans")]
    page = f"{sentence * repeats}\n\n" * 3
    source = (
        f'#set page(paper: "a4")\n#set text(font: "{font}", lang: "{language}", dir: {direction}, hyphenate: true)\n'
        "#set par(justify: true)\n" + "#pagebreak()\n".join([page] * PAGES)
    )
    made: bytes = typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True)
    return made


def bare(content: bytes) -> list[str]:
    """Return the words of each page, by PDFium alone in this process."""
    document = pypdfium2.PdfDocument(content)
    pages = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return pages


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Print the ratios."""
    documents = {
        "English": pdf(ENGLISH, font="Noto Sans", language="en", direction="ltr", repeats=5),
        "Arabic": pdf(ARABIC, font="Amiri", language="ar", direction="rtl", repeats=5),
    }
    with Sandbox() as sandbox:
        start = seconds(sandbox.guards)
        print(f"start of the sandbox, once: {start * 1000:.0f} ms; guards: {sandbox.guards()}")
        for language, content in documents.items():
            pages = len(bare(content))
            first = seconds(lambda c=content: sandbox.read(c, media_type=PDF, name="bench.pdf"))  # type: ignore[misc]
            alone, inside = [], []
            for _ in range(rounds):
                alone.append(seconds(lambda c=content: bare(c)))  # type: ignore[misc]
                inside.append(seconds(lambda c=content: sandbox.read(c, media_type=PDF, name="bench.pdf")))  # type: ignore[misc]
            text = sandbox.read(content, media_type=PDF, name="bench.pdf")
            ours, theirs = statistics.median(inside), statistics.median(alone)
            ratio = statistics.median(a / i for a, i in zip(alone, inside, strict=True))
            print(
                f"{language}: {pages} pages, {len(text.text)} code points; PDFium alone {theirs * 1000:.0f} ms, "
                f"in the sandbox {ours * 1000:.0f} ms (first document {first * 1000:.0f} ms): "
                f"{ratio:.2f} of its speed"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
