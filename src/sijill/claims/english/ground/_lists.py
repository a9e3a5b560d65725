"""Read lists of ground, and the names that a sentence gives (gold rule 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijill.claims.english.ground._groups import DETERMINERS, NOUNS, Ground, GroupReader
from sijill.claims.english.ground._patterns import EVERY, WORD
from sijill.language import Stage
from sijill.language.english import joined, party_mentions
from sijill.language.english.numbers import numbers
from sijill.language.page import Token, norm_at

_BEFORE_GROUND = WORD["leads"]
_LIST_WORDS = WORD["listing"] | WORD["joins"]
_MOST = 24


class GroundReader(GroupReader):
    """Reads the ground of one sentence."""

    def after(self, place: int, limit: int = 1 << 30) -> list[Ground]:
        """Return the list of ground that begins at a token, up to a limit."""
        found: list[Ground] = []
        extent: str | None = None
        while place < min(len(self._run), limit) and len(found) < _MOST:
            ground = self.one(place)
            if ground is None or ground.end > limit or (found and self._is_other(ground, place, limit)):
                break
            whole = ground.extent or extent
            found.append(replace(ground, extent=whole, listed=bool(found)))
            follow = self._separator(ground.end)
            if follow is None:
                break
            inside = norm_at(self._run, follow - 1) in WORD["listing"]
            extent = None if inside or norm_at(self._run, follow) in DETERMINERS else whole
            place = follow
        if len(found) == 2 and self._is_apposed(*found):
            return [replace(found[1], start=found[0].start, owner=found[0].owner, listed=False)]
        return found

    def names(self) -> list[Ground]:
        """Return the ground that the sentence names behind its small words, in order."""
        found: list[Ground] = []
        at = 0
        while at + 1 < len(self._run):
            ground = self.one(at + 1) if self._run[at].norm in _BEFORE_GROUND else None
            plain = ground is not None and not ground.back and ground.number is None
            if ground is not None and plain and any(map(self._is_name, range(ground.start, ground.end))):
                if not found or found[-1].end != at or self._run[at].norm not in ("of", "in"):  # "X of Y" is X
                    found.append(ground)
                at = ground.end - 1
            at += 1
        return found

    def _is_other(self, ground: Ground, place: int, limit: int) -> bool:
        """Test whether what follows is no member: a clause's subject, an apposition, a word that points back."""
        run = self._run
        opener = run[place]
        if (ground.back and not ground.stem and not ground.name) or opener.norm == "that":
            return True
        if opener.norm.endswith("ing") and not opener.capital and opener.norm not in NOUNS | WORD["described"]:
            return True  # ", leaving X"
        if ground.end < limit and norm_at(run, ground.end) in WORD["auxiliary"]:
            return True  # ", the border would ..."
        if ground.end < limit and ground.end in self._stops and not run[ground.end].norm.endswith("ing"):
            return True
        told = opener.norm in ("a", "an") or ground.number is not None
        told = told or (opener.norm == "the" and not run[place + 1].capital and not ground.back and not ground.listed)
        if norm_at(run, place - 1) != "," or not told:
            return False
        follow = self._separator(ground.end)
        return follow is None or self.one(follow) is None

    def _is_apposed(self, first: Ground, second: Ground) -> bool:
        """Test whether a name only says which ground was meant: "the last rebel district, X, fell"."""
        comma = norm_at(self._run, first.end) == "," and second.start <= first.end + 1
        named = any(self._is_name(k) for k in range(first.start, first.end) if k not in self._party)
        comma = comma and norm_at(self._run, second.end) == ","
        return comma and not named and first.number is None and not first.back and not first.noun.endswith("s")

    def _separator(self, end: int) -> int | None:
        """Return where the next member of a list begins; "X, outside Y, and Z" has two members."""
        at = self._past(end, _LIST_WORDS)
        beside = self.beside(at, False) if norm_at(self._run, at - 1) == "," else at
        if beside > at:
            aside = self.one(beside)
            end = aside.end if aside is not None else at
            at = self._past(end, _LIST_WORDS)
        joined = [t.norm for t in self._run[end:at]]
        if not joined or at >= len(self._run) or {"not", "but"} & set(joined) or joined == ["as"]:
            return None
        alone = joined[0] in ("with", "also", "then", "both", "well", "of") or (
            joined[-1] == "as" and "well" not in joined
        )
        return None if alone else at


def named_in(run: Sequence[Token], stage: Stage) -> list[Ground]:
    """Return the ground that a sentence names, read for its names alone."""
    line, starts = joined(run)
    parties = party_mentions(run, line, starts, stage)
    return GroundReader(run, parties, numbers(run), frozenset(v.start for v in EVERY.find(run))).names()
