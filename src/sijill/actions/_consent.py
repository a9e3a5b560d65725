"""A person, a family or a guardian agrees to a purpose, or takes it back; what cannot be a consent is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sijill.access import under_age
from sijill.actions._context import ActionContext, ReasonMissing
from sijill.ledger import Draft, Receipt
from sijill.model.consent import Consent, ConsentBasis, GivenBy
from sijill.records import AnyRecord
from sijill.values import PartialDate, SijillError, message

LANGUAGE = re.compile(r"[a-z]{2,3}")


class NoConsent(SijillError):
    """Something that cannot stand as a consent."""


def record_consent(doing: ActionContext, consent: Consent, *, of: AnyRecord | None, published: bool) -> Receipt:
    """
    Record a decision about one purpose; ``of`` is the person it speaks of, where it is one.

    ``published`` says whether what would leave rests on public documents that their
    sources published. Raises ReasonMissing, NoConsent.
    """
    dated = replace(consent, id=doing.new_id(), given_on=consent.given_on or PartialDate.on(doing.today))
    if dated.withdrawn:
        if not dated.reason.strip():
            raise ReasonMissing(
                message("give the reason for taking the consent back, in the words of who takes it back")
            )
    elif dated.basis is ConsentBasis.PUBLISHED_SOURCE:
        _refuse_unpublished(dated, published)
    else:
        _refuse_uninformed(dated)
        _refuse_a_child_alone(dated, of)
        _refuse_the_dead(dated, of, doing.today)
    return doing.append([Draft.of("consent", dated)])


def _refuse_unpublished(consent: Consent, published: bool) -> None:
    if not published:
        raise NoConsent(
            message(
                "what is known of {subject} does not rest on public documents with an address or a day of "
                "publication; record the consent of a person instead, with --given-by"
            ),
            subject=consent.subject,
        )


def _refuse_uninformed(consent: Consent) -> None:
    if consent.given_by is None or not consent.explained_by.strip():
        raise NoConsent(
            message(
                "a consent says who gave it (person, relative or guardian) and who explained the risks; "
                "say both and record it again"
            )
        )
    if not LANGUAGE.fullmatch(consent.language):
        raise NoConsent(message("name the language in which the risks were explained by its code, such as ar or en"))


def _refuse_a_child_alone(consent: Consent, of: AnyRecord | None) -> None:
    if of is not None and under_age(of, consent.given_on) and not consent.is_guarded:
        raise NoConsent(
            message(
                "{subject} is under 18, so only a guardian can agree; record who the guardian is, with given by "
                "guardian"
            ),
            subject=consent.subject,
        )


def _refuse_the_dead(consent: Consent, of: AnyRecord | None, today: date) -> None:
    """Refuse a consent of a day to come, and one that a person gave after death: somebody of the family gives it."""
    given = consent.given_on.earliest if consent.given_on is not None else None
    died = of.noun.died_on.latest if of is not None and of.noun.died_on is not None else None
    after = consent.given_by is GivenBy.PERSON and died is not None and given is not None and given > died
    if after or (given is not None and given > today):
        raise NoConsent(
            message(
                "the day of the consent lies after the death of {subject}, or is still to come; correct the day, or "
                "say that a relative or a guardian gave it"
            ),
            subject=consent.subject,
        )
