"""Whole material at once: every figure and record inside it is redacted, whatever it is made of."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from sijill.access._levels import may_see
from sijill.access._redact import redact_figure, redact_record
from sijill.access._redacted import Redacted, sealed
from sijill.model import Sensitivity
from sijill.model.figures import Figure
from sijill.records import Record

Thing = TypeVar("Thing")


def redact(thing: Thing, audience: Sensitivity) -> Redacted[Thing]:
    """
    Return material for an audience: each figure loses its basis, each record what may not be seen.

    Numbers never change. Values taken out of records must come from redacted records.
    """
    withheld = () if may_see(audience, Sensitivity.TEAM) else ("basis",)
    return sealed(_redacted(thing, audience), audience, (*withheld, *getattr(thing, "withheld", ())))


def _redacted(thing: Any, audience: Sensitivity) -> Any:
    if isinstance(thing, Figure):
        return redact_figure(thing, audience).value
    if isinstance(thing, Record):
        return redact_record(thing, audience).value
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        parts = {f.name: getattr(thing, f.name) for f in dataclasses.fields(thing) if f.init}
        changed = {name: new for name, part in parts.items() if (new := _redacted(part, audience)) is not part}
        return dataclasses.replace(thing, **changed) if changed else thing
    if isinstance(thing, tuple):
        new = tuple(_redacted(one, audience) for one in thing)
        return new if any(a is not b for a, b in zip(new, thing, strict=True)) else thing
    if isinstance(thing, Mapping):
        fresh = {key: _redacted(one, audience) for key, one in thing.items()}
        return fresh if any(fresh[key] is not thing[key] for key in thing) else thing
    return thing
