"""Repairs what can be made again from the log and from sealed bytes, and never invents the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import actions, evidence, methodology
from sijill.actions import upkeep
from sijill.adapters.files import write_whole
from sijill.model import Sensitivity
from sijill.values import SijillError, message
from sijill.workspace._evidence import found_by
from sijill.workspace.settings._settings import write_settings
from sijill.workspace.upkeep._account_parts import bodies, recorded_settings
from sijill.workspace.upkeep._destroying import Destruction

if TYPE_CHECKING:
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened
    from sijill.workspace._publishing import Publishing
    from sijill.workspace.upkeep._account import Account
    from sijill.workspace.upkeep._books import Fault

REPAIRABLE = ("vault", "texts", "reports", "methodology", "settings", "projections", "proposals")
"""What can be repaired, in the order in which one rests on another."""


class UnknownPartOfRegister(SijillError):
    """A word that names no part of a register."""

    exit_code = 2


class LogDoesNotHold(SijillError):
    """A repair of what repeats the log, while the log itself does not hold."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done about one fault, by code; ``done`` is False where it stays."""

    fault: Fault
    did: str

    @property
    def done(self) -> bool:
        """Test whether the fault is gone."""
        return self.did not in ("cannot", "left")


@dataclass(frozen=True, slots=True)
class Repairing:
    """Repairs the faults of an account, each by what its part rests on."""

    opened: Opened
    evidence: Evidence
    publishing: Publishing
    confirm: bool = False

    def repair(self, account: Account, part: str | None = None) -> list[Repaired]:
        """
        Return what was done about every fault, or those of a part.

        Raises UnknownPartOfRegister, and LogDoesNotHold: projections made from a damaged log would hide the damage.
        """
        if part is not None and part not in REPAIRABLE:
            raise UnknownPartOfRegister(
                message("{part} is no part of a register; name one of {words}, or none for all"),
                part=repr(part),
                words=", ".join(REPAIRABLE),
            )
        if not account.chain.holds or account.chain.strangers:
            raise LogDoesNotHold(
                message(
                    "the log itself does not hold, and nothing is made anew from it; keep the folder as it is, and "
                    "restore from a backup whose head you kept"
                )
            )
        wanted = REPAIRABLE if part is None else (part,)
        return [
            done for name in wanted for done in self._part(name, [f for f in account.faults if f.repair == name])
        ] + [
            Repaired(fault, "left" if fault.state == "unknown" else "cannot")
            for fault in account.faults
            if part in (None, fault.part) and not fault.repair
        ]

    def _part(self, part: str, faults: list[Fault]) -> Iterable[Repaired]:
        if not faults:
            return ()
        if part == "projections":
            self.opened.store.rebuild()
            self.opened.looks.guard_again()
            return [Repaired(fault, "rebuilt" if fault.why != "file_broken" else "cannot") for fault in faults]
        if part == "proposals":
            return self._proposals(faults)
        each: Mapping[str, Callable[[Fault], str]] = {
            "vault": self._sealed,
            "texts": self._reading,
            "reports": self._copy,
            "methodology": self._copy,
            "settings": self._setting,
        }
        return [Repaired(fault, each[part](fault)) for fault in faults]

    def _proposals(self, faults: list[Fault]) -> Iterator[Repaired]:
        """Find anew what is found in documents; where a table names none, in all of them."""
        items = sorted({fault.about[0] for fault in faults})
        if any(fault.why == "table_differs" for fault in faults):
            items = [item.id for item in self.evidence.items()]
            self.opened.store.proposals.prune()
        self.opened.store.signatures.forget(items)
        self.opened.store.passages.forget(items)
        for item in items:
            self.evidence.find_again(item)
        for fault in faults:
            yield Repaired(fault, "found_again")

    def _sealed(self, fault: Fault) -> str:
        if fault.why == "destruction_unfinished":
            Destruction(self.opened, self.evidence, self.publishing).finish()
            return "removed"
        sha256, vault = fault.about[0], self.opened.vault
        if fault.why == "destroyed_remains":
            (self.opened.identities if fault.part == "sealed" else vault).remove(sha256)
            return "removed"
        content, did = self._same_bytes(sha256), "sealed_again"
        if content is None:
            content, did = self._rendered(sha256), "rendered_again"
        if content is None:
            return "cannot"
        if vault.holds(sha256):
            vault.remove(sha256)
        vault.seal(content)
        return did

    def _same_bytes(self, sha256: str) -> bytes | None:
        """Return bytes of this fingerprint from where a copy may stand: reports, methodologies, the program itself."""
        folder = self.opened.folder
        for path in (*folder.glob("reports/**/*"), *folder.glob("methodology/*")):
            if path.is_file() and evidence.fingerprint(content := path.read_bytes()) == sha256:
                return content
        shipped = map(methodology.shipped_bytes, methodology.shipped())
        return next((one for one in shipped if evidence.fingerprint(one) == sha256), None)

    def _rendered(self, sha256: str) -> bytes | None:
        """Return a published file rendered again where it comes out byte for byte the same, else None."""
        for body in bodies(self.opened, "publication"):
            for name, digest in body.get("files", {}).items():
                if digest == sha256:
                    with suppress(SijillError, KeyError, ValueError):
                        return self._file_of(body, name, sha256)
        return None

    def _file_of(self, body: Mapping[str, Any], name: str, sha256: str) -> bytes | None:
        """Return a file of an edition made anew, as of then and for the same audience; None where it differs."""
        from sijill import reports
        from sijill.workspace.editions import _reporting

        stem, suffix = Path(name).stem, Path(name).suffix.removeprefix(".")
        kind = str(body.get("kind") or reports.MONTHLY)
        material = self.publishing.material(
            kind,
            str(body["period"]),
            **body.get("asked", {}),
            methodology=str(body["methodology"]),
            as_of=self.opened.recorded_at(int(body["seq"])),
            audience=str(body.get("audience", Sensitivity.PUBLIC)),
        )
        content = _reporting.render_files(material, kind, [stem.rpartition("-")[2]], [suffix])[name]
        return content if evidence.fingerprint(content) == sha256 else None

    def _copy(self, fault: Fault) -> str:
        try:
            content = self.opened.vault.read(fault.about[0])
        except (evidence.NotInVault, evidence.VaultDamaged):
            return "cannot"
        path = self.opened.folder / fault.place
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content)
        return "copied_back"

    def _reading(self, fault: Fault) -> str:
        """Read an item again; what its reader made of it then is recognised by its digest."""
        item = fault.about[0]
        if fault.why == "destroyed_remains":
            self.opened.texts.remove(item)
            return "removed"
        about = self.opened.ledger.history(item)
        recorded = {str(e.body["reader"]): e.body for e in about if e.kind == "text" and e.body}
        try:
            reading = self.evidence.read_now(item)
        except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
            return "cannot"
        then = actions.reading_record("", item, reading)
        before = recorded.get(fault.about[1])
        is_same = fault.about[1] == reading.reader and (
            before is None or (before["digest"] == then.digest and before.get("kept") in (None, then.kept))
        )
        self.opened.texts.path(item, fault.about[1]).unlink(missing_ok=True)
        self.opened.texts.keep(item, reading)
        self.opened.store.passages.keep(item, found_by(reading))
        upkeep.record_repair(self.opened.doing(), item, None if is_same else reading)
        return "read_again" if is_same else "read_otherwise"

    def _setting(self, fault: Fault) -> str:
        if self.confirm:
            upkeep.confirm_settings(self.opened.doing(), self.opened.settings.counted)
            return "setting_confirmed"
        recorded = recorded_settings(self.opened) or {}
        known = {name: recorded[name] for name in self.opened.settings.counted if name in recorded}
        write_settings(self.opened.folder, replace(self.opened.settings, **known))
        return "setting_restored"
