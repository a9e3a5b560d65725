"""Names of those who speak, as a page writes them: enough to tell one source from another."""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = re.compile(
    r"(?<![\w’'-])(?:(?:[A-Z][\w’'-]+|[A-Z]{2,})(?:\s+(?:of|for|the|al|and)\s+(?=[A-Z])|\s+(?=[A-Z]))?)+"
)
_COMMON = frozenset(
    """The A An In On At By Of And But However Later During After Before According Meanwhile Also Among As For From
    It They He She His Their This That These Those There January February March April May June July August September
    October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Army""".split()
)
_COMMON_LOWER = frozenset(word.lower() for word in _COMMON)
# Bodies that pages call by two names in one breath.
_ALIASES = {
    "icrc": "red cross", "international committee of the red cross": "red cross", "sohr": "syrian observatory",
    "syrian observatory for human rights": "syrian observatory", "snhr": "syrian network",
    "syrian network for human rights": "syrian network", "un": "united nations",
}  # fmt: skip
_ATTRIBUTED = (
    re.compile(
        r"\b(?:[Aa]ccording to|statement (?:made )?by|as per|[Pp]er|figures? from|reported by)\s+"
        r"(?:the\s+|a\s+)?(?P<who>[^,.;]{2,60})"
    ),
    re.compile(
        r"(?:^|[,;]\s*|\b(?:while|but|whereas|and|the|The|However,?)\s+)(?:the\s+|The\s+)?"
        r"(?P<who>[A-Z][\w’'.-]+(?:\s+(?:of|for|the)?\s*[A-Z][\w’'.-]+)*"
        r"(?:\s+(?:officials?|media|officers?|sources?|Ministry))?)\s+(?:later\s+|also\s+|\w+ly\s+)?"
        r"(?:stated|said|reported|put|claimed|confirmed|announced|estimated|documented|disputed|recorded|counted)\b"
    ),
)  # fmt: skip


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """Return the names of bodies in a text, lower case, with known second names made one."""
    found: set[str] = set()
    for match in _NAME.finditer(text):
        words = match[0].split()
        while words and words[0] in _COMMON:
            words.pop(0)
        name = " ".join(words).lower()
        if len(name) > 1 and name not in _COMMON_LOWER:
            found.add(canonical(name))
    return frozenset(found)


def canonical(name: str) -> str:
    """Return one form for a name that pages write in several ways."""
    bare = re.sub(r"^(?:the)\s+", "", name.strip().lower())
    return _ALIASES.get(bare, bare)


def speaker(text: str) -> str:
    """Return who a sentence says is speaking, or "" when it names nobody."""
    for pattern in _ATTRIBUTED:
        found = pattern.search(text)
        if found and re.search(r"[A-Z]", found["who"]):
            names = sorted(names_in(found["who"]), key=len)
            if names:
                return names[-1]
    return ""
