"""Builds an example register from its manifest: whole in a folder beside its own, or not at all."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sijill.actions import Provenance
from sijill.actions.entries import RecordedValues
from sijill.actions.tables import cell_value
from sijill.cli._demo_ledger import read_rows
from sijill.cli._demo_manifest import CITED, Decided, Manifest, ManifestBroken, Sealed, Step, read_manifest
from sijill.cli._demo_words import Words
from sijill.model import Act, Basis, BasisKind, Sensitivity
from sijill.values import SijillError
from sijill.workspace import Register, is_register
from sijill.workspace.many_at_once import record_new

NOTE = "note written for Sijill"
"""Who says a value for which a manifest names nobody."""


class InTheWay(SijillError):
    """A folder that is not a register where an example should go."""


def build(folder: Path, into: Path) -> bool:
    """
    Build the example of a folder as the register ``into``, unless it stands there already.

    Returns whether it was built. It is built beside its place and moved when complete, so
    that a killed run leaves nothing half-built. Raises InTheWay, ManifestBroken.
    """
    if is_register(into):
        return False
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise InTheWay(f"{into} is in the way and is no register; move it or choose another folder with --into")
    manifest = read_manifest(folder)
    unfinished = into.with_name(f".{into.name}-unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    if into.parent.exists() and not into.parent.is_dir():
        raise InTheWay(f"{into.parent} is a file; choose a folder with --into")
    into.parent.mkdir(parents=True, exist_ok=True)
    with Register.init(unfinished, settings=manifest.settings) as register:
        Builder(register, manifest).build()
    if into.exists():
        into.rmdir()
    unfinished.rename(into)
    return True


@dataclass
class Builder:
    """Follows a manifest step by step; ``known`` are the records made so far by the manifest's keys."""

    register: Register
    manifest: Manifest
    known: dict[str, str] = field(default_factory=dict)
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        """Begin without words."""
        self.words = Words(self.register, self.manifest.judge)

    def build(self) -> None:
        """Seal everything, then do every step in order."""
        with TemporaryDirectory() as cards:
            for one in self.manifest.sealed:
                self._seal(one, Path(cards))
        does = {
            "record": self._record,
            "state": self._state,
            "table": self._table,
            "rows": self._rows,
            "retract": self._retract,
            "compose": self._compose,
            "publish": self._publish,
        }
        for step in self.manifest.steps:
            does[step.does](step)

    def _seal(self, one: Sealed, cards: Path) -> None:
        path = cards / one.path.name if one.text else one.path
        if one.text:
            path.write_text(one.text, "utf-8")
        provenance = Provenance(
            one.source,
            one.path.name,
            one.title,
            published_on=one.published_on,
            cited=one.cited,
            language=one.language,
            sensitivity=Sensitivity.PUBLIC,
        )
        self.words.seal(one, self.register.evidence.add(path, provenance).item)

    def _record(self, step: Step) -> None:
        if step.kind is None:
            raise ManifestBroken(f"record {step.of!r} names no kind; add kind = ...")
        self.known[step.of] = self._say(step, step.kind, None)

    def _state(self, step: Step) -> None:
        subject = self._subject(step.of)
        self._say(step, self.register.records.of(subject).kind, subject)

    def _say(self, step: Step, kind: str, subject: str | None) -> str:
        """Record every value of a step, each on its own words or its own decision."""
        party = next((one.value for one in step.worded if one.name == "attribution"), None)
        for said in step.worded:
            value = self._value(kind, said.name, said.value)
            if said.hedges:
                value = {**value, "hedge": next(iter(said.hedges.values()))}
            claims = self.words.claims(said, kind=kind, value=value, party=party if isinstance(party, str) else None)
            source = step.source or NOTE
            recorded = self.register.records.record(
                kind, {said.name: value}, subject=subject, claims=claims, source=source
            )
            subject = recorded.subject
        for one in step.decided:
            subject = self._decide(kind, one, subject)
        if subject is None:
            raise ManifestBroken(f"step {step.of!r} says nothing; give it words or decisions")
        return subject

    def _decide(self, kind: str, one: Decided, subject: str | None) -> str:
        value = self._value(kind, one.name, one.value)
        return self.register.records.record(kind, {one.name: value}, subject=subject, reason=one.reason).subject

    def _value(self, kind: str, name: str, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("@"):
            return self._subject(value[1:])
        return cell_value(kind, name, json.loads(value) if isinstance(value, str) and value[:1] == "{" else value)

    def _subject(self, key: str) -> str:
        """Return the record of a key; ``P-01.incident`` is the incident that an imported person was joined to."""
        person, dot, _ = key.partition(".incident")
        if person not in self.known:
            raise ManifestBroken(f"no record {person!r} was made before it is spoken of; order the steps")
        if not dot:
            return self.known[person]
        for record in self.register.counts.counting().records.values():
            if isinstance(record.noun, Act) and record.noun.victim == self.known[person] and record.noun.incident:
                return record.noun.incident
        raise ManifestBroken(f"{person!r} was not joined to an incident; see its row")

    def _table(self, step: Step) -> None:
        content = (self.manifest.folder / step.of).read_bytes()
        mapping = (self.manifest.folder / step.options["mapping"]).read_text("utf-8")
        imported = self.register.exchange.import_table(content, mapping, name=step.of)
        rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
        for row, subject in zip(rows, imported.subjects, strict=True):
            self.known[row[step.options["key"]]] = subject

    def _rows(self, step: Step) -> None:
        """Record each row of a table on the words of its sentence, in both languages."""
        if step.kind is None:
            raise ManifestBroken(f"rows {step.of!r} name no kind; add kind = ...")
        rows = read_rows(self.manifest.folder / step.of, step.kind)
        keys = [(row.words, *(f"{CITED}{one} 1" for one in row.cites)) for row in rows]
        said = self.words.sentences(key for those in keys for key in those)
        claims = [[one for key in those for one in said[key]] for those in keys]
        told = [
            RecordedValues(
                step.kind,
                row.values,
                None,
                tuple(Basis(BasisKind.CLAIM, one) for one in under),
                stance=row.stance,
                source=row.source or NOTE,
            )
            for row, under in zip(rows, claims, strict=True)
        ]
        if alone := [one for one, row in zip(told, rows, strict=True) if not row.record]:
            record_new(self.register, alone)
        for one, row, under in zip(told, rows, claims, strict=True):
            if row.record:
                made = self.register.records.record(
                    one.kind,
                    one.values,
                    subject=self.known.get(row.record),
                    claims=under,
                    stance=one.stance,
                    source=one.source,
                )
                self.known[row.record] = made.subject

    def _retract(self, step: Step) -> None:
        """Withdraw every standing value of a property, or those of one source."""
        record = self.register.records.of(self._subject(step.of))
        held = [one for one in record.held[step.options["property"]] if step.source in (None, one.source)]
        for one in held:
            self.register.records.retract(one.statement, reason=step.options["reason"])

    def _compose(self, step: Step) -> None:
        """Write a part of a month's report in both languages; a line is a paragraph."""
        said = step.options
        self.register.publishing.write_text(
            step.of,
            said["part"],
            en=said["en"].strip(),
            ar=said["ar"].strip(),
            addressee_en=said.get("to_en", ""),
            addressee_ar=said.get("to_ar", ""),
            reason=said.get("reason", ""),
        )

    def _publish(self, step: Step) -> None:
        """Publish a month, so that what comes after is seen to change a published figure."""
        report, reason = self.register.publishing.report, step.options["reason"]
        seen = report(step.of, formats=["html"]).seq
        report(step.of, formats=["html"], publish=True, seen=seen, reason=reason)
