"""The root of every error that Sijill raises on purpose."""

from __future__ import annotations


class SijillError(Exception):
    """
    A situation that a person can understand and act on.

    The message names the thing (ids and offsets, never quoted words or names) and the next step.
    Doors turn the class into an exit code, a page or a status. ``message`` is a whole sentence of
    the catalogue with named places and ``places`` what stands in them, so that every door can
    say it in its person's language; one without places is said as it stands.
    """

    exit_code = 1

    def __init__(self, message: str = "", **places: str | int) -> None:
        """Take the sentence and what fills its places."""
        super().__init__(message.format_map(places) if places else message)
        self.message = message
        self.places = places
