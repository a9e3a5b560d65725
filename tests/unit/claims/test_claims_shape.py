"""Anchors, ids, explanations and the exchange shape."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from tests.unit.claims.gold_shape import from_gold

from sijill.claims import AnchorMismatch, explain, find_claims, proposal_id, to_gold, verify_anchor

TEXT = "On 3 May 2016, SOHR said more than 12 soldiers were killed in Tel Warda. The Army captured Tel Warda."


def test_every_claim_quotes_its_text() -> None:
    for claim in find_claims(TEXT, item="test"):
        verify_anchor(claim, TEXT)


def test_a_moved_anchor_is_refused() -> None:
    claim = find_claims(TEXT, item="test")[0]
    with pytest.raises(AnchorMismatch, match="does not quote the text"):
        verify_anchor(replace(claim, anchor=replace(claim.anchor, start=claim.anchor.start + 1)), TEXT)


def test_ids_are_the_same_every_time_and_differ_by_item() -> None:
    once, twice = find_claims(TEXT, item="a"), find_claims(TEXT, item="a")
    other = find_claims(TEXT, item="b")
    assert [c.id for c in once] == [c.id for c in twice]
    assert not {c.id for c in once} & {c.id for c in other}


def test_a_proposal_id_rests_on_item_kind_span_and_suffix_only() -> None:
    assert proposal_id("a", "casualties", 1, 3) == proposal_id("a", "casualties", 1, 3, 0)
    assert len({proposal_id("a", "casualties", 1, 3, n) for n in range(4)}) == 4


def test_the_exchange_shape_brings_a_claim_back() -> None:
    for claim in find_claims(TEXT, item="test"):
        row = to_gold(claim, "x")
        again = from_gold(row, item="test")
        assert to_gold(again, "x") == row


def test_a_claim_explains_itself_by_rules_and_lexicon_entries() -> None:
    lines = explain(find_claims(TEXT, item="test")[0])
    assert any("rule count:" in line for line in lines)
    assert any("lexicon/" in line for line in lines)


@dataclass(frozen=True)
class _Shifted:
    """An invented reading that lost three characters at its head."""

    raw: str
    text: str
    reliable: bool = True

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        return start + 3, end + 3


def test_a_reading_is_anchored_in_its_source() -> None:
    reading = _Shifted("***" + TEXT, TEXT)
    for claim in find_claims(reading, item="test"):
        verify_anchor(claim, reading.raw)
