"""The text that is digested is the canonical one, by whichever road it is written."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.contract.registers import START

from sijill.ledger import Draft, Envelope, body_text
from sijill.model import canonical, moment_text

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(["e\u0301", "شُ", "\x00", '"\\'])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=12,
)


@given(st.dictionaries(texts, values, max_size=4))
def test_the_quick_road_and_the_careful_one_write_the_same_text(body: dict[str, Any]):
    assert body_text(Draft("s1", "other", body)) == canonical(body)


@given(texts, texts, texts, st.integers(1, 10**9))
def test_the_digest_is_that_of_salt_canonical_envelope_and_body(actor: str, append_id: str, entry_id: str, seq: int):
    envelope = canonical(
        {
            "actor": actor,
            "append_id": append_id,
            "id": entry_id,
            "kind": "statement",
            "kind_version": 1,
            "previous": "ab",
            "recorded_at": moment_text(START),
            "seq": seq,
        }
    )

    found = Envelope(recorded_at=START, actor=actor, append_id=append_id, previous="ab").digest(
        seq, entry_id, "statement", 1, "salt", "{}"
    )

    assert found == hashlib.sha256(f"salt{envelope}{{}}".encode()).hexdigest()
