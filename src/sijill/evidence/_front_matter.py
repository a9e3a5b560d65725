"""The YAML block that a note may open with."""

from __future__ import annotations

import re
from typing import Any

import yaml

_BLOCK = re.compile(r"---[ \t]*(?:\r\n|\n|\r)(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.S | re.M)
_LONGEST_MATTER = 64_000


class _Plain(yaml.BaseLoader):
    """Every value as the words that stand there: a date stays as written and "no" is not False."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse aliases, with which a few lines can unfold to gigabytes."""
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def find_front_matter(text: str) -> tuple[dict[str, Any], tuple[int, int]] | None:
    """Return the values and the span of the block at the head of the text, None when there is none."""
    if not text.startswith("---"):
        return None
    found = _BLOCK.match(text, 0, _LONGEST_MATTER)
    if not found:
        return None
    try:
        values = yaml.load(found["yaml"], Loader=_Plain)  # noqa: S506 (a BaseLoader makes no objects)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        return None
    return values, found.span()
