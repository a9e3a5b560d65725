"""What a thematic document and the section of arrests are made of, in no language."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.model.figures import Toll
from sijill.reports._persons import Label, PersonCase

__all__ = ["OutcomeSection", "Topic"]


@dataclass(frozen=True, slots=True)
class OutcomeSection:
    """
    The people of an outcome other than death in a window: the detained, the released, the disappeared ...

    ``definition`` says in whole sentences who is counted.
    """

    measure: str
    definition: tuple[Label, ...]
    by_party: Toll


@dataclass(frozen=True, slots=True)
class Topic:
    """
    What a thematic document is about: one group, cause, weapon or outcome, by its ``code``.

    ``definition`` says in whole sentences who is counted. ``cases`` are persons of it with an account of their own.
    ``withheld`` names the axes (party, governorate, month) whose cells would tell of few people.
    """

    code: str
    label: Label
    definition: tuple[Label, ...]
    cases: tuple[PersonCase, ...] = ()
    withheld: tuple[str, ...] = ()
