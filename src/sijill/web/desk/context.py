"""What every page knows: the register's name, the direction of writing, where it stands, what this person may do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from sijill.web.accounts.people import person_of
from sijill.web.accounts.policy import ALLOWED
from sijill.web.desk.navigation import navigation
from sijill.web.desk.pages.preferences import chosen
from sijill.web.requests import register_of
from sijill.web.templatetags.sijill import language


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of the frame around every page."""
    person, settings = person_of(request), register_of(request).settings
    return {
        "register_name": settings.name,
        "page_language": language().value,
        "page_direction": language().direction,
        "person": person,
        "one_person": settings.one_person,
        "frame": chosen(request) | navigation(request),
        "may": {action.value: True for action in ALLOWED[person.role]} if person else {},
    }
