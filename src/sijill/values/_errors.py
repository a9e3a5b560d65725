"""The one base of situations that a person can understand and act on."""

from __future__ import annotations

from sijill.values._language import Language
from sijill.values._messages import Place, translate
from sijill.values._troubles import trouble_in_words


class SijillError(Exception):
    """
    A situation that a person can understand and act on.

    The message names the thing (ids and offsets, never quoted words or names) and the next step.
    Doors turn the class into an exit code, a page or a status. ``message`` is a whole sentence of
    the catalogue with named places and ``places`` what stands in them, so that every door can
    say it in its person's language. A place may hold another error, of ours or of the operating
    system, which is said in that language too.
    """

    exit_code = 1

    def __init__(self, message: str = "", **places: object) -> None:
        """Take the sentence and what fills its places."""
        held = {name: trouble_in_words(one) if isinstance(one, OSError) else one for name, one in places.items()}
        english = {name: value(Language.EN) if callable(value) else value for name, value in held.items()}
        super().__init__(message.format_map(english) if places else message)
        self.message = message
        self.places = {name: _place(value) for name, value in held.items()}

    def in_language(self, language: Language) -> str:
        """Return the sentence in a language, its places filled."""
        return translate(language, self.message, **self.places) if self.message else ""


def _place(value: object) -> Place:
    if isinstance(value, SijillError):
        return value.in_language
    return value if isinstance(value, str | int) or callable(value) else str(value)
