"""What a destruction had to do, kept while it lasts, so that one which was stopped is finished by the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sijill.adapters.files._durable import settle_folder, write_shelved
from sijill.evidence import VaultFull
from sijill.values import message

KEPT_TO_FINISH = {"entries", "items", "append_id", "reason", "words", "shared", "publications", "alike"}
"""What it says."""


class DestructionJournal:
    """One file in the register's ``tmp``, for its owner only and in no backup: it names what is to be found nowhere."""

    def __init__(self, folder: Path) -> None:
        """Stand on the register's folder."""
        self.path = folder / "tmp" / "destroying.json"

    def read(self) -> dict[str, Any] | None:
        """Return what was begun and not finished, or None where nothing was, or the file is none of ours."""
        try:
            begun = dict(json.loads(self.path.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return begun if begun.keys() >= KEPT_TO_FINISH else None

    def write(self, begun: Mapping[str, Any]) -> None:
        """Keep what is begun; raises VaultFull before anything is destroyed."""
        full = VaultFull(message("no room to destroy; nothing was destroyed yet: free space and destroy again"))
        write_shelved(self.path, json.dumps(begun).encode(), mode=0o600, give_name=Path.replace, full=full)

    def clear(self) -> None:
        """Take the file away."""
        self.path.unlink(missing_ok=True)
        if self.path.parent.is_dir():
            settle_folder(self.path.parent)
