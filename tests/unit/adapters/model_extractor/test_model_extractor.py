"""A model proposes; its quotations are held to the text, its patience is bounded, and text stays where it may be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from sijill.adapters.model_extractor import (
    PROMPT_VERSION,
    Endpoint,
    EndpointRefused,
    ModelExtractor,
    ModelUnavailable,
    TextMustStay,
)
from sijill.claims import Material
from sijill.model import ClaimKind, Sensitivity

TEXT = (
    "The council said at least 5 civilians were killed. Later the council said 7 were wounded. The council said more."
)


def row(quote: str, **changes: Any) -> dict[str, Any]:
    """Return one proposal as a model writes it."""
    return {"quote": quote, "before": "", "kind": "casualties", "stance": "assert", "measure": "count", **changes}


def material(text: str = TEXT, **changes: Any) -> Material:
    """Return an invented report."""
    return Material(**{"text": text, "item": "i" * 64, "sensitivity": Sensitivity.TEAM, **changes})


def extractor(endpoint: Endpoint) -> ModelExtractor:
    """Return an extractor that does not wait between tries."""
    return ModelExtractor(endpoint, wait=lambda seconds: None)


def test_a_claim_carries_exact_words_and_the_name_of_the_model(model: Any) -> None:
    quote = "at least 5 civilians were killed"
    model.answers = [(200, [row(quote, unit="killed", low=5, high=None, value=5, hedge="at least")])]

    (claim,) = extractor(model.endpoint()).extract(material())

    assert TEXT[claim.anchor.start : claim.anchor.end] == claim.anchor.exact == quote
    assert claim.kind is ClaimKind.CASUALTIES
    assert claim.number is not None
    assert (claim.number.low, claim.number.high) == (Decimal(5), None)
    assert claim.extractor == f"model:toy@{PROMPT_VERSION}"
    assert model.asked[0]["response_format"]["type"] == "json_schema"


def test_words_that_are_not_in_the_text_are_dropped(model: Any) -> None:
    model.answers = [(200, [row("50 soldiers were killed", unit="killed", low=50, high=50, value=50)])]

    proposals = extractor(model.endpoint()).propose(material())

    assert (proposals.claims, proposals.absent) == ((), 1)


def test_words_that_stand_twice_need_the_words_before(model: Any) -> None:
    model.answers = [
        (200, [row("The council said", kind="statement"), row("council said", before="Later the", kind="statement")])
    ]

    proposals = extractor(model.endpoint()).propose(material())

    assert [claim.anchor.start for claim in proposals.claims] == [TEXT.index("council said 7")]
    assert proposals.ambiguous == 1


def test_a_rewritten_space_or_quotation_mark_is_put_back_as_it_stands(model: Any) -> None:
    text = "He said \u201cfive\ndied\u201d in the village."
    model.answers = [(200, [row('"five died"', unit="killed", low=5, high=5, value=5)])]

    (claim,) = extractor(model.endpoint()).extract(material(text))

    assert claim.anchor.exact == "\u201cfive\ndied\u201d"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gossip"},
        {"low": 9, "high": 2},
        {"low": -1, "high": -1},
        {"low": 70, "high": 70, "value": 70},
        {"stance": "shouted"},
    ],
)
def test_a_claim_without_sense_is_dropped(model: Any, wrong: dict[str, Any]) -> None:
    model.answers = [(200, [row("7 were wounded", **{"unit": "injured", "low": 7, "high": 7, "value": 7, **wrong})])]

    proposals = extractor(model.endpoint()).propose(material())

    assert (proposals.claims, proposals.senseless) == ((), 1)


def test_parties_come_back_as_slugs_and_strangers_are_left_out(model: Any) -> None:
    model.answers = [(200, [row("7 were wounded", perpetrators=["Syrian Arab Army", "Martians", 5])])]

    (claim,) = extractor(model.endpoint()).extract(material())

    assert claim.perpetrators == ("syrian_gov",)


def test_a_failing_server_is_asked_again_and_then_left(model: Any) -> None:
    model.answers = [(503, b"busy")]

    with pytest.raises(ModelUnavailable, match="3 tries"):
        extractor(model.endpoint(retries=2)).extract(material())

    assert len(model.asked) == 3


@pytest.mark.parametrize("nonsense", ["not json", '{"claims": 5}', "[]", b"<html>", b"[" * 100_000])
def test_an_answer_that_is_no_list_of_claims_is_asked_again_once_for_each_retry(model: Any, nonsense: Any) -> None:
    model.answers = [(200, nonsense), (200, [])]

    assert extractor(model.endpoint(retries=1)).extract(material()) == []
    assert len(model.asked) == 2


def test_an_answer_longer_than_allowed_is_refused(model: Any) -> None:
    model.answers = [(200, b" " * 5000)]

    with pytest.raises(ModelUnavailable):
        extractor(model.endpoint(retries=0, longest_answer=1000)).extract(material())


def test_a_server_without_schemas_is_asked_for_plain_json(model: Any) -> None:
    model.answers = [(400, b"unknown response_format"), (200, [])]

    assert extractor(model.endpoint()).extract(material()) == []
    assert model.asked[1]["response_format"] == {"type": "json_object"}


def test_a_wrong_key_is_no_reason_to_try_again(model: Any) -> None:
    model.answers = [(401, b"no")]

    with pytest.raises(ModelUnavailable, match="401"):
        extractor(model.endpoint(key="secret")).extract(material())

    assert model.keys == ["Bearer secret"]


def test_nobody_listening_is_a_clear_error(model: Any) -> None:
    endpoint = model.endpoint(retries=0)
    model.server.server_close()

    with pytest.raises(ModelUnavailable, match="is the server running"):
        extractor(endpoint).extract(material())


def test_a_long_text_goes_in_pieces_and_offsets_stay_those_of_the_whole(model: Any) -> None:
    text = "Nothing happened here. " * 40 + "\n\n" + TEXT
    model.answers = [(200, [row("7 were wounded", unit="injured", low=7, high=7, value=7)])]

    proposals = extractor(model.endpoint(chunk=300)).propose(material(text))

    (claim,) = proposals.claims
    assert text[claim.anchor.start : claim.anchor.end] == "7 were wounded"
    assert "".join(question["messages"][1]["content"] for question in model.asked) == text


REMOTE = {"model": "toy", "url": "https://models.example.org/v1"}


def test_nothing_goes_to_a_remote_model_unless_its_level_was_written_down() -> None:
    with pytest.raises(TextMustStay, match="team"):
        extractor(Endpoint(**REMOTE)).extract(material())


def test_a_confidential_source_never_goes_to_a_remote_model_whatever_is_configured() -> None:
    endpoint = Endpoint(**REMOTE, remote_levels=frozenset(Sensitivity))

    with pytest.raises(TextMustStay, match="confidential"):
        extractor(endpoint).extract(material(confidential=True))
    with pytest.raises(TextMustStay):
        extractor(endpoint).extract(material(sensitivity=Sensitivity.SEALED))


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example.org/v1",
        "http://192.168.1.5:8080/v1",
        "ftp://127.0.0.1/",
        "127.0.0.1:80",
        "https://u:p@x.org/v1",
    ],
)
def test_an_address_that_cannot_be_used_safely_is_refused(url: str) -> None:
    with pytest.raises(EndpointRefused):
        Endpoint(model="toy", url=url)


def test_a_message_never_holds_words_of_the_text_or_the_key(model: Any) -> None:
    model.answers = [(500, b"no")]

    with pytest.raises(ModelUnavailable) as failure:
        extractor(model.endpoint(key="secret", retries=0)).extract(material("A very private sentence."))

    assert "private" not in str(failure.value)
    assert "secret" not in str(failure.value) + repr(model.endpoint(key="secret"))
