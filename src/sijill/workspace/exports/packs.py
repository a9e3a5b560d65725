"""A package for a receiving body: pages, originals, custody and provenance in one encrypted file, and its entry."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sijill import reports
from sijill.access import Consents
from sijill.access.leaving import Kept, Leaving
from sijill.actions.submitting import Submission, refuse_one_person, submit
from sijill.adapters.age import Encryption
from sijill.adapters.files import Bag, Payload, bag_beside
from sijill.adapters.sql import Act, Overtaken, disk_refusal, refuse_place
from sijill.formats import Made, prov
from sijill.model import BasisKind, Sensitivity, moment, moment_text
from sijill.model.consent import Purpose
from sijill.reports.packs import PAGES, read_form
from sijill.values import Language, Period, SijillError, message
from sijill.wording.chronicle import day_of
from sijill.wording.handing_in import RECEIVERS
from sijill.workspace._consents import consents_of
from sijill.workspace._evidence import Evidence
from sijill.workspace._records import refuse_withdrawn
from sijill.workspace._sealed import revealed
from sijill.workspace.editions._house import house_of
from sijill.workspace.exports._pack_choice import Choice, WhatToPack, choose
from sijill.workspace.exports._pack_pages import Pages
from sijill.workspace.stories._labels import word
from sijill.workspace.stories._scope import Scope
from sijill.workspace.stories._story import GroundRead, StoryBuilder

if TYPE_CHECKING:
    from sijill.access import Redacted, View
    from sijill.ledger import Entry
    from sijill.model import Item
    from sijill.tolls import Snapshot
    from sijill.workspace._counts import Counts
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records
    from sijill.workspace._territory import Territory


class NamesLeft(SijillError):
    """A page of a package that holds the name of somebody who did not agree."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """
    What a body is sent: by which consent, by which form and in which formats, and whether with originals.

    Custody and provenance go with the originals.
    """

    purpose: Purpose
    form: str
    formats: tuple[str, ...]
    originals: bool


BODIES: Mapping[str, Receiving] = {
    "sr-executions": Receiving(Purpose.ADVOCACY, "sr-executions", ("html", "pdf", "docx"), originals=False),
    "coi": Receiving(Purpose.COURT, "case-file", ("html", "pdf"), originals=True),
    "iiim": Receiving(Purpose.COURT, "case-file", ("html", "pdf"), originals=True),
}
"""The bodies that a package may be for; a special procedure is addressed, an investigation is handed evidence."""


@dataclass(frozen=True, slots=True)
class ToPack:
    """What a package is asked to hold, for whom it is encrypted, and who lets out what is sealed and why."""

    receiver: str
    recipients: Sequence[str]
    incident: str | None = None
    period: Period | None = None
    records: Sequence[str] = ()
    as_of: str | None = None
    sealed: bool = False
    reason: str = ""
    second_actor: str = ""
    identity: Path | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """A package as it was written: its digest, the state it stands on, how much is in it, and how much stays."""

    path: Path
    digest: str
    seq: int
    head: str
    cases: int
    persons: int
    documents: int
    kept: Mapping[tuple[str, Kept], int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Packer:
    """Writes packages of one register."""

    opened: Opened
    counts: Counts
    records: Records
    view_of: Callable[[Sensitivity], View]
    territory: Territory

    def write(self, asked: ToPack, out: Path, *, append_id: str | None = None) -> Packed:
        """
        Write a package for a receiving body, and record what went to whom; only the holders of the keys open it.

        Raises WhatToPack, UnknownEntry, TwoPersonsNeeded, ReasonMissing, NotEncrypted, UnreadableKey, NamesLeft,
        BackupThere, NotWritable, DiskFull, Overtaken.
        """
        opened = self.opened
        if sum(map(bool, (asked.incident, asked.period, asked.records))) != 1:
            raise WhatToPack(message("say what goes in: --incident ID, --period FROM/TO, or --record ID, one of them"))
        doing = opened.doing(append_id)
        if asked.sealed:
            refuse_one_person(doing, reason=asked.reason, second_actor=asked.second_actor)
        encryption = Encryption.to(asked.recipients)
        refuse_place(opened.folder, out)
        packing = _Packing(self, asked)
        bag, state = packing.bag(), packing.as_of
        try:
            with bag_beside(out, bag, encryption.written_to) as whole:
                handed = Submission(asked.receiver, packing.subjects, asked.recipients, bag.digest, asked.sealed)
                submit(doing, handed, reason=asked.reason, second_actor=asked.second_actor)
                if any(True for _ in opened.ledger.entries(kind="destroyed", after=packing.seen)):
                    raise Overtaken(
                        message("words were destroyed while {to} was being written; nothing was kept: repeat"), to=out
                    )
                whole.rename(out)
        except OSError as error:
            raise disk_refusal(message("the package {to} cannot be written"), error, to=out) from error
        opened.log_access([f"pack/{asked.receiver}#{state.seq}"], act=Act.EXPORTED)
        choice = packing.choice
        numbers = (len(choice.cases), len(choice.persons), len(choice.enclosed))
        return Packed(out, bag.digest, state.seq, state.head, *numbers, choice.kept)


class _Packing:
    """One package being put together, all of it as of one entry."""

    def __init__(self, packer: Packer, asked: ToPack) -> None:
        """Choose what may leave. Raises UnknownEntry, WhatToPack."""
        opened, self._asked, self._body = packer.opened, asked, BODIES[asked.receiver]
        self._packer, self._opened, self.seen = packer, opened, opened.ledger.seq
        self._level = Sensitivity.SEALED if asked.sealed else Sensitivity.TEAM
        view = packer.view_of(self._level)
        counting = packer.counts.counting(as_of=asked.as_of, window=asked.period)
        state = moment(opened.recorded_at(counting.seq))
        self.as_of = reports.DataAsOf(state, counting.seq, opened.head_at(counting.seq))
        ground = GroundRead(packer.territory, view, asked.as_of)
        named = [asked.incident, *asked.records] if asked.incident is not None else asked.records
        ids = [packer.records.id_of(one) for one in named]
        for one in ids:
            refuse_withdrawn(packer.records, one)
        period = asked.period or self._days(counting, ids) or Period(state.date(), state.date())
        self._story = StoryBuilder(counting, opened.settings, Scope(period), view, ground)
        # A name that the register learned since then is no less a name.
        known = packer.records.all()
        handles = [one.id for one in opened.ledger.entries(kind="identity")]
        consents = Consents(consents_of(opened))
        self._leaving = Leaving(view, consents, self._body.purpose, known, handles)
        self.choice: Choice = choose(
            self._story, self._leaving, opened.vault, asked=ids, everything_in_time=asked.period is not None
        )
        if self._body.originals:
            self.choice.enclosed = self.choice.items

    @staticmethod
    def _days(counting: Snapshot, ids: Sequence[str]) -> Period | None:
        """Return the days from the first to the last of some records, None where none of them is dated."""
        whens = [day_of(counting.records[one].noun) for one in ids if one in counting.records]
        days = [day for one in whens for day in (getattr(one, "earliest", None), getattr(one, "latest", None)) if day]
        return Period(min(days), max(days)) if days else None

    @property
    def subjects(self) -> list[str]:
        """What the record names as let out: each document, and each person told of."""
        records = dict.fromkeys(one.id for case in self.choice.cases for one in case.records)
        return [*(one.id for one in self.choice.enclosed), *records]

    def bag(self) -> Bag:
        """Return the package. Raises NamesLeft where a page of it names somebody who did not agree."""
        receiver = word(RECEIVERS[self._asked.receiver])
        custody = list(self._custody())
        pages = Pages(self._story, self._leaving, self.choice, receiver, self.as_of, house_of(self._opened))
        form = read_form(self._body.form)
        told = {
            **dict(_rendered(pages.form(form), "form", self._body.form, self._body.formats)),
            **dict(_rendered(pages.index(custody), "index", "index", ("html", "pdf"))),
        }
        if self._body.originals:
            told["custody.json"] = self._custody_log(custody)
            told["prov.json"] = prov(self._steps())
        if self._asked.sealed and (sealed := self._identities()):
            told["identities.json"] = sealed
        for name, content in told.items():
            # A PDF or DOCX is of the document whose page is looked through here.
            if name.endswith((".html", ".json")) and self._leaving.hidden.within_bytes(content):
                raise NamesLeft(
                    message("{file} would name somebody who did not agree; nothing was written: name other records"),
                    file=name,
                )
        files = {name: Payload.of(content) for name, content in told.items()}
        for item in self.choice.enclosed:
            sealed_bytes = functools.partial(self._opened.vault.read, item.id)
            files[f"items/{_file_name(item)}"] = Payload(item.id, item.size, sealed_bytes)
        about = {
            "Source-Organization": self._opened.settings.publisher["en"],
            "External-Description": receiver["en"],
            "External-Identifier": f"{self.as_of.seq}:{self.as_of.head}",
        }
        return Bag(f"sijill-{self._asked.receiver}-{self.as_of.seq}", files, about, self.as_of.moment)

    def _custody(self) -> Iterator[tuple[Item, Entry]]:
        told = self._packer.records.histories([one.id for one in self.choice.enclosed])
        for item in self.choice.enclosed:
            for entry in told[item.id]:
                if entry.kind == "custody" and entry.body and entry.seq <= self.as_of.seq:
                    yield item, entry

    def _custody_log(self, custody: Sequence[tuple[Item, Entry]]) -> bytes:
        """Return who held each document, did what with it and when; a reason that names somebody is left out."""

        def told(words: str | None) -> str | None:
            return None if words and self._leaving.names_somebody(words) else words

        lines = [
            {
                "item": item.id,
                "entry": entry.seq,
                "at": moment_text(entry.recorded_at),
                "actor": entry.actor,
                "act": body["act"],
                "note": told(body.get("note")) if self._leaving.may_be_named(str(body.get("note"))) else None,
                "receiver": body.get("receiver"),
                "package": body.get("digest"),
                "digest": entry.digest,
            }
            for item, entry in custody
            if (body := entry.body or {})
        ]
        return _json({"head": self.as_of.head, "entry": self.as_of.seq, "custody": lines})

    def _steps(self) -> Iterator[Made]:
        """Give how each document, claim and value came about; no value itself, which the pages tell."""
        enclosed = {one.id: one for one in self.choice.enclosed}
        claims = dict[str, str]()
        for case in self.choice.cases:
            for record in case.records:
                of = list[str]()
                last = None
                for held in (one for values in record.held.values() for one in values):
                    entry, grounds = self._opened.ledger.entry(held.statement), list[str]()
                    for basis, item in zip(held.basis, self._story.view.documents(held), strict=True):
                        if item is not None and item.id in enclosed:
                            grounds.append(f"item-{item.id}")
                            if basis.kind is BasisKind.CLAIM:
                                claims[basis.ref] = item.id
                                grounds.append(f"claim-{basis.ref}")
                    of.append(f"value-{held.statement}")
                    told = {"record": record.id, "property": str((entry.body or {})["property"])}
                    yield _made(entry, of[-1], "Value", tuple(grounds), told)
                    last = entry if last is None or entry.seq > last.seq else last
                if last is not None:
                    yield _made(last, f"record-{record.id}", record.kind.capitalize(), tuple(of))
        for claim, source in claims.items():
            yield _made(self._opened.ledger.entry(claim), f"claim-{claim}", "Claim", (f"item-{source}",))
        for one in enclosed.values():
            told = {"sha256": one.id, "mediaType": one.media_type}
            yield _made(self._opened.ledger.entry(one.id), f"item-{one.id}", "Item", (), told)

    def _identities(self) -> bytes:
        """Return the identities of the confidential sources whose documents are enclosed; empty for none."""
        handles = {one.id for one in self._opened.ledger.entries(kind="identity") if one.body}
        asked = sorted({one.source for one in self.choice.enclosed} & handles)
        shown = revealed(self._opened, Evidence(self._opened), self._packer.view_of, asked, self._asked.identity)
        told = {one.subject: {label["en"]: list(held) for label, held in one.values} for one in shown}
        return _json(told) if told else b""


def _made(entry: Entry, thing: str, kind: str, of: tuple[str, ...], told: Mapping[str, str] | None = None) -> Made:
    return Made(thing, kind, f"append-{entry.append_id}", entry.recorded_at, entry.actor, of, told or {})


def _rendered(material: Redacted[Any], kind: str, stem: str, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    from sijill.workspace.editions._reporting import RENDERERS

    for language in Language:
        document = reports.compose(material, language, reports.read_kind(kind, PAGES))
        for form in formats:
            renderer = RENDERERS[form]()
            yield f"{stem}.{language.value}{renderer.suffix}", renderer.render(document)


def _file_name(item: Item) -> str:
    """Return what an original is called: its fingerprint, and the ending by which a program knows it."""
    suffix = PurePosixPath(item.original_name or "").suffix.lower()
    return item.id + (suffix if suffix[1:].isascii() and suffix[1:].isalnum() else "")


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
