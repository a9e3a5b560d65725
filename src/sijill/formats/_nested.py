"""Formats whose rows are no flat cells: features of GeoJSON, and entities of FollowTheMoney."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from sijill.formats._column import Cell
from sijill.formats._shape import Facts, Shape
from sijill.values import Language

if TYPE_CHECKING:
    from sijill.model import Item
    from sijill.records import AnyRecord

EVENT, PERSON, PARTY, DOCUMENT = "sijill-event-", "sijill-person-", "sijill-party-", "sijill-document-"
"""Before the ids of entities: they are ours, and one record may be a person and the event of that person's death."""


def write_geojson(shape: Shape, events: Iterable[Facts], file: BinaryIO) -> None:
    """Write a collection of features, one a line; what has no point that may be shown has no geometry (RFC 7946)."""
    names, start = [one.name for one in shape.columns], ""
    file.write(b'{"type": "FeatureCollection", "features": [')
    for facts in events:
        properties = {name: _plain(cell) for name, cell in zip(names, shape.row(facts), strict=True)}
        feature = {"type": "Feature", "id": facts["id"], "geometry": _geometry(facts), "properties": properties}
        file.write(f"{start}\n{json.dumps(feature, ensure_ascii=False)}".encode())
        start = ","
    file.write(b"\n]}\n")


def _geometry(facts: Facts) -> Mapping[str, Any] | None:
    if facts["latitude"] is None:
        return None
    return {"type": "Point", "coordinates": [float(facts["longitude"]), float(facts["latitude"])]}


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, tuple):
        return list(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


Entity = Mapping[str, Any]
"""An entity of FollowTheMoney: its id, its schema, and lists of texts by property."""


def write_entities(entities: Iterable[Entity], file: BinaryIO) -> None:
    """Write entities one a line, each once, as FollowTheMoney's own tools read them."""
    told: set[str] = set()
    for one in entities:
        if one["id"] not in told:
            told.add(one["id"])
            file.write(f"{json.dumps(one, ensure_ascii=False)}\n".encode())


def ftm_event(shape: Shape, facts: Facts, documents: Sequence[Item]) -> Iterator[Entity]:
    """Yield an event, the parties held responsible, how they are tied to it, and the documents that it rests on."""
    first, last = facts["first_day"], facts["last_day"]
    killed = f"killed: {facts['low']}" + ("" if facts["low"] == facts["high"] else f" to {facts['high'] or '..'}")
    asked = {
        **facts,
        "event_label": f"{facts['event_kind'] or 'event'}, {first}",
        "ftm_dates": (str(first),) if first == last else (str(first), str(last)),
        "country_iso2_lower": (facts["country_iso2"] or "").lower() or None,
        "ftm_summary": f"{killed} (best {facts['best']}, {facts['methodology']})",
    }
    cells = {one.name: cell for one, cell in zip(shape.columns, shape.row(asked), strict=True)}
    event = f"{EVENT}{facts['id']}"
    yield _entity(event, "Event", {**cells, "proof": tuple(f"{DOCUMENT}{one.id}" for one in documents)})
    how = "held responsible" if len(facts["parties"]) < 2 else f"held responsible ({facts['mode']})"
    for slug, name in zip(facts["party_slugs"], facts["parties"], strict=True):
        party = PARTY + slug.replace("_", "-")  # their ids hold no other sign
        yield _entity(party, "Organization", {"name": name})
        yield _link(party, event, how)
    for one in documents:
        yield _entity(
            f"{DOCUMENT}{one.id}",
            "Document",
            {
                "fileName": one.original_name or one.id,
                "title": one.title,
                "publisher": one.source,
                "sourceUrl": one.url,
                "publishedAt": str(one.published_on) if one.published_on and one.published_on.day else None,
            },
        )


def ftm_person(shown: AnyRecord, event: str) -> Iterator[Entity]:
    """Yield a dead person whose name may be seen, and how the person is tied to an event."""
    noun, person = shown.noun, f"{PERSON}{shown.id}"
    names = tuple(dict.fromkeys(form.text for form in noun.name.forms))
    preferred = noun.name.display(Language.EN)
    died = noun.died_on.day if noun.died_on else None
    yield _entity(
        person,
        "Person",
        {
            "name": preferred,
            "alias": tuple(one for one in names if one != preferred),
            "gender": noun.sex.value if noun.sex is not None and noun.sex.value != "unknown" else None,
            "deathDate": died,
            "birthDate": noun.born.day if noun.born else None,
        },
    )
    yield _link(person, f"{EVENT}{event}", "killed")


def _link(subject: str, event: str, role: str) -> Entity:
    return _entity(f"{subject}.{event}", "UnknownLink", {"subject": subject, "object": event, "role": role})


def _entity(id_: str, schema: str, cells: Mapping[str, Cell]) -> Entity:
    told = {name: cell if isinstance(cell, tuple) else (cell,) for name, cell in cells.items() if cell is not None}
    texts = {name: [str(_plain(one)) for one in several] for name, several in told.items() if several}
    return {"id": id_, "schema": schema, "properties": texts}
