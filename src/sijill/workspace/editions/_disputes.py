"""What accounts say of a record beside the values that a report prints of it: rival values and denials."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sijill.model import Attribution, properties
from sijill.model.cards import Declared
from sijill.records import AnyRecord, RecordedValue, noun_of
from sijill.reports import StatedAccount
from sijill.values import CountRange, Language, PartialDate
from sijill.wording import SLUG, label, party_name, together

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.methodology import Chosen
    from sijill.reports import Label
    from sijill.workspace.editions._citations import Citations

TOLD = (
    *("killed", "children", "women", "men", "injured", "statuses", "civilian_status", "attribution", "cause"),
    *("detained", "released", "disappeared", "died_in_detention", "displaced"),
    *("happened_on", "died_on", "place", "governorate", "killed_in", "arrested_in", "detained_by", "controlled_by"),
    *("state", "party", "event", "outcome", "people", "value", "damage_class", "objects"),
)
"""The properties of which a report prints a value, or that decide where it is printed."""

_OF_ITSELF = ("claimed_by", "denied_by")


class Disputes:
    """Reads what is disputed of records through one view."""

    def __init__(self, view: View, citations: Citations, voice: Callable[[str], str] = str) -> None:
        """Take who looks, and where sources are cited."""
        self._view, self._citations, self._voice = view, citations, voice

    def of(self, record: AnyRecord, printed: Mapping[str, Chosen]) -> tuple[StatedAccount, ...]:
        """
        Return the accounts that differ from what is printed of a record, or deny it, as the audience may see them.

        ``printed`` are the numbers that it is counted with; of all else what the record holds is printed.
        """
        shown = self._view.redacted(record).value
        cards = properties(noun_of(record.kind))
        grounds = {one.statement: one for values in record.held.values() for one in values}
        return tuple(
            account
            for name in TOLD
            if name in cards
            for account in self._of_property(shown, cards[name], grounds, printed.get(name))
        )

    def _of_property(
        self, record: AnyRecord, card: Declared, grounds: Mapping[str, RecordedValue], printed: Chosen | None
    ) -> Iterator[StatedAccount]:
        values = record.held.get(card.name, ())
        chosen = getattr(record.noun, card.name) if printed is None else CountRange.exactly(printed.best)
        told: set[str] = set()
        for one in values:
            denied = one.stance.is_against
            same = one.value in chosen if isinstance(chosen, tuple) else _alike(one.value, chosen)
            key = f"{denied} {one.source} {one.value}"
            if (denied or not same) and key not in told:
                told.add(key)
                yield StatedAccount(
                    _property(card),
                    _told_value(one.value),
                    None if one.source is None else _source(self._voice(one.source)),
                    denied,
                    self._citations.of_value(grounds[one.statement]),
                )
        if isinstance(chosen, Attribution):
            yield from _of_themselves(card, chosen)


def _of_themselves(card: Declared, held: Attribution) -> Iterator[StatedAccount]:
    """Give what the parties say of themselves; a party's word never decides alone (R-EC.8)."""
    for field in _OF_ITSELF:
        for party in getattr(held, field):
            yield StatedAccount(_property(card), _told_value(held), _party(party), denied=field == "denied_by")


def _alike(value: Any, chosen: Any) -> bool:
    if isinstance(value, CountRange) and isinstance(chosen, CountRange):
        return (value.low, value.high, value.best) == (chosen.low, chosen.high, chosen.best)
    return bool(value == chosen)


def _told_value(value: Any) -> CountRange | PartialDate | Label:
    if isinstance(value, CountRange | PartialDate):
        return value
    if isinstance(value, Attribution):
        names = {one: [party_name(party, one) for party in value.parties] for one in Language}
        return {
            one.value: together(value.mode, names[one], one) if names[one] else label(value.mode, one)
            for one in Language
        }
    if SLUG.fullmatch(str(value)):
        return {one.value: label(str(value), one) for one in Language}
    return _both(str(value))


def _source(name: str) -> Label:
    return _both(name) if " | " in name else _party(name)


def _party(slug: str) -> Label:
    return {one.value: party_name(slug, one) for one in Language}


def _property(card: Declared) -> Label:
    return {"en": card.prop.label_en, "ar": card.prop.label_ar}


def _both(text: str) -> Label:
    english, _, arabic = text.partition(" | ")
    return {"en": english, "ar": arabic or english}
