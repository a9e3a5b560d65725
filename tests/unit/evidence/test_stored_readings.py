"""A reading is the same after it was stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.evidence import Derivation, Extract, SpanOutside, settle
from sijill.evidence.texts import ReadingDamaged, text_from_json, text_to_json

RAW = "\ufeffAn inven-\nted note.\n\fIt ‚Äî she said ‚Äúno‚Äù."


def reading(raw=RAW):
    return settle(
        Extract(
            raw=raw,
            media_type="text/plain",
            reader="test 1",
            encoding="utf-8",
            page_starts=(0, raw.index("\f") + 1) if "\f" in raw else (),
            derivations=(Derivation("test", "1", "nothing", 0),),
        )
    )


def test_a_reading_names_its_reader_and_what_was_done():
    text = reading()

    assert text.text == "An invented note.\n\fIt — she said “no”."
    assert text.reader.startswith("test 1; reading 2")
    assert [step.name for step in text.derivations] == ["test", "mark", "mojibake", "hyphens"]
    assert str(text.derivations[3]) == "hyphens 1: words broken at a line end joined (1)"


def test_every_word_of_a_reading_leads_to_its_words_as_stored():
    text = reading()

    assert text.source_quote(*text.to_source(3, 11)) == "inven-\nted"
    assert text.source_quote(*text.to_source(text.text.index("“"), len(text.text) - 1)) == "‚Äúno‚Äù"
    with pytest.raises(SpanOutside):
        text.to_source(0, 1000)


@given(st.text(alphabet="ab-\n \f‚Äúقت“", max_size=50))
def test_any_reading_is_the_same_after_it_was_stored(raw):
    text = reading(raw)

    assert text_from_json(text_to_json(text)) == text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.update(raw=body["raw"] + "x"),
        lambda body: body.update(text="other words"),
        lambda body: body.update(digest="0" * 64),
        lambda body: body.update(runs=[[1, 1, 1]]),
        lambda body: body.update(runs="none"),
        lambda body: body.update(pages=[[1]]),
        lambda body: body.pop("reader"),
    ],
)
def test_a_stored_reading_that_was_changed_is_refused(spoil):
    body = json.loads(text_to_json(reading()))
    spoil(body)

    with pytest.raises(ReadingDamaged, match="read the item again"):
        text_from_json(json.dumps(body))


@pytest.mark.parametrize("document", ["", "[]", "null", "{}", b"\xff", "[" * 100_000])
def test_what_is_no_reading_is_refused(document):
    with pytest.raises(ReadingDamaged):
        text_from_json(document)
