"""The units of the present entry, kept as columns in the register's cache: the next process need not read the log."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.adapters.files import DigestNamed, file_stamp, program_stamp
from sijill.ledger import Ledger

if TYPE_CHECKING:
    from sijill.methodology import Rules
    from sijill.tolls.columns import UnitColumns
    from sijill.workspace.settings._settings import Settings

FORMAT = 1
"""The shape of the file; another one is made anew."""

LEAST = 10_000
"""Of how many entries a register's units are kept: a smaller one is read sooner than the file."""

MOST_KEPT = 4
"""Of how many methodologies they are kept."""


class KeptUnits:
    """
    A ``UnitShelf`` in a folder: what it gives is of this register and was counted by this very program, or is nothing.

    ``stands_on`` tells what units stand on beside the ledger and the methodology: program, theatres, settings. From
    the moment at which it tells another thing than when the register was opened, nothing is given and nothing kept.
    """

    def __init__(self, files: DigestNamed, ledger: Ledger, opened_on: str, stands_on: Callable[[], str]) -> None:
        """Stand on the files of a register and its ledger."""
        self._files, self._ledger, self._opened_on, self._stands_on = files, ledger, opened_on, stands_on

    def at(self, rules: Rules, seq: int) -> UnitColumns | None:
        """Return the units under a methodology of the present entry or of one before it; None where none are kept."""
        if not self._is_kept(seq):
            return None
        from sijill.adapters.parquet import UnreadableUnits, read_units, told_of

        content = self._files.read(_named_by(rules))
        if content is None:
            return None
        try:
            told = told_of(content)
            if told == self._told(rules, int(told["seq"])) and not self._destroyed_since(int(told["seq"])):
                return read_units(content)
        except (UnreadableUnits, LookupError, TypeError, ValueError):
            pass  # a file of another shape that bears the name of its bytes: it is no file of ours
        self._files.remove(_named_by(rules))
        return None

    def keep(self, rules: Rules, seq: int, made: Callable[[], UnitColumns | None]) -> None:
        """Keep the units of the present entry; of another one, and where the disk takes none, nothing is kept."""
        if not self._is_kept(seq):
            return
        from sijill.adapters.parquet import units_bytes

        if (columns := made()) is None:
            return
        content = units_bytes(columns, self._told(rules, seq))
        if self._ledger.seq == seq:  # what was destroyed meanwhile is not written down again
            self._files.write(_named_by(rules), content, most=MOST_KEPT)

    def forget(self) -> None:
        """Take away what was kept: words were destroyed, or it is to be proved that figures come of the log."""
        self._files.clear()

    def _is_kept(self, seq: int) -> bool:
        return _HAS_COLUMNS and seq >= LEAST and seq == self._ledger.seq and self._stands_on() == self._opened_on

    def _destroyed_since(self, seq: int) -> bool:
        return any(True for _ in self._ledger.entries(kind="destroyed", after=seq))

    def _told(self, rules: Rules, seq: int) -> Mapping[str, Any]:
        """Return what a file of an entry must say: the head there tells this register's whole history to it."""
        return {
            "format": FORMAT,
            "rules": rules.digest,
            "seq": seq,
            "head": self._head(seq),
            "stands_on": self._opened_on,
            "parties": _digest_of_told([rules.parties.get(slug) for slug in sorted(rules.parties.slugs())]),
        }

    def _head(self, seq: int) -> str:
        for entry in self._ledger.entries(after=seq - 1, upto=seq):
            receipt = self._ledger.receipt(entry.append_id)
            return receipt.head if receipt is not None and receipt.last_seq == seq else ""
        return ""


_HAS_COLUMNS = find_spec("pyarrow") is not None
"""Without the extra ``fast`` every figure is counted from the log."""


def kept_units(folder: Path, ledger: Ledger, settings: Settings, places: Callable[[], Iterable[Path]]) -> KeptUnits:
    """Return what keeps the units of the register in a folder; ``places`` are the tables of places known here."""

    def stands_on(program: str) -> str:
        theatre = folder / settings.theatre
        # A folder has the times of its names, not of what is written in its files.
        own = [theatre, *(sorted(theatre.iterdir()) if theatre.is_dir() else ()), *places()]
        stamps = [program, *((str(one), file_stamp(one)) for one in own)]
        return _digest_of_told([stamps, settings.counted, settings.theatre, settings.own_columns])

    files, opened_on = DigestNamed(folder / "cache"), stands_on(_program_at_first())
    return KeptUnits(files, ledger, opened_on, lambda: stands_on(program_stamp()))


@functools.cache
def _program_at_first() -> str:
    """Return the program that this process began with; one that is put in its place meanwhile is another."""
    return program_stamp()


def _digest_of_told(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _named_by(rules: Rules) -> str:
    return f"counted-{rules.digest[:16]}"
