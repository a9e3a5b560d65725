"""What a text has said of the ground before: what was named, who attacked it, who took it, who besieges it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sijill.claims.english.ground._groups import NOUNS, Ground, is_settlement

_REMEMBERED = 40
_SENTENCES = 8


@dataclass(slots=True)
class Front:
    """
    The memory of one document.

    ``named`` holds the ground named so far with its common noun, oldest first, ``passed`` the names of the sentences
    since, which are read only when a word points back; ``ground`` and ``noun`` are what the last claim was about,
    ``attack`` and ``siege`` who did it to which ground, ``taker`` who took ground last, in which ``block``,
    ``holders`` and ``assailants`` who holds and who fights for a place.
    """

    named: list[tuple[str, str]] = field(default_factory=list)
    ground: str | None = None
    noun: str = ""
    attack: tuple[str | None, str | None] = (None, None)
    siege: tuple[str | None, str | None] = (None, None)
    taker: str | None = None
    block: int = -1
    assailants: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)

    passed: list[Callable[[], list[Ground]]] = field(default_factory=list)

    def meant(self, ground: Ground, here: list[Ground]) -> str | None:
        """Return the ground that "it", "the town", "the area" points to: in this sentence first, then before."""
        for names in self.passed[-_SENTENCES:]:
            self.named += [(g.name, g.noun) for g in names()]
        self.passed.clear()
        del self.named[:-_REMEMBERED]
        near = [(g.name, g.noun) for g in here]
        noun = ground.noun.removesuffix("s")
        if noun == "area" and near:
            return near[0][0]
        if not noun or noun in ("area", "place", "position", "site", "ground", "point", "region", "territory"):
            return near[-1][0] if near else self.ground or (self.named[-1][0] if self.named else None)
        settled = is_settlement(noun)
        found = _called(noun, near, settled)
        if found is None and settled and self.ground is not None and _settled(self.noun):
            return self.ground
        return found or _called(noun, self.named, settled) or (self.ground if settled else None)


def _called(noun: str, names: list[tuple[str, str]], settled: bool) -> str | None:
    """Return the last name that a noun fits: of that kind, or for a settlement of no kind that was told."""
    for name, kind in reversed(names):
        last = name.lower().split()[-1].removesuffix("s")
        if noun in (kind.removesuffix("s"), last) or (noun == "base" and last.endswith("base")):
            return name
    return next((name for name, kind in reversed(names) if settled and _settled(kind)), None)


def _settled(kind: str) -> bool:
    return not kind or is_settlement(kind)


def place_words(name: str) -> str:
    """Return the words of a place's name that tell it from others."""
    words = name.lower().split()
    return " ".join([w for w in words if w not in NOUNS and w not in ("the", "of", "air")]) or name.lower()
