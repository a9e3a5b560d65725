"""A whole and its parts as words have them, and the small questions that decide which numbers belong together."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from sijill.audits._document import Document
from sijill.audits._lexicon import COMPLETE_SETS, PERSON_CLASSES
from sijill.audits._quantities import Quantity

PART_TAIL = re.compile(r"\s*(?:(?:of|among) (?:whom|which|them)|منهم|were among)\b")
# Between coordinated numbers: a few words of the first number's phrase, then a comma or "and".
_COORDINATED = re.compile(
    r"[^.;:()\n]{0,60}?(?:,|;|\band\b|&|\bplus\b|\bas well as\b|،|\bو)\s*(?:and\s+|و)?(?:the\s+)?$"
)
LEAVES_LIST = re.compile(
    r"\b(?:includ\w+|while|whereas|but|bringing|of (?:whom|which)|who|which|that|after|before|since|when|where|"
    r"destroy\w*|captur\w+|wound\w*|injur\w*|another|other|more|also|respectively|compared|per|every|against|from|to)\b"
)
_IN_BRACKETS = re.compile(r"\(\s*(?:about |around )?[\d.,]+\s*(?:%|per ?cent|percent)\s*\)")
# After a colon the list goes on until the words themselves leave it.
LEAVES_COLON = re.compile(
    r"\b(?:includ\w+|while|whereas|but|bringing|of (?:whom|which)|after|before|since|when|wound\w*|injur\w*|"
    r"compared|every)\b"
)


@dataclass(frozen=True, slots=True)
class Group:
    """
    A whole and its parts as the words have them.

    ``exhaustive`` means that the words leave nobody out, so that the parts must add up;
    otherwise each part only has to fit into the whole. ``cue`` is why we think so.
    ``may_go_on`` marks a list that may hold more than its numbers ("and an unknown man"):
    parts that fall short of the whole then prove nothing.
    """

    whole: Quantity
    parts: tuple[Quantity, ...]
    exhaustive: bool
    cue: str
    may_go_on: bool = False


def counts_people(quantity: Quantity) -> bool:
    """Test whether a number counts people; a number without a noun counts what its sentence counts."""
    if quantity.kind != "count" or quantity.category in {"group", "time"}:
        return False
    return quantity.category in PERSON_CLASSES or (not quantity.category and not quantity.phrase)


def gap(document: Document, left: Quantity, right: Quantity) -> str:
    """Return the words between two numbers."""
    return document.flat[left.end : right.start]


def coordinated(between: str) -> bool:
    """Test whether the words between two numbers only join them: a few words, then a comma or "and"."""
    bare = _IN_BRACKETS.sub("", between)
    return bool(_COORDINATED.match(bare)) and not LEAVES_LIST.search(bare)


def run_from(document: Document, numbers: list[Quantity], leaves: re.Pattern[str] = LEAVES_LIST) -> list[Quantity]:
    """Return the coordinated numbers at the head of a list ("10 Syrians, 4 Afghans and two Iraqis")."""
    run = numbers[:1]
    for left, right in itertools.pairwise(numbers):
        between = _IN_BRACKETS.sub("", gap(document, left, right))
        if not _COORDINATED.match(between) or leaves.search(between) or not counts_people(right):
            break
        if PART_TAIL.match(document.flat, right.end):
            break
        run.append(right)
    return run


def complete(parts: list[Quantity] | tuple[Quantity, ...]) -> bool:
    """Test whether the classes of the parts leave nobody out (men, women and children)."""
    return frozenset(part.category for part in parts) in COMPLETE_SETS and len(parts) == len(
        {part.category for part in parts}
    )


def disjoint(parts: list[Quantity] | tuple[Quantity, ...]) -> bool:
    """Test whether nobody can stand in two of the parts."""
    kinds = [part.category for part in parts]
    by_age_and_sex = {"man", "woman", "child"}, {"man", "woman", "boy", "girl"}, {"civilian", "military"}
    return len(set(kinds)) == len(kinds) and any(set(kinds) <= kind for kind in by_age_and_sex)


def same_status(whole: Quantity, part: Quantity) -> bool:
    """Test whether two numbers can tell of the same fate: the killed hold no wounded."""
    if not whole.status or not part.status or whole.status == part.status:
        return True
    return whole.status == "killed_or_injured" and part.status in {"killed", "injured"}
