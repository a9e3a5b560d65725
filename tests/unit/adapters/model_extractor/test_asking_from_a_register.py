"""A register asks the model that its settings name, about one document; every word here is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sijill.actions import Provenance
from sijill.adapters.model_extractor import TextMustStay
from sijill.model import Sensitivity
from sijill.workspace import NoModel, Register, Settings

NOTE = "Invented note. Shells fell on Invented Town and took the lives of a baker's whole household, 4 in all.\n"
ANSWER = [{"kind": "casualties", "quote": "4 in all", "low": 4, "high": 4, "value": 4, "unit": "killed"}]


def register_with(tmp_path, **settings: str) -> Register:
    return Register.init(tmp_path / "register", settings=Settings(name="Test", owner="lead", **settings))


def test_what_the_model_proposes_waits_beside_what_the_rules_found(tmp_path, model):
    model.answers.append((200, ANSWER))
    with register_with(tmp_path, model="toy", model_url=model.url) as register:
        item = register.evidence.add_bytes(NOTE.encode(), Provenance("Invented notes", original_name="note.txt")).item
        before = {claim.id for claim in register.review.claims(item=item)}

        (proposed,) = register.evidence.ask_model(item)

        assert {claim.id for claim in register.review.claims(item=item)} == before | {proposed.id}
        assert (proposed.extractor or "").startswith("model:toy@")
        assert register.evidence.ask_model(item) == []


def test_without_a_model_in_the_settings_nothing_is_asked(tmp_path):
    with register_with(tmp_path) as register:
        item = register.evidence.add_bytes(NOTE.encode(), Provenance("Invented notes", original_name="note.txt")).item
        with pytest.raises(NoModel, match=r"sijill\.toml"):
            register.evidence.ask_model(item)


def test_a_restricted_text_stays_here_whatever_the_settings_say(tmp_path):
    with register_with(
        tmp_path, model="toy", model_url="https://model.invalid/v1", model_levels="public restricted"
    ) as register:
        provenance = replace(
            Provenance("Invented witness", original_name="note.txt"), sensitivity=Sensitivity.RESTRICTED
        )
        item = register.evidence.add_bytes(NOTE.encode(), provenance).item
        with pytest.raises(TextMustStay):
            register.evidence.ask_model(item)
