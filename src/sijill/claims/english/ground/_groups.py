"""Read noun groups of ground: a name or common noun with its number, its part, and the ground it is told by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sijill.claims.english.ground._patterns import WORD
from sijill.language import NumberPhrase, lexicon
from sijill.language.english import PartyMention
from sijill.language.english.dates import MONTHS, WEEKDAYS
from sijill.language.english.numbers import COUNT_WORDS
from sijill.language.page import Token, norm_at
from sijill.model import ClaimNumber, Measure

_EXTENT = {word: extent for extent, words in lexicon("ground")["extent"].items() for word in words.split()}
_SETTLEMENT, _STRETCH, SIDES, _NOBODY = (WORD[n] for n in ("settlement", "stretch", "north", "nobody"))
VAGUE = WORD["vague"]
_ROADS = WORD["road"]
NOUNS = _SETTLEMENT | WORD["site"] | _STRETCH | _ROADS
DETERMINERS, _POINTING, CLOSED, _BESIDE = (WORD[n] for n in ("determiners", "pointing", "closed", "beside"))
_APOSTROPHES = frozenset("'’‘ʿʾ`")
_LONGEST = 14
_DEEPEST = 12  # "the edge of the north of the hills of ..."


@dataclass(slots=True)
class Ground:
    """
    Ground that a group speaks of, as a token span, and how much of it is meant.

    ``back`` marks ground that only points to ground named before ("it", "the town"); ``stem`` is what stands
    before such a word ("villages around" it). ``noun`` is its common noun, ``owner`` whose it is said to be.
    """

    start: int
    end: int
    name: str
    extent: str | None = None
    number: ClaimNumber | None = None
    back: bool = False
    owner: str | None = None
    listed: bool = False
    noun: str = ""
    stem: str = ""


def is_settlement(noun: str) -> bool:
    """Test whether a common noun is that of a settlement, in the singular or plural."""
    return noun in _SETTLEMENT


class GroupReader:
    """Reads single groups of ground of one sentence; every group is bounded, so that reading is linear."""

    def __init__(
        self,
        run: Sequence[Token],
        parties: Sequence[PartyMention],
        numbers: Sequence[NumberPhrase],
        stops: frozenset[int],
        dated: Iterable[int] = (),
    ) -> None:
        """Take the sentence, its parties and numbers, the tokens where verbs begin, and those that tell a day."""
        self._run, self._dated = run, frozenset(dated)
        self._stops = {k for k in stops if run[k].norm not in WORD["described"]}
        self._party = {k: p for p in parties for k in range(p.start, p.end)}
        self._share = {n.start: n for n in numbers}
        self._known: dict[int, Ground | None] = {}
        self._deep = 0

    def one(self, place: int) -> Ground | None:
        """Return the group of ground that begins at a token, without its list; each place is read once."""
        if place not in self._known:
            self._deep += 1
            self._known[place] = self._group(place) if self._deep < _DEEPEST else None
            self._deep -= 1
        return self._known[place]

    def _group(self, place: int) -> Ground | None:
        at = self._past(place, DETERMINERS | {"also", "only", "namely"})
        if at > place and norm_at(self._run, at) == "of" and norm_at(self._run, at - 1) in _EXTENT:
            at -= 1  # "all of the hills"
        word = norm_at(self._run, at)
        if word in ("it", "them") and at == place:
            return Ground(place, at + 1, "", back=True)
        share = self._share.get(at) or self._share.get(place)
        if share is not None and share.measure is Measure.PERCENT and norm_at(self._run, share.end) == "of":
            inner = self.one(share.end + 1)
            return inner and replace(inner, start=place, extent="pct", number=share.number("area"))
        if share is not None and share.measure is Measure.COUNT:
            counted = self._counted(share)
            if counted is not None or share.vague:
                return counted
        if word in WORD["amounts"] and norm_at(self._run, at + 1) == "of":
            body = self._body(at + 2)
            plural = body is not None and body.noun in NOUNS and body.noun.endswith("s")
            return Ground(place, body.end, self._text(place, body.end), noun=body.noun) if body and plural else None
        return self._part(place, at) or self._told(place, at)

    # -- how much ------------------------------------------------------------------------------------------------------
    def _counted(self, share: NumberPhrase) -> Ground | None:
        """Read "nine villages", "two of the three hills", "several building blocks in X"."""
        at = share.end
        if norm_at(self._run, at) == "others":
            return Ground(share.start, at + 1, self._text(share.start, at + 1), None, share.number("others"))
        if norm_at(self._run, at) in ("of", "out"):
            at = self._past(at, DETERMINERS | {"of", "out"})
            at = self._share[at].end if at in self._share else at
        body = self._body(at)
        if body is None or body.noun not in NOUNS:
            return None
        if not body.noun.endswith("s") and not (share.value == 1 and body.noun not in _STRETCH):
            return None
        end, inner = self._complement(body)
        number = share.number(body.noun)
        if inner is not None and body.noun in WORD["pieces"] and norm_at(self._run, body.end) in ("in", "of"):
            return replace(inner, start=share.start, extent="part", number=number)
        name = self._text(share.start, end)
        piece = inner is None and body.noun in WORD["pieces"] - {"points"}
        return Ground(share.start, end, name, "part" if piece else None, number, piece, body.owner, noun=body.noun)

    def _part(self, place: int, at: int) -> Ground | None:
        """Read "large parts of X", "almost the entire town", "the southern and central parts of X"."""
        extent, first = None, at
        while at - first < 9 and (word := norm_at(self._run, at)) != "of":
            if word in ("almost", "nearly", "virtually", "practically"):
                extent = "most"
            elif word in _EXTENT:
                extent = extent if extent == "most" else _EXTENT[word]
            elif word not in WORD["determiners"] | {"and", "or", ","} and not self._describes(at):
                break
            at += 1
        inner = self.one(at + 1) if extent and norm_at(self._run, at) == "of" else None
        if inner is None:
            whole = first > place and norm_at(self._run, first - 1) in ("all", "entire", "whole")
            told = self._told(place, first) if whole else None
            return told and replace(told, extent="full")
        part = inner.extent if extent == "full" and inner.extent else extent
        if not SIDES & {t.norm for t in self._run[first:at]}:
            return replace(inner, start=place, extent=part)
        if inner.back:
            return replace(inner, start=place, extent=part, stem=self._text(first, at + 1))
        return replace(inner, start=place, extent=part, name=self._text(first, inner.end))

    # -- what ----------------------------------------------------------------------------------------------------------
    def _told(self, place: int, at: int) -> Ground | None:
        """Read a name, or a common noun with what it is told by."""
        body = self._body(at)
        if body is None:
            return None
        pointing = place < at and norm_at(self._run, at - 1) in _POINTING
        end, inner = self._complement(body)
        head = norm_at(self._run, body.end)
        if inner is not None and head == "of" and body.noun in _SETTLEMENT and not inner.back:
            apart = any(t.norm in WORD["told_apart"] | SIDES for t in self._run[at : body.end])
            name = self._text(at, inner.end) if apart else inner.name
            return replace(inner, start=place, name=name, owner=inner.owner or body.owner, noun=body.noun)
        if body.names:
            noun = body.noun if body.noun in NOUNS else ""
            return Ground(place, body.end, self._text(body.names[0], body.end), owner=body.owner, noun=noun)
        if inner is not None:
            part = "part" if body.noun in VAGUE and head == "in" else None
            owner = body.owner or inner.owner
            if inner.back:
                stem = self._text(at, inner.start) + (f" {inner.stem}" if inner.stem else "")
                return Ground(place, end, stem, part, back=True, owner=owner, noun=inner.noun, stem=stem)
            if part and body.noun in VAGUE and not inner.back:
                return replace(inner, start=place, extent=part, owner=owner)
            name = self._text(place if norm_at(self._run, place) in ("a", "an") else at, end)
            return Ground(place, end, name, part, owner=owner, noun=body.noun)
        return self._common(place, at, body, pointing)

    def _common(self, place: int, at: int, body: _Body, pointing: bool) -> Ground | None:
        """Read a common noun that nothing names: it points back, or it is an unnamed place."""
        words = [t.norm for t in self._run[at : body.end]]
        text = self._text(at, body.end)
        owned = norm_at(self._run, at - 1) in ("its", "their") and place < at
        if body.noun in SIDES:
            alone = pointing and len(words) == 1
            return Ground(place, body.end, text, owner=body.owner, noun=body.noun) if alone else None
        if owned and body.noun in _STRETCH | {"border", "crossing", "countryside"}:
            return Ground(place, body.end, text, back=True, stem=f"{text} of")
        if words in (["rest"], ["remainder"]) and pointing:
            return Ground(place, body.end, text, "part", back=True, stem=f"{text} of")
        if place == at and len(words) == 1 and not body.noun.endswith("s"):
            return None
        described = bool(WORD["described"] & set(words)) and body.noun in ("areas", "regions", "territories", "places")
        if body.noun in VAGUE and body.owner is None and not described:
            return Ground(place, body.end, text, "part", back=True, noun=body.noun)
        bare = len(words) == 1 or set(words[:-1]) <= WORD["alone"]
        if pointing and bare and not owned and body.owner is None:
            return Ground(place, body.end, text, back=True, noun=body.noun)
        name = self._text(place, body.end) if norm_at(self._run, place) in ("a", "an", "another") else text
        return Ground(place, body.end, name, owner=body.owner, noun=body.noun)

    def _body(self, first: int) -> _Body | None:
        """Read the words of a group up to its head, without what follows it."""
        names: list[int] = []
        owner, at, last = None, first, -1
        while at < min(len(self._run), first + _LONGEST):
            token, party = self._run[at], self._party.get(at)
            word = token.norm
            if at in self._dated or (word in CLOSED and word not in SIDES):
                if not (word in WORD["articles"] and self._capital(at + 1)) and not self._joins_sides(at, names):
                    break
            elif party is not None and (party.owner or word not in NOUNS):
                if names or (not party.owner and not self._leads(party.end)):
                    break
                owner, at = party.slug, party.end
                continue
            elif token.kind == "mark":
                if word == "(" and names:
                    close = self._bracket(at)
                    last = close if close else last
                if word not in _APOSTROPHES and not (token.is_dash and not token.spaced and names):
                    break
            elif token.kind in ("number", "ordinal", "model"):
                if not (names or self._leads(at + 1)) and norm_at(self._run, at - 1) not in WORD["numbered"]:
                    break
                if at > first and norm_at(self._run, at - 1) in WORD["numbered"] and not names:
                    names.append(at - 1)
                names.append(at)
                last = at
            elif (at in self._stops or (word in _BESIDE and last >= 0)) and not token.capital and word not in NOUNS:
                break
            elif self._is_name(at):
                if word in _NOBODY and not names:
                    return None
                names.append(at)
                last = at
            elif word in NOUNS or word in SIDES:
                beside = last >= 0 and norm_at(self._run, at + 1) in ("of", "and", "from")  # "hamlets west of X"
                if word in SIDES and (names or beside):
                    break
                last = at
            elif word in _NOBODY and norm_at(self._run, at + 1) not in NOUNS:
                return None
            elif names and not self._leads(at + 1):
                break
            at += 1
        if last < 0 or not any(self._run[k].kind == "word" for k in range(first, last + 1)):
            return None
        if norm_at(self._run, last) in _NOBODY:
            return None
        if names and names[0] > first and norm_at(self._run, names[0] - 1) in SIDES:
            names.insert(0, names[0] - 1)
        return _Body(first, last + 1, names, norm_at(self._run, last), owner)

    def _complement(self, body: _Body) -> tuple[int, Ground | None]:
        """Return the ground that tells which ground is meant ("of X", "north of it", "between A and B")."""
        of = norm_at(self._run, body.end) == "of"
        if body.names and not (of and body.noun in WORD["seat"]):
            return body.end, None
        at = self.beside(body.end, body.noun in _ROADS)
        if at == body.end:
            return body.end, None
        inner = self.one(at)
        if inner is None or inner.number is not None:
            return body.end, None
        if norm_at(self._run, inner.end) in ("and", "with", "to") and norm_at(self._run, body.end) in (
            "between",
            "linking",
            "connecting",
        ):
            other = self.one(inner.end + 1)
            return (other.end, other) if other is not None else (body.end, None)
        return inner.end, inner

    def beside(self, first: int, leads: bool) -> int:
        """Go past the words that put one place beside another: "of", "just three km south of", "to the west of"."""
        at = first
        at += norm_at(self._run, at) in ("just", "right", "directly")
        measured = next((k for k in range(at, at + 4) if norm_at(self._run, k) in WORD["units"]), None)
        at = at if measured is None or norm_at(self._run, at) in _BESIDE | {"and", ","} else measured + 1
        while at - first < 9:
            word, follow = norm_at(self._run, at), norm_at(self._run, at + 1)
            sided = word in SIDES and (follow in SIDES | {"of", "and", ",", "from"} or at > first)
            joins = word in ("and", ",") and norm_at(self._run, at - 1) in SIDES and follow in SIDES
            towards = word in ("to", "towards", "toward", "into", "from")
            to_side = word in ("to", "the") and (follow in SIDES or norm_at(self._run, at + 2) in SIDES)
            from_there = word == "from" and (at > first or leads)
            if (
                towards
                and not (leads or to_side or from_there)
                and norm_at(self._run, at - 1) not in ("leading", "close", "next", "adjacent")
            ):
                break
            if not (
                (sided and follow not in NOUNS)
                or joins
                or to_side
                or (word in _BESIDE and word != "from")
                or from_there
            ):
                break
            at += 1
        return at

    # -- small tests ---------------------------------------------------------------------------------------------------
    def _joins_sides(self, at: int, names: Sequence[int]) -> bool:
        sides = norm_at(self._run, at - 1) in SIDES and norm_at(self._run, at + 1) in SIDES
        return sides and norm_at(self._run, at) in ("and", "or", ",") and not names

    def _leads(self, at: int) -> bool:
        """Test whether a ground noun follows within a few plain words, so that a word before it only describes it."""
        for k in range(at, min(at + 4, len(self._run))):
            word = self._run[k].norm
            if word in NOUNS or self._is_name(k):
                return True
            if word in CLOSED or k in self._stops or self._run[k].kind == "mark" or k in self._dated:
                return False
        return False

    def _describes(self, at: int) -> bool:
        token = self._run[at] if at < len(self._run) else None
        if token is None or token.kind != "word" or token.norm in CLOSED or at in self._stops:
            return False
        plain = not token.capital or at == 0 or token.norm in SIDES or token.norm in _EXTENT
        return plain and at not in self._party and at not in self._dated

    def _is_name(self, at: int) -> bool:
        token = self._run[at]
        if token.kind == "model":
            return True
        first, _, behind = token.text.partition("-")
        counts = first.lower() in COUNT_WORDS and (not behind or behind.islower())  # "Nine were captured"
        named = (token.capital and not counts and not (at == 0 and at in self._stops)) or (
            len(behind) > 1 and behind[0].isupper()
        )
        dated = at in self._dated or token.norm in MONTHS or token.norm in WEEKDAYS
        return token.kind == "word" and named and token.norm not in CLOSED | DETERMINERS and not dated

    def _capital(self, at: int) -> bool:
        return at < len(self._run) and self._run[at].capital

    def _bracket(self, at: int) -> int | None:
        """Return where a bracket closes that holds another name ("Hill (Tal Warda)")."""
        for k in range(at + 1, min(at + 6, len(self._run))):
            if self._run[k].text == ")":
                return k if all(t.capital or t.kind != "word" for t in self._run[at + 1 : k]) and k > at + 1 else None
        return None

    def _past(self, at: int, words: frozenset[str]) -> int:
        while norm_at(self._run, at) in words:
            at += 1
        return at

    def _text(self, start: int, end: int) -> str:
        words = self._run[start:end]
        return "".join(f" {t.text}" if t.spaced and k else t.text for k, t in enumerate(words))


@dataclass(slots=True)
class _Body:
    """The words of a group up to its head: where its names stand, its last noun, and whose it is."""

    start: int
    end: int
    names: list[int]
    noun: str
    owner: str | None
