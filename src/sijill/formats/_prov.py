"""Where each thing came from, as PROV-JSON (W3C): what was made, by which act, when, by whom, and out of what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

NAMESPACE = "urn:sijill:"


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
    document: dict[str, Any] = {"prefix": {"sijill": NAMESPACE}}
    for number, one in enumerate(steps, 1):
        thing, act, agent = map(_name, (one.thing, one.act, one.agent))
        moment = one.at.astimezone(UTC).isoformat()
        kind = {"$": f"sijill:{one.kind}", "type": "prov:QUALIFIED_NAME"}
        told = {f"sijill:{name}": value for name, value in sorted(one.told.items())}
        _put(document, "entity", thing, {"prov:type": kind, **told})
        _put(document, "activity", act, {"prov:startTime": moment, "prov:endTime": moment})
        _put(document, "agent", agent, {"sijill:name": one.agent})
        generated = {"prov:entity": thing, "prov:activity": act, "prov:time": moment}
        _put(document, "wasGeneratedBy", f"_:g{number}", generated)
        _put(document, "wasAssociatedWith", f"_:w{number}", {"prov:activity": act, "prov:agent": agent})
        for place, source in enumerate(one.of, 1):
            if source in known:
                came = {"prov:generatedEntity": thing, "prov:usedEntity": _name(source)}
                _put(document, "wasDerivedFrom", f"_:d{number}-{place}", came)
                used = {"prov:activity": act, "prov:entity": _name(source)}
                _put(document, "used", f"_:u{number}-{place}", used)
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _put(document: dict[str, Any], kind: str, name: str, told: Mapping[str, Any]) -> None:
    document.setdefault(kind, {})[name] = dict(told)


def _name(thing: str) -> str:
    """Return the qualified name of a thing; what no such name may hold is written in per cent."""
    return f"sijill:{quote(thing, safe='')}"
