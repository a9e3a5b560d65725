"""The words that the methodologies which come with Sijill have for causes and groups, each with its labels."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from sijill.methodology._rules import Rules, parse, shipped, shipped_bytes

Labels = Mapping[str, Mapping[str, str]]


@functools.cache
def cause_labels() -> Labels:
    """Return the cause classes of every methodology; the first that names one has it."""
    return _first_has_it(rules.causes for rules in _shipped())


@functools.cache
def group_labels() -> Labels:
    """Return the groups of persons that any methodology prints; the first that names one has it."""
    return _first_has_it(rules.table("groups").get("labels", {}) for rules in _shipped())


@functools.cache
def excluded_causes() -> frozenset[str]:
    """Return the causes of death that some methodology leaves out (S1.1)."""
    return frozenset(cause for rules in _shipped() for cause in rules.table("eligibility").get("excluded_causes", ()))


@functools.cache
def _shipped() -> tuple[Rules, ...]:
    return tuple(parse(shipped_bytes(name)) for name in dict.fromkeys(("snhr", *shipped())))


def _first_has_it(tables: Iterable[Labels]) -> Labels:
    found: dict[str, Mapping[str, str]] = {}
    for table in tables:
        found = {**table, **found}
    return found
