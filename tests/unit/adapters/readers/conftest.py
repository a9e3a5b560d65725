"""A register in which readers' work is taken in."""

from tests.unit.workspace.conftest import register

__all__ = ["register"]
