"""Join every counted thing to what happened to it: by its noun, its verb, its list, or what it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims._lexicon import small_words
from sijill.claims.english._outcomes import OF_NOUNS, Predicate
from sijill.claims.english._people import PARTICIPLES, STATES, THINGS, Counted
from sijill.claims.english._verbs import Verb
from sijill.claims.page import Token

_BREAK = small_words("counts", "break")
_SEPARATORS = frozenset(", and or plus & as well along with together both also then another".split())
_INCLUDE = small_words("counts", "include")
_TOTALS = frozenset("toll number total figure count tally".split())
_TO_TOTAL = frozenset("to at of reached was stood is reaching exceeded surpassed hit by over".split())
_TOLD = frozenset("report believe say fear confirm think know estimate claim presume allege document".split())
_FILL = small_words("counts", "fill")
_REACH = 32


@dataclass(frozen=True, slots=True)
class Outcome:
    """A counted thing with its kind, unit, the rule that joined them, the verb, and what it is part of."""

    counted: Counted
    kind: str
    unit: str
    rule: str
    predicate: Predicate | None = None
    side: str = ""
    part_of: int | None = None
    list_of: int | None = None


class Linker:
    """Decides, for one sentence, what happened to each counted thing."""

    def __init__(
        self,
        run: Sequence[Token],
        items: Sequence[Counted],
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

    def outcomes(self) -> list[Outcome | None]:
        """Return the outcome of each counted thing, None where nothing happened to it."""
        found: list[Outcome | None] = []
        for place, item in enumerate(self._items):
            found.append(self._outcome(place, item, found))
        for place in range(len(found) - 1, -1, -1):
            if found[place] is None:
                found[place] = self._forward_list(place, found)
        return found

    def _outcome(self, place: int, item: Counted, found: list[Outcome | None]) -> Outcome | None:
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
            and not self._of_other(left, item)
        ):
            return Outcome(item, left.kind, left.unit, "verb-object", left, "left")
        named = self._of_noun(item)
        if named is not None and named[1] == "released" and item.noun in ("detainees", "prisoners", "inmates"):
            named = ("detention", "detained")
        if named is not None:
            return Outcome(item, *named, "noun-of")
        among = self._among(item)
        if among is not None:
            return among
        right = self._right(item)
        if right is not None:
            return right
        beside = self._beside(place, item)
        if beside is not None:
            return beside
        total = self._total(place, item, found)
        if total is not None:
            return total
        listed = self._listed(place, item, found)
        if listed is not None:
            return listed
        if item.attribute is not None:
            return Outcome(item, *item.attribute, "attribute")
        if item.noun in ("idps", "refugees"):
            return Outcome(item, "displacement", "displaced", "noun")
        return None

    # -- to the left -------------------------------------------------------------------------------------------------
    def _left_predicate(self, item: Counted) -> Predicate | None:
        """Return the verb whose object the counted thing is."""
        at = item.start - 1
        steps = 0
        while at >= 0 and steps < 7:
            predicate = self._ends.get(at + 1)
            if predicate is not None:
                return predicate if predicate.takes_right and self._is_object(predicate, item) else None
            word = self._run[at].norm
            if not (
                word in _FILL
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

    def _is_object(self, predicate: Predicate, item: Counted) -> bool:
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

    def _subjectless(self, item: Counted) -> bool:
        return item.start > 0 and self._run[item.start - 1].norm in (",", "and", "least", "with")

    def _of_other(self, predicate: Predicate, item: Counted) -> bool:
        return (
            predicate.kind == "displacement"
            and predicate.unit == "displaced"
            and predicate.verb.lemma in ("leave", "flee", "escape")
        )

    def _of_noun(self, item: Counted) -> tuple[str, str] | None:
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

    def _saved(self, item: Counted) -> bool:
        """Lives that were saved are not deaths."""
        return item.noun == "lives" and any(
            v.lemma in ("save", "rescue", "risk") for v in self._verbs.values() if 0 <= item.start - v.end <= 3
        )

    def _among(self, item: Counted) -> Outcome | None:
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

    def _beside(self, place: int, item: Counted) -> Outcome | None:
        """Read "killed their leader along with 20 of his men": a number beside someone who is named."""
        at = item.start - 1
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
                    and predicate.verb.voice != "either"
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

    # -- to the right ------------------------------------------------------------------------------------------------
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

    # -- by what was counted before -------------------------------------------------------------------------------
    def _total(self, place: int, item: Counted, found: list[Outcome | None]) -> Outcome | None:
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

    def _listed(self, place: int, item: Counted, found: list[Outcome | None]) -> Outcome | None:
        """Inherit from the counted thing before it: a list member, or a part of a whole."""
        if place == 0 or (
            item.sort == "bare"
            and not item.pointing
            and not self._elliptic(item)
            and not self._of_which(item)
            and not self._again(item)
        ):
            return self._from_before(item) if place == 0 else None
        for back in range(place - 1, -1, -1):
            whole = found[back]
            between = self._run[self._items[back].end : item.start]
            words = [t.norm for t in between]
            if len(words) > 30 or "." in words or (";" in words and ":" not in words):
                break
            inclusive = (
                bool(set(words) & _INCLUDE - {"of", "them", "whom"})
                or any(
                    a == "of" and b in ("whom", "which", "them", "these")
                    for a, b in zip(words, words[1:], strict=False)
                )
                or (item.pointing and item.sort == "bare")
            )
            if whole is None:
                if inclusive or self._items[back].sort == "other":
                    continue
                continue
            if item.sort == "bare" and self._again(item):
                return (
                    Outcome(item, whole.kind, whole.unit, "list-member", whole.predicate, "inherited")
                    if whole.side in ("left", "inherited") or whole.rule == "counted-noun"
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
                return Outcome(
                    item,
                    whole.kind,
                    whole.unit,
                    "list-member",
                    whole.predicate,
                    "inherited",
                    part_of=whole.part_of,
                    list_of=back,
                )
            break
        return self._from_before(item)

    def _of_which(self, item: Counted) -> bool:
        """Test whether a bare number is a share of those before: "of which 85 were civilians"."""
        before = [t.norm for t in self._run[max(0, item.start - 3) : item.start]]
        return any(a == "of" and b in ("which", "whom") for a, b in zip(before, before[1:], strict=False))

    def _again(self, item: Counted) -> bool:
        """Test whether a bare number repeats the verb before it: "killed 16 in X and 12 in Y", "7,000 to the rebels"."""
        before = self._run[item.start - 1].norm if item.start else ""
        follow = self._run[item.number.end].norm if item.number.end < len(self._run) else ""
        if before in ("and", ",") and follow in ("in", "near", "at"):
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

    def _noun_list(self, whole: Outcome, item: Counted) -> bool:
        """A verb before the list number ends its reach; a verb after both holds for both and was found already."""
        return whole.predicate is None or whole.predicate.verb.start >= item.end

    def _plain(self, words: Sequence[str], back: int, item: Counted) -> bool:
        """Test whether only list words and phrases without a verb stand between two members."""
        span = range(self._items[back].end, item.start)
        return (
            not any(at in self._verbs or at in self._predicates for at in span)
            and len(words) <= 12
            and not set(words) & _BREAK
        )

    def _elliptic(self, item: Counted) -> bool:
        return (
            item.start > 0 and self._run[item.start - 1].norm in ("including", "additional", "another", "further")
        ) or item.number.additive

    def _from_before(self, item: Counted) -> Outcome | None:
        """Inherit from the sentence before: "Of these, ...", "The rest included ...", "Among the dead were ..."."""
        if self._before is None:
            return None
        opening = [t.norm for t in self._run[:5]]
        head = " ".join(opening)
        if (
            opening[:2] == ["of", "these"]
            or opening[:2] in (["of", "those"], ["of", "them"])
            or head.startswith(
                (
                    "the rest",
                    "among them",
                    "among these",
                    "among those",
                    "among the dead",
                    "among the killed",
                    "the dead included",
                    "the others",
                    "they included",
                    "these included",
                    "the victims included",
                    "this included",
                )
            )
        ):
            if item.sort in ("people", "party") or item.pointing:
                return Outcome(item, *self._before, "of-these", part_of=-1)
        return None

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
