"""How a place stands, in words: its state, who holds how much of it, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sijill.model.territory import ControlState, Overlay
from sijill.territory import Share, Standing
from sijill.values import Language, PartialDate, format_date, isolate, translate, translate_n
from sijill.values.extent import Extent
from sijill.values.remembered import by_theatres
from sijill.wording._responsible import party_name
from sijill.wording.ground import extent_in_words, ground_words, named

IN_PERCENT = Decimal(100)


def standing_in_words(standing: Standing, language: Language) -> str:
    """Return a state with who is told in it: "held · Government forces"."""
    told = [state_in_words(standing, language), holders_in_words(standing, language)]
    return " · ".join(one for one in told if one)


def state_in_words(standing: Standing, language: Language) -> str:
    """Return a state with what lies over the place: "contested, besieged"."""
    return _state_said(standing.state, standing.overlays, language)


def speakers_in_words(standing: Standing, language: Language, called: Callable[[str], str] | None) -> str:
    """
    Return who says how a place stands, each once.

    ``called`` says what a voice is called; without it nobody is named, and it is told how many accounts there are.
    """
    voices = dict.fromkeys(one.voice for one in standing.accounts if one.voice)
    if called and voices:
        return translate(language, ", ").join(dict.fromkeys(isolate(called(one)) for one in voices))
    return translate_n(language, "{n} account", "{n} accounts", len(standing.accounts)) if standing.accounts else "–"


def holders_in_words(standing: Standing, language: Language) -> str:
    """Return those who hold a place, each with what is told of its share, and of what that is a share."""
    return _holders_said(standing.state, standing.party, standing.holders, standing.of, language)


@lru_cache(maxsize=1024)
def _state_said(state: ControlState, overlays: tuple[tuple[Overlay, str | None], ...], language: Language) -> str:
    said = (ground_words(one, language) or one.value for one in (state, *(over for over, _ in overlays)))
    return translate(language, ", ").join(said)


@by_theatres(4096)
def _holders_said(
    state: ControlState,
    party: str | None,
    holders: tuple[tuple[str, Share | None], ...],
    whole: str | None,
    language: Language,
) -> str:
    told = [_holder(name, share, language) for name, share in holders]
    if not told and party and state is not ControlState.ABANDONED:
        told = [isolate(party_name(party, language))]
    of = f" ({translate(language, 'of {whole}', whole=named(whole, language))})" if told and whole else ""
    return translate(language, ", ").join(told) + of


def share_in_words(share: Share, language: Language) -> str:
    """Return a share of a place: "75%", "more than 50%", "25% to 90%", "parts of it"; of all of it, nothing."""
    low, high = share.low * IN_PERCENT, share.high * IN_PERCENT
    if low == high == IN_PERCENT:
        return ""
    if low == 0 and high == IN_PERCENT:
        return extent_in_words(Extent(word="parts"), language)
    return extent_in_words(Extent(low, high, open_low=share.open_low, open_high=share.open_high), language)


def since_in_words(standing: Standing, day: date, language: Language) -> str:
    """Return since when a place stands so, marked where no account speaks of that very day."""
    inferred = standing.is_filled or standing.last < day.toordinal()
    return _since_said(standing.since, inferred=inferred, language=language) if standing.since else "–"


@lru_cache(maxsize=4096)
def _since_said(since: str, *, inferred: bool, language: Language) -> str:
    said = format_date(PartialDate.parse(since), language)
    return f"{said} · {translate(language, 'inferred')}" if inferred else said


def _holder(party: str, share: Share | None, language: Language) -> str:
    name = isolate(party_name(party, language))
    how_much = share_in_words(share, language) if share is not None else ""
    return f"{name} {how_much}" if how_much else name
