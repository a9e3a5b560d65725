"""Join every counted thing to what happened to it: by its noun, its verb, its list, or what it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sijill.claims.english._verbs import Verb
from sijill.claims.english.people._counted import CountedPeople
from sijill.claims.english.people._leftward import Outcome
from sijill.claims.english.people._nouns import is_person
from sijill.claims.english.people._rightward import Rightward
from sijill.claims.english.people._words import OF_NOUNS, PARTICIPLES, TERMS, THE_DEAD, THINGS
from sijill.language import lexicon

# How a sentence begins that breaks down what the one before it counted.
_OPENINGS = tuple(lexicon("deaths")["openings"])
_JOINS = frozenset(", and or plus to as".split())
_NEXT_CLAUSE = _JOINS | frozenset("; : when after before while who that but".split())
_LISTS = (["and"], [","], [",", "and"], ["or"], ["as", "well", "as"], ["plus"], ["along", "with"], ["together", "with"])
_FLIGHTS = ("leave", "flee", "escape")
_TALLIES = {"losses": "killed_or_injured", "injuries": "injured", "fatalities": "killed", **THE_DEAD}
_KILLED = ("casualties", "killed")
_SECOND_REACH, _RUIN_REACH = 10, 9
_LONGEST_GAP, _PLAIN, _TOTAL_REACH, _FAR, _LONGEST_DOER = 30, 12, 9, 34, 6


class Linker(Rightward):
    """Decides, for one sentence, what happened to each counted thing."""

    def outcomes(self) -> list[Outcome | None]:
        """Return the outcome of each counted thing, None where nothing happened to it."""
        found: list[Outcome | None] = []
        for place, item in enumerate(self._items):
            found.append(_licensed(item, self._outcome(place, item, found), rescued=self._is_trapped(item)))
        return found

    def second(self, outcome: Outcome | None) -> Outcome | None:
        """Return what else happened to people who were taken or fled: "nine were captured and later executed"."""
        verb = outcome.predicate.verb if outcome is not None and outcome.predicate is not None else None
        if outcome is None or verb is None or outcome.side != "right" or outcome.kind == "casualties":
            return None
        near = (self._predicates[k] for k in range(verb.end, verb.end + _SECOND_REACH) if k in self._predicates)
        fits = (p for p in near if p.kind == "casualties" and p.takes_left and self._is_again(verb, p.verb))
        found = next((p for p in fits if not self._acts_on(p) and not p.unreal), None)
        item = outcome.counted
        return None if found is None else Outcome(item, found.kind, found.unit, "verb-subject", found, "right")

    def _is_again(self, verb: Verb, other: Verb) -> bool:
        """Test whether a verb has the people of another: "seized and shot", "those [seized by him] were shot"."""
        reduced = verb.voice in ("bare", "either") and other.voice == "passive"
        return (reduced and _NEXT_CLAUSE.isdisjoint(self._norms[verb.end : other.head])) or self._is_second_verb(other)

    def _is_trapped(self, item: CountedPeople) -> bool:
        """Test whether what fell on people holds them, not a siege: "30 people trapped under the roof"."""
        follow = self._norms[item.end : item.end + _RUIN_REACH]
        held = next((k for k, word in enumerate(follow) if word in TERMS["held_fast"]), None)
        return held is not None and not TERMS["ruins"].isdisjoint(follow[held + 1 :])

    def _outcome(self, place: int, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        if item.sort == "things":
            return self._convoy(item, found)
        if item.sort == "other":
            return None
        if item.noun == "idps":
            return Outcome(item, "displacement", "displaced", "noun")
        if item.outcome is not None:
            return self._by_noun(place, item, found)
        left, noun = self._object_of(item), self._noun_of(item)
        lost = left is not None and left.mode == "loss" and item.sort not in ("people", "party")
        if left is not None and not lost and not (left.unit == "displaced" and left.verb.lemma in _FLIGHTS):
            return Outcome(item, left.kind, left.unit, "verb-object", left, "left")
        if noun is not None:
            return Outcome(item, *noun, "noun-of")
        return (
            self._among(item)
            or self._subject(place, item, found)
            or self._beside(item)
            or self._total(item, found)
            or self._listed(place, item, found)
            or self._by_itself(item)
        )

    def _subject(self, place: int, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        """
        Return what a verb behind says, unless that verb is another number's and the whole of this one was told.

        "Seven were killed, among them three children and two women, and 15 others were injured".
        """
        right, whole = self._right(item), found[place - 1] if place else None
        if right is None or whole is None:
            return right
        words = self._norms[self._items[place - 1].end : item.start]
        of = place - 1 if self._is_part(item, words) else whole.part_of if words in _LISTS else None
        verb, between = right.predicate.verb if right.predicate else None, self._items[place + 1 : place + 2]
        told = whole.predicate is None or whole.predicate.verb.start < item.start
        if of is not None and told and verb is not None and between and between[0].start < verb.start:
            return whole.shared(item, "included", of, place - 1)
        return replace(right, part_of=of) if (right.kind, right.unit) == (whole.kind, whole.unit) else right

    def _convoy(self, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        """Read buses and convoys, which count as themselves where people are carried away."""
        right = self._right(item)
        moving = any(o is not None and o.kind == "displacement" for o in (right, *found))
        verb, side = (right.predicate, right.side) if right else (None, "")
        return Outcome(item, "displacement", THINGS[item.noun], "convoy", verb, side) if moving else None

    def _by_noun(self, place: int, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        """Read a noun that counts an outcome itself: deaths, bodies, the wounded."""
        listed = self._listed(place, item, found) if place and item.noun in ("wounded", "injured", "captured") else None
        if listed is not None and listed.kind == "displacement":
            return listed
        if self._is_saved(item) or item.outcome is None:
            return None
        of_these = self._norm(item.number.end) == "of"  # "four of the wounded died"
        told = self._right(item) if item.outcome[1] == "injured" else None
        if told is not None and (of_these or told.kind == "displacement"):
            return told  # gold rule 9: wounded who are evacuated
        left = self._object_of(item)
        by = left if left and (left.unreal or item.noun in ("lives", "casualties")) else None
        return Outcome(item, *item.outcome, "counted-noun", by, "left" if left else "")

    def _by_itself(self, item: CountedPeople) -> Outcome | None:
        if item.attribute is not None:
            return Outcome(item, *item.attribute, "attribute")
        return Outcome(item, "displacement", "displaced", "noun") if item.noun == "refugees" else None

    def _total(self, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        """Read "bringing the toll to 25": a total of what was being counted."""
        reach = _FAR if self._norm(item.start - 1) in ("to", "at", "reached") else _TOTAL_REACH
        for at in range(item.start - 1, max(-1, item.start - reach), -1):
            word, of = self._norms[at], self._norm(at - 1)
            if word in (".", ";") or item.sort not in ("bare", "people"):
                return None
            follow = self._norms[at + 1 : item.start]
            if word in TERMS["totals"]:
                if word == "toll" or of in ("death", "casualty"):
                    return Outcome(item, "casualties", "killed_or_injured" if of == "casualty" else "killed", "total")
                pair = self._total_of(at, follow, item, found)
                return Outcome(item, *pair, "total") if pair else None
            if word in _TALLIES and item.sort == "bare" and TERMS["losses_reach"] & set(follow):
                return Outcome(item, "casualties", _TALLIES[word], "total")
        return None

    def _total_of(
        self, at: int, follow: Sequence[str], item: CountedPeople, found: list[Outcome | None]
    ) -> tuple[str, str] | None:
        """Return what "the number of dead soldiers", "the total" is of."""
        named = (PARTICIPLES.get(w) or OF_NOUNS.get(w) or (_KILLED if w in TERMS["deadly"] else None) for w in follow)
        pair = next((p for p in named if p is not None), None)
        if pair is not None or item.sort != "bare" or follow[:1] == ["of"] or TERMS["to_total"].isdisjoint(follow):
            return pair  # "the number of blasts rose to 140" counts nobody
        known = next((o for o in reversed(found) if o is not None), None)
        if known is not None:
            return known.kind, known.unit
        stated = [p for end, p in self._ends.items() if end <= at]
        return (stated[-1].kind, stated[-1].unit) if stated else self._before

    def _listed(self, place: int, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        """Inherit from the counted thing before it: a list member, or a part of a whole."""
        again, share = self._again(item) or self._is_gapped(place), self._is_share(place, item)
        elliptic = self._norm(item.start - 1) in TERMS["elliptic"] or item.number.additive
        if place and item.sort == "bare" and not (item.pointing or elliptic or again or share):
            return None
        for back in range(place - 1, -1, -1):
            whole, other = found[back], self._items[back]
            words = self._norms[other.end : item.start]
            if ";" in words and set(words) <= {";", "and"} and item.sort in ("people", "party"):
                return self._after_semicolon(place, found)
            if len(words) > _LONGEST_GAP or "." in words or (";" in words and ":" not in words):
                break
            if whole is None:
                lost = self._object_of(other)
                if lost is not None and lost.mode == "loss" and words in _LISTS and item.sort == "people":
                    return Outcome(item, lost.kind, lost.unit, "list-member", lost, "inherited")  # "6 tanks and 23 men"
                continue
            if again and (item.sort == "bare" or item.noun in ("others", "more")):
                verbal = whole.side in ("left", "right", "inherited", "state") or whole.rule == "counted-noun"
                return whole.shared(item, "list-member") if verbal else None
            if share or self._is_part(item, words):
                return whole.shared(item, "included", back)
            if words[-1:] == [","] and whole.side == "right" and self._tail(place):
                return whole.shared(item, "broken-down", back)
            plain = self._plain(words, other, item) and _JOINS & set(words) and other.sort == item.sort
            if plain or words in _LISTS:
                subject = whole.rule in ("verb-subject", "state") and whole.side != "inherited"
                over = subject and whole.predicate is not None and whole.predicate.verb.start < item.end
                return None if over else whole.shared(item, "list-member", whole.part_of, back)
            break
        return self._from_before(item)

    def _is_part(self, item: CountedPeople, words: Sequence[str]) -> bool:
        """Test whether the words between two numbers, or the second itself, make it a part of the first."""
        of_them = self._norms[item.number.end : item.number.end + 2] == ["of", "them"]
        of_whom = any(a == "of" and b in ("whom", "which", "them", "these") for a, b in pairwise(words))
        including = bool(set(words) & (TERMS["include"] - {"of", "them", "whom"}))
        return including or of_whom or of_them or (item.pointing and item.sort == "bare")

    def _after_semicolon(self, place: int, found: list[Outcome | None]) -> Outcome | None:
        """Read the next member of a list behind a colon: "20 people: 12 civilians, 3 of them women; 8 fighters"."""
        item = self._items[place]
        colon = next((at for at in range(item.start - 1, -1, -1) if self._norms[at] == ":"), len(self._run))
        first = next((k for k in range(place) if self._items[k].start > colon), place)
        whole = found[first] if first < place else None
        return None if whole is None else whole.shared(item, "list-member", whole.part_of, first)

    def _is_share(self, place: int, item: CountedPeople) -> bool:
        """
        Test whether a number is a share of those before, by the words around it.

        "of which 85 were civilians", "with 71 being civilians", "Of the 88 killed, 52 were women".
        """
        before, follow = self._norms[max(0, item.start - 3) : item.start], self._norm(item.end)
        if any(a == "of" and b in ("which", "whom") for a, b in pairwise(before)):
            return True
        if before[-1:] == ["with"] and follow in ("being", "of"):
            return True
        if place == 0 or item.sort != "bare" or follow not in ("were", "was", "are"):
            return False
        whole = self._items[place - 1]
        opening = self._norms[max(0, whole.start - 3) : whole.start]
        of = opening[-1:] == ["of"] or (opening[-2:-1] == ["of"] and opening[-1] in ("the", "these", "those"))
        begins = whole.start <= 3 or self._norms[whole.start - 1 - len(opening)] in (";", ".", ",")
        return of and begins and before[-1:] == [","] and item.start - whole.end <= 8

    def _again(self, item: CountedPeople) -> bool:
        """Test whether a bare number repeats the verb before it: "killed 16 in X and 12 in Y"."""
        before, follow = self._norm(item.start - 1), self._norm(item.number.end if item.sort == "bare" else item.end)
        if follow == "to":
            return before in (";", "and", ",") and any(w in TERMS["blamed"] for w in self._norms[: item.start])
        return before in ("and", ",") and follow in TERMS["places"]

    def _is_gapped(self, place: int) -> bool:
        """Test whether a clause leaves out its verb: "killed 18 in Homs, and rebel mortars six"."""
        item, before = self._items[place], self._items[place - 1]
        if not place or item.sort != "bare" or not self._ends_gap(item.number.end):
            return False
        low = next((k for k in range(item.start - 1, before.end - 1, -1) if self._norms[k] in TERMS["gap_opens"]), None)
        words = [] if low is None else self._norms[low + 1 : item.start]
        between = [at for at in range(before.end, item.start) if self._norms[at] not in TERMS["doers"]]
        plain = not any(at in self._verbs or (at in self._predicates and at >= (low or 0)) for at in between)
        return plain and 0 < len(words) <= _LONGEST_DOER and not TERMS["doers"].isdisjoint(words)

    def _ends_gap(self, at: int) -> bool:
        ended = at >= len(self._run) or self._run[at].kind == "mark"
        return ended or self._norm(at) in TERMS["places"] or self._norm(at) in ("and", "more", "others")

    def _tail(self, place: int) -> bool:
        """Test whether only list members follow to the end of the sentence: the whole broken down into its parts."""
        end = self._items[place].end
        for item in self._items[place + 1 :]:
            if not TERMS["separators"].issuperset(self._norms[end : item.start]):
                return False
            end = item.end
        return place + 1 < len(self._items) and all(t.kind == "mark" for t in self._run[end:])

    def _plain(self, words: Sequence[str], other: CountedPeople, item: CountedPeople) -> bool:
        """Test whether only list words and phrases without a verb stand between two members."""
        verbal = any(at in self._verbs or at in self._predicates for at in range(other.end, item.start))
        return not verbal and len(words) <= _PLAIN and TERMS["break"].isdisjoint(words)

    def _from_before(self, item: CountedPeople) -> Outcome | None:
        """Inherit from the sentence before: "Of these, ...", "The rest included ...", "Among the dead were ..."."""
        fits = item.sort in ("people", "party") or item.pointing
        if self._before is None or not fits or not " ".join(self._norms[:5]).startswith(_OPENINGS):
            return None
        return Outcome(item, *self._before, "of-these", part_of=-1)


def _licensed(item: CountedPeople, outcome: Outcome | None, *, rescued: bool) -> Outcome | None:
    """Keep what an open noun may say: it counts people where they are harmed or taken, not where ground is."""
    if outcome is None or (outcome.unit in ("besieged", "released") and rescued):
        return None
    if outcome.unit == "displaced" and item.noun in TERMS["assailants"]:
        return None  # "three gunmen shot the guard and fled"
    predicate, plain = outcome.predicate, not item.open or is_person(item.noun)
    if outcome.kind != "casualties":
        return outcome if plain or outcome.unit in TERMS["taken"] else None
    unsaid = predicate is not None and (predicate.unreal or (predicate.weak and not plain))
    return None if unsaid or item.noun in TERMS["groups"] else outcome
