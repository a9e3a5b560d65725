"""Read what a number counts: the noun behind it, the people it means and the words that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.language import NumberPhrase, lexicon, small_words
from sijill.language.english import PartyMention
from sijill.language.english.numbers import COUNT_WORDS, VAGUE, postposed
from sijill.language.page import Token, norm_at

_PEOPLE = lexicon("people")
POPULATION: dict[str, str] = {}
for _group, _table in _PEOPLE.items():
    if _group not in ("adjective", "participles"):
        for _noun in _table["en"]:
            POPULATION.setdefault(_noun, _group)
_ADJECTIVE = {word: group for group, words in _PEOPLE["adjective"].items() for word in words}
_OUTCOMES = lexicon("outcomes")
# Nouns that count an outcome themselves: word(s) -> (kind, unit), longest first.
NOUNS: dict[tuple[str, ...], tuple[str, str]] = {}
OUTCOME_STATES: dict[tuple[str, ...], tuple[str, str]] = {}
THINGS: dict[str, str] = {}
for _kind, _units in _OUTCOMES.items():
    for _unit, _table in _units.items():
        if _unit == "things":
            THINGS.update({word: unit for unit, words in _table.items() for word in words})
            continue
        NOUNS.update({tuple(n.split()): (_kind, _unit) for n in _table["nouns"]})
        OUTCOME_STATES.update({tuple(n.split()): (_kind, _unit) for n in _table["state"]})
PARTICIPLES: dict[str, tuple[str, str]] = {w: (k, u) for w, (k, u) in _PEOPLE["participles"].items()}
_STOP = small_words("people", "stop")
_POINTING = frozenset("the its their his these those our her".split())
_WHOM = frozenset("them whom which these those".split())
_PAST = frozenset("left fell went came took fought hid".split())
_MODIFIER_LIMIT = 7


@dataclass(frozen=True, slots=True)
class CountedPeople:
    """A number with what it counts: ``sort`` is people, outcome, party, bare, things or other."""

    number: NumberPhrase
    start: int
    end: int
    sort: str
    noun: str
    population: tuple[str, ...] = ()
    outcome: tuple[str, str] | None = None
    attribute: tuple[str, str] | None = None
    parties: tuple[str, ...] = ()
    pointing: bool = False


def counted_people(run: Sequence[Token], number: NumberPhrase, parties: Sequence[PartyMention]) -> CountedPeople:
    """Return what a number counts."""
    place = number.end
    start = number.start
    if norm_at(run, place) == "of":
        whole = place + 1
        beside = norm_at(run, whole) in ("these", "those") and norm_at(run, whole + 2) in POPULATION
        if norm_at(run, whole) in _WHOM and norm_at(run, whole + 1) not in POPULATION and not beside:
            return CountedPeople(number, start, whole + 1, "bare", "", pointing=True)
        place = whole + (1 if norm_at(run, whole) in _POINTING else 0)
    groups: list[str] = []
    named: list[str] = []
    attribute: tuple[str, str] | None = None
    end, noun, sort, outcome = number.end, "", "bare", None
    steps = 0
    inside = {p: m for m in parties for p in range(m.start, m.end)}
    while place < len(run) and steps < _MODIFIER_LIMIT:
        token, word = run[place], run[place].norm
        size = _outcome_size(run, place)
        if size and (word != "lives" or not groups):
            key = tuple(t.norm for t in run[place : place + size])
            if word in ("bodies", "corpses") and norm_at(run, place + size) == "of":
                place, outcome, sort, noun, end = place + size + 1, NOUNS[key], "outcome", word, place + size
                continue
            outcome, noun, end, sort = NOUNS[key], " ".join(key), place + size, "outcome"
            if word in POPULATION and POPULATION[word] != "any":
                groups.append(POPULATION[word])
            break
        if (word.endswith("ed") or word in _PAST) and not {
            norm_at(run, place + 1),
            norm_at(run, place + 2),
        } & POPULATION.keys():
            break
        if word in PARTICIPLES and not (
            norm_at(run, place + 1) in POPULATION
            or (norm_at(run, place + 2) in POPULATION and norm_at(run, place + 1) not in _STOP)
        ):
            break
        if (
            word in ("more", "others")
            and place == number.end
            and norm_at(run, place + 1) not in POPULATION
            and not (
                place + 1 < len(run)
                and run[place + 1].kind == "word"
                and norm_at(run, place + 1) not in _STOP
                and not norm_at(run, place + 1).endswith(("ed", "ly"))
            )
        ):
            noun, end, sort = word, place + 1, "people"
            break
        if word in POPULATION:
            group = POPULATION[word]
            if group != "any":
                groups.append(group)
            noun, end, sort = word, place + 1, ("outcome" if outcome else "people")
            if place in inside:
                named.append(inside[place].slug)
            follow = norm_at(run, place + 1)
            if follow in POPULATION or (_outcome_size(run, place + 1) and follow not in ("dead", "wounded", "injured")):
                place += 1
                steps += 1
                continue
            tail = _tail(run, place + 1, inside)
            if tail is not None:
                end, slug = tail
                named.append(slug)
            end = _kin(run, end)
            both = _second(run, end)
            if both is not None:
                end, group = both
                if group != "any":
                    groups.append(group)
                named += [inside[p].slug for p in range(place, end) if p in inside and inside[p].start == p]
            break
        if word in PARTICIPLES:
            attribute = PARTICIPLES[word]
            if word in ("wounded", "injured"):
                groups.append("wounded")
        elif (token.kind != "word" and not (token.is_dash and not token.spaced)) or (
            word in _STOP and not _bridge(run, place)
        ):
            break
        elif word in THINGS:
            return CountedPeople(number, start, place + 1, "things", word)
        if word in _ADJECTIVE:
            groups.append(_ADJECTIVE[word])
        if place in inside and inside[place].start == place and not inside[place].owner:
            named.append(inside[place].slug)
        if token.kind == "word":
            end, noun = place + 1, word
            sort = (
                "party"
                if place in inside
                or (token.capital and word.endswith(("s", "an", "ian", "ese", "ish")) and not run[number.core].capital)
                else "other"
            )
        place += 1
        steps += 1
    if sort in ("other", "bare", "party") and attribute is not None and sort != "party":
        sort = "bare" if not noun else sort
    population = tuple(dict.fromkeys(g for g in groups if g != "any"))
    if sort == "party" and not population:
        population = ("fighters",) if named else ()
    if sort == "bare":
        end, population = number.end, ()
    number, end = postposed(run, number, end)
    return CountedPeople(number, start, end, sort, noun, population, outcome, attribute, tuple(dict.fromkeys(named)))


def _outcome_size(run: Sequence[Token], place: int) -> int:
    """Return how many tokens a noun for an outcome takes here, 0 when there is none."""
    for size in (3, 2, 1):
        if place + size <= len(run) and tuple(t.norm for t in run[place : place + size]) in NOUNS:
            word = run[place].norm
            if size == 1 and word in ("wounded", "injured", "dead") and norm_at(run, place + 1) in POPULATION:
                return 0
            if size == 1 and word in (
                "detainees",
                "prisoners",
                "inmates",
                "hostages",
                "captives",
                "refugees",
                "idps",
                "evacuees",
                "returnees",
                "abductees",
                "casualties",
            ):
                return size if word == "casualties" else 0
            return size
    return 0


def _bridge(run: Sequence[Token], place: int) -> bool:
    """Test whether "and" only joins two adjectives before the noun ("government and loyalist forces")."""
    if run[place].norm not in ("and", "or"):
        return False
    inner = [norm_at(run, place + k) for k in (1, 2)]
    if any(w in COUNT_WORDS or w in VAGUE or w in ("a", "an") or w in _POINTING or w.endswith("ing") for w in inner):
        return False
    return (
        any(norm_at(run, place + k) in POPULATION for k in (2, 3))
        and norm_at(run, place + 1) not in POPULATION
        and run[min(place + 1, len(run) - 1)].kind == "word"
        and norm_at(run, place + 1) not in _STOP
    )


def _tail(run: Sequence[Token], place: int, inside: dict[int, PartyMention]) -> tuple[int, str] | None:
    """Read "of ISIS", "from the Tiger Forces" behind "members" or "fighters"."""
    if norm_at(run, place) not in ("of", "from"):
        return None
    follow = place + (2 if norm_at(run, place + 1) in ("the", "its") else 1)
    mention = inside.get(follow)
    return (mention.end, mention.slug) if mention is not None and not mention.owner else None


def _kin(run: Sequence[Token], end: int) -> int:
    """Take in "of one family" or "of the same family": it says who they are and counts nobody anew."""
    whole = [norm_at(run, end + k) for k in range(1, 4)]
    if norm_at(run, end) == "of" and whole[0] in ("one", "a", "the", "an"):
        size = 3 if whole[1] in ("same", "single", "extended", "entire") else 2
        if whole[size - 1] in ("family", "household", "clan"):
            return end + 1 + size
    return end


def _second(run: Sequence[Token], end: int) -> tuple[int, str] | None:
    """Read a second noun that shares the number: "63 soldiers and militiamen"."""
    if norm_at(run, end) not in ("and", "or"):
        return None
    for place in range(end + 1, min(end + 5, len(run))):
        word = run[place].norm
        if (
            run[place].kind != "word"
            or word in _STOP
            or word in _POINTING
            or word in COUNT_WORDS
            or word in VAGUE
            or word in ("a", "an")
            or word.endswith("ing")
        ):
            return None
        if word in POPULATION:
            return place + 1, POPULATION[word]
    return None
