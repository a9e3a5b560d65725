"""Join every counted thing to what happened to it: by its noun, its verb, its list, or what it is part of."""

from __future__ import annotations

from sijill.claims.english.people._counted import THINGS, CountedPeople
from sijill.claims.english.people._leftward import Outcome
from sijill.claims.english.people._lists import Inherited


class Linker(Inherited):
    """Decides, for one sentence, what happened to each counted thing."""

    def outcomes(self) -> list[Outcome | None]:
        """Return the outcome of each counted thing, None where nothing happened to it."""
        found: list[Outcome | None] = []
        for place, item in enumerate(self._items):
            found.append(self._outcome(place, item, found))
        for place in range(len(found) - 1, -1, -1):
            if found[place] is None:
                found[place] = self._forward_list(place, found)
        return found

    def _outcome(self, place: int, item: CountedPeople, found: list[Outcome | None]) -> Outcome | None:
        if item.sort == "other":
            return None
        if item.sort == "things":
            right = self._right(item)
            if (right is not None and right.kind == "displacement") or any(
                o is not None and o.kind == "displacement" for o in found
            ):
                return Outcome(
                    item,
                    "displacement",
                    THINGS[item.noun],
                    "convoy",
                    right.predicate if right else None,
                    right.side if right else "",
                )
            return None
        if item.noun in ("wounded", "injured", "captured") and place > 0:
            part = self._listed(place, item, found)
            if part is not None and part.kind == "displacement":
                return part
        if item.noun == "idps":
            return Outcome(item, "displacement", "displaced", "noun")
        if item.outcome is not None and not self._saved(item):
            rule = "counted-noun"
            left = self._left_predicate(item)
            return Outcome(
                item,
                *item.outcome,
                rule,
                left if left and left.mode == "done" and item.noun in ("lives", "casualties") else None,
                "left" if left else "",
            )
        left = self._left_predicate(item)
        if (
            left is not None
            and not (left.mode == "loss" and item.sort not in ("people", "party"))
            and not self._of_other(left)
        ):
            return Outcome(item, left.kind, left.unit, "verb-object", left, "left")
        named = self._of_noun(item)
        if named is not None and named[1] == "released" and item.noun in ("detainees", "prisoners", "inmates"):
            named = ("detention", "detained")
        if named is not None:
            return Outcome(item, *named, "noun-of")
        return (
            self._among(item)
            or self._right(item)
            or self._beside(item)
            or self._total(item, found)
            or self._listed(place, item, found)
            or self._by_itself(item)
        )

    def _by_itself(self, item: CountedPeople) -> Outcome | None:
        if item.attribute is not None:
            return Outcome(item, *item.attribute, "attribute")
        if item.noun in ("idps", "refugees"):
            return Outcome(item, "displacement", "displaced", "noun")
        return None
