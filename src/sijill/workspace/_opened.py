"""What an opened register stands on: the one place where ports meet adapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.adapters import clock
from sijill.adapters.files import Begun, FolderTextStore, FolderVault, PictureShelf
from sijill.adapters.ids import Ids
from sijill.adapters.readers import Sandbox
from sijill.adapters.sql import Act, Store, open_store
from sijill.ledger import Ledger, Progress, Proposals, UnknownEntry
from sijill.model import moment_text
from sijill.model.custody import Door
from sijill.model.own_columns import declare_own
from sijill.values import SijillError, message
from sijill.workspace._kept_units import KeptUnits, kept_units
from sijill.workspace._looks import AccessLogWriter
from sijill.workspace.settings._settings import Settings, read_settings

if TYPE_CHECKING:
    from sijill.actions import ActionContext
    from sijill.adapters.files import FolderIdentities
    from sijill.adapters.keys import Keyring
    from sijill.adapters.sql import SqlLevels
    from sijill.claims import KnownCopies
    from sijill.methodology import AssessmentCache, Rules
    from sijill.model import Sensitivity
    from sijill.model.theatres import Theatre
    from sijill.territory import Ground
    from sijill.territory.shapes import Shape
    from sijill.tolls import Snapshot, SnapshotCache
    from sijill.workspace._shelf import Shelf


MOST_MOMENTS = 1000
"""Of how many entries it is kept when they were recorded: a page asks several times of the same one."""


class UnreadableMoment(SijillError):
    """Text that names no moment."""


class Caches:
    """What was counted and compared already, for all who act on one register; each is made when first asked."""

    def __init__(self, ledger: Ledger, kept_units: KeptUnits) -> None:
        """Start with nothing but what an earlier process kept."""
        self._ledger, self.kept_units = ledger, kept_units
        self._closed_parts: tuple[str, Mapping[str, Sensitivity]] | None = None
        self.shelves: dict[Sensitivity, Shelf] = {}
        self.grounds: dict[tuple[int, Sensitivity, date], Ground] = {}
        self.shapes: dict[str, Mapping[str, Shape]] = {}
        self.outlines: dict[str, Mapping[str, Mapping[str, Any]]] = {}
        self.before_reading: Callable[[Snapshot], None] = lambda _: None
        self.moments: dict[int, str] = {}
        self.own_rules: tuple[int, Rules | None] | None = None

    def closed_parts(self, levels: SqlLevels) -> Mapping[str, Sensitivity]:
        """Return the closed records that are one with others, asked for once between two appends."""
        head = self._ledger.head
        if self._closed_parts is None or self._closed_parts[0] != head:
            self._closed_parts = head, levels.closed_parts()
        return self._closed_parts[1]

    def forget_columns(self) -> None:
        """Let go of units kept as columns, on the disk and in memory: it is proved that figures come of the log."""
        self.kept_units.forget()
        if (snapshots := vars(self).get("snapshots")) is not None:
            snapshots.forget_columns()

    def forget(self) -> None:
        """Let go of all of it: words were destroyed."""
        self.kept_units.forget()
        self.shelves.clear()
        self.grounds.clear()
        self.shapes.clear()
        self.outlines.clear()
        for name in ("assessments", "snapshots", "known_copies"):
            vars(self).pop(name, None)

    @cached_property
    def assessments(self) -> AssessmentCache:
        """How methodologies treat records."""
        from sijill.methodology import MemoryCache

        return MemoryCache()

    @cached_property
    def snapshots(self) -> SnapshotCache:
        """The register as of some moments."""
        from sijill.tolls import SnapshotCache

        return SnapshotCache()

    @cached_property
    def known_copies(self) -> KnownCopies:
        """Which documents repeat each other."""
        from sijill.claims import KnownCopies

        return KnownCopies(self._ledger)


_PLACE_TABLES: dict[Path, None] = {}
"""The tables of places that the registers opened in this process brought in: all are asked, whoever asks."""


def _own_theatre(path: Path) -> Theatre | None:
    """Return the theatre of a register's own file, its parties and places known from now on; None where none is."""
    if not path.exists():
        return None
    from sijill.model.theatres import Theatre
    from sijill.workspace.theatres import let_take_part

    theatre = Theatre.read(path)
    let_take_part(theatre)
    if theatre.places is not None:
        _PLACE_TABLES[theatre.places] = None
    return theatre


@dataclass(frozen=True, slots=True)
class Opened:
    """A register's folder, settings and ports, and the person who acts on them."""

    folder: Path
    settings: Settings
    actor: str
    ids: Ids
    store: Store
    vault: FolderVault
    texts: FolderTextStore
    sandbox: Sandbox
    shelf: PictureShelf
    looks: AccessLogWriter
    caches: Caches
    begun: Begun
    own_theatre: Theatre | None = None
    door: Door = Door.COMMAND_LINE

    @classmethod
    def at(cls, folder: Path, *, actor: str | None, upgrading: Progress | None) -> Opened:
        """Join ports to adapters. Raises NotARegister, SettingsBroken and what the store raises."""
        settings, ids, begun = read_settings(folder), Ids(clock.now), Begun(folder / "tmp")
        declare_own(settings.own_columns)
        store = open_store(settings.store or folder, salt=ids.salt, upgrading=upgrading)
        theatre = _own_theatre(folder / settings.theatre)
        return cls(
            folder,
            settings,
            actor or settings.owner,
            ids,
            store,
            FolderVault(folder / "vault", begun=begun),
            FolderTextStore(folder / "texts"),
            Sandbox(accept_unconfined=settings.accept_unconfined),
            PictureShelf(folder / "tmp" / "pictures"),
            AccessLogWriter(settings.store or folder),
            Caches(store.ledger, kept_units(folder, store.ledger, settings, lambda: sorted(_PLACE_TABLES))),
            begun,
            theatre,
        )

    @property
    def theatre(self) -> Theatre:
        """The war that the register documents. Raises UnknownTheatre."""
        from sijill.model.theatres import Theatre

        return self.own_theatre or Theatre.load(self.settings.theatre)

    @property
    def ledger(self) -> Ledger:
        """The log."""
        return self.store.ledger

    @property
    def identities(self) -> FolderIdentities:
        """The identities of confidential sources, each encrypted."""
        from sijill.adapters.files import FolderIdentities

        return FolderIdentities(self.folder / "sealed")

    @property
    def keyring(self) -> Keyring:
        """The register's keys, outside its folder."""
        from sijill.adapters.keys import Keyring

        return Keyring.of(self.folder)

    @property
    def proposals(self) -> Proposals:
        """What was found in documents and waits."""
        return self.store.proposals

    def now(self) -> datetime:
        """Return this moment."""
        return clock.now()

    def doing(self, append_id: str | None = None) -> ActionContext:
        """Return the circumstances of an action now."""
        from sijill.actions import ActionContext

        self.begun.begin()
        return ActionContext(
            self.ledger,
            self.actor,
            clock.now(),
            append_id or self.ids.internal(),
            self.settings.zone_info,
            self.settings.one_person,
            self.door,
            not append_id,
        )

    def log_access(self, subjects: Sequence[str], *, act: Act = Act.READ, query: str | None = None) -> None:
        """
        Write in the access log that the actor read, searched or exported these things.

        The first line of a day records in the ledger how the days before it ended.
        """
        now = clock.now()
        if (ended := self.looks.ended_before(moment_text(now)[: len("2020-05-31")])) is not None:
            with suppress(SijillError):  # a full disk or a busy writer: the next day records it
                self.keep_access_head(ended)
        self.looks.record(act, subjects, actor=self.actor, now=now, query=query, head=self.ledger.head)

    def begin_access_log(self) -> None:
        """Record that the access log begins anew here, where the one that the ledger knows was not handed over."""
        from sijill.actions import upkeep

        held_back = (one for kind in ("access", "identity") for one in self.ledger.entries(kind=kind))
        if self.looks.last_line() is None and any(held_back):
            upkeep.keep_access_head(self.doing(), lines=0, head="")

    def keep_access_head(self, ended: tuple[int, str] | None = None) -> None:
        """Record in the ledger the head of the access log's own chain: after a line, or now."""
        from sijill.actions import upkeep

        if (last := ended or self.looks.last_line()) is not None:
            upkeep.keep_access_head(self.doing(f"access-{last[0]}-{last[1][:16]}"), lines=last[0], head=last[1])

    def moment(self, text: str | None) -> datetime | None:
        """
        Return a moment from text; a bare date is the end of that day in the register's zone (DESIGN 6).

        Raises UnreadableMoment.
        """
        if text is None:
            return None
        try:
            if len(text) == len("2020-05-31"):
                return datetime.combine(date.fromisoformat(text), time.max, self.settings.zone_info)
            stated = datetime.fromisoformat(text)
        except ValueError as reason:
            raise UnreadableMoment(
                message("no moment is read from {text}; write a day (2020-06-01) or a moment (2020-06-01T12:00:00Z)"),
                text=repr(text),
            ) from reason
        return stated if stated.tzinfo else stated.replace(tzinfo=self.settings.zone_info)

    def seq_as_of(self, as_of: str | None) -> int:
        """Return the entry that a moment stands on; None is now. Raises UnreadableMoment."""
        moment = self.moment(as_of)
        return self.ledger.seq if moment is None else self.ledger.as_of(moment)

    def recorded_at(self, seq: int) -> str:
        """Return the moment in which an entry was recorded, as text. Raises UnknownEntry."""
        moments = self.caches.moments
        if (known := moments.get(seq)) is not None:
            return known
        for entry in self.ledger.entries(after=seq - 1, upto=seq):
            if len(moments) >= MOST_MOMENTS:
                moments.clear()
            moments[seq] = told = moment_text(entry.recorded_at)
            return told  # others may have let go of it meanwhile
        raise UnknownEntry(
            message("the register has no entry {seq}; its last is {last}"), seq=str(seq), last=str(self.ledger.seq)
        )

    def head_at(self, seq: int) -> str:
        """Return the chain's head after the append that holds an entry."""
        for entry in self.ledger.entries(after=seq - 1, upto=seq):
            receipt = self.ledger.receipt(entry.append_id)
            if receipt is not None:
                return receipt.head
        return self.ledger.head

    def close(self) -> None:
        """Close the store and end the reader's process; each part also where another cannot be closed."""
        with ExitStack() as parts:
            for close in (self.store.close, self.begun.close, self.looks.close, self.sandbox.close, self.shelf.clear):
                parts.callback(close)
