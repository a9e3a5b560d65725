"""Pictures for the eye: a page with its words lit, a photograph that tells no place, and clear refusals."""

from __future__ import annotations

import io
import itertools

import pytest
from PIL import Image
from tests.e2e.documents import locked_pdf, pdf, pdf_lines, pdf_pages

from sijill.adapters.readers import Limits, Sandbox
from sijill.evidence import (
    JPEG,
    PNG,
    DamagedDocument,
    EncryptedDocument,
    NoPages,
    ReaderTimedOut,
    TooLarge,
    Unreadable,
)

FIRST, SECOND = "Invented first line of words.", "At least 12 civilians were killed."
PAGE = pdf(pdf_pages(pdf_lines(FIRST, SECOND), count=2))
GPS, MAKER = 0x8825, 0x010F
LIT = (255, 230, 154)


@pytest.fixture(scope="module")
def sandbox():
    """A reader's process for this module."""
    with Sandbox() as made:
        yield made


def photograph(size=(640, 480), kind="JPEG"):
    """Return a photograph of a sharp edge, with an invented maker and place in its EXIF."""
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((10, 10, 10), (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[MAKER] = "Invented Maker"
    exif.get_ifd(GPS).update({1: "N", 2: (35.0, 12.0, 9.0), 3: "E", 4: (37.0, 1.0, 2.0)})
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def picture_of(content):
    """Return what a browser would see."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def lit_rows(picture):
    """Return the first and last row with lit color in it."""
    rows = [y for y in range(picture.height) if any(picture.getpixel((x, y)) == LIT for x in range(picture.width))]
    return (rows[0], rows[-1]) if rows else None


def test_the_words_of_an_anchor_are_lit_on_their_page_and_nothing_else_is(sandbox):
    words = sandbox.read(PAGE, media_type="application/pdf", name="invented.pdf").raw.split("\n\f")[0]
    upper = sandbox.page(PAGE, number=1, start=0, end=len(FIRST))
    at = words.index("12 civilians")
    lower = sandbox.page(PAGE, number=1, start=at, end=at + len("12 civilians"))

    first, second = (lit_rows(picture_of(one)) for one in (upper, lower))

    assert lower.startswith(b"\x89PNG")
    assert first[1] < second[1]
    assert second[1] - second[0] < 60  # one line of the page, which is over a thousand pixels high


@pytest.mark.parametrize("span", [(0, 1), (0, 10_000), (9_999, 10_000), (0, 0)])
def test_a_span_that_reaches_beyond_the_page_still_gives_the_page(span, sandbox):
    assert picture_of(sandbox.page(PAGE, number=2, start=span[0], end=span[1])).width <= 1001


def test_a_page_says_no_size_that_is_drawn_larger_than_a_screen(sandbox):
    vast = PAGE.replace(b"[0 0 600 800]", b"[0 0 14400 200]")

    picture = picture_of(sandbox.page(vast, number=1, start=0, end=5))

    assert picture.width <= 1001
    assert picture.height <= 1401


@pytest.mark.parametrize(
    ("content", "number", "refusal"),
    [
        (PAGE, 3, NoPages),
        (PAGE, 0, NoPages),
        (b"%PDF-1.4 broken", 1, DamagedDocument),
        (locked_pdf(), 1, EncryptedDocument),
    ],
)
def test_a_page_that_cannot_be_drawn_is_refused_by_name(content, number, refusal, sandbox):
    with pytest.raises(refusal):
        sandbox.page(content, number=number, start=0, end=5)


def endless_pdf():
    """Return a small PDF whose page draws a form that draws a form ten times, and so on: years of lines."""
    deep = 9
    catalog, pages, font, page, _ = pdf_pages(b"")
    page = page.replace(b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<")
    forms = []
    for n in range(deep):
        inner = b"/X Do " * 10 if n < deep - 1 else b"0 0 m 500 700 l S " * 10
        named = b"/Resources << /XObject << /X %d 0 R >> >>" % (7 + n) if n < deep - 1 else b""
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] %s /Length %d >>\nstream\n%s\nendstream"
            % (named, len(inner), inner)
        )
    return pdf([catalog, pages, font, page, b"<< /Length 5 >>\nstream\n/X Do\nendstream", *forms])


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_drawn():
    endless = endless_pdf()
    with Sandbox(Limits(seconds=1)) as hurried:
        with pytest.raises(ReaderTimedOut):
            hurried.page(endless, number=1, start=0, end=5)

        assert hurried.page(PAGE, number=1, start=0, end=5)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("veiled", [True, False])
def test_nothing_of_the_exif_leaves_with_a_photograph(kind, veiled, sandbox):
    content = photograph(kind=kind)
    media_type = JPEG if kind == "JPEG" else PNG

    shown = sandbox.photograph(content, media_type=media_type, veiled=veiled)

    assert b"Invented Maker" in content
    assert b"Invented Maker" not in shown
    assert b"Exif" not in shown
    assert dict(Image.open(io.BytesIO(shown)).getexif()) == {}


def test_a_veiled_photograph_has_lost_what_could_be_made_out(sandbox):
    sharp, veiled = (picture_of(sandbox.photograph(photograph(), media_type=JPEG, veiled=one)) for one in (False, True))

    def steepest(picture):
        row = [picture.getpixel((x, 240))[0] for x in range(picture.width)]
        return max(abs(a - b) for a, b in itertools.pairwise(row))

    assert steepest(sharp) > 100
    assert steepest(veiled) < 20
    assert veiled.size == sharp.size


def test_a_photograph_is_read_as_no_words_and_its_size(sandbox):
    text = sandbox.read(photograph((640, 480)), media_type=JPEG, name="invented.jpg")

    assert (text.raw, text.text, text.pages) == ("", "", ())
    assert "640 by 480 pixels" in str(text.derivations[0])
    assert "Invented Maker" not in repr(text)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0 broken", b"\x89PNG\r\n\x1a\n....", photograph()[:300], photograph(kind="PNG")[:100]],
)
def test_a_broken_photograph_is_refused(content, sandbox):
    with pytest.raises(DamagedDocument):
        sandbox.read(content, media_type=JPEG, name="invented.jpg")


def test_a_small_file_that_unpacks_to_a_vast_picture_is_refused(sandbox):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(TooLarge):
        sandbox.read(out.getvalue(), media_type=PNG, name="invented.png")


def test_a_picture_in_another_format_under_a_photographs_name_is_refused(sandbox):
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PPM")

    with pytest.raises(Unreadable):
        sandbox.photograph(out.getvalue(), media_type=JPEG, veiled=False)
