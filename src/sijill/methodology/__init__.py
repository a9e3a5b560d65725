"""Versioned rules a statistician can read, a test can run and an organisation can replace."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.methodology._assess import Assessment, assess, groups_of, is_massacre, massacre_rule
    from sijill.methodology._attribution import Filing
    from sijill.methodology._cache import AssessmentCache, MemoryCache, assess_all
    from sijill.methodology._check import check
    from sijill.methodology._classes import GRADES, VIOLENCE
    from sijill.methodology._diff import Move, Side, changed_terms, diff
    from sijill.methodology._grounds import NO_GROUNDS, Grounds
    from sijill.methodology._homes import home_of, incidents_of
    from sijill.methodology._in_force import MethodologyNotAdopted, in_force, rules_in_force
    from sijill.methodology._numbers import Chosen, choose
    from sijill.methodology._review import four_eyes
    from sijill.methodology._rules import Rules, parse, shipped, shipped_bytes
    from sijill.methodology._shipped_words import cause_labels, excluded_causes, group_labels
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
    "Chosen",
    "Filing",
    "Grounds",
    "MemoryCache",
    "MethodologyNotAdopted",
    "Move",
    "Rules",
    "Side",
    "Why",
    "assess",
    "assess_all",
    "cause_labels",
    "changed_terms",
    "check",
    "choose",
    "diff",
    "excluded_causes",
    "four_eyes",
    "group_labels",
    "groups_of",
    "home_of",
    "in_force",
    "incidents_of",
    "is_massacre",
    "massacre_rule",
    "parse",
    "rules_in_force",
    "shipped",
    "shipped_bytes",
]
