"""The root of every error that Sijill raises on purpose."""

from __future__ import annotations


class SijillError(Exception):
    """
    A situation that a person can understand and act on.

    The message names the thing (ids and offsets, never quoted words or names) and
    the next step. Doors turn the class into an exit code, a page or a status.
    """

    exit_code = 1
