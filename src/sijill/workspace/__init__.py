"""Opens a register: the one place where ports meet adapters, and through which all readings go."""

from __future__ import annotations

from pathlib import Path

from sijill.adapters.sql import restore
from sijill.methodology import MethodologyNotAdopted
from sijill.workspace._counting import Counting
from sijill.workspace._documents import entry_document, record_document, toll_document, trace_document
from sijill.workspace._register import Register
from sijill.workspace._reporting import Reported
from sijill.workspace._settings import (
    AlreadyARegister,
    NotARegister,
    Settings,
    SettingsBroken,
    is_register,
)


def open_register(path: str | Path, *, actor: str | None = None) -> Register:
    """Return a register opened for reading and acting. Raises NotARegister."""
    return Register(Path(path), actor=actor)


__all__ = [
    "AlreadyARegister",
    "Counting",
    "MethodologyNotAdopted",
    "NotARegister",
    "Register",
    "Reported",
    "Settings",
    "SettingsBroken",
    "entry_document",
    "is_register",
    "open_register",
    "record_document",
    "restore",
    "toll_document",
    "trace_document",
]
