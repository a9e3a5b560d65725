"""A chain of custody, step by step, as PROV-JSON: what was made, by which act, when, by whom, and out of what."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

from sijill.formats._prov import ProvDocument


@dataclass(frozen=True, slots=True)
class Made:
    """
    One thing as an act made it, a step of a chain of provenance.

    ``act`` names what was done (several things may come of one), ``agent`` who did it. ``of`` are the things
    that it was made out of, ``told`` what else is known of it, by our own words.
    """

    thing: str
    kind: str
    act: str
    at: datetime
    agent: str
    of: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


def prov(made: Iterable[Made]) -> bytes:
    """
    Return steps as a PROV-JSON document (W3C Member Submission, 24 April 2013); the same steps give the same bytes.

    A thing that no step makes is left out of what others were made of: it is not in the document.
    """
    steps = sorted(made, key=lambda one: (one.at, one.thing))
    known = {one.thing for one in steps}
    document = ProvDocument()
    for one in steps:
        moment = one.at.astimezone(UTC).isoformat()
        thing = document.entity(_name(one.thing), one.kind, **dict(sorted(one.told.items())))
        act = document.activity(_name(one.act), "Act", moment)
        agent = document.agent(_name(one.agent), "prov:Agent", name=one.agent)
        document.generated(thing, act)
        document.associated(act, agent)
        for source in filter(known.__contains__, one.of):
            document.derived(thing, _name(source))
            document.used(act, _name(source))
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def _name(thing: str) -> str:
    """Return the local part of a qualified name; what no such name may hold is written in per cent."""
    return quote(thing, safe="")
