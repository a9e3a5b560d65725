"""What is found in an opened register by words, and who looked at what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijill.adapters import clock as now_of
from sijill.adapters.sql import Access, Act
from sijill.model import Sensitivity
from sijill.search import Hit
from sijill.values import MistypedHandle, read_handle
from sijill.workspace._items import Documents
from sijill.workspace._looks import Looks


class Searching(Documents):
    """The finding of things; every search is in the access log. ``Register`` sets the attributes."""

    looks: Looks
    actor: str

    def search_each(
        self, queries: Sequence[str], *, kinds: Sequence[str], limit: int, audience: Sensitivity
    ) -> Sequence[Sequence[Hit]]:
        """Return what answers each of several queries, asked at once; each is written to the access log."""
        found = self.store.search.find_each(queries, max_sensitivity=audience, kinds=kinds, limit=limit)
        for query, hits in zip(queries, found, strict=True):
            self._searched(query, hits)
        return found

    def search(
        self,
        query: str,
        *,
        kinds: Sequence[str] | None = None,
        limit: int = 20,
        after: str | None = None,
        audience: Sensitivity = Sensitivity.TEAM,
    ) -> Sequence[Hit]:
        """
        Return what answers a query in Arabic or English, no more sensitive than the audience may see.

        Records that are one answer under their canonical id, once with each text; a handle finds its record.
        """
        sought = self._sought(query)
        hits, told = list[Hit](), set[tuple[str, str, str]]()
        while len(hits) < limit:
            wanted = limit - len(hits)
            page = self.store.search.find(
                sought, max_sensitivity=audience, kinds=kinds or None, limit=wanted, after=after
            )
            known = self.store.identities.canonical([hit.subject for hit in page])
            for hit in page:
                hit, after = replace(hit, subject=known.members(hit.subject)[0]), hit.cursor
                if (hit.subject, hit.field, hit.text) not in told:
                    told.add((hit.subject, hit.field, hit.text))
                    hits.append(hit)
            if len(page) < wanted:
                break
        self._searched(query, hits)
        return hits

    def _searched(self, query: str, hits: Sequence[Hit]) -> None:
        found = [hit.subject for hit in hits]
        self.looks.record(Act.SEARCHED, found, actor=self.actor, now=now_of.now(), query=query)

    def _sought(self, query: str) -> str:
        """Return the id of the record whose handle is sought, else the query: words may look like a wrong handle."""
        try:
            handle = read_handle(query)
        except MistypedHandle:
            return query
        return self.store.identities.meant(handle) if handle else query

    def looked_at(self, subjects: Sequence[str], *, act: Act = Act.READ) -> None:
        """Write in the access log that the actor read or exported these things; a door says it for what it shows."""
        self.looks.record(act, subjects, actor=self.actor, now=now_of.now())

    def access_log(self, *, actor: str | None = None, subject: str | None = None) -> Sequence[Access]:
        """Return who read, searched or exported what, in order: ids, and of a search only a salted digest."""
        return self.looks.read(actor=actor, subject=subject)
