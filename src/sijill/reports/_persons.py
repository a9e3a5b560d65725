"""Words in both languages, what accounts say, and single persons as documents tell of them, in no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.values import CountRange, PartialDate

Label = Mapping[str, str]
"""One meaning in two languages: ``{"en": ..., "ar": ...}``. House labels come from the methodology."""


@dataclass(frozen=True, slots=True)
class StatedAccount:
    """
    What one account says of a property of a record where that is not what is printed, or denies (DESIGN 11.10).

    ``source`` is who says it, None where that may not be told.
    """

    property: Label
    value: CountRange | PartialDate | Label
    source: Label | None = None
    denied: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonCase:
    """
    A case box. What the audience may not see is None; ``name`` is None when withheld.

    ``invented`` marks a person made up for practice: the box says so.
    """

    record: str
    name: Label | None
    invented: bool = False
    born: PartialDate | None = None
    occupation: Label | None = None
    origin: Label | None = None
    arrested_on: PartialDate | None = None
    arrested_at: Label | None = None
    held_by: Label | None = None
    facility: Label | None = None
    health_at_arrest: Label | None = None
    notified_on: PartialDate | None = None
    died_on: PartialDate | None = None
    documented_on: PartialDate | None = None
    cause: Label | None = None
    cause_is_inferred: bool = False
    body_returned: bool | None = None
    accounts: tuple[StatedAccount, ...] = ()
    notes: tuple[str, ...] = ()
