"""What a language's grammar hands to the frames: who stands where around which verb."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Sort(enum.StrEnum):
    """What the head of a noun group is: only a party, an act, a weapon or a prison can lead to a doer."""

    PARTY = "party"  # a party, its forces, members or commanders
    ACT = "act"  # a strike, raid, siege, ambush: something somebody does
    CLASH = "clash"  # fighting between sides: nobody's act
    WEAPON = "weapon"
    PRISON = "prison"
    PEOPLE = "people"
    PLACE = "place"
    THING = "thing"


class Voice(enum.StrEnum):
    """Which side of the verb the doer stands on; a noun of action takes both behind prepositions."""

    ACTIVE = "active"
    PASSIVE = "passive"
    NOUN = "noun"


class Mood(enum.StrEnum):
    """Whether the words say that it happened."""

    REAL = "real"
    NEGATED = "negated"
    TRIED = "tried"
    FAILED = "failed"
    PLANNED = "planned"  # plans, threats, conditions, orders, fears
    DOUBTED = "doubted"  # reportedly, allegedly, may have


class Link(enum.StrEnum):
    """How a clause hangs on another one."""

    MAIN = "main"
    AND = "and"  # shares the subject unless it has its own
    RELATIVE = "relative"  # its antecedent is its subject (or object)
    PARTICIPLE = "participle"  # ", killing nine": done by the doer of the other clause, or by its act
    WHEN = "when"  # when, after, as, while, before
    SAID = "said"  # the content of saying, denying, accusing
    PURPOSE = "purpose"  # to, in order to
    NOUN = "noun"  # a noun of action inside another clause's group: "in an airstrike by ..."


@dataclass(slots=True)
class Group:
    """
    A noun group: token (or offset) span, its head, the canonical preposition before it, and the parties in it.

    ``parties`` are the head itself; ``doers`` are whose act, weapon or prison it is ("Russian airstrikes",
    "a strike by", "fired by"). ``join`` is "and" or "or" between several. A party that only holds, is hit,
    is backed or stands near is in neither. ``doubt`` is "suspected", ``unknown`` "unidentified gunmen",
    ``named`` a name of its own (a place that sets another scene), ``definite`` one spoken of before ("the strike").
    ``head_word`` is its head as it stands there. ``at`` holds the spans of the words that name the parties or doers.
    """

    start: int
    end: int
    head: int
    sort: Sort
    case: str = ""
    parties: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    join: str = ""
    doubt: bool = False
    unknown: bool = False
    named: bool = False
    definite: bool = False
    at: tuple[tuple[int, int], ...] = ()
    head_word: str = ""


@dataclass(slots=True)
class Clause:
    """One predicate with its frame (a name of frames.toml), its arguments, and the clause it hangs on."""

    start: int
    end: int
    frame: str
    lemma: str
    verb: tuple[int, int]
    voice: Voice
    mood: Mood = Mood.REAL
    subject: Group | None = None
    object: Group | None = None
    obliques: list[Group] = field(default_factory=list)
    link: Link = Link.MAIN
    to: Clause | None = None
