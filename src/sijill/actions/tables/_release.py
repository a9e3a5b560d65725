"""Which record each row of a table speaks of: one of an earlier row, one of an earlier table of its source, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sijill import evidence
from sijill.actions._context import ActionContext
from sijill.actions.tables._earlier import HeldRecord, held_records, imports_before, item_of, words_of
from sijill.actions.tables._gathered import Gathered
from sijill.actions.tables._keys import Key, guessed_key, key_of, keyed, sealed_tables
from sijill.actions.tables._shared import Acts
from sijill.actions.tables._summary import Why
from sijill.evidence import Vault
from sijill.language.names import may_be_one
from sijill.tables import Table, TableMapping, TableRow
from sijill.values import Identifier, PersonName, SijillError


@dataclass(frozen=True, slots=True)
class Met:
    """
    The record of a row: ``record`` is new where nothing is held of it.

    ``why`` and ``other`` are what is asked, and of which record; ``as_row`` is the earlier row of this table.
    """

    record: Gathered
    why: Why | None = None
    other: str = ""
    as_row: int | None = None


@dataclass
class Earlier:
    """
    What earlier tables of a source say of the records of a kind, and how rows meet them.

    ``releases`` are the items that are earlier releases of this list: values that rest on them give way to this one's.
    """

    kind: str
    key: Key | None = None
    held: Mapping[str, HeldRecord] = field(default_factory=dict)
    releases: frozenset[str] = frozenset()
    _by_key: Mapping[str, list[HeldRecord]] = field(default_factory=dict)
    _by_row: Mapping[str, HeldRecord] = field(default_factory=dict)
    _by_words: dict[frozenset[tuple[str, str]], list[HeldRecord]] = field(default_factory=dict)
    _here: dict[str, list[tuple[Gathered, PersonName | None]]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)
    _named: set[str] = field(default_factory=set)
    _as_update: bool = False

    @classmethod
    def of(
        cls,
        doing: ActionContext,
        vault: Vault,
        mapping: TableMapping,
        table: Table,
        item: str,
        *,
        as_update: bool,
        reader: evidence.Reader | None,
    ) -> Earlier:
        """Read what the register holds; the key is the mapping's, else one that is guessed."""
        key = key_of(mapping)
        if not imports_before(doing):
            return cls(mapping.kind, key)
        held = held_records(doing, mapping.kind, mapping.source, item=item if as_update else "")
        linked = Acts(doing, mapping.source, look=bool(held)).items if mapping.kind == "incident" else set[str]()
        releases = frozenset(item for record in held.values() for item in record.items) - linked
        tables = sealed_tables(doing, vault, mapping, _never_keyed(held.values(), key), reader=reader)
        if key is None and held:
            key = guessed_key(mapping, table, held, tables, lambda row: _name_in(row, mapping))
        found = cls(mapping.kind, key, held, releases, _as_update=as_update)
        if key is not None:
            found._by_key = keyed(key, held, mapping.kind, tables)
        if mapping.kind == "incident":
            found._by_key = {**_by_code(held.values(), linked, mapping.kind), **found._by_key}
        if as_update:
            found._by_row = {ref: one for one in held.values() for ref in one.rows if item_of(ref) == item}
        known = {one.subject for some in found._by_key.values() for one in some}
        for record in (one for one in held.values() if one.subject not in known):
            found._by_words.setdefault(record.words, []).append(record)
        return found

    def meet(self, row: TableRow, ground: str, values: Mapping[str, Any]) -> Met:
        """Return the record that a row speaks of."""
        known = self.key.in_row(row) if self.key else None
        name = PersonName.from_json(values["name"]) if isinstance(values.get("name"), list) else None
        if (same := self._by_row.get(ground)) is not None and same.subject not in self._met:
            return Met(self._take(same, known, name, row))
        if known is None:
            return self._without_key(row, values)
        here = self._here.setdefault(known.key(self.kind), [])
        for record, other in here:
            if name is None or other is None or may_be_one(name, other):
                return Met(record, Why.SAME_KEY, record.subject, record.row)
        held = [one for one in self._by_key.get(known.key(self.kind), ()) if one.subject not in self._met]
        fit = [one for one in held if not name or not one.names or any(may_be_one(name, n) for n in one.names)]
        if fit:
            return Met(self._take(max(fit, key=lambda one: name in one.names), known, name, row))
        fresh = Gathered(self.kind, None, self.releases, row=row.number)
        here.append((fresh, name))
        if len(here) > 1:
            return Met(fresh, Why.OTHER_PERSON, here[0][0].subject, here[0][0].row)
        return Met(fresh, Why.OTHER_PERSON, held[0].subject) if held else Met(fresh)

    def name_key(self, row: TableRow) -> None:
        """Remember the key of a row that could not be read: nobody is gone whom it names."""
        if self.key and (known := self.key.in_row(row)) is not None:
            self._named.add(known.key(self.kind))

    @property
    def is_release(self) -> bool:
        """Whether a row of this table spoke of a record that an earlier release made."""
        return any(self._is_of_release(self.held[one]) for one in self._met)

    @property
    def gone(self) -> tuple[str, ...]:
        """The records of earlier releases whose key no row gives."""
        if not self.is_release:
            return ()
        named = {*self._here, *self._named}
        lost = (one for key, some in self._by_key.items() if key not in named for one in some)
        return tuple(
            dict.fromkeys(one.subject for one in lost if one.subject not in self._met and self._is_of_release(one))
        )

    @property
    def released(self) -> int:
        """How many records of earlier releases a row could speak of."""
        known = {one.subject for some in self._by_key.values() for one in some if self._is_of_release(one)}
        return len(known | {one for one in self._met if self._is_of_release(self.held[one])})

    def _is_of_release(self, record: HeldRecord) -> bool:
        return not self.releases.isdisjoint(record.items)

    def _take(self, held: HeldRecord, known: Identifier | None, name: PersonName | None, row: TableRow) -> Gathered:
        self._met.add(held.subject)
        record = Gathered(self.kind, held, self.releases, row=row.number)
        if known is not None:
            self._here.setdefault(known.key(self.kind), []).append((record, name))
        return record

    def _without_key(self, row: TableRow, values: Mapping[str, Any]) -> Met:
        fresh = Gathered(self.kind, None, self.releases, row=row.number)
        if self.kind == "incident" and (linked := self._linked(values)) is not None:
            return Met(self._take(linked, None, None, row))
        same = [one for one in self._by_words.get(words_of(values), ()) if one.subject not in self._met]
        if same and (self.key is not None or self._as_update):
            return Met(self._take(same[0], None, None, row))
        if same:
            self._met.add(same[0].subject)
            return Met(fresh, Why.SAME_WORDS, same[0].subject)
        return Met(fresh, Why.NO_KEY) if self.key is not None else Met(fresh)

    def _linked(self, values: Mapping[str, Any]) -> HeldRecord | None:
        """Return the incident that a table of persons made under a code, where this one gives it as number or title."""
        codes = [one["value"] for one in values.get("identifiers", ())]
        for code in (*codes, values.get("title")):
            found = self._by_key.get(_code_key(code, self.kind), ()) if isinstance(code, str) else ()
            if len(found) == 1 and found[0].subject not in self._met:
                return found[0]
        return None


def _never_keyed(held: Collection[HeldRecord], key: Key | None) -> list[HeldRecord]:
    """Return the records of tables whose rows were not known by the key when they came in."""
    kept = {one.subject for one in held if key and any(each.scheme == key.scheme for each in one.identifiers)}
    known = {item for one in held if one.subject in kept for item in one.items}
    return [one for one in held if one.subject not in kept and known.isdisjoint(one.items)]


def _by_code(held: Any, linked: set[str], kind: str) -> dict[str, list[HeldRecord]]:
    found: dict[str, list[HeldRecord]] = {}
    for record in held:
        if not linked.isdisjoint(record.items):
            for one in record.identifiers:
                found.setdefault(_code_key(one.value, kind), []).append(record)
    return found


def _code_key(code: str, kind: str) -> str:
    try:
        return Identifier("code", code).key(kind)
    except SijillError:
        return code


def _name_in(row: TableRow, mapping: TableMapping) -> PersonName | None:
    """Return the name that a row gives, without reading its other cells."""
    columns = [c for w, c in mapping.columns.items() if w in ("name", "name.ar", "name.en", "name.alias")]
    texts = [text for column in columns if (text := (row.cells.get(column) or "").strip()) not in mapping.empty]
    try:
        return PersonName.of(*texts) if texts else None
    except SijillError:
        return None
