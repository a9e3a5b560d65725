"""What cannot be so of one account: of who held a place, of an agreement, of people who moved, of damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._ground_places import refuse_several_places, refuse_unknown_place
from sijill.ledger import UnknownEntry
from sijill.model import Statement
from sijill.model.territory import (
    GROUND,
    Agreement,
    Control,
    ControlState,
    Counting,
    Damage,
    DatedCount,
    Movement,
    Stage,
    StageKind,
)
from sijill.records import assemble_record
from sijill.values import CountRange, PartialDate, SijillError, message, normal_key
from sijill.values.extent import WHOLE
from sijill.values.source_time import SourceTime, WeekdayDisagrees


class Unsound(SijillError):
    """Values of one record that cannot stand together."""


_IN_ORDER: Mapping[type, tuple[tuple[str, str], ...]] = {
    Control: (("valid_from", "valid_to"),),
    Agreement: (("starts", "ends"),),
    Movement: (("moved_on", "arrived_on"), ("since", "moved_on")),
    Damage: (("happened_on", "reported_on"),),
}
_KNOWN_BY: Mapping[type, tuple[str, ...]] = {
    Control: ("valid_from", "valid_to"),
    Movement: ("moved_on", "arrived_on"),
    DatedCount: ("counted_on",),
}
"""The days that cannot lie beyond the day on which their source spoke."""
_AHEAD = (Counting.PLANNED, Counting.REMAINING)
_AMONG_THEM = ("children", "women", "wounded", "fighters")
_WRITTEN_PLACES = frozenset({"from_place", "to_place", "place"})
_AFTER_AN_END = (StageKind.AGREED, StageKind.TOOK_EFFECT, StageKind.RESUMED)


def refuse_unsound(doing: ActionContext, made: Sequence[Statement], *, is_new: bool) -> None:
    """
    Check that the values about to be recorded of each record of the ground can stand together with what it holds.

    A record that ``is_new`` holds nothing. Only what the new values touch is looked at: an old fault keeps nobody
    from adding to a record. Raises Unsound, UnknownPlace, SeveralPlaces, UnreadableTime, UnknownEntry.
    """
    if doing.first_try is not None:
        return
    for subject in dict.fromkeys(one.subject for one in made if one.subject_kind in GROUND):
        new = [one for one in made if one.subject == subject]
        held = [] if is_new else list(doing.ledger.statements(subject=subject))
        # What is new is stated last, and so stands among values of one rank.
        told = [*held, *((held[-1][0] + 1 if held else 1, one) for one in new)]
        noun = assemble_record(subject, new[0].subject_kind, told).noun
        touched = {one.property for one in new}
        _refuse_disorder(noun, touched)
        _refuse_unknown_names(doing, noun, touched)
        for names, refuse in _RULES[type(noun)]:
            if not touched.isdisjoint(names):
                refuse(noun)


def _refuse_disorder(noun: Any, touched: Set[str]) -> None:
    for first, then in _IN_ORDER.get(type(noun), ()):
        if not touched.isdisjoint((first, then)) and _lies_before(getattr(noun, then), getattr(noun, first)):
            raise Unsound(
                message("{then} lies before {first}; correct one of the two days"),
                then=f"{then} {getattr(noun, then).edtf}",
                first=f"{first} {getattr(noun, first).edtf}",
            )
    ahead = isinstance(noun, Movement) and noun.counting in _AHEAD
    for name in () if ahead else _KNOWN_BY.get(type(noun), ()):
        if not touched.isdisjoint((name, "said_on")) and _lies_before(noun.said_on, getattr(noun, name)):
            raise Unsound(
                message(
                    "{name} lies beyond {said_on}, the day on which its source spoke, and nobody knows beyond that; "
                    "correct the day, or say when the source spoke (said_on)"
                ),
                name=f"{name} {getattr(noun, name).edtf}",
                said_on=noun.said_on.edtf,
            )


def _lies_before(later: PartialDate | None, earlier: PartialDate | None) -> bool:
    """Test whether what should come later is surely over before the other begins."""
    if later is None or earlier is None or later.latest is None or earlier.earliest is None:
        return False
    return later.latest < earlier.earliest


def _refuse_unknown_names(doing: ActionContext, noun: Any, touched: Set[str]) -> None:
    if isinstance(noun, Control):
        if noun.place and "place" in touched:
            refuse_unknown_place(doing, noun.place)
        return
    for name in touched & _WRITTEN_PLACES:
        if written := getattr(noun, name):
            refuse_several_places(doing, written)
    if isinstance(noun, Movement) and noun.agreement and "agreement" in touched:
        _refuse_unknown_agreement(doing, noun.agreement)


def _refuse_unknown_agreement(doing: ActionContext, name: str) -> None:
    if not doing.named("agreement").get(normal_key(name)):
        raise UnknownEntry(
            message(
                "no agreement {name} in this register; record it first (sijill record REGISTER agreement --set "
                "title=TITLE --reason WHY), or name it by its title or id"
            ),
            name=repr(name),
        )


def _refuse_two_holders(noun: Control) -> None:
    parties = dict.fromkeys((*([noun.party] if noun.party else ()), *(one.party for one in noun.holders)))
    named = [one.party for one in noun.holders]
    twice = next((one for one in named if named.count(one) > 1), None)
    if twice:
        raise Unsound(
            message("{party} is named twice among the holders; give each holder once, or withdraw the other share"),
            party=twice,
        )
    if noun.state is ControlState.HELD and len(parties) > 1:
        raise Unsound(
            message(
                "held is said of one holder, and these are {parties}; two who share a place are split, contested or "
                "partly_held: correct the state, or name one party"
            ),
            parties=", ".join(parties),
        )


def _refuse_shares(noun: Control) -> None:
    shares = [one.extent for one in noun.holders if one.extent is not None and one.extent.word is None]
    percents = [one for one in shares if one.unit == "percent"]
    if percents and not noun.denominator:
        raise Unsound(
            message(
                "a share of {share} is a share of something: name it (denominator; the place itself is one, if you say "
                "so), or keep the words in extent, where they are shown and never computed with"
            ),
            share=percents[0].text,
        )
    whole = sum((one.low for one in percents if one.low is not None), Decimal(0))
    if whole > WHOLE:
        raise Unsound(
            message("the shares of {denominator} come to {sum}% at the least, more than the whole; correct a share"),
            denominator=noun.denominator or "",
            sum=format(whole.normalize(), "f"),
        )


def _refuse_more_than_all(noun: Movement | Damage) -> None:
    whole, parts = ("people", _AMONG_THEM) if isinstance(noun, Movement) else ("examined", ("objects",))
    all_of_them: CountRange | None = getattr(noun, whole)
    for name in parts:
        part: CountRange | None = getattr(noun, name)
        if part and all_of_them and None not in (part.low, all_of_them.high) and _low(part) > _high(all_of_them):
            raise Unsound(
                message("{name} are {part} at the least, more than the {all} of {whole}; correct one of the numbers"),
                name=name,
                part=_low(part),
                all=_high(all_of_them),
                whole=whole,
            )


def _low(number: CountRange) -> int:
    return number.low or 0


def _high(number: CountRange) -> int:
    return number.high or 0


def _refuse_time(noun: Control | Movement) -> None:
    day = noun.valid_from if isinstance(noun, Control) else noun.moved_on
    refuse_unreadable_time(noun.time_text, noun.zone, day)


def refuse_unreadable_time(text: str | None, zone: str | None, day: PartialDate | None) -> None:
    """
    Check that a zone is one, and that a time of day written with a number can be read; other words stay words.

    Raises UnreadableTime.
    """
    on = day.day if day else None
    SourceTime.whole_day(on or date(2000, 1, 1), zone=zone or "UTC")
    if text and any(mark.isdigit() for mark in text):
        try:
            SourceTime.read(text, day=on or date(2000, 1, 1), zone=zone or "UTC")
        except WeekdayDisagrees:
            if on is not None:
                raise


def _refuse_stages(noun: Agreement) -> None:
    for stage in noun.stages:
        refuse_unreadable_time(stage.time_text, stage.zone, stage.at)
        if stage.hours is not None and stage.hours <= 0:
            raise Unsound(message("the stage {stage} lasts no hour; give 1 or more"), stage=stage.kind.value)
        ended = next(_ends_before(stage, noun), None) if stage.kind is StageKind.EXTENDED else None
        if stage.at is not None and ended is not None:
            raise Unsound(
                message(
                    "it is extended on {day}, after it ended on {ended}; correct one of the two days, or say that it "
                    "was resumed"
                ),
                day=stage.at.edtf,
                ended=ended.edtf,
            )


def _ends_before(extended: Stage, noun: Agreement) -> Iterator[PartialDate]:
    """Give the days on which an agreement had ended, in the same account, before it was extended."""
    told = [one for one in noun.stages if one.kind is StageKind.ENDED and _one_voice(one, extended)]
    for ended in (noun.ends, *(one.at for one in told)):
        back = (one.at for one in noun.stages if one.kind in _AFTER_AN_END)
        if ended and _lies_before(ended, extended.at) and not any(_lies_before(ended, one) for one in back):
            yield ended


def _one_voice(one: Stage, other: Stage) -> bool:
    return not one.said_by or not other.said_by or one.said_by == other.said_by


_Rule = tuple[tuple[str, ...], Callable[[Any], None]]
_TIMES: _Rule = (("time_text", "zone", "valid_from", "moved_on"), _refuse_time)
_RULES: Mapping[type, tuple[_Rule, ...]] = {
    Control: (
        (("state", "party", "holders"), _refuse_two_holders),
        (("holders", "denominator"), _refuse_shares),
        _TIMES,
    ),
    Agreement: ((("stages", "ends"), _refuse_stages),),
    Movement: ((("people", *_AMONG_THEM), _refuse_more_than_all), _TIMES),
    Damage: ((("objects", "examined"), _refuse_more_than_all),),
    DatedCount: (),
}
