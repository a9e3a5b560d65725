"""A table that somebody brought and has not imported yet: kept beside the register, for its person alone, for a day."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sijill.actions.tables import Imported
from sijill.model import from_json, to_json
from sijill.values import Language, SijillError
from sijill.values.persons import same_person

KEPT_FOR = timedelta(days=1)
ABOUT = ".json"
KEPT_AS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class KeptTable:
    """
    One upload and what was decided of it so far.

    ``mapping`` is how it is read; ``summary`` what that would do, or did (``imported`` names the import), ``refused``
    why it did nothing, in each language. Its name, its words and its cells stand in no address and no log.
    """

    path: str
    person: str
    name: str
    mapping: str = ""
    sensitivity: str = ""
    skip_bad_rows: bool = False
    as_update: bool = False
    summary: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    imported: str = ""

    @property
    def key(self) -> str:
        """The name under which it is kept, which says nothing of it."""
        return Path(self.path).name.partition(".")[0]

    @property
    def content(self) -> bytes:
        """The bytes as they came."""
        return Path(self.path).read_bytes()

    @cached_property
    def size(self) -> int:
        """How many bytes they are."""
        return Path(self.path).stat().st_size

    @property
    def outcome(self) -> Imported | None:
        """What it would do, or did; None before it was tried."""
        return from_json(Imported, self.summary) if self.summary else None

    def tried(self, outcome: Imported | SijillError) -> None:
        """Keep what a try gave, or why it gave nothing."""
        self.summary, self.refused = {}, {}
        if isinstance(outcome, SijillError):
            self.refused = {one.value: outcome.in_language(one) for one in Language}
        else:
            self.summary = to_json(outcome)
        self.write()

    def tried_anew(self) -> None:
        """Forget what an earlier try gave: another one is on its way."""
        self.summary, self.refused = {}, {}
        self.write()

    def write(self) -> None:
        """Write what was decided, whole or not at all."""
        about, part = Path(self.path + ABOUT), Path(self.path + ABOUT + ".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False)
        part.replace(about)

    def wipe(self) -> None:
        """Delete it with all that was kept of it."""
        for path in (self.path, self.path + ABOUT):
            Path(path).unlink(missing_ok=True)


def find_table(folder: Path, key: str, person: str) -> KeptTable | None:
    """Return a table by its key; None where there is none, or it is another's."""
    if not KEPT_AS.fullmatch(key):
        return None
    try:
        found = KeptTable(**json.loads((folder / f"{key}.upload{ABOUT}").read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return found if same_person(found.person, person) else None


def wipe_old_tables(folder: Path, *, now: datetime) -> None:
    """Delete every table that nobody decided about within a day, whoever's it is."""
    for about in _abouts(folder):
        if datetime.fromtimestamp(about.stat().st_mtime, now.tzinfo) < now - KEPT_FOR:
            KeptTable(str(about).removesuffix(ABOUT), "", "").wipe()


def _abouts(folder: Path) -> Iterator[Path]:
    yield from folder.glob(f"*.upload{ABOUT}")
