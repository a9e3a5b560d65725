"""What stands behind a counted thing: the verb or state whose subject it is."""

from __future__ import annotations

from sijill.claims._lexicon import small_words
from sijill.claims.english.people._counted import PARTICIPLES, STATES, Counted
from sijill.claims.english.people._leftward import _FILL, Leftward, Outcome
from sijill.claims.english.people._outcomes import Predicate

_BREAK = small_words("counts", "break")
_SEPARATORS = frozenset(", and or plus & as well along with together both also then another".split())
_INCLUDE = small_words("counts", "include")
_TOLD = frozenset("report believe say fear confirm think know estimate claim presume allege document".split())
_REACH = 32


class Rightward(Leftward):
    """What to find to the right of a counted thing."""

    def _right(self, item: Counted) -> Outcome | None:
        """Return the verb or state whose subject the counted thing is, over attachments and other list members."""
        at, depth, blocked, crossed, comma = item.end, 0, False, False, False
        first = True
        while at < len(self._run) and at - item.end < _REACH:
            word = self._run[at].norm
            predicate = self._predicates.get(at)
            if (
                predicate is not None
                and depth == 0
                and predicate.verb.voice in ("bare", "either")
                and at in self._bare_ends
                and self._items[self._bare_ends[at]] is not item
                and self._items[self._bare_ends[at]].sort in ("bare", "outcome")
            ):
                if self._items[self._bare_ends[at]].sort == "bare":
                    return None  # "20 soldiers and 6 wounded": the verb is the other number's
                at += 1
                continue
            if word == "remain" and self._run[min(at + 1, len(self._run) - 1)].norm == "unidentified":
                return (
                    Outcome(item, "casualties", "killed", "unidentified", None, "state")
                    if self._before and self._before[0] == "casualties"
                    else None
                )
            if (
                predicate is not None
                and depth == 0
                and item.sort == "bare"
                and predicate.kind == "displacement"
                and predicate.verb.voice == "either"
            ):
                return None
            if predicate is not None and depth == 0:
                if (
                    predicate.unit == "evacuated"
                    and predicate.verb.voice == "passive"
                    and "still" in [t.norm for t in self._run[max(0, at - 4) : predicate.verb.start]]
                ):
                    return Outcome(item, "displacement", "remaining", "verb-subject", predicate, "right")
                if predicate.takes_left and not (predicate.verb.voice == "either" and self._has_object(predicate)):
                    if not blocked or self._coordinated(predicate):
                        if not (
                            comma
                            and predicate.verb.voice in ("bare", "either", "participle")
                            and not first
                            and not crossed
                        ):
                            return Outcome(item, predicate.kind, predicate.unit, "verb-subject", predicate, "right")
                if predicate.verb.voice in ("active", "either") and not self._in_relative(at):
                    blocked = True
                at = max(predicate.verb.end, at + 1)
                first = False
                continue
            state = self._state(at)
            if (
                state is not None
                and depth == 0
                and self._run[at].norm == "dead"
                and any(t.norm in ("left", "leaving", "leaves") for t in self._run[max(0, item.start - 4) : item.start])
            ):
                return Outcome(item, *state, "state", None, "state")
            if (
                state is not None
                and depth == 0
                and not blocked
                and (
                    first
                    or self._run[at - 1].norm
                    in (
                        "were",
                        "was",
                        "be",
                        "been",
                        "are",
                        "is",
                        "remain",
                        "remains",
                        "still",
                        "found",
                        "reported",
                        "feared",
                        "confirmed",
                        "people",
                        "left",
                    )
                )
            ):
                return Outcome(item, *state, "state", None, "state")
            if (
                depth == 0
                and word in PARTICIPLES
                and word not in ("displaced", "besieged", "captured", "evacuated")
                and first
            ):
                return Outcome(item, *PARTICIPLES[word], "state", None, "state")
            if (
                depth == 0
                and at in self._verbs
                and not self._in_relative(at)
                and self._verbs[at].voice in ("active", "passive")
                and self._verbs[at].lemma not in _TOLD
            ):
                blocked = True
            if word in ("(", "[", "“"):
                depth += word != "“"
            elif word in (")", "]"):
                depth = max(0, depth - 1)
            elif word in _BREAK and depth == 0:
                return None
            elif word == ",":
                comma = True
            elif at in self._at and depth == 0 and self._items[self._at[at]] is not item:
                crossed = True
                if self._run[at - 1].norm not in _SEPARATORS | _INCLUDE | {"to", "some", "by", "in"}:
                    return None
            first = first and (
                word in ("people", "of", "were", "was", "reported")
                or word.endswith("ly")
                or word in ("also", "all", "more", "others", "overall")
            )
            at += 1
        return None

    def _has_object(self, predicate: Predicate) -> bool:
        """Test whether a counted thing stands right behind the verb."""
        at = predicate.verb.end
        while at < len(self._run) and (self._run[at].norm in _FILL or self._run[at].norm.endswith("ly")):
            if at in self._at:
                return True
            at += 1
        return at in self._at and at - predicate.verb.end < 5

    def _coordinated(self, predicate: Predicate) -> bool:
        """Test whether a verb is the second of one subject: "attacked the post and were killed"."""
        at = predicate.verb.head - 1
        return predicate.verb.voice == "passive" and at >= 0 and self._run[at].norm in ("and", "or", "but")

    def _in_relative(self, at: int) -> bool:
        return any(self._run[k].norm in ("who", "whom", "which", "that", "whose") for k in range(max(0, at - 4), at))

    def _state(self, at: int) -> tuple[str, str] | None:
        for size in (3, 2, 1):
            words = tuple(t.norm for t in self._run[at : at + size])
            if words in STATES:
                return STATES[words]
        return None
