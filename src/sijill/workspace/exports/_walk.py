"""The walk from every counted number back to its words, as PROV-JSON: what was made of what, by which act, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from sijill.formats import ProvDocument
from sijill.model import moment_text
from sijill.workspace.exports._export_view import value_text

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.records import AnyRecord
    from sijill.workspace.exports._export_view import Export

ENTRIES_AT_ONCE = 500


def tell_walk(export: Export, file: BinaryIO) -> int:
    """
    Write the walk of every record that may be seen, and return how many those are (R-PR.1).

    Outside the team a record stands for what it was made of: who accepted which words is the team's.
    """
    told, count = ProvDocument(), 0
    rules = export.counting.rules
    house = told.agent("register", "prov:Organization", name=export.opened.settings.name)
    plan = told.entity("methodology", "prov:Plan", name=rules.name, sha256=rules.digest)
    counting = told.activity(f"counting.{export.counting.seq}", "Counting", rule=rules.rule_of("numbers"))
    told.associated(counting, told.agent("program", "prov:SoftwareAgent", name="sijill"))
    told.used(counting, plan)
    for record in export.counting.records.values():
        if (shown := export.shown(record.id)) is not None:
            count += 1
            export.shown_ids.append(shown.id)
            name = told.entity(f"record.{shown.id}", shown.kind)
            told.attributed(name, house)
            _tell_number(export, told, shown, counting)
            for statement in _tell_values(export, told, shown):
                told.derived(name, statement)
    _tell_acts(export, told)
    told.write(file)
    return count


def _tell_number(export: Export, told: ProvDocument, shown: AnyRecord, counting: str) -> None:
    counted = export.counting.counted_numbers.of(shown.id)
    if counted is None or not counted.is_own or counted.killed is None:
        return
    killed = counted.killed
    rules = ", ".join(dict.fromkeys(why.rule for why in counted.assessment.why))
    figure = told.entity(
        f"counted.{shown.id}", "CountedNumber", low=killed.low, best=killed.best, high=killed.high, rules=rules
    )
    told.generated(figure, counting)
    for source in (shown.id, *(one for one in counted.people if one in export.open_ones)):
        told.derived(figure, f"record.{source}")


def _tell_values(export: Export, told: ProvDocument, shown: AnyRecord) -> Iterator[str]:
    """Tell the values of a record with the documents that they rest on, and yield their names."""
    if not export.view.is_team:
        return
    for name, values in shown.held.items():
        for held in values:
            facts = {"property": name, "value": value_text(held), "source": held.source, "rank": held.rank.value}
            statement = told.entity(f"statement.{held.statement}", "Statement", **facts)
            for item in export.view.documents(held):
                if item is not None:
                    document = told.entity(f"item.{item.id}", "Item", title=item.title, source=item.source)
                    told.derived(statement, document)
            yield statement


def _tell_acts(export: Export, told: ProvDocument) -> None:
    """Tell who accepted and who withdrew which value when; a value accepted in place of a withdrawn one revises it."""
    made: dict[tuple[str, str, str], str] = {}
    for entry in _entries(export, "statement"):
        name = f"statement.{entry.id}"
        if not told.tells(name):
            told.entity(name, "Statement", property=entry.body["property"])
        told.generated(name, _act(told, entry))
        made[(entry.append_id, entry.body["subject"], entry.body["property"])] = name
    for entry in _entries(export, "retraction"):
        withdrawn = f"statement.{entry.body['statement']}"
        if told.tells(withdrawn):
            told.invalidated(withdrawn, _act(told, entry))
            instead = made.get((entry.append_id, entry.body["subject"], told.property_of(withdrawn)))
            if instead is not None and instead != withdrawn:
                told.derived(instead, withdrawn, is_revision=True)


def _act(told: ProvDocument, entry: Entry) -> str:
    act = told.activity(f"append.{entry.append_id}", "Append", moment_text(entry.recorded_at))
    told.associated(act, told.agent(f"person.{entry.actor}", "prov:Person", name=entry.actor))
    return act


def _entries(export: Export, kind: str) -> Iterator[Any]:
    entries = iter(export.opened.ledger.entries(kind=kind, upto=export.counting.seq))
    while some := list(islice(entries, ENTRIES_AT_ONCE)):
        yield from (one for one in export.view.entries(some) if one.body is not None)
