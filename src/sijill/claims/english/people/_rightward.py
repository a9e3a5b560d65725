"""What stands behind a counted thing: the verb or state whose subject it is."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.claims.english.people._counted import OUTCOME_STATES, PARTICIPLES, CountedPeople
from sijill.claims.english.people._leftward import _FILL, Leftward, Outcome
from sijill.claims.english.people._outcomes import Predicate
from sijill.language import small_words

_BREAK = small_words("counts", "break")
_SEPARATORS = frozenset(", and or plus & as well along with together both also then another".split())
_INCLUDE = small_words("counts", "include")
_TOLD = frozenset("report believe say fear confirm think know estimate claim presume allege document".split())
_BEFORE_STATE = small_words("counts", "before_state")
_TRANSPARENT = small_words("counts", "transparent")
_NOT_ALONE = frozenset({"displaced", "besieged", "captured", "evacuated"})  # they say little right behind a number
_TRYING = frozenset("trying attempting tried attempted seeking hoping waiting".split())
_RIGHT_REACH = 32


@dataclass(slots=True)
class _Scan:
    """Where a scan to the right stands and what it has passed."""

    at: int
    depth: int = 0
    first: bool = True  # nothing but small words so far
    blocked: bool = False  # another verb has taken the subject
    crossed: bool = False  # another counted thing was passed
    comma: bool = False


class Rightward(Leftward):
    """What to find to the right of a counted thing."""

    def _right(self, item: CountedPeople) -> Outcome | None:
        """Return the verb or state whose subject the counted thing is, over attachments and other list members."""
        scan = _Scan(item.end)
        while scan.at < len(self._run) and scan.at - item.end < _RIGHT_REACH:
            if scan.depth == 0:
                predicate = self._predicates.get(scan.at)
                if predicate is not None and self._only_tried(predicate):
                    scan.at = predicate.verb.end
                    continue
                if predicate is not None:
                    other = self._other_number(scan, item, predicate)
                    if other is not None and other.sort == "bare":
                        return None  # "20 soldiers and 6 wounded": the verb is the other number's
                    if self._remains_unidentified(scan):
                        return self._unidentified(item)
                    if other is None:
                        if (
                            item.sort == "bare"
                            and predicate.kind == "displacement"
                            and predicate.verb.voice == "either"
                        ):
                            return None
                        found = self._with_verb(scan, item, predicate)
                        if found is not None:
                            return found
                    continue
                found = self._with_state(scan, item)
                if found is not None:
                    return found
            if not self._passes(scan, item):
                return None
            scan.at += 1
        return None

    def _only_tried(self, predicate: Predicate) -> bool:
        """Test whether people only tried: "30 people trying to flee were killed"."""
        verb = predicate.verb
        return verb.voice == "infinitive" and verb.head > 0 and self._run[verb.head - 1].norm in _TRYING

    def _other_number(self, scan: _Scan, item: CountedPeople, predicate: Predicate) -> CountedPeople | None:
        """Return the other number that a verb stands right behind; an adjective there is stepped over."""
        if predicate.verb.voice not in ("bare", "either") or scan.at not in self._bare_ends:
            return None
        other = self._items[self._bare_ends[scan.at]]
        if other is item or other.sort not in ("bare", "outcome"):
            return None
        scan.at += 1
        return other

    def _with_verb(self, scan: _Scan, item: CountedPeople, predicate: Predicate) -> Outcome | None:
        """Return the outcome when the verb's subject is the counted thing; else step over the verb."""
        verb = predicate.verb
        before = [t.norm for t in self._run[max(0, scan.at - 4) : verb.start]]
        if predicate.unit == "evacuated" and verb.voice == "passive" and "still" in before:
            return Outcome(item, "displacement", "remaining", "verb-subject", predicate, "right")
        reduced = scan.comma and verb.voice in ("bare", "either", "participle") and not scan.first and not scan.crossed
        active = not predicate.takes_left or (verb.voice == "either" and self._has_object(predicate))
        if not active and not reduced and (not scan.blocked or self._coordinated(predicate)):
            return Outcome(item, predicate.kind, predicate.unit, "verb-subject", predicate, "right")
        if verb.voice in ("active", "either") and not self._in_relative(scan.at):
            scan.blocked = True
        scan.at = max(verb.end, scan.at + 1)
        scan.first = False
        return None

    def _with_state(self, scan: _Scan, item: CountedPeople) -> Outcome | None:
        """Return the outcome when a state such as dead or missing stands here."""
        word = self._run[scan.at].norm
        state = self._state(scan.at)
        if state is not None:
            left = {t.norm for t in self._run[max(0, item.start - 4) : item.start]} & {"left", "leaving", "leaves"}
            near = not scan.blocked and (scan.first or self._run[scan.at - 1].norm in _BEFORE_STATE)
            if near or (word == "dead" and left):
                return Outcome(item, *state, "state", None, "state")
        if scan.first and word in PARTICIPLES and word not in _NOT_ALONE:
            return Outcome(item, *PARTICIPLES[word], "state", None, "state")
        return None

    def _passes(self, scan: _Scan, item: CountedPeople) -> bool:
        """Step over a token; return False where the reach of the counted thing ends."""
        at, word = scan.at, self._run[scan.at].norm
        other = self._verbs.get(at) if scan.depth == 0 else None
        if other is not None and other.voice in ("active", "passive") and other.lemma not in _TOLD:
            scan.blocked = scan.blocked or not self._in_relative(at)
        if word in ("(", "["):
            scan.depth += 1
        elif word in (")", "]"):
            scan.depth = max(0, scan.depth - 1)
        elif word in _BREAK and scan.depth == 0:
            return False
        elif word == ",":
            scan.comma = True
        elif at in self._at and scan.depth == 0 and self._items[self._at[at]] is not item:
            scan.crossed = True
            if self._run[at - 1].norm not in _SEPARATORS | _INCLUDE | {"to", "some", "by", "in"}:
                return False
        scan.first = scan.first and (word in _TRANSPARENT or word.endswith("ly"))
        return True

    def _remains_unidentified(self, scan: _Scan) -> bool:
        follow = scan.at + 1
        return (
            self._run[scan.at].norm == "remain" and follow < len(self._run) and self._run[follow].norm == "unidentified"
        )

    def _unidentified(self, item: CountedPeople) -> Outcome | None:
        """The rest of the dead, whom nobody has named."""
        if self._before is None or self._before[0] != "casualties":
            return None
        return Outcome(item, "casualties", "killed", "unidentified", None, "state")

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
            if words in OUTCOME_STATES:
                return OUTCOME_STATES[words]
        return None
