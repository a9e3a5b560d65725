"""Where what is counted comes from, as PROV-JSON (W3C member submission of 24 April 2013; R-PR.1)."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, BinaryIO

SPACES = {"sijill": "urn:sijill:", "xsd": "http://www.w3.org/2001/XMLSchema#"}


class ProvDocument:
    """
    Entities, activities and agents by their names, and the relations between them.

    Names are local ones of the register: ``record.ID``, ``statement.ID``, ``item.SHA-256``.
    """

    def __init__(self) -> None:
        """Begin an empty document."""
        self._told: dict[str, dict[str, Any]] = defaultdict(dict)
        self._related: set[tuple[str, ...]] = set()

    def entity(self, name: str, type_: str, /, **facts: Any) -> str:
        """Tell of a thing and return its name; what is None is not told."""
        return self._thing("entity", name, type_, facts)

    def activity(self, name: str, type_: str, at: str | None = None, /, **facts: Any) -> str:
        """Tell of an act, at a moment where one is known, and return its name."""
        times = {} if at is None else {"prov:startTime": at, "prov:endTime": at}
        return self._thing("activity", name, type_, facts, **times)

    def agent(self, name: str, type_: str, /, **facts: Any) -> str:
        """Tell of a person, an organisation or a program, and return its name."""
        return self._thing("agent", name, type_, facts)

    def derived(self, thing: str, source: str, *, is_revision: bool = False) -> None:
        """Say that one thing was made from another, or took its place."""
        revision = {"prov:type": _qualified("prov:Revision")} if is_revision else {}
        self._relate(
            "wasDerivedFrom",
            {"prov:generatedEntity": f"sijill:{thing}", "prov:usedEntity": f"sijill:{source}"} | revision,
        )

    def generated(self, thing: str, activity: str) -> None:
        """Say by which act a thing was made."""
        self._relate("wasGeneratedBy", {"prov:entity": f"sijill:{thing}", "prov:activity": f"sijill:{activity}"})

    def invalidated(self, thing: str, activity: str) -> None:
        """Say by which act a thing was withdrawn."""
        self._relate("wasInvalidatedBy", {"prov:entity": f"sijill:{thing}", "prov:activity": f"sijill:{activity}"})

    def associated(self, activity: str, agent: str) -> None:
        """Say who did an act."""
        self._relate("wasAssociatedWith", {"prov:activity": f"sijill:{activity}", "prov:agent": f"sijill:{agent}"})

    def used(self, activity: str, thing: str) -> None:
        """Say by what an act went."""
        self._relate("used", {"prov:activity": f"sijill:{activity}", "prov:entity": f"sijill:{thing}"})

    def tells(self, name: str) -> bool:
        """Test whether a thing is told of."""
        return f"sijill:{name}" in self._told["entity"]

    def property_of(self, statement: str) -> str:
        """Return the property that a statement which is told of speaks of."""
        return str(self._told["entity"][f"sijill:{statement}"]["sijill:property"])

    def attributed(self, thing: str, agent: str) -> None:
        """Say whose a thing is."""
        self._relate("wasAttributedTo", {"prov:entity": f"sijill:{thing}", "prov:agent": f"sijill:{agent}"})

    def write(self, file: BinaryIO) -> None:
        """Write the document."""
        whole = {"prefix": SPACES, **self._told}
        file.write((json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())

    def _thing(self, kind: str, name: str, type_: str, facts: dict[str, Any], **more: Any) -> str:
        told = {f"sijill:{word}": value for word, value in facts.items() if value is not None}
        self._told[kind][f"sijill:{name}"] = {"prov:type": _qualified(type_), **more, **told}
        return name

    def _relate(self, relation: str, ends: dict[str, Any]) -> None:
        key = (relation, *sorted(map(str, ends.items())))
        if key not in self._related:
            self._related.add(key)
            self._told[relation][f"_:{relation}{len(self._told[relation])}"] = ends


def _qualified(type_: str) -> dict[str, str]:
    return {"$": type_ if ":" in type_ else f"sijill:{type_}", "type": "prov:QUALIFIED_NAME"}
