"""What stands before a counted thing: the verb it is the object of, or a noun such as deaths of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims.english._verbs import BE, MODALS, Verb
from sijill.claims.english.people._counted import CountedPeople
from sijill.claims.english.people._outcomes import Predicate
from sijill.claims.english.people._words import OF_NOUNS, TERMS, THE_DEAD
from sijill.language.english.numbers import COUNT_WORDS
from sijill.language.page import Token

_OBJECT_REACH, _BESIDE_REACH, _HEAD_REACH, _SAVED_REACH = 7, 13, 9, 4
_ABOUT_THE_DEAD = TERMS["fill"] | COUNT_WORDS | {"those"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A counted thing with its kind, unit, the rule that joined them, the verb, and what it is part of."""

    counted: CountedPeople
    kind: str
    unit: str
    rule: str
    predicate: Predicate | None = None
    side: str = ""
    part_of: int | None = None
    list_of: int | None = None

    def shared(self, item: CountedPeople, rule: str, part: int | None = None, fellow: int | None = None) -> Outcome:
        """Return the same outcome for another counted thing, a part of it or a fellow in its list."""
        return Outcome(item, self.kind, self.unit, rule, self.predicate, "inherited", part, fellow)


class Leftward:
    """The parsed sentence, and what to find to the left of a counted thing."""

    def __init__(
        self,
        run: Sequence[Token],
        items: Sequence[CountedPeople],
        predicates: Sequence[Predicate],
        verbs: Sequence[Verb],
        before: tuple[str, str] | None,
    ) -> None:
        """Take the parsed sentence and the kind and unit that the text was counting before it."""
        self._run, self._items, self._before = run, items, before
        self._norms = [t.norm for t in run]
        self._predicates = {p.verb.head: p for p in predicates}
        self._ends = {p.verb.end: p for p in predicates}
        self._verbs = {v.head: v for v in verbs}
        self._spared = {v.end for v in verbs if v.lemma in TERMS["spared"]}
        self._at = {c.start: k for k, c in enumerate(items) if c.sort != "other"}
        self._bare_ends = {c.number.end: k for k, c in enumerate(items)}
        self._dead = self._named_dead()

    def _norm(self, place: int) -> str:
        return self._norms[place] if 0 <= place < len(self._norms) else ""

    def _object_of(self, item: CountedPeople) -> Predicate | None:
        """Return the verb whose object the counted thing is."""
        for at in range(item.start - 1, max(-1, item.start - 1 - _OBJECT_REACH), -1):
            predicate, word = self._ends.get(at + 1), self._norms[at]
            if predicate is not None:
                return predicate if predicate.takes_right else None
            filled = word in TERMS["before_object"] or word.endswith("ly")
            if not filled or (word == "of" and self._norm(at - 1) not in TERMS["sums"]):
                return None
        return None

    def _noun_of(self, item: CountedPeople) -> tuple[str, str] | None:
        """Return what "deaths of", "killing of", "bodies of" before the number say."""
        at = item.start - 1
        while self._norm(at) in TERMS["before_number"]:
            at -= 1
        noun = self._norm(at - 1)
        known = noun == "fate" and "unknown" not in self._norms[item.end : item.end + _HEAD_REACH]
        if self._norm(at) not in ("of", "among") and (self._norm(at), noun) != ("for", "toll"):
            return None
        if self._is_saved(item) or known:
            return None
        if noun == "toll" and self._norm(at - 2) in ("death", "the"):
            return "casualties", "killed"
        named = OF_NOUNS.get(noun)
        captive = named == ("detention", "released") and item.noun in TERMS["captives"]
        return ("detention", "detained") if captive else named

    def _is_saved(self, item: CountedPeople) -> bool:
        """Lives that were saved, bodies that a place could hold and deaths that are foretold are not deaths."""
        near = range(max(0, item.start - _SAVED_REACH), item.start)
        if "lives" in (item.noun, self._norm(item.start - 2)) and TERMS["lives_lost"].isdisjoint(self._norms):
            return True  # "5,000 lives are at risk"
        if not TERMS["foretold"].isdisjoint(self._norms[max(0, item.start - _HEAD_REACH) : item.start]):
            return True
        return any(self._norms[at] in MODALS or at in self._spared or at + 1 in self._spared for at in near)

    def _named_dead(self) -> tuple[int, int, str] | None:
        """Return from where to where a sentence says who its dead are: "Among the dead were", "The dead:"."""
        norms = self._norms
        head = next((k for k, word in enumerate(norms[:_HEAD_REACH]) if word in THE_DEAD), None)
        first = self._predicates.get(0)
        if first is not None and first.kind == "casualties" and first.verb.voice in ("bare", "either"):
            head, unit = first.verb.end - 1, first.unit  # "Shot dead in Homs were"
        elif head is None or not (norms[0] == "among" or _ABOUT_THE_DEAD.issuperset(norms[:head])):
            return None
        else:
            unit = THE_DEAD[norms[head]]
        at = head + 1
        while self._norm(at) == "also" or self._norm(at).endswith("ly"):
            at += 1
        inverted = (
            norms[0] == "among" or head == 0 or first is not None
        )  # "Among the dead in Homs were", "Killed in Homs were"
        naming = next(
            (k for k in range(at, len(norms) if inverted else at + 1) if self._norm(k) in TERMS["naming"]), None
        )
        if naming is None:
            return None
        stops = (k for k in range(naming + 1, len(norms)) if norms[k] in TERMS["elsewhere"] or k in self._ends)
        return naming, next(stops, len(norms)), unit

    def _among(self, item: CountedPeople) -> Outcome | None:
        """Read "Among the dead were 12 fighters", "The dead: 12 fighters", "12 fighters were among the dead"."""
        if item.sort not in ("people", "party"):
            return None
        if self._dead is not None and self._dead[0] < item.start <= self._dead[1]:
            return Outcome(item, "casualties", self._dead[2], "among-them")
        follow = self._norms[item.end : item.end + _HEAD_REACH]
        among = follow[1:2] == ["among"] and follow[0] in BE
        after = next((w for w in follow[2:] if among and (w in THE_DEAD or w in TERMS["elsewhere"])), "")
        return Outcome(item, "casualties", THE_DEAD[after], "among-them") if after in THE_DEAD else None

    def _beside(self, item: CountedPeople) -> Outcome | None:
        """Read "killed their leader along with 20 of his men": a number beside someone who is named."""
        at = item.start - 1 - (self._norm(item.start - 1) in TERMS["possessive"])
        along = self._norm(at) == "with" and self._norm(at - 1) in ("along", "together")
        if (item.sort == "bare" and not item.pointing) or not (along or self._norm(at) in ("and", ",")):
            return None
        for back in range(at - 1, max(-1, at - 1 - _BESIDE_REACH), -1):
            found = self._ends.get(back + 1)
            if found is not None:
                named = found.verb.voice != "either" or self._norms[back + 1] in TERMS["one"]
                fits = named and found.takes_right and found.mode == "done" and found.kind == "casualties"
                return Outcome(item, found.kind, found.unit, "beside-object", found, "inherited") if fits else None
            if back in self._verbs or self._norms[back] in TERMS["beside_ends"] or back in self._bare_ends:
                return None
        return None
