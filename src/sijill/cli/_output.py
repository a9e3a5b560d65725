"""How results leave: one JSON document, or a table a person reads."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sijill.values import SijillError
from sijill.workspace import Register, open_register, take_in


class UnreadableSetting(SijillError):
    """A PROPERTY=VALUE that cannot be read."""


class NotUtf8(SijillError):
    """A file of settings that is not UTF-8 text."""


def opened(asked: Namespace, where: str | None = None) -> Register:
    """Return the register that was named, with the person who acts (DESIGN 8)."""
    return open_register(Path(where or asked.register), actor=actor_of(asked), upgrading=upgrading())


def actor_of(asked: Namespace) -> str | None:
    """Return who acts: --actor, else SIJILL_ACTOR; None stands for the register's owner."""
    return asked.actor or os.environ.get("SIJILL_ACTOR") or None


@contextmanager
def about(path: str | Path) -> Iterator[None]:
    """Have a refusal name the file, or the property, that it is about."""
    try:
        yield
    except SijillError as refusal:
        refusal.add_note(str(path))
        raise


def file_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file that was named. Raises NoSuchFile, EmptyFile, TooLarge."""
    with about(path):
        return take_in(Path(path))


def file_text(path: str | Path) -> str:
    """Return the text of a settings file that was named. Raises NotUtf8 and what ``file_bytes`` raises."""
    with about(path):
        try:
            return take_in(Path(path)).decode("utf-8-sig")
        except UnicodeDecodeError as reason:
            raise NotUtf8(f"the file is not UTF-8 text (byte {reason.start}); save it as UTF-8") from reason


def write(asked: Namespace, document: Any, lines: Iterable[str]) -> None:
    """Write the JSON document when asked for, else the lines."""
    if asked.json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        for line in lines:
            sys.stdout.write(line + "\n")


def say(text: str) -> None:
    """Write one line to standard error: what happens meanwhile."""
    sys.stderr.write(text + "\n")


def table(rows: Sequence[Sequence[str]], *, head: Sequence[str], numbers: frozenset[int] = frozenset()) -> list[str]:
    """Return rows as aligned text; columns in ``numbers`` stand to the right."""
    everything = [list(head), *[list(row) for row in rows]]
    widths = [max(len(row[column]) for row in everything) for column in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = [c.rjust(w) if n in numbers else c.ljust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True))]
        return "  ".join(cells).rstrip()

    return [line(head), "  ".join("-" * width for width in widths), *[line(row) for row in rows]]


def settings(pairs: Sequence[str]) -> dict[str, Any]:
    """
    Return PROPERTY=VALUE pairs; a value that begins like JSON is JSON, anything else text.

    Raises UnreadableSetting.
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise UnreadableSetting(f"{pair!r} is not PROPERTY=VALUE; write it like cause=torture")
        try:
            value = json.loads(text) if text[:1] in "{[" or text in ("true", "false") else text
        except json.JSONDecodeError as reason:
            raise UnreadableSetting(f"the value of {name} begins like JSON and is not: {reason}") from reason
        found[name] = [*_as_list(found[name]), value] if name in found else value
    return found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def progress(what: str) -> Callable[[int, int], None]:
    """Return a function that shows how far long work is, on a terminal only."""

    def show(done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{what}: {done} of {of}" + ("\n" if done >= of else ""))
            sys.stderr.flush()

    return show


def upgrading() -> Callable[[int, int], None]:
    """Return a function that says, once, why a large register opens slowly, and then how far it is."""
    show, told = progress("entries"), list[bool]()

    def tell(done: int, of: int) -> None:
        if not told and done < of:
            say(
                f"sijill: another version wrote this register; its tables are made anew from {of} entries before "
                "anything else. Nothing is lost if this is stopped: the next start begins again"
            )
            told.append(True)
        if told:
            show(done, of)

    return tell
