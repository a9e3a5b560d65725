"""Read one ground phrase: a name with its common nouns, a part or share of it, or words that point back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.language import NumberPhrase, lexicon, small_words
from sijill.language.english import PartyMention
from sijill.language.english.dates import MONTHS, WEEKDAYS
from sijill.language.page import Token
from sijill.model import ClaimNumber, Measure

_CONTROL_WORDS = lexicon("control")
NOUNS = frozenset(word for words in _CONTROL_WORDS["ground"].values() for word in words)
_EXTENT = {word: extent for extent, words in _CONTROL_WORDS["extent"].items() for word in words}
_SIDE_WORDS = small_words("ground", "sides")
_ADJECTIVES = _SIDE_WORDS | small_words("ground", "adjectives")
_DETERMINERS = frozenset("the a an its their this that these those his any another both each all entire whole".split())
_UNNAMED = small_words("ground", "unnamed")
_COUNT_SITES = frozenset("buildings blocks positions points posts sites".split())
_PART_ADJECTIVES = _SIDE_WORDS | small_words("ground", "part_adjectives")
_ARTICLES = ("al-", "ash-", "as-", "ar-", "an-", "ad-", "at-", "az-", "el-", "ul-", "'ard")
_OWNED = ("-held", "-controlled", "-era", "-majority")
_HEADINGS = small_words("ground", "headings")
_BACK_NOUNS = small_words("ground", "back_nouns")
_FUNCTION = small_words("ground", "function")
_NOT_NAMES = small_words("ground", "not_names") | _DETERMINERS
_NUMBERED = small_words("ground", "numbered")
_GENERIC = small_words("ground", "generic")
_SAME = small_words("ground", "same")
_BEFORE_NUMBER = frozenset("hill point base highway brigade regiment battalion checkpoint".split())
_LONGEST_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """Ground that a phrase speaks of; ``back`` when it only points to ground named before."""

    start: int
    end: int
    name: str
    extent: str | None = None
    number: ClaimNumber | None = None
    back: bool = False
    owner: str | None = None
    listed: bool = False
    phrase: int = 0


@dataclass(slots=True)
class _Reading:
    """A phrase while it is read: where it begins, its names and common nouns, and how much of it is meant."""

    begin: int
    first: int = 0
    at: int = 0
    extent: str | None = None
    number: ClaimNumber | None = None
    owner: str | None = None
    phrase: int = 0
    names: list[int] = field(default_factory=list)
    nouns: list[int] = field(default_factory=list)

    def ground(self, end: int, name: str, *, back: bool = False, extent: str | None = None) -> Ground:
        """Return what was read as ground."""
        whole = extent or self.extent or "full"
        return Ground(self.begin, end, name, whole, self.number, back, self.owner, phrase=self.phrase)


class PhraseReader:
    """Reads single ground phrases of one sentence."""

    def __init__(
        self,
        run: Sequence[Token],
        parties: Sequence[PartyMention],
        shares: Sequence[NumberPhrase],
        stops: frozenset[int],
    ) -> None:
        """Take the sentence, its parties and shares, and the tokens where verbs begin."""
        self._run, self._stops = run, stops
        self._party = {p: m for m in parties for p in range(m.start, m.end)}
        self._share = {n.start: n for n in shares}

    def one(self, place: int, extent: str | None = None) -> Ground | None:
        """Return one ground phrase that begins at a token, without its list."""
        reading = _Reading(place, at=place, extent=extent)
        counted = self._amount(reading)
        if counted is not None:
            return counted
        self._skip(reading, _DETERMINERS)
        reading.first = reading.at
        while reading.at < len(self._run) and reading.at - reading.first < _LONGEST_PHRASE:
            inner = self._inside_of(reading)
            if inner is not None:
                return inner
            if not self._step(reading):
                break
            reading.at += 1
        return self._made(reading)

    # -- how much ------------------------------------------------------------------------------------------------------
    def _amount(self, reading: _Reading) -> Ground | None:
        """Read a share, a part or a count at the head; counted places without a name are ground already."""
        self._skip(reading, _DETERMINERS | {"also", "nearby", "namely"})
        share = self._share.get(reading.at) or self._share.get(reading.begin)
        if share is not None and share.measure is Measure.PERCENT and self._norm(share.end) == "of":
            reading.number, reading.extent, reading.at = share.number("area"), "pct", share.end + 1
            return None
        if share is not None and share.measure is Measure.COUNT:
            if self._norm(share.end) == "of" and self._norm(share.end + 1) in ("the", "these", "those", "its", "their"):
                whole = self._share.get(share.end + 2)  # "two of the three villages"
                noun = whole.end if whole is not None else share.end + 2
                if self._norm(noun) in NOUNS and self._norm(noun).endswith("s") and self._norm(noun + 1) != "of":
                    reading.number = share.number(self._norm(noun))
                    return reading.ground(noun + 1, self._text(share.start, noun + 1))
            counted = self._counted(reading, share)
            if counted is not None:
                return counted
        part = self._part(reading.at)
        if part is not None:
            reading.extent, reading.at = part
            reading.phrase = 1
        return None

    def _counted(self, reading: _Reading, share: NumberPhrase) -> Ground | None:
        """Read "nine villages", "several building blocks in X"."""
        noun = share.end
        while noun - share.end < 4 and self._norm(noun) in _ADJECTIVES | {"of"} and self._norm(noun) not in NOUNS:
            noun += 1
        while self._norm(noun) in NOUNS and self._norm(noun + 1) in NOUNS:
            noun += 1
        word = self._norm(noun)
        if not ((word in NOUNS and word.endswith("s")) or word == "others"):
            return None
        if self._is_name(self._run[share.end], share.end):
            return None
        end = noun + 1
        inner = self.one(end + 1) if self._norm(end) in ("of", "in") else None
        if share.vague and inner is not None and word in _GENERIC | {"parts", "neighborhoods"}:
            return Ground(reading.begin, inner.end, inner.name, "part", None, inner.back, inner.owner, phrase=1)
        reading.number = share.number(word)
        return reading.ground(end, self._text(share.start, end), back=word in _COUNT_SITES)

    def _part(self, place: int) -> tuple[str, int] | None:
        """Read "large parts of", "most of", "the southern and central parts of": extent and where the whole begins."""
        extent = None
        at = place
        while at < len(self._run) and at - place < 8:
            word, follow = self._norm(at), self._norm(at + 1)
            if word == "of":
                return (extent, at + 1) if extent else None
            if (word in ("all", "entire", "whole") and follow == "or") or word in ("almost", "nearly", "virtually"):
                if word not in ("all", "entire", "whole") and follow not in ("all", "the"):
                    return None
                extent = extent if follow == "or" else "most"
                at += 2
                continue
            if word in _EXTENT:
                extent = _EXTENT[word] if extent in (None, "part") or _EXTENT[word] == "most" else extent
                if word in ("all", "entire", "whole") and follow not in ("of", "the") and extent != "part":
                    return None
            elif word not in _PART_ADJECTIVES and word not in ("and", ",", "or", "number"):
                return None
            at += 1
        return None

    # -- what ----------------------------------------------------------------------------------------------------------
    def _step(self, reading: _Reading) -> bool:
        """Take in the token at hand; return False where the phrase ends."""
        at, token = reading.at, self._run[reading.at]
        mention = self._party.get(at)
        if mention is not None and mention.owner:
            reading.owner = mention.slug
        if (
            at in self._stops
            and at > reading.first
            and not (token.capital and reading.names)
            and token.norm not in NOUNS
        ):
            return False
        if token.norm in NOUNS and token.norm not in _SIDE_WORDS:
            reading.nouns.append(at)
            return True
        if mention is not None and not mention.owner and token.capital and token.norm not in ("damascus", "aleppo"):
            return self._of_a_party(reading)
        if self._is_name(token, at):
            reading.names.append(at)
            return True
        if token.norm == "of":
            return self._past_of(reading)
        if token.norm in ("part", "parts", "section", "sections") and self._norm(at + 1) == "of":
            return self._past_parts(reading)
        if token.kind == "number" and len(token.text) <= 4:
            return self._numbered(reading)
        if token.text == "(":
            return self._bracket(reading)
        return self._describes(reading, token) or mention is not None

    def _of_a_party(self, reading: _Reading) -> bool:
        """A party's name may stand before the ground ("ISIL positions"), not after its name."""
        if reading.names:
            return False
        if reading.nouns or self._norm(reading.at + 1) in NOUNS:
            return True
        reading.at = reading.first  # a party and no ground: nothing was read
        reading.nouns.clear()
        return False

    def _past_of(self, reading: _Reading) -> bool:
        """Go on behind "of" to the name that the noun belongs to: "the district of X"."""
        at, before = reading.at, self._norm(reading.at - 1)
        joins = (reading.nouns and reading.nouns[-1] == at - 1) or (reading.names and before in ("city", "old"))
        if not joins or (reading.names and before not in _BACK_NOUNS):
            return False
        follow = at + 1
        while self._norm(follow) in _DETERMINERS | _ADJECTIVES:
            follow += 1
        if follow >= len(self._run):
            return False
        if not self._is_name(self._run[follow], follow) and self._norm(follow) not in NOUNS:
            return False
        reading.names.clear()
        reading.at = follow - 1
        return True

    def _past_parts(self, reading: _Reading) -> bool:
        """Read "rebel-held parts of X": a part after its owner."""
        if reading.owner is None and reading.at != reading.first:
            return self._norm(reading.at + 1) in NOUNS
        reading.extent, reading.phrase = reading.extent or "part", 1
        reading.at += 1
        while self._norm(reading.at + 1) in _DETERMINERS:
            reading.at += 1
        return True

    def _numbered(self, reading: _Reading) -> bool:
        """Read a number that is part of a name: "Hill 420", "93rd base"."""
        at, before = reading.at, self._norm(reading.at - 1)
        if reading.nouns and before in _BEFORE_NUMBER:
            reading.names += [at - 1, at]
            return True
        if reading.names and before in _NUMBERED and self._run[at].spaced:
            reading.names.append(at)
            return True
        return False

    def _bracket(self, reading: _Reading) -> bool:
        close = self._closing(reading.at) if reading.names or reading.nouns else None
        if close is None:
            return False
        reading.names.append(close)
        reading.at = close
        return True

    def _describes(self, reading: _Reading, token: Token) -> bool:
        """Test whether a word only describes the ground: an adjective, a side, or a noun before its noun."""
        at, follow = reading.at, self._norm(reading.at + 1)
        if token.norm in _ADJECTIVES or (token.is_dash and not token.spaced) or token.norm.endswith(_OWNED):
            return True
        if token.norm == "and":
            return self._norm(at - 1) in _SIDE_WORDS and follow in _SIDE_WORDS and not reading.names
        if token.text in ("'", "’", "‘"):
            return at + 1 < len(self._run) and not self._run[at + 1].spaced and self._run[at + 1].capital
        plain = token.kind == "word" and token.norm not in _FUNCTION and at not in self._stops
        return plain and follow in NOUNS and not token.norm.endswith("ly")

    def _inside_of(self, reading: _Reading) -> Ground | None:
        """Read "positions in X", "the road between X and Y": ground told by other ground."""
        word = self._norm(reading.at)
        if word not in ("in", "around", "between", "near") or not reading.nouns or reading.names:
            return None
        inner = self.one(reading.at + 1)
        if inner is None or inner.back:
            return None
        if word == "between" and self._norm(inner.end) == "and" and (other := self.one(inner.end + 1)) is not None:
            reading.owner = reading.owner or other.owner
            return reading.ground(other.end, self._text(reading.nouns[0], other.end))
        generic = self._norm(reading.nouns[-1]) in _GENERIC
        named = inner.name if generic and word != "between" else self._text(reading.nouns[0], inner.end)
        reading.owner = reading.owner or inner.owner
        return reading.ground(inner.end, named, extent="part" if generic else None)

    # -- the whole -----------------------------------------------------------------------------------------------------
    def _made(self, reading: _Reading) -> Ground | None:
        first, names, nouns = reading.first, reading.names, reading.nouns
        if not names and not nouns:
            return self._without_a_noun(reading)
        end = max([*names, *nouns]) + 1
        if (
            end < len(self._run)
            and self._run[end].kind == "word"
            and not self._run[end].capital
            and self._noun_like(end)
        ):
            return None
        if names:
            name = self._text(min(names), end).replace(" )", ")").replace("( ", "(")
            return reading.ground(end, name.removesuffix(" ,").strip())
        noun, described = self._norm(nouns[-1]), self._text(first, end)
        words = [self._norm(k) for k in range(first, end)]
        if noun in _UNNAMED and reading.owner is None and "nearby" not in words:
            part = reading.extent if reading.extent not in (None, "full") else "part"
            return reading.ground(end, described, back=True, extent=part)
        back = (
            noun in _BACK_NOUNS
            and reading.owner is None
            and (len(words) == 1 or (len(words) == 2 and words[0] in _SAME))
        )
        return reading.ground(end, described, back=back)

    def _without_a_noun(self, reading: _Reading) -> Ground | None:
        """Read a pronoun, or a side that stands for itself ("in the northeast")."""
        first = reading.first
        if first >= len(self._run):
            return None
        word = self._norm(first)
        if word in ("it", "them") and (reading.phrase or reading.number is not None or first == reading.begin):
            return Ground(reading.begin, first + 1, "", reading.extent, reading.number, True, phrase=reading.phrase)
        alone = first + 1 >= len(self._run) or self._norm(first + 1) in _FUNCTION or self._run[first + 1].kind == "mark"
        if word in _HEADINGS and self._norm(first - 1) == "the" and alone:
            return reading.ground(first + 1, self._run[first].text)
        return None

    # -- helpers -------------------------------------------------------------------------------------------------------
    def _norm(self, place: int) -> str:
        return self._run[place].norm if 0 <= place < len(self._run) else ""

    def _text(self, start: int, end: int) -> str:
        return " ".join(t.text for t in self._run[start:end])

    def _skip(self, reading: _Reading, words: frozenset[str]) -> None:
        while self._norm(reading.at) in words:
            reading.at += 1

    def _is_name(self, token: Token, place: int) -> bool:
        if token.kind == "model":
            return place > 0
        if token.kind != "word" or token.norm in MONTHS or token.norm in WEEKDAYS:
            return False
        if token.norm.startswith(_ARTICLES) and len(token.text) > 3:
            return True
        mention = self._party.get(place)
        if mention is not None and mention.owner:
            return False
        return token.capital and token.norm not in _NOT_NAMES

    def _noun_like(self, place: int) -> bool:
        """Test whether a plain noun follows, so that the name only describes it ("Hanano residents")."""
        word = self._run[place].norm
        if place in self._stops or word in _FUNCTION or word.endswith("ly"):
            return False
        return not (word.endswith(("ed", "ing")) and len(word) > 4)

    def _closing(self, place: int) -> int | None:
        """Return where a bracket closes that holds another name, not a remark."""
        for at in range(place + 1, min(place + 7, len(self._run))):
            if self._run[at].text == ")":
                inner = self._run[place + 1 : at]
                named = any(t.capital or t.norm.startswith(_ARTICLES) for t in inner)
                return at if named and not {"see", "map", "chart", "figure"} & {t.norm for t in inner} else None
        return None
