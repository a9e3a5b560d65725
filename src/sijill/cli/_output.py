"""How results leave: one JSON document, or a table a person reads."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._voice import say, tell
from sijill.values.visible import visible

if TYPE_CHECKING:
    from sijill.workspace import Register


STANDARD_INPUT = "-"
"""How a person names standard input where a file is asked."""


def opened(arguments: Namespace, where: str | None = None) -> Register:
    """Return the register that was named, with the person who acts (DESIGN 8)."""
    from sijill.workspace import open_register

    return open_register(Path(where or arguments.register), actor=actor_of(arguments), upgrading=upgrading())


def actor_of(arguments: Namespace) -> str | None:
    """Return who acts: --actor, else SIJILL_ACTOR; None stands for the register's owner."""
    return arguments.actor or os.environ.get("SIJILL_ACTOR") or None


@contextmanager
def about(path: str | Path) -> Iterator[None]:
    """Have a refusal name the file, or the property, that it is about."""
    from sijill.values import SijillError

    try:
        yield
    except SijillError as refusal:
        refusal.add_note(str(path))
        raise


def files_below(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and of those in it, in order; a symbolic link is named and not followed."""
    for one in sorted(folder.rglob("*")):
        if one.is_symlink():
            say("{file} is a symbolic link: it was not followed; add what it leads to by its own name", file=str(one))
        elif one.is_file() and not one.name.startswith("."):
            yield one


def file_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file that was named, or of standard input. Raises NoSuchFile, EmptyFile, TooLarge."""
    from sijill.workspace import take_in, take_in_stream

    with about(path):
        return take_in_stream(sys.stdin.buffer) if str(path) == STANDARD_INPUT else take_in(Path(path))


def asked_twice(question: str) -> str:
    """Return what is typed unseen, twice the same. Raises PasswordMissing."""
    from sijill.cli._refusals import PasswordMissing, message

    first, second = getpass.getpass(question), getpass.getpass(tell("Again: "))
    if first != second:
        raise PasswordMissing(message("the two passwords differ; try again"))
    return first


def file_text(path: str | Path) -> str:
    """Return the text of a file that was named, or of standard input. Raises NotUtf8 and what ``file_bytes`` raises."""
    from sijill.cli._refusals import NotUtf8, message

    content = file_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        with about(path):
            raise NotUtf8(
                message("the file is not UTF-8 text (byte {place}); save it as UTF-8"), place=reason.start
            ) from reason


def write(arguments: Namespace, document: Any, lines: Iterable[str]) -> None:
    """Write the JSON document when asked for, else the lines."""
    if arguments.json:
        import json

        # A terminal of another encoding gets the escapes of JSON, which every reader of JSON undoes.
        narrow = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
        sys.stdout.write(visible(json.dumps(document, ensure_ascii=narrow, indent=1)) + "\n")
    else:
        for line in lines:
            sys.stdout.write(visible(line) + "\n")


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
    import json

    from sijill.cli._refusals import UnreadableSetting, message

    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise UnreadableSetting(
                message("{pair} is not PROPERTY=VALUE; write it like cause=torture"), pair=repr(pair)
            )
        try:
            value = json.loads(text) if text[:1] in "{[" or text in ("true", "false") else text
        except json.JSONDecodeError as reason:
            raise UnreadableSetting(
                message("the value of {name} begins like JSON and is not ({reason}); correct it"),
                name=name,
                reason=str(reason),
            ) from reason
        found[name] = [*_as_list(found[name]), value] if name in found else value
    return found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def progress(what: str) -> Callable[[int, int], None]:
    """Return a function that shows how far long work is, on a terminal only; ``what`` has {done} and {of}."""

    def show(done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r" + tell(what, done=done, of=of) + ("\n" if done >= of else ""))
            sys.stderr.flush()

    return show


def upgrading() -> Callable[[int, int], None]:
    """Return a function that says, once, why a large register opens slowly, and then how far it is."""
    show, warned = progress("entries: {done} of {of}"), list[bool]()

    def show_upgrade(done: int, of: int) -> None:
        if not warned and done < of:
            say(
                "sijill: another version wrote this register; its tables are made anew from {of} entries before "
                "anything else. Nothing is lost if this is stopped: the next start begins again",
                of=of,
            )
            warned.append(True)
        if warned:
            show(done, of)

    return show_upgrade
