"""Damaged words are put right; words that are whole are never touched. All sentences are invented."""

import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.evidence import Extract, settle
from sijill.evidence._mojibake import repair

ENGLISH = "“They came at dawn,” the invented witness said – it’s the baker’s café… Şırnak, naïve: €5 or ½."
ARABIC = "قُتل في القرية المتخيلة ثلاثة أشخاص، بينهم طفل؛ وقالت «الشاهدة»: هل انتهى القصف؟ نعم، ١٢–١٥."
CODECS = ["mac_roman", "cp1252", "cp1256"]


def damaged(text, codec):
    """Return UTF-8 read in another encoding; bytes that it does not know come out as controls."""
    return "".join(bytes([byte]).decode(codec, errors="ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("words", [ENGLISH, ARABIC, f"{ENGLISH}\n{ARABIC}"], ids=["english", "arabic", "both"])
def test_utf8_read_as_another_encoding_is_put_right(codec, words):
    text, source_map, steps = repair(damaged(words, codec))

    assert text == words
    assert source_map.source_length == len(damaged(words, codec))
    assert len(steps) == 1
    assert steps[0].count == sum(not character.isascii() for character in words)


@pytest.mark.parametrize("codec", CODECS)
def test_text_that_was_damaged_twice_is_put_right(codec):
    text, _, _ = repair(damaged(damaged(ENGLISH, codec), codec))

    assert text == ENGLISH


@pytest.mark.parametrize("codec", CODECS)
def test_a_word_in_repaired_text_leads_to_its_damaged_characters(codec):
    raw = "Before. " + damaged(ENGLISH, codec) + " after."
    text, source_map, _ = repair(raw)
    start = text.index("baker’s")

    found = source_map.to_source(start, start + len("baker’s"))

    assert raw[slice(*found)] == damaged("baker’s", codec)


@pytest.mark.parametrize("codec", CODECS)
def test_only_the_damaged_line_of_a_text_changes(codec):
    text, _, _ = repair(f"{ENGLISH}\n{damaged(ENGLISH, codec)}\n{ARABIC}")

    assert text == f"{ENGLISH}\n{ENGLISH}\n{ARABIC}"


WHOLE = [
    "“École” ‘à’ … «École» «É» KØB «ÇÂ» Ø 200 mm Ø\u00a0200 „Ä“ IRÃ… ‹Û› À la “É",
    "فقط، المحيط؟ الحظ… ط، ظ، شرط؛ «ملاحظ» ضغط… ظ\u200cط",
    "پاکستان ٹھیک ہے چھ ڈالر ژاله گچ",
    "Привет, Россия – это «да»: №5",
    "Žluťoučký kůň, Łódź, İstanbul’da Şırnak’ın",
    "ΑΒΓ – ‘Ω’",
    "Kurdî: ê, î, û, ş, ç – «Efrîn»",
]


@pytest.mark.parametrize("words", WHOLE)
def test_whole_words_stay_as_they_are(words):
    text, source_map, steps = repair(words)

    assert text == words
    assert source_map.changes_nothing
    assert steps == ()


honest = st.lists(
    st.sampled_from(
        [*" \n.,:;-()\"'“”‘’«»–—…،؟؛", *"aeiourstnlABÉéàèçñüöäßøåşğıİ", *"ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأ"]
    ),
    max_size=80,
).map("".join)


@given(honest)
def test_quotation_marks_are_never_altered(words):
    """Whatever is repaired, a mark that stands in the text stands in the reading."""
    text, _, _ = repair(words)

    marks = "“”‘’«»\"'"
    assert [mark for mark in text if mark in marks] == [mark for mark in words if mark in marks]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.sampled_from(CODECS))
def test_any_reading_fits_its_map(words, codec):
    text = settle(Extract(raw=damaged(words, codec), media_type="text/plain", reader="test"))

    assert text.source_map.reading_length == len(text.text)
    assert text.source_map.source_length == len(text.raw)


PIECES = ["They came", "at dawn", "“said it”", "it’s", "the café", "– naïve –", "Saint-Étienne", "…"]
PROSE = st.lists(st.sampled_from(PIECES), min_size=2, max_size=12).map(" ".join)


@given(PROSE, st.sampled_from(["mac_roman", "cp1252"]))
def test_a_well_known_repairer_finds_the_same_words(words, codec):
    """ftfy is the referee where it knows the damage; it does not know Windows-1256, nor where words stand."""
    broken = damaged(words, codec)

    expected = ftfy.fix_encoding(broken)

    assert repair(broken)[0] == words
    assert expected in (words, broken)
