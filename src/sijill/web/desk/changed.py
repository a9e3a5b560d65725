"""A claim as a person corrected it in the form; its words and its document never change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest

from sijill.model import Claim, ClaimDate, ClaimNumber, Parties, Stance
from sijill.values import PartialDate, SijillError, arabic_digits_to_ascii
from sijill.web.desk.gate import field


class UnreadableCell(SijillError):
    """A field of the form that cannot be read."""


def changed_claim(claim: Claim, request: HttpRequest) -> Claim:
    """Return the claim with the fields of the form. Raises UnreadableCell, UnreadableDate."""
    changed = replace(
        claim,
        place=field(request, "place") or None,
        claimant=field(request, "claimant") or None,
        date=ClaimDate(_day(request, "from"), _day(request, "to") or _day(request, "from")),
        perpetrators=_parties(request),
        stance=Stance(field(request, "stance")) if field(request, "stance") in set(Stance) else claim.stance,
    )
    low, high = _decimal(request, "low"), _decimal(request, "high")
    if claim.number is None and low is None and high is None:
        return changed
    number = claim.number or ClaimNumber(None, None, unit="killed")
    return replace(changed, number=replace(number, low=low, high=high))


def part_of_form(claim: Claim, request: HttpRequest, n: str) -> Claim:
    """
    Return one of the claims a proposal is split into; what a part leaves empty is the proposal's own.

    Raises UnreadableCell, UnreadableDate.
    """
    start, end = _day(request, f"from-{n}"), _day(request, f"to-{n}")
    low, high = _decimal(request, f"low-{n}"), _decimal(request, f"high-{n}")
    part = replace(
        claim,
        place=field(request, f"place-{n}") or claim.place,
        date=ClaimDate(start, end or start) if start else claim.date,
    )
    if low is None and high is None:
        return part
    number = claim.number or ClaimNumber(None, None, unit="killed")
    return replace(part, number=replace(number, low=low, high=high, value=low if low == high else None))


def _day(request: HttpRequest, name: str) -> str | None:
    text = arabic_digits_to_ascii(field(request, name))
    return PartialDate.parse(text).edtf if text else None


def _decimal(request: HttpRequest, name: str) -> Decimal | None:
    text = arabic_digits_to_ascii(field(request, name)).replace(",", "")
    try:
        return Decimal(text) if text else None
    except InvalidOperation as reason:
        raise UnreadableCell(f"field {name} is not a number") from reason


def _parties(request: HttpRequest) -> tuple[str, ...]:
    tree, found = Parties.load(), []
    for name in filter(None, (one.strip() for one in field(request, "perpetrators").replace("،", ",").split(","))):
        slug = name if name in tree else tree.slug(name)
        if slug is None:
            raise UnreadableCell("a party in field perpetrators is not in the parties tree")
        found.append(slug)
    return tuple(found)
