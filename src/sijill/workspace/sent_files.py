"""Files that the messages of a chat were sent with, and which of them the register holds."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill.evidence import NotInVault, Unreadable, VaultDamaged

if TYPE_CHECKING:
    from sijill.model import Item
    from sijill.workspace._evidence import Evidence


@dataclass(frozen=True, slots=True)
class SentFile:
    """
    A file that a message was sent with: its name there, the item that it is, and who sent it when.

    ``item`` is None where the register does not hold it, or holds two of that name. ``sent_at`` is ISO 8601, with
    its offset from UTC where the chat tells it. ``is_guess`` where only the name and the source say that it is that
    item: it came by itself, not beside the chat in one container.
    """

    name: str
    item: str | None = None
    sender: str | None = None
    sent_at: str | None = None
    is_guess: bool = False


def sent_files(held: Evidence, item: str) -> list[SentFile]:
    """
    Return the files that the messages of an item name, in their order; none where it is no chat or cannot be read.

    A chat that came inside others is looked up beside itself there, by the path that it names; one that came by
    itself among the files of the same source that came by themselves under that name, as those of one folder do.
    Raises UnknownEntry.
    """
    chat = held.item(item)
    try:
        messages = held.text(item).messages
    except (Unreadable, NotInVault, VaultDamaged):
        return []
    named = [(name, one) for one in messages for name in one.media]
    if not named:
        return []
    came_inside = any(one.item == item for one in held.parts_of(item))
    beside = (_beside_inside if came_inside else _beside_alone)(held, chat, {_path(name) for name, _ in named})
    only = {name: next(iter(items)) for name, items in beside.items() if len(items) == 1}
    return [
        SentFile(name, found, one.sender, one.sent_at, is_guess=found is not None and not came_inside)
        for name, one in named
        for found in [only.get(_path(name))]
    ]


def _beside_inside(held: Evidence, chat: Item, names: Set[str]) -> Mapping[str, set[str]]:
    """Return the items that stand under some paths seen from the folder of a chat, in whatever it came inside."""
    found: dict[str, set[str]] = {}
    for place in (one for one in held.parts_of(chat.id) if one.item == chat.id):
        standing = {one.id for one in held.within(place.of)} - {chat.id}
        folder = posixpath.dirname(place.name or "")
        beside = {
            posixpath.relpath(one.name, folder or "."): one.item
            for one in held.parts_of(place.of)
            if one.of == place.of and one.item in standing and one.name
        }
        for name in names & beside.keys():
            found.setdefault(name, set()).add(beside[name])
    return found


def _beside_alone(held: Evidence, chat: Item, names: Set[str]) -> Mapping[str, set[str]]:
    """Return the items of some names that the source of a chat handed over by themselves."""
    last = {posixpath.basename(name): name for name in names}
    found: dict[str, set[str]] = {}
    named = [one for one in held.items() if one.source == chat.source and one.original_name in last]
    for one in named:
        if one.id != chat.id and not any(part.item == one.id for part in held.parts_of(one.id)):
            found.setdefault(last[str(one.original_name)], set()).add(one.id)
    return found


def _path(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/"))
