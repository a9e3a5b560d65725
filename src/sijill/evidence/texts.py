"""Where readings are kept: by item and reader version, in a form that can be read back exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any, Protocol

from sijill.evidence._offset_map import BrokenOffsetMap, OffsetMap
from sijill.evidence._text import Derivation, Page, Text
from sijill.evidence.messages import messages_from_json, messages_to_json
from sijill.evidence.regions import Region
from sijill.values import SijillError, message


class NotRead(SijillError):
    """An item that this reader version has not read."""


class ReadingDamaged(SijillError):
    """A stored reading that no longer matches its digest."""


class TextStore(Protocol):
    """Readings by item (SHA-256) and reader version; all can be made again from the vault."""

    def keep(self, item: str, text: Text) -> None:
        """Keep a reading, in place of an earlier one by the same reader version."""

    def get(self, item: str, reader: str) -> Text:
        """Return a reading; raises NotRead or ReadingDamaged."""

    def readers(self, item: str) -> tuple[str, ...]:
        """Return the reader versions whose readings of this item are kept, in order."""

    def items(self) -> Iterator[str]:
        """Give every item of which a reading is kept, in order."""

    def remove(self, item: str) -> None:
        """Take all readings of an item away for good; nothing happens when there are none."""

    def sweep(self) -> int:
        """Take away what killed writers left unfinished and return how many files that were."""


def text_to_json(text: Text) -> str:
    """Return a reading as one JSON document; the words stand in it once when none of them changed."""
    body = {
        "digest": text.digest,
        "raw": text.raw,
        "text": None if text.source_map.cut_from(text.raw) == text.text else text.text,
        "runs": text.source_map.to_json(),
        "reader": text.reader,
        "media_type": text.media_type,
        "encoding": text.encoding,
        "pages": [[page.number, page.start, page.end] for page in text.pages],
        "derivations": [[step.name, step.version, step.what, step.count] for step in text.derivations],
        "title": text.title,
        "front_matter": text.front_matter,
        "front_matter_span": text.front_matter_span,
        # Left out where there are none, so that a reading without them is kept as it always was.
        **({"messages": messages_to_json(text.messages)} if text.messages else {}),
        **({"regions": [list(astuple(one)) for one in text.regions]} if text.regions else {}),
        **({"holds": text.holds} if text.holds else {}),
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def text_from_json(document: str | bytes) -> Text:
    """Return the reading that ``text_to_json`` wrote; raises ReadingDamaged on anything else."""
    try:
        body = json.loads(document)
        text = _text_from(body)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, BrokenOffsetMap) as error:
        raise ReadingDamaged(
            message("a stored reading is not what was written ({name}); read the item again"), name=type(error).__name__
        ) from None
    if text.digest != body["digest"] or not _agrees(text):
        raise ReadingDamaged(message("a stored reading does not match its digest; read the item again"))
    return text


def _text_from(body: dict[str, Any]) -> Text:
    span = body["front_matter_span"]
    raw, source_map = str(body["raw"]), OffsetMap.from_json(body["runs"])
    return Text(
        raw=raw,
        text=str(source_map.cut_from(raw) if body["text"] is None else body["text"]),
        source_map=source_map,
        reader=str(body["reader"]),
        media_type=str(body["media_type"]),
        encoding=body["encoding"],
        pages=tuple(Page(int(number), int(start), int(end)) for number, start, end in body["pages"]),
        derivations=tuple(
            Derivation(str(name), str(version), str(what), int(count))
            for name, version, what, count in body["derivations"]
        ),
        title=body["title"],
        front_matter=body["front_matter"],
        front_matter_span=None if span is None else (int(span[0]), int(span[1])),
        messages=messages_from_json(body.get("messages", [])),
        regions=tuple(Region(*map(int, row)) for row in body.get("regions", ())),
        holds=int(body.get("holds", 0)),
    )


def _agrees(text: Text) -> bool:
    return text.source_map.reading_length == len(text.text) and text.source_map.source_length == len(text.raw)
