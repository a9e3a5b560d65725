"""Who may do what, asked without a database."""

from __future__ import annotations

import pytest

from sijill.model import Sensitivity
from sijill.web.accounts.policy import ALLOWED, CLEARANCE, TWO_PERSONS, Action, Person, Role, can


def test_the_administrator_of_accounts_does_not_decide_about_the_dead():
    administrator = Person("a", Role.ADMINISTRATOR)

    assert can(administrator, Action.ADMINISTER)
    assert not any(can(administrator, one) for one in (Action.JUDGE, Action.ENTER, Action.PUBLISH, Action.SEE_QUEUE))


def test_a_viewer_sees_only_what_is_public():
    assert CLEARANCE[Role.VIEWER] is Sensitivity.PUBLIC
    assert not can(Person("a", Role.VIEWER), Action.TRACE)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_is_cleared_for_what_is_sealed(role):
    assert CLEARANCE[role] is not Sensitivity.SEALED


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_list_of_its_own(role):
    assert ALLOWED[role]
    assert role is Role.LEAD or not (ALLOWED[role] & TWO_PERSONS)
