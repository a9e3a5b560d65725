"""A register for a test, as ``Register.init`` and a first step make it: made once in a run, and copied for each."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sijill.workspace import Register, Settings

_KEPT = tempfile.TemporaryDirectory(prefix="sijill-test-registers-", ignore_cleanup_errors=True)
_MADE: dict[str, Path] = {}


def begun(folder: Path, settings: Settings, first: Callable[[Register], object] | None = None) -> Register:
    """Return an opened register in a new folder, with what ``first``, a function of a module, does in it."""
    key = f"{settings!r} {first and (first.__module__, first.__qualname__)}"
    if key not in _MADE:
        made = Path(_KEPT.name) / str(len(_MADE))
        with Register.init(made, settings=settings) as register:
            if first is not None:
                first(register)
        _MADE[key] = made
    shutil.copytree(_MADE[key], folder)
    return Register.open(folder)
