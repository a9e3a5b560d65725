"""The parties tree a methodology stands on: the shipped one, with the methodology's own parties added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sijill.model.parties import Parties, PartyEntry


def tree_of(tables: Mapping[str, Any], parties: Parties | None = None) -> Parties:
    """Return the tree of a methodology. Raises PartyTreeBroken on an unknown parent or a party above itself."""
    base = parties or Parties.load()
    own = tables.get("parties", {})
    if not own:
        return base
    entries = {slug: base.get(slug) for slug in base.slugs()}
    entries.update({slug: _entry(slug, table) for slug, table in own.items()})
    return Parties(entries)


def _entry(slug: str, table: Mapping[str, Any]) -> PartyEntry:
    return PartyEntry(
        slug,
        table["label_en"],
        table["label_ar"],
        table["kind"],
        table.get("parent"),
        tuple(table.get("aliases_en", ())),
        tuple(table.get("aliases_ar", ())),
    )
