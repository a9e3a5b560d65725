"""How sensitive a document is: one person makes it more so, two make it less."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.actions._kin import all_within, before, holders_of, is_locked, kin_of, stands
from sijill.ledger import LEVELS, Draft, Receipt, TwoPersonsNeeded
from sijill.model import Sensitivity
from sijill.model.custody import CREDIBILITY, Classification
from sijill.search import max_of
from sijill.values import SijillError, UnknownWord, message
from sijill.values.persons import are_two


class LessThanItsHolder(SijillError):
    """An item to be made less sensitive than a document that holds its bytes."""


def classify(
    doing: ActionContext,
    item: str,
    sensitivity: Sensitivity | None,
    *,
    reason: str,
    credibility: str | None = None,
    second_actor: str | None = None,
) -> Receipt:
    """
    Record that an item is of a sensitivity from now on, or how far what it says is borne out.

    Its words stay as sensitive as the most sensitive thing that was stated from them, whatever is said here. What
    makes it more sensitive makes so all that stands in the same bytes: what it came in, and what came in it. What
    makes it less concerns it and all inside it that no more sensitive document holds as well, and is refused while a
    document around it is more sensitive. A holder that only a key opens follows what is in it and does not lead it.
    Raises ReasonMissing, UnknownWord, LessThanItsHolder, and TwoPersonsNeeded where it becomes less sensitive by one
    person's word.
    """
    if credibility is not None and credibility not in CREDIBILITY:
        raise UnknownWord("credibility", credibility, CREDIBILITY)
    if not reason.strip():
        raise ReasonMissing(message("give the reason why item {item} is classified anew"), item=item[:12])
    two = are_two(doing.actor, second_actor or "")
    actors = sorted({doing.actor.strip(), (second_actor or "").strip()}) if two else [doing.actor]
    said = said_of(doing, item)
    if sensitivity is not None and max_of(sensitivity, said) != sensitivity and not two:
        raise TwoPersonsNeeded(
            message(
                "item {item} is {level}; to make it less sensitive needs two different persons: name the other with "
                "--second-actor"
            ),
            item=item[:12],
            level=said.value,
        )
    both = replace(doing, actor=" + ".join(actors))
    made = Classification(both.new_id(), item, sensitivity, reason=reason, credibility=credibility)
    along = [] if sensitivity is None else _along(both, item, said, sensitivity, reason)
    return both.append([Draft.of("classification", made), *along])


def _along(doing: ActionContext, item: str, said: Sensitivity, sensitivity: Sensitivity, reason: str) -> list[Draft]:
    """Return the entries by which what stands in the same bytes follows an item. Raises LessThanItsHolder."""
    upto = before(doing)
    if max_of(sensitivity, said) == sensitivity:
        kin = [one for one in kin_of(doing.ledger, item, upto=upto) if one != item and stands(doing.ledger, one)]
        return [draft for one in kin for draft in raised(doing, one, sensitivity, {}, reason=reason)]
    for holder in _open_holders(doing, item):
        level = said_of(doing, holder)
        if max_of(level, sensitivity) != sensitivity:
            raise LessThanItsHolder(
                message("item {item} came inside item {holder}, which is {level}; classify that one, and both change"),
                item=item[:12],
                holder=holder[:12],
                level=level.value,
            )
    return [
        Draft.of("classification", Classification(doing.new_id(), one, sensitivity, reason=reason))
        for one in _lowered_with(doing, item, sensitivity)
    ]


def _lowered_with(doing: ActionContext, item: str, sensitivity: Sensitivity) -> list[str]:
    """Return what inside an item becomes as open as it: all but what a more sensitive document holds as well."""
    if is_locked(doing.ledger, item):
        return []
    within = [one for one in all_within(doing.ledger, item, upto=before(doing)) if stands(doing.ledger, one)]
    while kept := [one for one in within if _is_held_closer(doing, one, {item, *within}, sensitivity)]:
        within = [one for one in within if one not in kept]
    return within


def _is_held_closer(doing: ActionContext, item: str, lowered: Collection[str], sensitivity: Sensitivity) -> bool:
    others = [one for one in _open_holders(doing, item) if one not in lowered]
    return any(max_of(said_of(doing, one), sensitivity) != sensitivity for one in others)


def _open_holders(doing: ActionContext, item: str) -> list[str]:
    holders = holders_of(doing.ledger, item, upto=before(doing))
    return [one for one in holders if stands(doing.ledger, one) and not is_locked(doing.ledger, one)]


def raised(
    doing: ActionContext, item: str, sensitivity: Sensitivity, columns: Mapping[str, Sensitivity], *, reason: str
) -> list[Draft]:
    """Return the entry that makes a held item as sensitive as an import says, or none where it is so already."""
    said = said_of(doing, item)
    more = sensitivity if max_of(said, sensitivity) != said else None
    if more is None and not columns:
        return []
    return [Draft.of("classification", Classification(doing.new_id(), item, more, columns, reason))]


def said_of(doing: ActionContext, item: str) -> Sensitivity:
    """Return what was last said of how sensitive an item is; a second try sees what the first saw."""
    upto = doing.first_try.first_seq - 1 if doing.first_try else None
    said = LEVELS[0]
    for entry in doing.ledger.history(item, upto=upto):
        if entry.kind in ("item", "classification") and entry.body and entry.body.get("sensitivity"):
            said = Sensitivity(entry.body["sensitivity"])
    return said


def said_at_first(doing: ActionContext, item: str) -> tuple[Sensitivity, Mapping[str, Sensitivity]] | None:
    """Return what the first try of this action said of an item, so that a repeat says the same; None where it is it."""
    if doing.first_try is None:
        return None
    for entry in doing.ledger.history(item):
        if entry.append_id == doing.append_id and entry.kind in ("item", "classification") and entry.body:
            columns = {name: Sensitivity(one) for name, one in entry.body.get("columns", {}).items()}
            return Sensitivity(entry.body.get("sensitivity", LEVELS[0])), columns
    return LEVELS[0], {}
