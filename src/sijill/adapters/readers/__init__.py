"""Readers of foreign bytes, each document in a child process of its own with limits and without network."""

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._sandbox import Sandbox

__all__ = ["Limits", "Sandbox"]
