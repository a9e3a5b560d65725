"""Versioned rules a statistician can read, a test can run and an organisation can replace."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.methodology._assess import Assessment, assess, groups_of, is_massacre, massacre_rule
    from sijill.methodology._attribution import Filing, file_under
    from sijill.methodology._cache import AssessmentCache, Key, MemoryCache, assess_all
    from sijill.methodology._check import Problem, check
    from sijill.methodology._classes import GRADES, VIOLENCE
    from sijill.methodology._diff import Move, Side, Standing, changed_terms, diff
    from sijill.methodology._eligibility import is_dead
    from sijill.methodology._grounds import NO_GROUNDS, Grounds
    from sijill.methodology._homes import home_of, incidents_of
    from sijill.methodology._in_force import MethodologyNotAdopted, in_force, rules_in_force
    from sijill.methodology._numbers import Chosen, choose, soften
    from sijill.methodology._review import four_eyes
    from sijill.methodology._rules import (
        Bucket,
        MethodologyBroken,
        Rules,
        UnknownMethodology,
        parse,
        shipped,
        shipped_bytes,
    )
    from sijill.methodology._schema import schema
    from sijill.methodology._shipped_words import cause_labels, excluded_causes, group_labels
    from sijill.methodology._verification import lacking, verification
    from sijill.methodology._why import REFUSALS, Why
else:
    __getattr__ = later(__name__)

__all__ = [
    "GRADES",
    "NO_GROUNDS",
    "REFUSALS",
    "VIOLENCE",
    "Assessment",
    "AssessmentCache",
    "Bucket",
    "Chosen",
    "Filing",
    "Grounds",
    "Key",
    "MemoryCache",
    "MethodologyBroken",
    "MethodologyNotAdopted",
    "Move",
    "Problem",
    "Rules",
    "Side",
    "Standing",
    "UnknownMethodology",
    "Why",
    "assess",
    "assess_all",
    "cause_labels",
    "changed_terms",
    "check",
    "choose",
    "diff",
    "excluded_causes",
    "file_under",
    "four_eyes",
    "group_labels",
    "groups_of",
    "home_of",
    "in_force",
    "incidents_of",
    "is_dead",
    "is_massacre",
    "lacking",
    "massacre_rule",
    "parse",
    "rules_in_force",
    "schema",
    "shipped",
    "shipped_bytes",
    "soften",
    "verification",
]
