"""The closed word lists of the field (V-STATUS, gold schema), as enumerations."""

from __future__ import annotations

import enum
import typing

from sijill.values import UnknownWord


class Word(enum.StrEnum):
    """A word of a closed list that people type: any other is refused with the word that is meant."""

    @classmethod
    def _missing_(cls, value: object) -> typing.NoReturn:
        kind = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in cls.__name__).strip()
        raise UnknownWord(kind, str(value), list(cls))


class ClaimKind(enum.StrEnum):
    """What a claim is about."""

    CASUALTIES = "casualties"
    CONTROL = "control"
    DISPLACEMENT = "displacement"
    DAMAGE = "damage"
    CEASEFIRE = "ceasefire"
    ATTACK = "attack"
    DETENTION = "detention"
    STATEMENT = "statement"


class Stance(enum.StrEnum):
    """How the claimant stands to what is said."""

    ASSERT = "assert"
    DENY = "deny"
    DISPUTE = "dispute"
    UNVERIFIED = "unverified"

    @property
    def is_against(self) -> bool:
        """Whether it speaks against what is said."""
        return self in (Stance.DENY, Stance.DISPUTE)


class Verdict(enum.StrEnum):
    """
    A person's answer to a proposal or a claim.

    ``split`` accepts one part of a proposal, ``merged`` one of several that say the same
    thing. ``confirmed`` is a second person's word; ``withdrawn`` takes an answer back.
    """

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    SPLIT = "split"
    MERGED = "merged"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Rank(enum.StrEnum):
    """Where a statement stands among its rivals."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Measure(enum.StrEnum):
    """What kind of number a claim holds."""

    COUNT = "count"
    PERCENT = "percent"
    RATIO = "ratio"
    KM2 = "km2"


class Zone(enum.StrEnum):
    """The part of a page that the words stand in."""

    BODY = "body"
    TITLE = "title"
    CAPTION = "caption"
    ENDNOTE = "endnote"
    REFERENCE = "reference"
    TIMELINE = "timeline"
    FRONTMATTER = "frontmatter"
    LINK = "link"


class Clock(Word):
    """The clocks, never mixed (DESIGN 6); ``happened`` is the own day of an arrest, a release and the like."""

    DIED = "died"
    HAPPENED = "happened"
    DOCUMENTED = "documented"
    RECORDED = "recorded"


class PlaceBasis(Word):
    """The governorate a figure is filed under (S1.6); ``happened_in`` is that of an arrest, a wound and the like."""

    KILLED_IN = "killed_in"
    HAPPENED_IN = "happened_in"
    ORIGIN = "origin"


class Verification(enum.StrEnum):
    """The ladder; disputed, rejected and superseded are flags beside it."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    VERIFIED = "verified"


class AttributionMode(enum.StrEnum):
    """How responsibility is known (V-PARTY)."""

    SINGLE = "single"
    JOINT = "joint"
    JOINT_UNDETERMINED = "joint_undetermined"
    ONE_OF_TWO = "one_of_two"
    UNKNOWN = "unknown"
    DISPUTED = "disputed"


class Sex(enum.StrEnum):
    """Sex as recorded."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class CivilianStatus(enum.StrEnum):
    """Status at the time; 'ambiguous' is stated, not guessed (R-EC.6)."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Outcome(enum.StrEnum):
    """What happened to a person (V-STATUS)."""

    KILLED = "killed"
    DIED_IN_CUSTODY = "died_in_custody"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    FORCIBLY_DISAPPEARED = "forcibly_disappeared"
    RELEASED = "released"
    FOUND_ALIVE = "found_alive"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    SURRENDERED = "surrendered"
