"""The incidents that rows of a table share: looked for among those of the same source, and filled by every row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._identified import IDENTIFIERS, holders
from sijill.actions.tables._earlier import HeldRecord, before_this, held_records, rows_under
from sijill.actions.tables._gathered import Gathered
from sijill.actions.tables._keys import by_digits_and_letters, scheme_of_lists
from sijill.model import from_json
from sijill.tables import TableMapping
from sijill.values import Identifier, SijillError


class SharedIncidents:
    """
    The incidents of a table's rows by the code that rows give.

    One that is held is met by its code: as an identifier of any scheme, or as the title, of an incident that a table
    of the same source made; or by an identifier whose scheme the mapping names, whoever recorded it.
    """

    def __init__(self, doing: ActionContext, mapping: TableMapping, *, look: bool) -> None:
        """Read what the register holds of the source; without ``look`` there is nothing."""
        self._doing, self._mapping = doing, mapping
        self._held = held_records(doing, "incident", mapping.source) if look else {}
        self._codes: dict[str, list[HeldRecord]] = {}
        self._titles: dict[str, list[HeldRecord]] = {}
        self._here: dict[str, Gathered] = {}
        for record in self._held.values():
            for one in record.identifiers:
                self._codes.setdefault(by_digits_and_letters(one.value), []).append(record)
            for title in record.values.get("title", ()):
                self._titles.setdefault(title_key(title), []).append(record)
        self.acts = Acts(doing, mapping.source, look=look)

    def __bool__(self) -> bool:
        """Test whether incidents of the source were there before."""
        return bool(self._held)

    def of(self, code: str, values: Mapping[str, Any], own: frozenset[str]) -> tuple[Gathered, bool]:
        """Return the incident of a code, and whether it is new; ``own`` are the earlier releases of this table."""
        if (known := self._here.get(code)) is not None:
            return known, False
        record = self._found(code, values)
        made = self._here[code] = Gathered("incident", record, frozenset(own))
        return made, record is None

    def _found(self, code: str, values: Mapping[str, Any]) -> HeldRecord | None:
        for one in values.get(IDENTIFIERS, ()):
            for subject in holders(
                self._doing, from_json(Identifier, one).key("incident"), upto=before_this(self._doing)
            ):
                return self._held.get(subject) or HeldRecord(subject)
        for found in (self._codes.get(by_digits_and_letters(code), ()), self._titles.get(title_key(code), ())):
            if len(found) == 1:
                return found[0]
        return None

    def identified(self, code: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of an incident with its code as an identifier, so that later tables meet it."""
        given = list(values.get(IDENTIFIERS, ()))
        if any(one["value"] == code for one in given):
            return dict(values)
        try:
            kept = Identifier(scheme_of_lists(self._mapping.source), code)
        except SijillError:
            return dict(values)
        return {**values, IDENTIFIERS: [*given, {"scheme": kept.scheme, "value": kept.value}]}


def title_key(title: str) -> str:
    """Return the form in which a title is a code."""
    text = title[1:-1] if title.startswith('"') and title.endswith('"') else title
    try:
        return by_digits_and_letters(text)
    except SijillError:
        return text


class Acts:
    """Which persons earlier tables of a source joined to which incidents."""

    def __init__(self, doing: ActionContext, source: str, *, look: bool) -> None:
        """Read the acts of the source."""
        acts: dict[str, dict[str, tuple[str, str, str]]] = {}
        for one, row in rows_under(doing, "act") if look else ():
            if one.source == source and one.property in ("victim", "incident"):
                acts.setdefault(one.subject, {})[one.property] = (str(one.value), one.id, row.partition("#")[0])
        self.of: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
        """By victim and incident, the statements of their acts: act, statement and item."""
        self.items: set[str] = set()
        for act, told in acts.items():
            if len(told) == 2:
                victim, incident = told["victim"][0], told["incident"][0]
                held = self.of.setdefault(victim, {}).setdefault(incident, [])
                held += [(act, statement, item) for _, statement, item in told.values()]
                self.items.add(told["victim"][2])
