"""Sijill (سِجِلّ): from sealed words to figures that can be defended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sijill.workspace import Register

__all__ = ["Register", "open"]


def __getattr__(name: str) -> Any:
    """Import the workspace only when it is asked for, so that ``sijill --help`` stays quick."""
    if name == "open":
        from sijill.workspace import open_register

        return open_register
    if name == "Register":
        from sijill.workspace import Register

        return Register
    raise AttributeError(f"module 'sijill' has no attribute {name!r}")
