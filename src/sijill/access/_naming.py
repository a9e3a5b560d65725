"""Who may be named outside the team as the source of a value (E4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijill.access._reader import Reader
from sijill.model.custody import SourceClass
from sijill.model.parties import Parties

MOST_SOURCES = 1000
"""How many described sources are asked whether they may be named."""


def nameable(reader: Reader, publishers: Iterable[str]) -> frozenset[str]:
    """
    Return the names of parties, of the publishers of documents that are known outside, and of open sources.

    A source is open where a person stated that it may be named.
    """
    tree = Parties.load()
    parties = (name for party in map(tree.get, tree.slugs()) for name in (party.slug, *party.names))
    return frozenset((*parties, *publishers, *open_sources(reader)))


def open_sources(reader: Reader) -> Iterator[str]:
    """Give every name of the sources of which a person stated that they may be named."""
    for _, one in reader.record_ids(kind="source", after=0, limit=MOST_SOURCES):
        record = reader.record(one)
        stated = {str(held.value) for held in record.held.get("source_class", ())}
        if stated == {SourceClass.PUBLIC.value}:
            yield from (name for name in (record.noun.name, *record.noun.variants) if name)
