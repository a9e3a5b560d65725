"""Sijill (سِجِلّ): from sealed words to figures that can be defended."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sijill.workspace import Register
    from sijill.workspace import open_register as open

__all__ = ["Register", "open"]


def __getattr__(name: str) -> Any:
    """Import the workspace only when it is asked for, so that ``sijill --help`` stays quick."""
    offered = {"open": "open_register", "Register": "Register"}
    if name in offered:
        return getattr(importlib.import_module("sijill.workspace"), offered[name])
    raise AttributeError(f"module 'sijill' has no attribute {name!r}")
