"""Every permission question in one place: ``can(person, action)``, without a database."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from sijill.model import Sensitivity
from sijill.values.persons import same_person


class Role(enum.StrEnum):
    """What a person is here for. One role a person."""

    ADMINISTRATOR = "administrator"
    LEAD = "lead"
    VERIFIER = "verifier"
    DOCUMENTER = "documenter"
    ANALYST = "analyst"
    VIEWER = "viewer"


class Action(enum.StrEnum):
    """What can be asked of the desk."""

    SEE_RECORDS = "see_records"
    SEE_FIGURES = "see_figures"
    SEE_QUEUE = "see_queue"
    SEARCH = "search"
    TRACE = "trace"
    ADD_ITEM = "add_item"
    ENTER = "enter"
    JUDGE = "judge"
    RETRACT = "retract"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    SEE_AUDIT = "see_audit"
    ADOPT = "adopt"
    ADMINISTER = "administer"
    DESTROY = "destroy"
    EXPORT_ALL = "export_all"
    REVEAL_SOURCE = "reveal_source"
    REDACT = "redact"
    COUNTERSIGN = "countersign"
    KEEP_OWN_ACCOUNT = "keep_own_account"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: a name and a role."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What one person asked for and another has to approve, until when, and whether that is still open."""

    action: Action
    by: str
    until: datetime
    open: bool = True


SEES = frozenset({Action.SEE_RECORDS, Action.SEE_FIGURES, Action.SEARCH, Action.KEEP_OWN_ACCOUNT})
WORKS = SEES | {Action.SEE_QUEUE, Action.TRACE}
"""A trace leads to quotations and gives single cells, so it is the team's."""

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.VIEWER: SEES,
    Role.ANALYST: WORKS,
    Role.DOCUMENTER: WORKS | {Action.ADD_ITEM, Action.ENTER},
    Role.VERIFIER: WORKS | {Action.ADD_ITEM, Action.ENTER, Action.JUDGE, Action.RETRACT},
    Role.LEAD: frozenset(Action) - {Action.ADMINISTER},
    # Accounts and evidence are kept apart: who administers accounts does not decide about the dead.
    Role.ADMINISTRATOR: SEES | {Action.ADMINISTER, Action.SEE_AUDIT},
}
"""Least privilege, role by role."""

BY_ID = frozenset({Action.DESTROY, Action.EXPORT_ALL, Action.REVEAL_SOURCE})
"""What is asked for by ids, or keys, alone."""

TWO_PERSONS = BY_ID | {Action.REDACT}
"""What one person alone never does (E12, E3)."""

WITH_SECOND_FACTOR = TWO_PERSONS | {Action.COUNTERSIGN, Action.ADMINISTER}
"""What nobody does whose account only a password protects."""

FRESH = WITH_SECOND_FACTOR | {Action.KEEP_OWN_ACCOUNT}
"""What asks who sits there anew before it is done, and what no program's token ever does."""

CLEARANCE: dict[Role, Sensitivity] = {
    Role.VIEWER: Sensitivity.PUBLIC,
    Role.ANALYST: Sensitivity.TEAM,
    Role.DOCUMENTER: Sensitivity.TEAM,
    Role.VERIFIER: Sensitivity.RESTRICTED,
    Role.LEAD: Sensitivity.RESTRICTED,
    Role.ADMINISTRATOR: Sensitivity.PUBLIC,
}
"""The most sensitive thing a role may see; ``sealed`` is nobody's by role alone."""


def can(person: Person, action: Action) -> bool:
    """Test whether a person's role allows them to do something."""
    return action in ALLOWED[person.role]


APPROVED_WITHIN = timedelta(hours=24)
"""How long a request waits for the second person; then it has to be asked again."""


def may_ask(person: Person, action: Action) -> bool:
    """Test whether a person may ask for something that takes two."""
    return action in TWO_PERSONS and can(person, action)


def may_approve(person: Person, asked: Awaiting, *, now: datetime) -> bool:
    """Test whether a person may be the second: the right role, in time, and never the one who asked."""
    same = same_person(person.name, asked.by)
    return asked.open and not same and asked.until >= now and may_ask(person, asked.action)


def may_keep_account(person: Person, other: Person) -> bool:
    """
    Test whether a person may change another's account; nobody changes their own role or standing.

    So whoever administers cannot lock themselves out, and the last administrator stays.
    """
    return can(person, Action.ADMINISTER) and not same_person(person.name, other.name)
