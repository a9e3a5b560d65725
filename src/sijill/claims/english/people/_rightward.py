"""What stands behind a counted thing: the verb or state whose subject it is."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.claims.english._verbs import BE, HAVE, Verb
from sijill.claims.english.people._counted import CountedPeople
from sijill.claims.english.people._leftward import Leftward, Outcome
from sijill.claims.english.people._outcomes import SURVIVING, Predicate, has_object
from sijill.claims.english.people._words import OUTCOME_STATES, PARTICIPLES, TERMS
from sijill.language import small_words
from sijill.language.english.numbers import COUNT_WORDS

_NO_VERB_AFTER = small_words("verbs", "noun_before") | COUNT_WORDS | BE | {"and", "or"}
_RIGHT_REACH, _START, _OBJECT_REACH = 32, 3, 5


@dataclass(slots=True)
class _Scan:
    """Where a scan to the right stands and what it has passed."""

    at: int
    depth: int = 0
    first: bool = True  # nothing but small words so far
    blocked: bool = False  # another verb has taken the subject
    crossed: bool = False  # another counted thing was passed
    commas: int = 0
    held: bool = False  # the next verb is a part's: "16 people, 9 of whom died"


class Rightward(Leftward):
    """What to find to the right of a counted thing."""

    def _right(self, item: CountedPeople) -> Outcome | None:
        """Return the verb or state whose subject the counted thing is, over attachments and other list members."""
        scan, last, aside = _Scan(item.end), min(len(self._run), item.end + _RIGHT_REACH), None
        while scan.at < last:
            predicate = self._predicates.get(scan.at) if scan.depth == 0 else None
            if predicate is None:
                found = self._with_state(scan, item) if scan.depth == 0 else None
                if found is not None or not self._passes(scan, item):
                    return found or aside
                scan.at += 1
                continue
            other = self._other_number(scan.at, item, predicate)
            if other is not None and other.sort == "bare":
                return None  # "20 soldiers and 6 wounded": the verb is the other number's
            if other is not None or self._only_tried(predicate):
                scan.at = scan.at + 1 if other is not None else predicate.verb.end
                continue
            if self._norms[scan.at] == "remain" and self._norm(scan.at + 1) == "unidentified":
                deadly = self._before is not None and self._before[0] == "casualties"
                return Outcome(item, "casualties", "killed", "unidentified", None, "state") if deadly else None
            either = item.sort == "bare" and predicate.kind == "displacement" and predicate.verb.voice == "either"
            if either and self._norm(scan.at - 1) not in TERMS["before_moved"]:
                return None
            within, found = self._in_relative(scan.at), self._with_verb(scan, item, predicate)
            if found is not None and (found.kind == "casualties" or not within):
                return found
            aside = aside or found  # "12 men who had fled the town were killed"
            scan.at = max(scan.at, predicate.verb.end)
        return aside

    def _is_whole(self, item: CountedPeople) -> bool:
        """Test whether a share is taken of a number, or somebody only has so many: "Of 40 passengers, 12 died"."""
        at = item.start - 1 - (self._norm(item.start - 1) in TERMS["pointing"])
        return self._norm(at) in HAVE or (at < _START and self._norm(at) in ("of", "from"))

    def _only_tried(self, predicate: Predicate) -> bool:
        """Test whether people only tried, or what they did is told of something: "30 people trying to flee died"."""
        verb, before = predicate.verb, self._norm(predicate.verb.head - 1)
        return before == "what" or (verb.voice == "infinitive" and before in TERMS["trying"])

    def _other_number(self, at: int, item: CountedPeople, predicate: Predicate) -> CountedPeople | None:
        """Return the other number that a verb stands right behind; an adjective there is stepped over."""
        place = self._bare_ends.get(at) if predicate.verb.voice in ("bare", "either") else None
        other = None if place is None else self._items[place]
        return other if other is not None and other is not item and other.sort in ("bare", "outcome") else None

    def _with_verb(self, scan: _Scan, item: CountedPeople, predicate: Predicate) -> Outcome | None:
        """Return the outcome when the verb's subject is the counted thing; else step over the verb."""
        verb, either = predicate.verb, predicate.verb.voice == "either"
        if predicate.unit == "remaining" and (state := self._state(verb.end)):
            return Outcome(item, *state, "state", None, "state")
        if predicate.unit == "remaining" and self._norm(verb.end) not in TERMS["stays"] | {""}:
            scan.at = verb.end  # "remain loyal"
            return None
        if (
            predicate.unit == "evacuated"
            and verb.voice == "passive"
            and "still" in self._norms[scan.at - 3 : verb.start]
        ):
            return Outcome(item, "displacement", "remaining", "verb-subject", predicate, "right")
        inside = scan.commas == 1 and not scan.first and not scan.crossed  # "12 men, killed in May, were ..."
        reduced = inside and (either or verb.voice in ("bare", "participle"))
        relative = either and predicate.mode == "done" and self._in_relative(verb.head, 1)
        before = self._norms[max(0, item.start - _START) : item.start]
        none = "that" not in before and not TERMS["none"].isdisjoint(before)
        other = scan.held or (none and verb.lemma not in SURVIVING)  # "nobody among the 60 guests was killed"
        active = other or not predicate.takes_left or relative or (either and self._acts_on(predicate))
        if predicate.mode == "done" and verb.voice in ("active", "either") and self._is_whom(verb, item):
            return Outcome(item, predicate.kind, predicate.unit, "verb-object", predicate, "right")
        last = reduced and predicate.kind == "casualties" and all(at <= scan.at for at in self._predicates)
        if not active and last and self._norm(item.start - 1) not in TERMS["of_whom"]:
            return Outcome(item, predicate.kind, predicate.unit, "verb-subject", predicate, "right")
        if not active and not reduced and (not scan.blocked or self._is_second_verb(verb)):
            return Outcome(item, predicate.kind, predicate.unit, "verb-subject", predicate, "right")
        scan.blocked = scan.blocked or ((either or verb.voice == "active") and not self._in_relative(scan.at))
        scan.at, scan.first = max(verb.end, scan.at + 1), False
        return None

    def _with_state(self, scan: _Scan, item: CountedPeople) -> Outcome | None:
        """Return the outcome when a state such as dead or missing stands here."""
        word, state = self._norms[scan.at], self._state(scan.at)
        left = not {"left", "leaving", "leaves"}.isdisjoint(self._norms[max(0, item.start - 4) : item.start])
        near = not scan.blocked and (scan.first or self._norms[scan.at - 1] in TERMS["before_state"])
        if state is None or not (near or (word == "dead" and left)):
            before = self._norms[scan.at - 1]
            alone = scan.first and word not in TERMS["not_alone"] and before not in TERMS["before_adjective"]
            state = PARTICIPLES.get(word) if alone else None
        return Outcome(item, *state, "state", None, "state") if state else None

    def _passes(self, scan: _Scan, item: CountedPeople) -> bool:
        """Step over a token; return False where the reach of the counted thing ends."""
        at, word = scan.at, self._norms[scan.at]
        if scan.depth == 0 and self._acts(at, self._verbs.get(at)):
            scan.blocked = scan.blocked or not self._in_relative(at)
        if word in ("(", "["):
            scan.depth += 1
        elif word in (")", "]"):
            scan.depth = max(0, scan.depth - 1)
        elif (scan.depth == 0 and (word in TERMS["break"] or (word == "," and self._is_whole(item)))) or (
            word == "since" and self._norm(at - 1) not in HAVE
        ):
            return False
        elif word == ",":
            scan.commas, scan.held = scan.commas + 1, False
        elif at in self._at and scan.depth == 0 and self._items[self._at[at]] is not item:
            scan.crossed, scan.held = True, self._items[self._at[at]].pointing
            if self._norms[at - 1] not in TERMS["before_member"]:
                return False
        scan.first = scan.first and (word in TERMS["transparent"] or word.endswith("ly"))
        return True

    def _acts(self, at: int, verb: Verb | None) -> bool:
        """Test whether a verb, of a list or by its form, takes the subject for itself: "attended the burial"."""
        if verb is not None:
            acting = verb.voice in ("active", "passive") or (verb.voice == "either" and has_object(self._run, verb.end))
            return acting and verb.lemma not in TERMS["told"]
        shape = self._norms[at].endswith("ed") and at not in self._predicates
        plain = shape and self._run[at - 1].kind == "word" and self._norm(at - 1) not in _NO_VERB_AFTER
        return plain and self._norm(at + 1) in TERMS["object_opens"]

    def _acts_on(self, predicate: Predicate) -> bool:
        """Test whether a counted thing, or somebody, stands right behind the verb."""
        at = end = predicate.verb.end
        if predicate.mode == "done" and self._norm(end) in TERMS["object_opens"] and has_object(self._run, end):
            return True
        while at not in self._at and (self._norm(at) in TERMS["fill"] or self._norm(at).endswith("ly")):
            at += 1
        return at in self._at and at - end < _OBJECT_REACH

    def _is_whom(self, verb: Verb, item: CountedPeople) -> bool:
        """Test whether a clause behind those counted tells what was done to them: "two men whom they had shot"."""
        opens = self._norm(item.end) == "whom" or self._norms[item.end : item.end + 2] == [",", "whom"]
        return opens and self._norm(verb.end) in TERMS["whom_ends"]

    def _is_second_verb(self, verb: Verb) -> bool:
        """Test whether a verb is the second of one subject: "attacked the post and were killed"."""
        at = verb.head - 1
        while self._norm(at).endswith("ly") or self._norm(at) in TERMS["thereupon"]:
            at -= 1
        return self._norm(at) in ("and", "or", "but")

    def _in_relative(self, at: int, reach: int = 4) -> bool:
        return not TERMS["relative"].isdisjoint(self._norms[max(0, at - reach) : at])

    def _state(self, at: int) -> tuple[str, str] | None:
        sizes = (tuple(self._norms[at : at + size]) for size in (3, 2, 1))
        return next((OUTCOME_STATES[words] for words in sizes if words in OUTCOME_STATES), None)
