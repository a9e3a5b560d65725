"""Words recognized in pictures say so, with where they stand and how sure. Everything is invented."""

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.unit.adapters.readers import samples

from sijill.actions import Provenance
from sijill.adapters.readers import Sandbox
from sijill.adapters.readers._pdf import lost_signs
from sijill.adapters.readers.recognizing._tesseract import lines_of
from sijill.claims import find_claims
from sijill.evidence import Derivation, Extract, settle
from sijill.evidence.regions import Region
from sijill.evidence.texts import text_from_json, text_to_json
from sijill.model import Verdict
from sijill.workspace.intake.recognizing import JudgedBefore, NoPicture

HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".split()
ROWS = (
    (1, 1, 0, 0, 0, 0, 0, 0, 2000, 1000, -1, ""),
    (5, 1, 1, 1, 1, 1, 100, 100, 200, 50, 90, "At"),
    (5, 1, 1, 1, 1, 2, 320, 90, 180, 60, 70, "least"),
    (5, 1, 1, 1, 2, 1, 100, 200, 400, 50, 60, "قتل"),
    (5, 1, 1, 1, 2, 2, 100, 200, 400, 50, 60, " "),
)
TABLE = "\n".join("\t".join(map(str, row)) for row in (HEAD, *ROWS))


def recognized(words):
    step = Derivation("ocr", "1", "lines recognized in a picture", 1)
    region = Region(0, len(words), 1, 50, 100, 250, 150, 80)
    return settle(Extract(words, "image/png", "ocr 1", derivations=(step,), regions=(region,)))


def test_lines_have_a_place_in_thousandths_and_a_mean_confidence():
    first, second = lines_of(TABLE)

    assert (first.words, first.box, first.confidence) == ("At least", (50, 90, 250, 150), 80)
    assert (second.words, second.confidence) == ("قتل", 60)


def test_a_claim_of_recognized_words_is_marked_and_stands_on_its_page():
    text = text_from_json(text_to_json(recognized(samples.ENGLISH)))

    (claim,) = find_claims(text, item="i")

    assert "ocr" in claim.tags
    assert text.is_recognized
    (region,) = text.regions_of(*text.from_source(claim.anchor.start, claim.anchor.end))
    assert (region.page, region.left, region.confidence) == (1, 50, 80)


def test_a_page_whose_font_does_not_name_its_digits_is_told():
    long = "They were killed there, said an invented witness. " * 90

    assert [one.name for one in lost_signs([long])] == ["digits"]
    assert [one.name for one in lost_signs(["\ue012\ue013 killed in 2017"])] == ["nameless"]
    assert lost_signs([f"{long} 12"]) == ()


def test_no_words_are_recognized_in_what_is_no_picture(register):
    item = register.evidence.add_bytes(b"Invented words.", Provenance("Test source")).item

    with pytest.raises(NoPicture):
        register.evidence.recognize(item)


def test_words_with_verdicts_are_not_recognized_anew(register):
    """Found at other places of the page, they would be offered again, and their dead counted twice."""
    item = register.evidence.add_bytes(
        samples.picture_of("PNG"), Provenance("Test source", original_name="scan.png")
    ).item
    register.opened.texts.keep(item, recognized(samples.ENGLISH))
    register.evidence.find_claims(item)
    (claim,) = (one for one in register.review.claims() if one.kind == "casualties")
    register.acting_as("verifier").review.judge(claim.id, verdict=Verdict.REJECTED, reason="told elsewhere")

    with pytest.raises(JudgedBefore):
        register.evidence.recognize(item)


def test_every_page_of_a_tiff_is_drawn_to_be_recognized():
    pages = [Image.new("RGB", (40, 30 + number), (200, 30, 30)) for number in range(3)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])

    with Sandbox() as sandbox:
        drawn = list(sandbox.scans(out.getvalue(), media_type="image/tiff", most=5))

    assert [Image.open(io.BytesIO(one)).size for one in drawn] == [(40, 30), (40, 31), (40, 32)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_is_recognized_and_its_reading_says_so(register):
    picture = Image.new("L", (1700, 300), 255)
    ImageDraw.Draw(picture).text((60, 100), samples.ENGLISH, fill=0, font=ImageFont.load_default(44))
    scan = io.BytesIO()
    picture.save(scan, "PNG", dpi=(300, 300))
    item = register.evidence.add_bytes(scan.getvalue(), Provenance("Test source", original_name="scan.png")).item

    text = register.evidence.recognize(item)

    assert "12 civilians were killed" in text.text
    assert register.evidence.text(item) == text
    (claim,) = (one for one in register.review.claims() if one.kind == "casualties")
    assert (claim.number.count.low, "ocr" in claim.tags) == (12, True)
    assert [one.body["reader"][:3] for one in register.records.history(item) if one.kind == "text"] == ["ima", "ocr"]
