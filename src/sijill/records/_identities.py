"""By which ids and handles a register's records are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sijill.values import SijillError, message, read_handle

WHOLE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

SHORTEST_BEGINNING = 4


class AmbiguousId(SijillError):
    """The beginning of more than one record's id."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a record is known by beside its id: the handle people say, and the ids that became this one."""

    handle: str = ""
    former: tuple[str, ...] = ()


def whole_id(text: str, beginning: Sequence[str], by_handle: Callable[[str], str | None]) -> str:
    """Return which id a text means, given ids that begin with it, in order. Raises AmbiguousId, MistypedHandle."""
    if text in beginning or WHOLE_ID.fullmatch(text):
        return text
    if beginning and len(text) >= SHORTEST_BEGINNING:
        if len(beginning) > 1:
            raise AmbiguousId(
                message("the ids of several records begin with {beginning}: give more of it, or the record's handle"),
                beginning=text,
            )
        return beginning[0]
    handle = read_handle(text)
    return (by_handle(handle) if handle else None) or text
