"""Where in a methodology file a key stands, so that a refusal can name the line."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")


class Lines:
    """The lines of a TOML text by table, list position and key."""

    def __init__(self, text: str) -> None:
        """Walk the text once, noting under which table each line stands."""
        self._lines = text.split("\n")
        self._tables: list[tuple[str, int, int]] = []
        seen: dict[str, int] = {}
        for number, line in enumerate(self._lines, 1):
            if found := _HEADER.match(line):
                name = found[2].replace('"', "").replace("'", "")
                place = seen.get(name, -1) + 1 if found[1] == "[[" else 0
                seen[name] = place
                self._tables.append((name, place, number))

    def of(self, path: Sequence[str | int]) -> int:
        """Return the line of a path such as ("buckets", 2, "parties"); the nearest that is written out, else 1."""
        names = [step for step in path if isinstance(step, str)]
        position = next((step for step in path if isinstance(step, int)), 0)
        for depth in range(len(names), 0, -1):
            table, rest = ".".join(names[:depth]), names[depth:]
            for name, place, number in self._tables:
                if name == table and place in (position, 0 if len(names) > 1 and depth > 1 else position):
                    return self._key(number, rest[0]) if rest else number
        return next((number for number, line in enumerate(self._lines, 1) if names and names[-1] in line), 1)

    def word(self, path: Sequence[str | int], word: str) -> int:
        """Return the line at or after a path that holds a word; the path's own line when none does."""
        start = self.of(path)
        for number in range(start, len(self._lines) + 1):
            if number > start and _HEADER.match(self._lines[number - 1]):
                break
            if word in self._lines[number - 1]:
                return number
        return start

    def _key(self, header: int, key: str) -> int:
        written = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[.=]""")
        for number in range(header + 1, len(self._lines) + 1):
            if _HEADER.match(self._lines[number - 1]):
                break
            if written.match(self._lines[number - 1]):
                return number
        return header
