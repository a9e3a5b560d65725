"""States, changes and shares as lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sijill.model.territory import AttemptOutcome, ControlState, Overlay
from sijill.values import Language, PartialDate, format_date, format_percent, message, plain, translate
from sijill.wording import party_name
from sijill.wording.ground import ground_words

_VERDICTS: Mapping[str, str] = {
    "agrees": message("agrees with ours"),
    "disagrees": message("disagrees with ours"),
    "not_comparable": message("not comparable"),
    "without_denominator": message("of what is not said, so it is not computed with"),
}


def at_lines(found: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Give one line a place: name, state, who holds how much, since when, and how many accounts say otherwise."""
    for one in found["places"]:
        cells = [one["label"][language.value], _state_told(one, language), _holders_line(one["holders"], language)]
        if one["since"]:
            since = message("since {date} or before") if one["since"].startswith("..") else message("since {date}")
            cells.append(_say_plain(language, since, date=_date(one["since"].removeprefix("../"), language)))
        if one["inferred"]:
            cells.append(_say_plain(language, message("carried forward")))
        if one["accounts_against"]:
            cells.append(_say_plain(language, message("accounts against: {n}"), n=len(one["accounts_against"])))
        yield " · ".join(cell for cell in cells if cell)


def history_lines(found: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Give the changes of a place, its attempts and its sieges."""
    yield found["label"][language.value]
    for one in found["changes"]:
        cells = (
            _date(one["on"], language),
            ground_words(ControlState(one["state"]), language),
            _holders_line(one["holders"], language),
        )
        yield "  " + " · ".join(plain(cell) for cell in cells if cell)
    for one in found["attempts"]:
        by = party_name(one["by"], language) if one["by"] else ""
        told = _say_plain(
            language,
            message("attempt: {outcome}"),
            outcome=ground_words(AttemptOutcome(one["outcome"]), language) or "",
        )
        yield "  " + " · ".join(cell for cell in (_date(one["on"], language), plain(by), told) if cell)
    for one in found["sieges"]:
        ends = _date(one["to"], language) if one["to"] else "…"
        yield "  " + " · ".join(
            (plain(ground_words(Overlay(one["overlay"]), language) or ""), f"{_date(one['from'], language)} – {ends}")
        )
    yield _say_plain(language, message("times it passed to another side: {n}"), n=found["flips"])


def share_lines(found: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Give the shares of an area, by quarters and by area, and each claim of it with its verdict."""
    counted = found["quarters"]["counted"]
    yield found["of"]["label"][language.value]
    yield _say_plain(language, message("quarters counted, each with equal weight: {n}"), n=counted)
    yield "  " + _holders_line(found["quarters"]["shares"], language)
    if found["area"]:
        yield _say_plain(language, message("by area"))
        yield "  " + _holders_line(found["area"]["shares"], language)
    for one in found["claims"]:
        cells = (
            _date(one["on"], language) if one["on"] else "",
            party_name(one["party"], language) if one["party"] else "",
            one["extent"],
            one["of"] or "",
            one["said_by"] or "",
            translate(language, _VERDICTS[one["verdict"]]),
        )
        yield "  " + " · ".join(plain(cell) for cell in cells if cell)


def _state_told(one: Mapping[str, Any], language: Language) -> str:
    codes = (ControlState(one["state"]), *(Overlay(over) for over in one["overlays"]))
    return plain(("، " if language.is_rtl else ", ").join(ground_words(code, language) or "" for code in codes))


def _holders_line(holders: Any, language: Language) -> str:
    return plain(
        ("، " if language.is_rtl else ", ").join(
            f"{party_name(one['party'], language)}{_share_text(one['share'], language)}" for one in holders
        )
    )


def _share_text(share: Mapping[str, Any], language: Language) -> str:
    """Return a share with its party's name before it; the whole, and what is not known at all, need no number."""
    low, high = (Decimal(str(share[end])) for end in ("low", "high"))
    if (low, high) in ((Decimal(1), Decimal(1)), (Decimal(0), Decimal(1))):
        return ""
    if low == high:
        return f" {format_percent(low, language)}"
    return f" {format_percent(low, language)}–{format_percent(high, language)}"


def _date(edtf: str, language: Language) -> str:
    return plain(format_date(PartialDate(edtf), language))


def _say_plain(language: Language, message_en: str, **places: str | int) -> str:
    return plain(translate(language, message_en, **places))
