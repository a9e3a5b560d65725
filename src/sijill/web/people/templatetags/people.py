"""What the account pages say in words: acts of the log, why one was signed out, and what was asked for."""

from __future__ import annotations

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest

from sijill import wording
from sijill.values import message, translate, translate_n
from sijill.web.accounts import first
from sijill.web.templatetags.sijill import language

register = template.Library()

ACTS = {
    "first_administrator": message("first administrator, by the code of the first visit"),
    "signed_in": message("signed in"),
    "password": message("a wrong password"),
    "second_factor": message("a wrong second factor"),
    "own_password": message("changed the own password"),
    "temporary_password": message("a temporary password given"),
    "closed": message("account closed"),
    "opened": message("account opened again"),
    "second_factor/removed": message("second factor removed"),
    "probation": message("tried to take part in what takes two persons before the day was over"),
    "sessions/ended": message("every session ended"),
    "totp/added": message("authenticator app turned on"),
    "totp/removed": message("authenticator app turned off"),
    "totp/renewed": message("authenticator app renewed"),
    "webauthn/added": message("passkey added"),
    "webauthn/removed": message("passkey removed"),
    "webauthn/renewed": message("passkey renewed"),
    "recovery_codes/added": message("recovery codes made"),
    "recovery_codes/removed": message("recovery codes removed"),
    "recovery_codes/renewed": message("recovery codes made anew"),
}

ON_PROBATION = {
    "made": message("the account was made"),
    "opened": message("the account was opened again"),
    "role": message("the role was changed"),
    "password": message("the password was replaced"),
    "second_factor": message("the second factor was removed"),
    "first_factor": message("it got its first second factor"),
}

FACTORS = {"totp": message("authenticator app"), "webauthn": message("passkey")}

ROLE_WORDS = {"made": message("account made: {role}"), "role": message("new role: {role}")}

WHY = {
    "ended": message("Your session has ended. Sign in to go on where you were."),
    "late": message("Your temporary password was not replaced in time. Ask an administrator for a new one."),
}

ASKED = {
    "export_all": message("Take the whole register out"),
    "destroy": message("Destroy words for good"),
    "reveal_source": message("Show what is sealed, once"),
    "redact": message("Make a copy of a picture in which parts are hidden"),
}

STATES = {
    "waiting": message("waits for a second person"),
    "approved": message("approved, not yet carried out"),
    "refused": message("refused"),
    "taken_back": message("taken back"),
    "done": message("carried out"),
    "expired": message("expired"),
}


@register.filter
def account_act(what: str) -> str:
    """Return an act on an account in words."""
    head, _, role = what.partition("/")
    if head in ROLE_WORDS:
        return translate(language(), ROLE_WORDS[head], role=wording.label(role, language()))
    return translate(language(), ACTS[what]) if what in ACTS else what


@register.filter
def factor_word(kind: str) -> str:
    """Return the kind of a second factor in words."""
    return translate(language(), FACTORS[kind])


@register.filter
def probation_word(why: str) -> str:
    """Return in words why an account is on probation."""
    return translate(language(), ON_PROBATION[why])


@register.filter
def asked_word(action: str) -> str:
    """Return what was asked for in words."""
    return translate(language(), ASKED[str(action)])


@register.filter
def state_word(state: str) -> str:
    """Return what became of a request in words."""
    return translate(language(), STATES[state])


@register.filter
def as_json(value: object) -> str:
    """Return what the browser's own script reads from an attribute; the page escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.simple_tag
def why_here(request: HttpRequest) -> str:
    """Return why somebody stands at the sign-in page, empty when they came by themselves."""
    why = request.GET.get("why", "")
    if why == "idle":
        minutes = int(settings.SIJILL_IDLE_SECONDS) // 60
        return translate_n(
            language(),
            "You were signed out after {n} minute without use. Sign in to go on where you were.",
            "You were signed out after {n} minutes without use. Sign in to go on where you were.",
            minutes,
        )
    return translate(language(), WHY[why]) if why in WHY else ""


@register.simple_tag
def first_visit_offered(request: HttpRequest) -> bool:
    """Test whether this may be the first visit: nobody administers yet, and it comes from this machine."""
    return first.from_this_machine(request.META) and not first.has_administrator()
