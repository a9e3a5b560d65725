"""The model as an extractor: passages out, checked claims back."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sijill.adapters.model_extractor._endpoint import Endpoint, refuse_unless_allowed
from sijill.adapters.model_extractor._exchange import ask
from sijill.adapters.model_extractor._prompt import PROMPT_VERSION
from sijill.adapters.model_extractor._quotes import Misquote, place_quote
from sijill.claims import Material, proposal_id
from sijill.model import Anchor, Claim, ClaimDate, ClaimKind, ClaimNumber, ControlChange, Measure, Stance
from sijill.model.parties import Parties
from sijill.values import arabic_digits_to_ascii

_CONTEXT = 32
_DAY_WRITTEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?[~?%]?")
_LONGEST_FIELD = 200
_WRITTEN_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,12}")
_SEPARATORS = str.maketrans("", "", ".,")
_SCALES = (1, 100, 1000, 1_000_000)  # "4 thousand" holds 4 and says 4000


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a model proposed, and how many were dropped: quotes not there or there twice, numbers without sense."""

    claims: tuple[Claim, ...]
    absent: int = 0
    ambiguous: int = 0
    senseless: int = 0


class ModelExtractor:
    """Asks a model for claims. The text leaves this machine only if the endpoint and the material both allow it."""

    def __init__(self, endpoint: Endpoint, *, wait: Callable[[float], None] = time.sleep) -> None:
        """Take the endpoint, and how to wait between tries."""
        self._endpoint = endpoint
        self._wait = wait

    @property
    def name(self) -> str:
        """The model's name and the version of the question."""
        return f"model:{self._endpoint.model}@{PROMPT_VERSION}"

    def extract(self, material: Material) -> list[Claim]:
        """Return the claims that hold. Raises TextMustStay, ModelUnavailable."""
        return list(self.propose(material).claims)

    def propose(self, material: Material) -> Proposals:
        """Return the claims that hold and a count of those that do not. Raises TextMustStay, ModelUnavailable."""
        refuse_unless_allowed(self._endpoint, material)
        claims: list[Claim] = []
        dropped = {Misquote.ABSENT: 0, Misquote.AMBIGUOUS: 0}
        senseless = 0
        spans: dict[tuple[ClaimKind, int, int], int] = {}
        for offset, passage in _passages(material.text, self._endpoint.chunk):
            for row in ask(self._endpoint, passage, wait=self._wait):
                span = place_quote(passage, str(row.get("quote", "")), str(row.get("before", "")))
                if isinstance(span, Misquote):
                    dropped[span] += 1
                    continue
                start, end = span[0] + offset, span[1] + offset
                claim = self._claim(row, material, start, end, spans)
                if claim is None:
                    senseless += 1
                else:
                    claims.append(claim)
        claims.sort(key=lambda claim: (claim.anchor.start, claim.anchor.end))
        return Proposals(tuple(claims), dropped[Misquote.ABSENT], dropped[Misquote.AMBIGUOUS], senseless)

    def _claim(
        self,
        row: Mapping[str, Any],
        material: Material,
        start: int,
        end: int,
        spans: dict[tuple[ClaimKind, int, int], int],
    ) -> Claim | None:
        try:
            kind, stance = ClaimKind(str(row.get("kind"))), Stance(row.get("stance") or Stance.ASSERT)
            number = _number_of_row(row, material.text[start:end])
        except ValueError:
            return None
        suffix = spans.get((kind, start, end), 0)
        spans[kind, start, end] = suffix + 1
        return Claim(
            id=proposal_id(material.item, kind, start, end, suffix),
            item=material.item,
            kind=kind,
            anchor=Anchor(
                exact=material.text[start:end],
                start=start,
                end=end,
                prefix=material.text[max(0, start - _CONTEXT) : start],
                suffix=material.text[end : end + _CONTEXT],
            ),
            claimant=_text_field(row, "claimant"),
            via=_text_field(row, "via"),
            stance=stance,
            number=number,
            population=_text_fields(row, "population"),
            perpetrators=_party_slugs(row, "perpetrators"),
            targets=_party_slugs(row, "targets"),
            place=_text_field(row, "place"),
            date=ClaimDate(_date_field(row, "date_start"), _date_field(row, "date_end")),
            weapon=_text_field(row, "weapon"),
            control=_control(row) if kind is ClaimKind.CONTROL else None,
            event=_text_field(row, "event") if kind is not ClaimKind.CONTROL else None,
            extractor=self.name,
            rules=(self.name,),
        )


def _passages(text: str, size: int) -> Iterator[tuple[int, str]]:
    """Yield the text in pieces with their offsets, cut at a blank line, a line or a space where there is one."""
    at = 0
    while at < len(text):
        end = min(len(text), at + size)
        if end < len(text):
            cuts = (text.rfind(mark, at + size // 2, end) for mark in ("\n\n", "\n", ". ", " "))
            end = next((cut + 1 for cut in cuts if cut > 0), end)
        if text[at:end].strip():
            yield at, text[at:end]
        at = end


def _number_of_row(row: Mapping[str, Any], quote: str) -> ClaimNumber | None:
    """Return the number of a row. Raises ValueError when it contradicts itself or no digit or word could carry it."""
    low, high, value = (_count_of_people(row.get(name)) for name in ("low", "high", "value"))
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        raise ValueError("low above high")
    written = [int(run.translate(_SEPARATORS)) for run in _WRITTEN_NUMBER.findall(arabic_digits_to_ascii(quote))]
    if written and value is not None and not any(value == one * scale for one in written for scale in _SCALES):
        raise ValueError("the quotation holds another number")
    return ClaimNumber(
        low,
        high,
        unit=_text_field(row, "unit"),
        value=value,
        measure=Measure(row.get("measure") or Measure.COUNT),
        hedge=_text_field(row, "hedge"),
    )


def _count_of_people(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not math.isfinite(value) or not 0 <= value <= 1e9:
        raise ValueError("not a count of people")
    return Decimal(str(value))


def _control(row: Mapping[str, Any]) -> ControlChange | None:
    place, event = _text_field(row, "place"), _text_field(row, "event")
    if place is None or event is None:
        return None
    sides = [
        Parties.load().slug(name) if (name := _text_field(row, side)) else None for side in ("to_party", "from_party")
    ]
    return ControlChange(place, event, to_party=sides[0], from_party=sides[1])


def _text_field(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value.strip()[:_LONGEST_FIELD] or None if isinstance(value, str) else None


def _text_fields(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = row.get(name)
    found = value if isinstance(value, list) else []
    return tuple(one.strip()[:_LONGEST_FIELD] for one in found[:20] if isinstance(one, str) and one.strip())


def _party_slugs(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    slugs = (Parties.load().slug(party) for party in _text_fields(row, name))
    return tuple(dict.fromkeys(slug for slug in slugs if slug))


def _date_field(row: Mapping[str, Any], name: str) -> str | None:
    value = _text_field(row, name)
    return value if value and _DAY_WRITTEN.fullmatch(value) else None
