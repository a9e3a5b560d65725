"""What a counted thing inherits: from a list, a whole it is part of, a total, or the sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sijill.claims.english.people._counted import PARTICIPLES, CountedPeople
from sijill.claims.english.people._leftward import Outcome
from sijill.claims.english.people._outcomes import OF_NOUNS
from sijill.claims.english.people._rightward import _BREAK, _INCLUDE, _SEPARATORS, Rightward

_TOTALS = frozenset("toll number total figure count tally".split())
_TO_TOTAL = frozenset("to at of reached was stood is reaching exceeded surpassed hit by over".split())

# How a sentence begins that breaks down what the one before it counted.
_OPENINGS = (
    *("of these", "of those", "of them", "the rest", "among them", "among these", "among those", "among the dead"),
    *("among the killed", "the dead included", "the others", "they included", "these included", "this included"),
    "the victims included",
)


class Inherited(Rightward):
    """What a counted thing takes over from another."""

    def _total(self, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        """Read "bringing the toll to 25": a total of what was being counted."""
        if item.sort not in ("bare", "people"):
            return None
        reach = 34 if item.start and self._run[item.start - 1].norm in ("to", "at", "reached") else 9
        for at in range(item.start - 1, max(-1, item.start - reach), -1):
            word = self._run[at].norm
            if word in _TOTALS:
                if word == "toll" or self._run[at - 1].norm in ("death", "casualty"):
                    unit = "killed_or_injured" if self._run[at - 1].norm == "casualty" else "killed"
                    return Outcome(item, "casualties", unit, "total")
                follow = [t.norm for t in self._run[at + 1 : item.start]]
                for noun in follow:
                    if noun in PARTICIPLES:
                        return Outcome(item, *PARTICIPLES[noun], "total")
                    if noun in OF_NOUNS or noun in ("deaths", "dead", "victims", "martyrs"):
                        return Outcome(item, *OF_NOUNS.get(noun, ("casualties", "killed")), "total")
                if not set(follow) & _TO_TOTAL or item.sort != "bare":
                    return None
                known = next((o for o in reversed(found) if o is not None), None)
                pair = (known.kind, known.unit) if known else self._stated_before(at) or self._before
                return Outcome(item, *pair, "total") if pair else None
            if (
                word in ("casualties", "losses")
                and {"to", "numbered", "at", "reached", "were", "exceeded"}
                & {t.norm for t in self._run[at + 1 : item.start]}
                and item.sort == "bare"
            ):
                return Outcome(item, "casualties", "killed_or_injured", "total")
            if word in (".", ";"):
                return None
        return None

    def _stated_before(self, at: int) -> tuple[str, str] | None:
        best = [p for p in self._starts.values() if p.verb.end <= at]
        return (best[-1].kind, best[-1].unit) if best else None

    def _listed(self, place: int, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        """Inherit from the counted thing before it: a list member, or a part of a whole."""
        if place == 0 or (
            item.sort == "bare"
            and not item.pointing
            and not self._elliptic(item)
            and not self._of_which(item)
            and not self._again(item)
            and not self._shares_opening(place)
        ):
            return self._from_before(item) if place == 0 else None
        for back in range(place - 1, -1, -1):
            whole = found[back]
            between = self._run[self._items[back].end : item.start]
            words = [t.norm for t in between]
            if set(words) <= {";", "and"} and ";" in words and item.sort in ("people", "party"):
                return self._after_semicolon(place, found)
            if len(words) > 30 or "." in words or (";" in words and ":" not in words):
                break
            inclusive = (
                bool(set(words) & _INCLUDE - {"of", "them", "whom"})
                or any(a == "of" and b in ("whom", "which", "them", "these") for a, b in pairwise(words))
                or (item.pointing and item.sort == "bare")
                or self._shares_opening(place)
            )
            if whole is None:
                lost = self._left_predicate(self._items[back])
                if words in (["and"], [","]) and lost is not None and lost.mode == "loss" and item.sort == "people":
                    return Outcome(item, lost.kind, lost.unit, "list-member", lost, "inherited")  # "6 tanks and 23 men"
                continue
            if item.sort == "bare" and self._again(item):
                return (
                    Outcome(item, whole.kind, whole.unit, "list-member", whole.predicate, "inherited")
                    if whole.side in ("left", "right", "inherited") or whole.rule == "counted-noun"
                    else None
                )
            if (
                not inclusive
                and words[:1] != []
                and self._run[item.start - 1].text == ","
                and whole.side == "right"
                and self._tail(place)
            ):
                return Outcome(item, whole.kind, whole.unit, "broken-down", whole.predicate, "inherited", part_of=back)
            if inclusive:
                return Outcome(item, whole.kind, whole.unit, "included", whole.predicate, "inherited", part_of=back)
            if (
                words
                and set(words) & {",", "and", "or", "plus", "to", "as"}
                and self._plain(words, back, item)
                and self._items[back].sort == item.sort
            ) or words in (["and"], [","], [",", "and"], ["or"]):
                if (
                    whole.rule in ("verb-subject", "state")
                    and whole.side != "inherited"
                    and not self._noun_list(whole, item)
                ):
                    return None
                return _fellow(item, whole, back)
            break
        return self._from_before(item)

    def _after_semicolon(self, place: int, found: list[Outcome | None]) -> Outcome | None:
        """Read the next member of a list behind a colon: "20 people: 12 civilians, 3 of them women; 8 fighters"."""
        item = self._items[place]
        colon = next((at for at in range(item.start - 1, -1, -1) if self._run[at].text == ":"), None)
        first = next((k for k in range(place) if colon is not None and self._items[k].start > colon), None)
        whole = found[first] if first is not None else None
        if first is None or whole is None:
            return None
        return _fellow(item, whole, first)

    def _of_which(self, item: CountedPeople) -> bool:
        """Test whether a bare number is a share of those before: "of which 85 were civilians"."""
        before = [t.norm for t in self._run[max(0, item.start - 3) : item.start]]
        return any(a == "of" and b in ("which", "whom") for a, b in pairwise(before))

    def _shares_opening(self, place: int) -> bool:
        """Test whether a bare number is a share of the one that opens the clause: "Of the 88 killed, 52 were women"."""
        if place == 0:
            return False
        whole, item = self._items[place - 1], self._items[place]
        opening = [t.norm for t in self._run[max(0, whole.start - 3) : whole.start]]
        between = [t.norm for t in self._run[whole.end : item.start]]
        follow = self._run[item.end].norm if item.end < len(self._run) else ""
        return (
            item.sort == "bare"
            and bool(opening)
            and (opening[-1:] == ["of"] or opening[-2:] in (["of", "the"], ["of", "these"], ["of", "those"]))
            and (whole.start <= 3 or self._run[whole.start - 1 - len(opening)].text in (";", ".", ","))
            and between[-1:] == [","]
            and len(between) <= 8
            and follow in ("were", "was", "are")
        )

    def _again(self, item: CountedPeople) -> bool:
        """Test whether a bare number repeats the verb before it: "killed 16 in X and 12 in Y"."""
        before = self._run[item.start - 1].norm if item.start else ""
        follow = self._run[item.number.end].norm if item.number.end < len(self._run) else ""
        if before in ("and", ",") and follow in ("in", "near", "at", "from", "by"):
            return True
        return (
            follow == "to"
            and before in (";", "and", ",")
            and any(t.norm in ("attributed", "ascribed", "blamed") for t in self._run[: item.start])
        )

    def _tail(self, place: int) -> bool:
        """Test whether only list members follow to the end of the sentence: the whole broken down into its parts."""
        end = self._items[place].end
        for item in self._items[place + 1 :]:
            if any(t.norm not in _SEPARATORS for t in self._run[end : item.start]):
                return False
            end = item.end
        return place + 1 < len(self._items) and all(t.kind == "mark" for t in self._run[end:])

    def _noun_list(self, whole: Outcome, item: CountedPeople) -> bool:
        """A verb before the list number ends its reach; a verb after both holds for both and was found already."""
        return whole.predicate is None or whole.predicate.verb.start >= item.end

    def _plain(self, words: Sequence[str], back: int, item: CountedPeople) -> bool:
        """Test whether only list words and phrases without a verb stand between two members."""
        span = range(self._items[back].end, item.start)
        return (
            not any(at in self._verbs or at in self._predicates for at in span)
            and len(words) <= 12
            and not set(words) & _BREAK
        )

    def _elliptic(self, item: CountedPeople) -> bool:
        return (
            item.start > 0 and self._run[item.start - 1].norm in ("including", "additional", "another", "further")
        ) or item.number.additive

    def _from_before(self, item: CountedPeople) -> Outcome | None:
        """Inherit from the sentence before: "Of these, ...", "The rest included ...", "Among the dead were ..."."""
        if self._before is None:
            return None
        opening = [t.norm for t in self._run[:5]]
        head = " ".join(opening)
        if not head.startswith(_OPENINGS) or not (item.sort in ("people", "party") or item.pointing):
            return None
        return Outcome(item, *self._before, "of-these", part_of=-1)

    def _forward_list(self, place: int, found: list[Outcome | None]) -> Outcome | None:
        """A list member that stands before the one with the verb."""
        item = self._items[place]
        if place + 1 >= len(found) or item.sort not in ("people", "party"):
            return None
        following = found[place + 1]
        if following is None or following.rule not in ("verb-subject", "state"):
            return None
        words = [t.norm for t in self._run[item.end : following.counted.start]]
        if words and len(words) <= 4 and set(words) <= _SEPARATORS | {"in", "addition", "to"}:
            return Outcome(item, following.kind, following.unit, "list-member", following.predicate, "inherited")
        return None


def _fellow(item: CountedPeople, other: Outcome, place: int) -> Outcome:
    """Return that a counted thing is a member of the list that another, at a place, belongs to."""
    return Outcome(
        item,
        other.kind,
        other.unit,
        "list-member",
        other.predicate,
        "inherited",
        part_of=other.part_of,
        list_of=place,
    )
