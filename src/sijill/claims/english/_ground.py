"""Read ground in a sentence: names with their common nouns, parts and shares of them, and lists of them (gold rule 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims._lexicon import lexicon, small_words
from sijill.claims.english._dates import MONTHS, WEEKDAYS
from sijill.claims.english._numbers import NumberPhrase
from sijill.claims.english._parties import PartyMention
from sijill.claims.page import Token
from sijill.model import ClaimNumber, Measure

_WORDS = lexicon("control")
NOUNS = frozenset(word for words in _WORDS["ground"].values() for word in words)
_EXTENT = {word: extent for extent, words in _WORDS["extent"].items() for word in words}
_SIDES = small_words("ground", "sides")
_ADJECTIVES = _SIDES | frozenset(
    "strategic nearby adjacent remaining key old new main small large important historic ancient former formerly previously neighboring neighbouring whole entire"
    " surrounding exposed other last abandoned military air nearby industrial rural border mountainous vital rebel government regime army isil isis opposition"
    " several two three four five six seven eight nine ten dozens few some more many residential islamic densely populated held strategically several own divided"
    " isolated besieged crucial high important major minor local urban big biggest largest fortified first second third additional major predominantly kurdish".split()
)
_DETERMINERS = frozenset("the a an its their this that these those his any another both each all entire whole".split())
_UNNAMED = small_words("ground", "unnamed")
_COUNT_SITES = frozenset("buildings blocks positions points checkpoints posts sites".split())
_PART_ADJECTIVES = _SIDES | frozenset(
    "large several some a the most much other significant small important key various good wide vast more many huge substantial considerable exposed tiny".split()
)
_ARTICLES = ("al-", "ash-", "as-", "ar-", "an-", "ad-", "at-", "az-", "el-", "ul-", "'ard")
_HEADINGS = small_words("ground", "headings")
_BACK_NOUNS = small_words("ground", "back_nouns")


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


class GroundReader:
    """Reads the ground phrases of one sentence."""

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

    def after(self, place: int, closing: int = -1) -> list[Ground]:
        """Return the list of ground that begins at a token; a verb at ``closing`` is that of the whole list."""
        found: list[Ground] = []
        extent: str | None = None
        while place < len(self._run) and len(found) < 14:
            ground = self.one(place, extent)
            if ground is None:
                break
            if found and (
                (self._verb_follows(ground) and ground.end != closing)
                or (ground.back and ground.number is None and ground.extent is None)
            ):
                break
            if (
                found
                and ground.number is not None
                and self._run[place - 1].norm == ","
                and ground.number.unit != "area"
                and not found[0].back
                and found[-1].number is None
            ):
                break  # "Jibrin and Kafar Kalbin, two villages": the same ground again
            found.append(
                Ground(
                    ground.start,
                    ground.end,
                    ground.name,
                    ground.extent,
                    ground.number,
                    ground.back,
                    ground.owner,
                    bool(found),
                    ground.phrase,
                )
            )
            extent = ground.extent if ground.extent in ("part", "most", "full") and ground.phrase else None
            follow = self.separator(ground.end)
            if follow is None:
                break
            if self._run[follow - 1].norm in ("including", "namely", "particularly", "notably"):
                extent = None
            place = follow
        return found

    def before(self, place: int) -> list[Ground]:
        """Return the list of ground that ends right before a token (the subject of "was captured")."""
        end = place
        while end > 0 and (
            self._run[end - 1].norm
            in (
                "also",
                "which",
                "that",
                "had",
                "has",
                "have",
                "was",
                "were",
                "all",
                "both",
                "as",
                "already",
                "then",
                "later",
                ",",
                ")",
                "effectively",
                "now",
                "completely",
                "fully",
                "subsequently",
            )
            or self._run[end - 1].norm.endswith("ly")
        ):
            end -= 1
        best: list[Ground] = []
        for start in range(end - 1, max(-1, end - 30), -1):
            token = self._run[start]
            if token.norm in (";", ".", "while", "but", "after", "that") and start < end - 1:
                break
            if start in self._stops and start < end - 1:
                break
            if (start > 0 and self._is_name(self._run[start - 1], start - 1)) or (
                start > 0
                and self._run[start - 1].norm in _ADJECTIVES | _DETERMINERS | {"of"}
                and self._run[start - 1].norm not in ("some",)
            ):
                if not (start > 0 and self._run[start - 1].norm == "of" and token.norm not in NOUNS):
                    continue
            grounds = self.after(start, end)
            if grounds and (
                grounds[-1].end == end or (self._run[grounds[-1].end].text == "(" and end - grounds[-1].end <= 4)
            ):
                best = grounds if len(grounds) >= len(best) else best
        return best

    def one(self, place: int, extent: str | None = None) -> Ground | None:
        """Return one ground phrase that begins at a token, without its list."""
        run, begin = self._run, place
        number: ClaimNumber | None = None
        phrase = 0
        owner = None
        while place < len(run) and run[place].norm in _DETERMINERS | {"also", "nearby", "namely"}:
            place += 1
        share = self._share.get(place) or self._share.get(begin)
        if (
            share is not None
            and share.measure is Measure.PERCENT
            and share.end < len(run)
            and run[share.end].norm == "of"
        ):
            number, extent, place = share.number("area"), "pct", share.end + 1
        elif share is not None and share.measure is Measure.COUNT:
            noun = share.end
            while (
                noun < len(run)
                and noun - share.end < 4
                and run[noun].norm in _ADJECTIVES | {"of"}
                and run[noun].norm not in NOUNS
            ):
                noun += 1
            while noun + 1 < len(run) and run[noun].norm in NOUNS and run[noun + 1].norm in NOUNS:
                noun += 1
            if (
                noun < len(run)
                and ((run[noun].norm in NOUNS and run[noun].norm.endswith("s")) or run[noun].norm == "others")
                and not self._is_name(run[share.end], share.end)
            ):
                end = noun + 1
                number = share.number(run[end - 1].norm)
                inner = self._inside(end)
                if (
                    share.vague
                    and inner is not None
                    and run[noun].norm
                    in ("parts", "areas", "blocks", "buildings", "building", "positions", "points", "neighborhoods")
                    and run[end].norm in ("of", "in")
                ):
                    return Ground(begin, inner.end, inner.name, "part", None, inner.back, inner.owner, phrase=1)
                named = " ".join(t.text for t in run[share.start : end])
                return Ground(
                    begin,
                    end,
                    named,
                    extent or "full",
                    number,
                    run[noun].norm in _COUNT_SITES and run[noun].norm != "checkpoints",
                )
        if number is None:
            part = self._part(place)
            if part is not None:
                extent, place = part
                phrase = 1
        while place < len(run) and run[place].norm in _DETERMINERS:
            place += 1
        first = place
        names: list[int] = []
        nouns: list[int] = []
        while place < len(run) and place - first < 12:
            token = run[place]
            mention = self._party.get(place)
            if mention is not None and mention.owner:
                owner = mention.slug
            if place in self._stops and place > first and not (token.capital and names) and token.norm not in NOUNS:
                break
            if token.norm in NOUNS and token.norm not in _SIDES:
                nouns.append(place)
            elif (
                mention is not None
                and not mention.owner
                and token.capital
                and token.norm not in NOUNS
                and not self._party_name_of_place(place)
            ):
                if not nouns and not names and run[min(place + 1, len(run) - 1)].norm not in NOUNS:
                    return None
                if names:
                    break
            elif self._is_name(token, place):
                names.append(place)
            elif (
                token.norm in ("part", "parts", "section", "sections")
                and place + 1 < len(run)
                and run[place + 1].norm == "of"
                and (owner is not None or place == first)
            ):
                extent = extent or "part"
                phrase = 1
                place += 1
                while place + 1 < len(run) and run[place + 1].norm in _DETERMINERS:
                    place += 1
            elif (
                (
                    token.norm == "and"
                    and run[place - 1].norm in _SIDES
                    and place + 1 < len(run)
                    and run[place + 1].norm in _SIDES
                    and not names
                )
                or (
                    token.text in ("'", "’", "‘")
                    and place + 1 < len(run)
                    and not run[place + 1].spaced
                    and run[place + 1].capital
                )
                or token.norm in _ADJECTIVES
                or mention is not None
                or (token.is_dash and not token.spaced)
                or token.norm.endswith(("-held", "-controlled", "-era", "-majority"))
            ):
                pass
            elif (
                token.kind == "number"
                and nouns
                and run[place - 1].norm in ("hill", "point", "base", "highway")
                and len(token.text) <= 4
            ):
                names += [place - 1, place]
            elif (
                token.kind == "number"
                and names
                and len(token.text) <= 4
                and not run[place - 1].text == ","
                and token.spaced
                and run[place - 1].norm
                in (
                    "hill",
                    "battalion",
                    "base",
                    "regiment",
                    "brigade",
                    "point",
                    "highway",
                    "mount",
                    "project",
                    "division",
                    "block",
                )
            ):
                names.append(place)
            elif token.text == "(" and (names or nouns) and (close := self._closing(place)) is not None:
                names.append(close)
                place = close
            elif token.norm == "of" and (
                (nouns and nouns[-1] == place - 1) or (names and run[place - 1].norm in ("city", "old"))
            ):
                follow = place + 1
                while follow < len(run) and run[follow].norm in _DETERMINERS | _ADJECTIVES:
                    follow += 1
                if not (follow < len(run) and (self._is_name(run[follow], follow) or run[follow].norm in NOUNS)):
                    break
                if names and run[place - 1].norm not in _BACK_NOUNS:
                    break
                names = []
                place = follow - 1
            elif (
                token.norm in ("in", "around", "between", "near")
                and nouns
                and not names
                and (inner := self.one(place + 1)) is not None
                and not inner.back
            ):
                end = inner.end
                generic = run[nouns[-1]].norm in (
                    "positions",
                    "position",
                    "areas",
                    "ground",
                    "points",
                    "blocks",
                    "buildings",
                    "building",
                    "checkpoints",
                    "section",
                    "gains",
                )
                name = (
                    inner.name
                    if generic and token.norm in ("in", "around", "near")
                    else " ".join(t.text for t in run[nouns[0] : end])
                )
                return Ground(
                    begin, end, name, "part" if generic else extent, number, False, owner or inner.owner, phrase=phrase
                )
            elif (
                token.kind == "word"
                and place + 1 < len(run)
                and run[place + 1].norm in NOUNS
                and token.norm not in _FUNCTION
                and place not in self._stops
                and not token.norm.endswith("ly")
            ):
                pass
            else:
                break
            place += 1
        if (
            not names
            and not nouns
            and first < len(run)
            and run[first].norm in _HEADINGS
            and first > 0
            and run[first - 1].norm == "the"
            and (first + 1 >= len(run) or run[first + 1].norm in _FUNCTION or run[first + 1].kind == "mark")
        ):
            return Ground(begin, first + 1, run[first].text, extent or "full", number, False, owner, phrase=phrase)
        return self._made(begin, first, names, nouns, extent, number, owner, phrase)

    def _made(
        self,
        begin: int,
        first: int,
        names: list[int],
        nouns: list[int],
        extent: str | None,
        number: ClaimNumber | None,
        owner: str | None,
        phrase: int,
    ) -> Ground | None:
        run = self._run
        if not names and not nouns:
            if (
                first < len(run)
                and run[first].norm in ("it", "them")
                and (phrase or number is not None or first == begin)
            ):
                return Ground(begin, first + 1, "", extent, number, True, None, phrase=phrase)
            return None
        end = max([*names, *nouns]) + 1
        if end < len(run) and run[end].kind == "word" and not run[end].capital and self._noun_like(end):
            return None
        if names:
            low = min(names)
            start = low
            while start - 1 in nouns and start - 1 >= first:
                start -= 1
            keep = [k for k in range(min(names), end)]
            name = " ".join(run[k].text for k in keep).replace(" )", ")").replace("( ", "(")
            return Ground(begin, end, _trim(name), extent or "full", number, False, owner, phrase=phrase)
        noun = run[nouns[-1]].norm
        if noun in _UNNAMED and owner is None and not any(run[k].norm == "nearby" for k in range(first, end)):
            return Ground(
                begin,
                end,
                " ".join(run[k].text for k in range(first, end)),
                extent if extent not in (None, "full") else "part",
                number,
                True,
                None,
                phrase=phrase,
            )
        described = [run[k].text for k in range(first, end)]
        if (
            owner is not None
            or (
                len(described) > 1
                and not (
                    len(described) == 2
                    and described[0].lower()
                    in ("same", "last", "own", "entire", "whole", "remaining", "old", "strategic", "military", "nearby")
                    and noun in _BACK_NOUNS
                    and described[0].lower() != "nearby"
                )
            )
            or noun not in _BACK_NOUNS
        ):
            return Ground(begin, end, " ".join(described), extent or "full", number, False, owner, phrase=phrase)
        return Ground(begin, end, " ".join(described), extent or "full", number, True, owner, phrase=phrase)

    def _part(self, place: int) -> tuple[str, int] | None:
        """Read "large parts of", "most of", "the southern and central parts of": extent and where the whole begins."""
        run, at = self._run, place
        extent = None
        while at < len(run) and at - place < 8:
            word = run[at].norm
            if word == "of":
                return (extent, at + 1) if extent else None
            if word in ("all", "entire", "whole") and run[min(at + 1, len(run) - 1)].norm == "or":
                at += 2
                continue
            if word in _EXTENT:
                extent = _EXTENT[word] if extent in (None, "part") or _EXTENT[word] == "most" else extent
                if (
                    word in ("most", "much", "almost", "all", "entire", "whole", "entirety")
                    and word != "almost"
                    and run[min(at + 1, len(run) - 1)].norm not in ("of", "the")
                    and extent != "part"
                    and word in ("all", "entire", "whole")
                ):
                    return None
            elif word in ("almost", "nearly", "virtually") and run[min(at + 1, len(run) - 1)].norm in ("all", "the"):
                extent = "most"
                at += 2
                continue
            elif word not in _PART_ADJECTIVES and word not in ("and", ",", "or", "number"):
                return None
            at += 1
        return None

    def _inside(self, place: int) -> Ground | None:
        if place < len(self._run) and self._run[place].norm in ("of", "in", "near", "around"):
            follow = self.one(place + 1)
            if follow is not None and self._run[place].norm in ("of", "in"):
                return follow
        return None

    def separator(self, end: int) -> int | None:
        """Return where the next member of a list begins."""
        run, place = self._run, end
        while place < len(run) and (run[place].norm in ("respectively", "too")):
            place += 1
        if place >= len(run):
            return None
        if run[place].text == "," or run[place].norm in ("and", "or", "including", "namely"):
            place += 1
            while place < len(run) and (
                run[place].norm in ("and", "namely", "including", "also", "both", "particularly", "notably")
                or run[place].text == ","
            ):
                place += 1
        elif run[place].norm not in ("as", "along", "together", "plus"):
            return None
        if tuple(t.norm for t in run[place : place + 3]) == ("as", "well", "as"):
            place += 3
        elif tuple(t.norm for t in run[place : place + 2]) in (("along", "with"), ("together", "with"), ("well", "as")):
            place += 2
        elif run[place - 1].text not in (",",) and run[place - 1].norm not in (
            "and",
            "or",
            "including",
            "namely",
            "also",
            "both",
            "particularly",
            "notably",
        ):
            return None
        return place if place < len(run) else None

    def _verb_follows(self, ground: Ground) -> bool:
        """Test whether a list member is really the subject of the next clause."""
        place = ground.end
        while place < len(self._run) and self._run[place].norm in (
            "also",
            "was",
            "were",
            "had",
            "has",
            "have",
            "is",
            "are",
            "then",
        ):
            if self._run[place].norm in ("was", "were", "is", "are", "had", "has", "have"):
                return True
            place += 1
        return place < len(self._run) and place in self._stops and not self._run[place].norm.endswith("ing")

    def _is_name(self, token: Token, place: int) -> bool:
        if token.kind == "model":
            return place > 0
        if token.kind != "word":
            return False
        if token.norm.startswith(_ARTICLES) and len(token.text) > 3:
            return True
        mention = self._party.get(place)
        if mention is not None and mention.owner:
            return False
        if token.norm in MONTHS or token.norm in WEEKDAYS:
            return False
        return (
            token.capital
            and token.norm not in _DETERMINERS
            and token.norm
            not in (
                "in",
                "on",
                "by",
                "with",
                "meanwhile",
                "later",
                "after",
                "following",
                "it",
                "they",
                "during",
                "however",
                "also",
                "and",
                "at",
            )
        )

    def _party_name_of_place(self, place: int) -> bool:
        return self._run[place].norm in ("damascus", "aleppo")

    def _noun_like(self, place: int) -> bool:
        """Test whether a plain noun follows, so that the name only describes it ("Hanano residents")."""
        word = self._run[place].norm
        if place in self._stops or word in _FUNCTION or word.endswith("ly"):
            return False
        return not (word.endswith(("ed", "ing")) and len(word) > 4)

    def _closing(self, place: int) -> int | None:
        for at in range(place + 1, min(place + 7, len(self._run))):
            if self._run[at].text == ")":
                inner = self._run[place + 1 : at]
                return (
                    at
                    if inner
                    and any(t.capital or t.norm.startswith(_ARTICLES) for t in inner)
                    and not any(t.norm in ("see", "map", "chart", "figure") for t in inner)
                    else None
                )
        return None


_FUNCTION = small_words("ground", "function")


def _trim(name: str) -> str:
    return name.removesuffix(" ,").strip()
