"""What a person writes for a holder, a stage or an extent: one line each, its parties by any of their names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from sijill.language.written_date import written_date
from sijill.model import to_json
from sijill.model.territory import Holding, Stage, StageKind
from sijill.values import SijillError, UnknownWord, message
from sijill.values.extent import Extent, UnreadableExtent

PartyNamed = Callable[[str], str]
"""Returns the slug of a party, or the words of whoever is no party. Raises UnknownWord."""

_TIES = re.compile(r"\s*[:=]\s*")
_ENDS_A_FIELD = re.compile(r"\s*[;؛]\s*")
_BETWEEN_PARTIES = re.compile(r"\s*[,،]\s*")
_SHORT_NAMES = {"time": "time_text"}
_SAYS = re.compile(r"(?:^|[;؛])\s*says\s*=")


class UnreadableStage(SijillError):
    """A stage whose words are no kind of stage followed by its fields."""


def ground_written(noun: type, value: Any, party: PartyNamed) -> Any:
    """
    Return the JSON form of a holder, stage or extent, from its text or its JSON object; other things are left as given.

    A holder is ``PARTY`` or ``PARTY SHARE`` ("sdf 25%", "the army: most"); a stage is its kind and its fields,
    "took_effect; at=2016-05-05; time=01:00; zone=Asia/Damascus; by=PARTY, PARTY; hours=48; says=WORDS", ``says``
    last. Raises UnknownWord, UnreadableExtent, UnreadableStage, UnreadableDate.
    """
    read = {Holding: _holding, Stage: _stage, Extent: _extent}[noun]
    if isinstance(value, str):
        value = read(value, party)
    if not isinstance(value, Mapping):
        return value
    fields = {field.name for field in dataclasses.fields(noun)}
    for name in value.keys() - fields:
        raise UnknownWord("field", str(name), sorted(fields))
    return {name: _within(noun, name, one, party) for name, one in value.items()}


def _within(noun: type, name: str, value: Any, party: PartyNamed) -> Any:
    if name == "extent" and value is not None:
        return ground_written(Extent, value, party)
    if noun is Holding and name == "party" and isinstance(value, str):
        return party(value)
    if noun is Stage and name == "by" and isinstance(value, list | tuple):
        return [party(one) if isinstance(one, str) else one for one in value]
    if noun is Stage and name == "said_by" and isinstance(value, str):
        with suppress(UnknownWord):
            return party(value)  # most who say something are no party
    if noun is Stage and name == "kind" and isinstance(value, str) and value not in tuple(StageKind):
        raise UnknownWord("stage", value, tuple(StageKind))
    return value


def _extent(text: str, party: PartyNamed) -> Any:
    return to_json(Extent.parse(text))


def _holding(text: str, party: PartyNamed) -> dict[str, Any]:
    # The share is what stands last: "the government almost all", "sdf 3.5 km2".
    words = _TIES.sub(" ", text).split()
    for at in range(1, len(words)):
        try:
            share = Extent.parse(" ".join(words[at:]))
        except UnreadableExtent as unread:
            if any(mark.isdigit() for mark in words[at]):
                raise unread from None
            continue
        return {"party": " ".join(words[:at]), "extent": to_json(share)}
    return {"party": text.strip()}


def _stage(text: str, party: PartyNamed) -> dict[str, Any]:
    told = _SAYS.search(text)
    head, says = (text[: told.start()], text[told.end() :].strip()) if told else (text, "")
    kind, *given = [piece for piece in _ENDS_A_FIELD.split(head) if piece.strip()] or [""]
    found: dict[str, Any] = {"kind": kind.strip()} | ({"says": says} if says else {})
    for piece in given:
        name, tie, value = (one.strip() for one in piece.partition("="))
        name = _SHORT_NAMES.get(name, name)
        if not tie or name in found:
            raise UnreadableStage(
                message("a stage is its kind and then its fields, each once: {form}"),
                form="took_effect; at=2016-05-05; time=01:00; zone=Asia/Damascus; by=PARTY; hours=48; says=WORDS",
            )
        found[name] = _field(name, value)
    return found


def _field(name: str, value: str) -> Any:
    if name == "at":
        return written_date(value).edtf
    if name == "hours" and value.isdecimal():
        return int(value)
    return [one for one in _BETWEEN_PARTIES.split(value) if one] if name == "by" else value
