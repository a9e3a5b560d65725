"""How sensitive a document is: one person makes it more so, two make it less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.ledger import LEVELS, Draft, Receipt, TwoPersonsNeeded
from sijill.model import Sensitivity
from sijill.model.custody import CREDIBILITY, Classification
from sijill.search import max_of
from sijill.values import UnknownWord, message
from sijill.values.persons import are_two


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

    Its words stay as sensitive as the most sensitive thing that was stated from them, whatever is said here.
    Raises ReasonMissing, UnknownWord, and TwoPersonsNeeded where it becomes less sensitive by one person's word.
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
    return both.append([Draft.of("classification", made)])


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
