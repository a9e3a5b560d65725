"""
Find every message in the code and keep the Arabic catalogue complete.

A message is the literal text given to ``translate``, ``translate_n``, ``message`` or ``message_n`` in
code, to the desk's ``t``, to the command line's ``verb``, ``option``, ``tell``,
``say`` and ``progress``, or to ``{% t "..." %}`` and ``{% tn "..." "..." n %}`` in its pages.
``python tools/messages.py`` adds what the catalogue lacks, untranslated, at its end;
``--check`` only lists it and fails.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "sijill"
CATALOGUE = SOURCES / "locale" / "ar" / "LC_MESSAGES" / "sijill.po"

# Function name -> which positional arguments hold the message (translate_n: singular and plural).
_MARKERS = {
    "translate": (1,),
    "translate_n": (1, 2),
    "message": (0,),
    "message_n": (0, 1),
    "t": (0,),
    "verb": (1,),
    "option": (1,),
    "tell": (0,),
    "tell_n": (0, 1),
    "say": (0,),
    "progress": (0,),
}

_TAG = re.compile(r"""{%\s*(?:t\s+(["'])(?P<text>.+?)\1|tn\s+"(?P<one>[^"]+)"\s+"(?P<many>[^"]+)")""")


@dataclass(frozen=True)
class Message:
    """One message of the code: its singular, its plural where it has one, and where it stands."""

    text: str
    plural: str | None
    place: str


def messages_in(folder: Path = SOURCES) -> list[Message]:
    """Return the messages of all modules and pages below a folder, in the order of their files and lines."""
    code = [found for path in sorted(folder.rglob("*.py")) for found in _messages_of(path, folder)]
    return code + [found for path in sorted(folder.rglob("*.html")) for found in _messages_of_page(path, folder)]


def missing(found: list[Message], catalogue: Catalog) -> list[Message]:
    """Return the messages, each once, that the catalogue does not hold or holds without every form."""
    wanted = {message.text: message for message in found}
    return [message for message in wanted.values() if not _is_translated(message, catalogue)]


def read_catalogue(path: Path = CATALOGUE) -> Catalog:
    """Return the Arabic catalogue as it stands."""
    with path.open("rb") as file:
        return read_po(file, locale="ar")


def _messages_of(path: Path, folder: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in _MARKERS:
            texts = [_literal(node, position) for position in _MARKERS[name]]
            if texts[0] is not None:
                place = f"{path.relative_to(folder).as_posix()}:{node.lineno}"
                yield Message(texts[0], texts[1] if len(texts) > 1 else None, place)


def _messages_of_page(path: Path, folder: Path) -> Iterator[Message]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        for found in _TAG.finditer(line):
            place = f"{path.relative_to(folder).as_posix()}:{number}"
            yield Message(found["text"] or found["one"], found["many"], place)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(call: ast.Call, position: int) -> str | None:
    if len(call.args) > position:
        argument = call.args[position]
        return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
    return None


def _is_translated(message: Message, catalogue: Catalog) -> bool:
    entry = catalogue.get(message.text)
    if entry is None or entry.fuzzy:
        return False
    forms = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
    wanted = catalogue.num_plurals if message.plural else 1
    return len(forms) == wanted and all(forms)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _as_po(message: Message, forms: int) -> str:
    lines = [f"#: {message.place}", f"msgid {_quoted(message.text)}"]
    if message.plural is None:
        return "\n".join([*lines, 'msgstr ""', ""])
    lines.append(f"msgid_plural {_quoted(message.plural)}")
    return "\n".join([*lines, *(f'msgstr[{n}] ""' for n in range(forms)), ""])


def main() -> int:
    """List what is missing, and add what the catalogue has no entry for."""
    catalogue = read_catalogue()
    lacking = missing(messages_in(), catalogue)
    for message in lacking:
        print(f"{message.place}: no Arabic for {message.text!r}")
    new = [message for message in lacking if catalogue.get(message.text) is None]
    if "--check" not in sys.argv and new:
        with CATALOGUE.open("a", encoding="utf-8") as file:
            file.writelines("\n" + _as_po(message, catalogue.num_plurals) for message in new)
        print(f"{len(new)} messages added to {CATALOGUE.relative_to(ROOT)}; translate them there")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
