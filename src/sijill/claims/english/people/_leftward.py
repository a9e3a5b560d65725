"""What stands before a counted thing: the verb it is the object of, or a noun such as deaths of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims.english._verbs import Verb
from sijill.claims.english.people._counted import CountedPeople
from sijill.claims.english.people._outcomes import OF_NOUNS, Predicate
from sijill.language import small_words
from sijill.language.page import Token

_FILL = small_words("counts", "fill")


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
        self._predicates = {p.verb.head: p for p in predicates}
        self._starts = {p.verb.start: p for p in predicates}
        self._ends = {p.verb.end: p for p in predicates}
        self._verbs = {v.head: v for v in verbs}
        self._at = {c.start: k for k, c in enumerate(items) if c.sort != "other"}
        self._bare_ends = {c.number.end: k for k, c in enumerate(items)}

    def _left_predicate(self, item: CountedPeople) -> Predicate | None:
        """Return the verb whose object the counted thing is."""
        at = item.start - 1
        steps = 0
        while at >= 0 and steps < 7:
            predicate = self._ends.get(at + 1)
            if predicate is not None:
                return predicate if predicate.takes_right and self._is_object(predicate, item) else None
            word = self._run[at].norm
            if not (
                word in _FILL | {"his", "her"}
                or word.endswith("ly")
                or word
                in ("“", '"', "another", "(", "both", "around", "between", "nearly", "almost", "over", "only", "just")
            ):
                return None
            if (
                word == "of"
                and at > 0
                and self._run[at - 1].norm not in ("total", "estimated", "minimum", "maximum", "excess")
            ):
                return None
            at -= 1
            steps += 1
        return None

    def _is_object(self, predicate: Predicate, item: CountedPeople) -> bool:
        """An "either" verb (killed) takes an object when it has a subject: something other than a number before it."""
        if predicate.verb.voice != "either":
            return True
        at = predicate.verb.head - 1
        if at >= 0 and self._run[at].norm in (",", "and", "or"):
            return True
        return not any(
            c.end == predicate.verb.head and c is not item and c.sort in ("people", "bare") and self._subjectless(c)
            for c in self._items
        )

    def _subjectless(self, item: CountedPeople) -> bool:
        return item.start > 0 and self._run[item.start - 1].norm in (",", "and", "least", "with")

    def _of_other(self, predicate: Predicate) -> bool:
        return (
            predicate.kind == "displacement"
            and predicate.unit == "displaced"
            and predicate.verb.lemma in ("leave", "flee", "escape")
        )

    def _of_noun(self, item: CountedPeople) -> tuple[str, str] | None:
        """Return what "deaths of", "killing of", "bodies of" before the number say."""
        at = item.start - 1
        while at >= 0 and self._run[at].norm in (
            "the",
            "some",
            "another",
            "at",
            "least",
            "up",
            "to",
            "over",
            "a",
            "total",
            "an",
            "estimated",
        ):
            at -= 1
        if at > 0 and self._run[at].norm in ("of", "among", "for"):
            noun = self._run[at - 1].norm
            if noun in OF_NOUNS:
                return OF_NOUNS[noun]
            if noun in ("toll",) and self._run[at - 2].norm in ("death", "the"):
                return "casualties", "killed"
        return None

    def _saved(self, item: CountedPeople) -> bool:
        """Lives that were saved are not deaths."""
        return item.noun == "lives" and any(
            v.lemma in ("save", "rescue", "risk") for v in self._verbs.values() if 0 <= item.start - v.end <= 3
        )

    def _among(self, item: CountedPeople) -> Outcome | None:
        """Read "Among the dead were 12 fighters": the verb comes first and the dead are named before it."""
        opening = [t.norm for t in self._run[:9]]
        if opening[:1] != ["among"] or item.sort not in ("people", "party") or item.start < 3:
            return None
        for at, word in enumerate(opening[1:], 1):
            if word in ("dead", "killed", "fatalities", "deaths", "victims", "casualties", "wounded", "injured"):
                unit = (
                    "injured"
                    if word in ("wounded", "injured")
                    else "killed_or_injured"
                    if word == "casualties"
                    else "killed"
                )
                return (
                    Outcome(item, "casualties", unit, "among-them")
                    if any(t.norm in ("were", "was", "are") for t in self._run[at : item.start])
                    else None
                )
        return None

    def _beside(self, item: CountedPeople) -> Outcome | None:
        """Read "killed their leader along with 20 of his men": a number beside someone who is named."""
        at = item.start - 1
        if at > 0 and self._run[at].norm in ("her", "his", "their", "its"):
            at -= 1
        if (
            (item.sort == "bare" and not item.pointing)
            or at < 2
            or self._run[at].norm not in ("and", "with")
            or (self._run[at].norm == "with" and self._run[at - 1].norm not in ("along", "together"))
        ):
            return None
        for back in range(at - 1, max(-1, at - 14), -1):
            predicate = self._ends.get(back + 1)
            if predicate is not None:
                return (
                    Outcome(item, predicate.kind, predicate.unit, "beside-object", predicate, "inherited")
                    if predicate.takes_right
                    and predicate.mode == "done"
                    and predicate.kind == "casualties"
                    and (predicate.verb.voice != "either" or self._run[back + 1].norm in ("a", "an"))
                    else None
                )
            word = self._run[back].norm
            if (
                back in self._verbs
                or word in (".", ";", ":", "in", "on", "at", "by", "from", "to", "while", "but", "for")
                or back in self._bare_ends
            ):
                return None
        return None
