"""Places in an English sentence by their shape: kinds, sides, prepositions, capitals; the gazetteer only resolves."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sijill.language._gazetteer import Gazetteer, PlaceEntry
from sijill.language._lexicon import lexicon, small_words
from sijill.language._place_mention import Case, PlaceMention, place_words
from sijill.language.english._parties import PartyMention
from sijill.language.page import Token, norm_at

_ARTICLES = ("al-", "ash-", "as-", "an-", "ar-", "at-", "ad-", "az-", "el-", "es-", "et-")
_LONGEST = 6
_ACRONYM = 6
_telling = functools.partial(place_words, "english")
_BACK = _telling("back")
_DISTANCE = frozenset({"km", "kilometers", "kilometres", "miles", "about", "some", "metres", "meters"})
_PASSIVE = frozenset({"was", "were", "been", "being"})


class _Places:
    """The places of one sentence while they are being found."""

    def __init__(self, run: Sequence[Token], line: str, starts: Sequence[int], parties: Sequence[PartyMention]) -> None:
        self.run = run
        self.known: dict[int, tuple[int, tuple[PlaceEntry, ...]]] = {}
        for found in Gazetteer.load().find(line):
            first = bisect_right(starts, found.start) - 1
            if _opens(run[first]):
                self.known[first] = bisect_right(starts, max(found.end - 1, 0)), found.places
        self.parties = {place for one in parties for place in range(one.start, one.end)}

    def at(self, place: int) -> tuple[PlaceMention | None, int]:
        """Return the place that begins at a token, and the token to go on from."""
        run = self.run
        if not run[place].capital and run[place].norm in _BACK:
            return self._going_back(place), place + 1
        if not _opens(run[place]) or (place not in self.known and _is_small(run[place])):
            return None, place + 1
        end = place + 1
        while end < len(run) and end - place < _LONGEST and self._goes_on(end) and not run[end - 1].norm.endswith("'s"):
            end += 1
        first = next((at for at in range(place, end) if at in self.known), place)
        stop, entries = self.known.get(first, (end, ()))
        end = max(end, stop)
        return self._named(first if entries else place, end, entries, stop), end

    def _goes_on(self, at: int) -> bool:
        token = self.run[at]
        return (_opens(token) and not _is_small(token)) or (
            token.kind in ("number", "ordinal")
            and self.run[at - 1].norm in small_words("places", "numbered") | {"branch"}
        )

    def _named(self, start: int, end: int, entries: tuple[PlaceEntry, ...], stop: int) -> PlaceMention | None:
        run, behind = self.run, end
        while norm_at(run, behind) in _telling("before_kind"):
            behind += 1
        own = end - start > 1 and _bare(run[end - 1]) in _telling("kinds")
        kind = norm_at(run, behind) in _telling("kinds") and behind - end <= 1
        if {_bare(run[end - 1]), norm_at(run, end)} & _telling("not_places") and not kind and not own:
            return None
        if (not entries and _bare(run[start]) in _telling("titles")) or norm_at(run, start - 1) in _telling("titles"):
            return None
        if not entries and all(_bare(token) in _telling("not_names") for token in run[start:end]):
            return None
        if set(range(start, end)) <= self.parties or (start in self.parties and not entries and not kind and not own):
            return None
        end = behind + 1 if kind else end if own or not entries else stop
        if run[end - 1].norm.endswith(("'s", "’s")):
            end = self._owned(end)
        low, of = self._lead(start)
        low = self._listed(low) if kind and run[end - 1].norm.endswith("s") else low
        case = self._case(low, end)
        strict = case == "at" or (case == "object" and self._tells_a_place(low))
        strict = strict and not (len(run[start].text) <= _ACRONYM and run[start].text.isupper())
        strict = strict and not any(_acting(_bare(token)) for token in run[start:end])
        if not (entries or kind or own or of or (strict and end - start <= 4)):
            return None
        if not entries and not of and not kind and run[start].norm in small_words("places", "function"):
            return None
        broad = bool({_bare(t) for t in run[low:end]} & _telling("broad")) or (
            _bare(run[end - 1]) == "suburb" and norm_at(run, end) == "of"
        )
        broad = broad or _bare(run[start]) in _telling("countries")
        broad = broad or (bool(entries) and entries[0].kind in ("governorate", "district") and not (kind or of))
        return PlaceMention(low, end, case, entries, broad)

    def _tells_a_place(self, low: int) -> bool:
        """Test whether the words before a name say that it is a place's: "shelling X", "the battle for X"."""
        word, before = norm_at(self.run, low - 1), norm_at(self.run, low - 2)
        of_it = word in ("of", "for") and before in _telling("of_a_place")
        return (
            word in _telling("of_a_place")
            or of_it
            or (word == "on" and (_acting(before) or before in _telling("onto")))
        )

    def _owned(self, end: int) -> int:
        """Return the end of "Aleppo's eastern districts"."""
        at = end
        while norm_at(self.run, at) in _telling("sides"):
            at += 1
        word = norm_at(self.run, at)
        return at + 1 if word in _telling("kinds") or word in _telling("parts") else end

    def _listed(self, low: int) -> int:
        """Return where "A, B and C villages" begins."""
        while low > 1 and self.run[low - 1].norm in ("and", ",") and _opens(self.run[low - 2]):
            low -= 2
            while low and _opens(self.run[low - 1]) and not _is_small(self.run[low - 1]):
                low -= 1
        return low

    def _lead(self, start: int) -> tuple[int, bool]:
        """Return where the words before a name that belong to the place begin, and whether a kind leads it."""
        low, of = start, False
        while True:
            at = low - 1
            while at > 0 and self.run[at].norm in ("the", "of") and at > low - 3:
                at -= 1
            word = norm_at(self.run, at)
            linked = at < low - 1 and norm_at(self.run, at + 1) == "of"
            named = at > 0 and _opens(self.run[at - 1]) and not _is_small(self.run[at - 1])  # "X neighbourhood of Y"
            if (
                linked
                and not named
                and (word in _telling("kinds") or word in _telling("parts"))
                and at not in self.known
            ):
                low, of = at, True
            elif word in _telling("sides") and at == low - 1:
                low = at
            else:
                return low, of

    def _going_back(self, at: int) -> PlaceMention | None:
        low = at
        while low and (self.run[low - 1].norm in _telling("between") or self.run[low - 1].norm in _telling("sides")):
            low -= 1
        if "the" not in {token.norm for token in self.run[low:at]} or norm_at(self.run, at + 1) == "of":
            return None
        first, of = self._lead(at if norm_at(self.run, at - 1) != "the" else at - 1)
        start = first if of else low
        sided = {token.norm for token in self.run[start:at]} & (
            _telling("sides") | _telling("parts") - {"part", "parts"}
        )
        back = None if of and sided else self.run[at].norm
        return PlaceMention(start, at + 1, self._case(start, at + 1), (), False, back)

    def _case(self, low: int, end: int) -> Case:
        run = self.run
        at = low - 1
        while at >= 0 and (run[at].norm in _telling("between") or run[at].norm.endswith(("-held", "-controlled"))):
            at -= 1
        word, before = norm_at(run, at), norm_at(run, at - 1)
        if norm_at(run, low) in _telling("compass") and norm_at(run, low + 1) == "of" and word not in _telling("at"):
            return "bare"
        if norm_at(run, end) in _telling("acts"):
            return "object"
        if word in _telling("at") or (word == "to" and before in ("close", "next", "adjacent")):
            return "elsewhere" if before in ("based", "born", "headquartered", "raised") else "at"
        if norm_at(run, end) in _PASSIVE and _acting(norm_at(run, end + 1)):
            return "object"
        if word == "on":
            return "at" if _telling("kinds") & {t.norm for t in run[low:end]} else "object"
        if word in ("of", "for", "against") and (_acting(before) or _acting(norm_at(run, at - 2))):
            return "object"
        if norm_at(run, end) in ("came", "comes", "coming", "was", "were") and norm_at(run, end + 1) == "under":
            return "object"
        if word in _telling("elsewhere"):
            return "elsewhere"
        if word == "of":
            return "elsewhere" if before in _telling("people") else "bare"
        if _acting(word) or (len(word) > len("seized") - 1 and word.endswith("ed") and before not in _PASSIVE):
            return "object"
        return "bare"


def place_mentions(
    run: Sequence[Token], line: str, starts: Sequence[int], parties: Sequence[PartyMention] = ()
) -> list[PlaceMention]:
    """Return the places of a sentence in order; the names of parties, people, channels and documents are none."""
    places, found, at = _Places(run, line, starts, parties), [], 0
    while at < len(run):
        token = run[at]
        if token.text[0].islower() and token.norm not in _BACK and not token.norm.startswith(_ARTICLES):
            at += 1
            continue
        mention, at = places.at(at)
        if mention is not None:
            found.append(mention)
            at = max(at, mention.end)
            while len(found) > 1 and found[-2].end > mention.start:
                del found[-2]
    for number, (mention, following) in enumerate(itertools.pairwise(found)):
        between = {token.norm for token in run[mention.end : following.start] if token.kind != "number"} - _DISTANCE
        if following.start - mention.end <= 5 and between <= {",", "in", "near", "the", "of", "and", "(", "outside"}:
            found[number] = replace(mention, chained=True)
            if following.case == "bare" or not following.located:
                found[number + 1] = replace(following, case=mention.case)
    return found


def _bare(token: Token) -> str:
    return token.norm.removesuffix("'s").removesuffix("’s")


def _opens(token: Token) -> bool:
    if token.text[0].isupper():
        return token.kind in ("word", "model")
    return token.norm.startswith(_ARTICLES) and token.text.partition("-")[2][:1].isupper()


@functools.lru_cache(maxsize=8192)
def _small(word: str) -> bool:
    calendar = lexicon("calendar")
    return (
        word in small_words("places", "function")
        or word in calendar["months"]["en"]
        or word in calendar["weekdays"]["en"]
        or word in ("the", "a", "an")
    )


def _is_small(token: Token) -> bool:
    return _small(token.norm)


@functools.lru_cache(maxsize=8192)
def _acting(word: str) -> bool:
    """Test whether a word is an act or a verb that something at a place is done by: shelled, attack, storming."""
    if word in _telling("acts") or word in _telling("verbs"):
        return True
    stems = [word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing") if word.endswith(ending)]
    doubled = [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1:] == stem[-2:-1]]
    return any(form in _telling("verbs") for stem in (*stems, *doubled) for form in (stem, stem + "e"))
