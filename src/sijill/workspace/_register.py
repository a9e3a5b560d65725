"""A register, opened: a table of subjects, through which everything is read and done."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sijill.adapters.sql import Act, at_one_moment, open_store
from sijill.model import Sensitivity
from sijill.model.cards import is_own
from sijill.model.custody import Door
from sijill.search import Hit
from sijill.values import message
from sijill.workspace._opened import Opened
from sijill.workspace.settings._settings import FILE, AlreadyARegister, Settings, refuse_unknown_store, settings_text

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.ledger import Progress
    from sijill.workspace._capturing import Captures
    from sijill.workspace._counts import Counts
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._exchange import Exchange
    from sijill.workspace._finding import Finding
    from sijill.workspace._keeping import Keeping
    from sijill.workspace._links import Links
    from sijill.workspace._media import Media
    from sijill.workspace._proof import Proof
    from sijill.workspace._publishing import Publishing
    from sijill.workspace._records import Records
    from sijill.workspace._review import Review
    from sijill.workspace._territory import Territory


FOLDERS = ("vault", "sealed", "texts", "methodology", "reports", "cache", "tmp")


class Register:
    """
    A register folder, opened: what it holds and what a person can do, by subject.

    The command line, the desk and the API do nothing that is not a method of a subject. A
    subject, with the rooms that it needs, is imported when it is first asked.
    """

    def __init__(self, opened: Opened) -> None:
        """Stand on what was opened; ``open_register`` opens a folder."""
        self.opened = opened
        self.folder, self.settings, self.actor = opened.folder, opened.settings, opened.actor

    @classmethod
    def open(cls, folder: Path, *, actor: str | None = None, upgrading: Progress | None = None) -> Register:
        """
        Open a register's folder; ``actor`` is who acts, the register's owner unless another is named.

        ``upgrading`` is told how far it is where an older program's projections are made anew.
        Raises NotARegister, SettingsBroken and what the store raises.
        """
        return cls(Opened.at(folder, actor=actor, upgrading=upgrading))

    @classmethod
    def init(cls, folder: Path, *, settings: Settings) -> Register:
        """
        Make a register in an empty folder and adopt its methodology, whole or not at all. Raises AlreadyARegister.

        It is made beside the folder and then named, so that a killed process leaves nothing in the way of a second try.
        """
        from sijill import methodology

        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise AlreadyARegister(
                message("{folder} is not an empty folder; choose a new folder for the register"), folder=folder
            )
        refuse_unknown_store(settings.store)
        content = methodology.shipped_bytes(settings.methodology)
        making = folder.with_name(f".{folder.name}.making")
        shutil.rmtree(making, ignore_errors=True)
        try:
            for name in FOLDERS:
                (making / name).mkdir(mode=0o700, parents=True)
            making.chmod(0o700)
            open_store(settings.store or making, create=True).close()
            (making / FILE).write_text(settings_text(settings), "utf-8")
            with cls.open(making) as register:
                register.counts.adopt_methodology(content)
            making.rename(folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)  # a database that refuses leaves no half-made folder
        return cls.open(folder)

    @cached_property
    def evidence(self) -> Evidence:
        """Sealed documents, their words, and the claims found in them."""
        from sijill.workspace._evidence import Evidence

        return Evidence(self.opened)

    @cached_property
    def finding(self) -> Finding:
        """Whatever answers words, with what it can be narrowed by."""
        from sijill.workspace._finding import Finding

        return Finding(self.opened, self.records)

    @cached_property
    def records(self) -> Records:
        """Records, the log, and what ids mean."""
        from sijill.workspace._records import Records

        return Records(self.opened, self.evidence, self.view)

    @cached_property
    def review(self) -> Review:
        """What waits for a verdict, and verdicts."""
        from sijill.workspace._review import Review

        return Review(self.opened, self.evidence, self.records)

    @cached_property
    def counts(self) -> Counts:
        """Figures, their traces, and the methodologies that count them."""
        from sijill.workspace._counts import Counts

        return Counts(self.opened, self.records)

    @cached_property
    def territory(self) -> Territory:
        """Who held which place when, what was agreed, who moved, and what was damaged."""
        from sijill.workspace._territory import Territory

        return Territory(self.opened, self.view)

    @cached_property
    def links(self) -> Links:
        """Decisions which records are one."""
        from sijill.workspace._links import Links

        return Links(self.opened, self.records, self.counts)

    @cached_property
    def publishing(self) -> Publishing:
        """Reports, and what stands published."""
        from sijill.workspace._publishing import Publishing

        return Publishing(self.opened, self.counts, self.records, self.view, self.territory)

    @cached_property
    def exchange(self) -> Exchange:
        """Tables taken in, and sealed things let out."""
        from sijill.workspace._exchange import Exchange

        return Exchange(self.opened, self.evidence, self.records, self.view, self.counts)

    @cached_property
    def keeping(self) -> Keeping:
        """Verifying, backups, destruction, and the access log."""
        from sijill.workspace._keeping import Keeping

        return Keeping(self.opened, self.evidence, self.counts, self.publishing)

    @cached_property
    def captures(self) -> Captures:
        """Pages that were fetched, and what others captured."""
        from sijill.workspace._capturing import Captures

        return Captures(self.opened, self.evidence)

    @cached_property
    def media(self) -> Media:
        """Pictures that look the same, and copies in which something is hidden."""
        from sijill.workspace._media import Media

        return Media(self.opened, self.evidence)

    @cached_property
    def proof(self) -> Proof:
        """Custody, time stamps, and what proves a sealed item."""
        from sijill.workspace._proof import Proof

        return Proof(self.opened, self.evidence)

    @property
    def seq(self) -> int:
        """The number of the last entry."""
        return self.opened.ledger.seq

    @property
    def head(self) -> str:
        """The chain's head."""
        return self.opened.ledger.head

    @property
    def last_recorded_at(self) -> datetime | None:
        """The moment of the last entry."""
        return self.opened.ledger.last_recorded_at

    def view(self, audience: Sensitivity) -> View:
        """Return the register as an audience may see it; every door, document and format looks through one."""
        from sijill.access import View
        from sijill.workspace._view import SubjectsReader

        return View(SubjectsReader(self.opened, self.evidence, self.records, self.review), audience)

    def acting_as(self, actor: str, *, door: Door = Door.COMMAND_LINE) -> Register:
        """Return the same register, on the same store, with another person acting at a door."""
        return Register(replace(self.opened, actor=actor, door=door))

    @staticmethod
    def at_one_moment() -> AbstractContextManager[None]:
        """Have every register read here stand on one entry, until something is recorded: for one page."""
        return at_one_moment()

    def now(self) -> datetime:
        """Return this moment."""
        return self.opened.now()

    def new_id(self) -> str:
        """Return a new id that sorts after every one made here before: of an append, a form, a job."""
        return self.opened.ids.internal()

    def new_public_id(self) -> str:
        """Return a new random id that tells the public neither when it was made nor how many there are."""
        return self.opened.ids.public()

    def moment(self, text: str | None) -> datetime | None:
        """Return a moment from text; a bare date is the end of that day in the register's zone (DESIGN 6)."""
        return self.opened.moment(text)

    def recorded_at(self, seq: int) -> str:
        """Return the moment in which an entry was recorded, as text. Raises UnknownEntry."""
        return self.opened.recorded_at(seq)

    def head_at(self, seq: int) -> str:
        """Return the chain's head after the append that holds an entry."""
        return self.opened.head_at(seq)

    def id_of(self, text: str, kind: str) -> str:
        """
        Return the whole id that an id or the beginning of one means: of an ``item``, ``claim``, ``proposal`` ...

        Raises AmbiguousId, UnknownId.
        """
        from sijill.workspace._short_ids import id_of

        return id_of(self.opened.ledger, self.opened.proposals, text, kind)

    def search_each(
        self, queries: Sequence[str], *, kinds: Sequence[str], limit: int, audience: Sensitivity
    ) -> Sequence[Sequence[Hit]]:
        """Return what answers each of several queries under canonical ids; each is written to the access log."""
        found = self.opened.store.search.find_each(queries, max_sensitivity=audience, kinds=kinds, limit=limit)
        known = self.opened.store.identities.canonical([hit.subject for hits in found for hit in hits])
        found = [
            [replace(hit, subject=known.members(hit.subject)[0]) for hit in hits if self._tells_own(hit, audience)]
            for hits in found
        ]
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
        sought = self.opened.store.identities.sought(query)
        hits, told = list[Hit](), set[tuple[str, str, str]]()
        while len(hits) < limit:
            wanted = limit - len(hits)
            page = self.opened.store.search.find(
                sought, max_sensitivity=audience, kinds=kinds or None, limit=wanted, after=after
            )
            known = self.opened.store.identities.canonical([hit.subject for hit in page])
            for hit in page:
                hit, after = replace(hit, subject=known.members(hit.subject)[0]), hit.cursor
                if self._tells_own(hit, audience) and (hit.subject, hit.field, hit.text) not in told:
                    told.add((hit.subject, hit.field, hit.text))
                    hits.append(hit)
            if len(page) < wanted:
                break
        self._searched(query, hits)
        return hits

    def _tells_own(self, hit: Hit, audience: Sensitivity) -> bool:
        """Test whether a hit is in no column of the register's own that its settings hide from an audience."""
        return not is_own(hit.field) or self.view(audience).shows(hit.kind, hit.field)

    def _searched(self, query: str, hits: Sequence[Hit]) -> None:
        self.opened.log_access([hit.subject for hit in hits], act=Act.SEARCHED, query=query)

    def close(self) -> None:
        """Close the store and end the reader's process."""
        self.opened.close()

    def __enter__(self) -> Register:
        """Return the register itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Say what the register holds."""
        items, found = len(self.evidence.items()), sum(1 for _ in self.records.all())
        return (
            f"<Register {self.settings.name!r}: {items} items, {found} records, "
            f"{self.seq} entries, head {self.head[:16]}>"
        )
