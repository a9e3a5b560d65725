"""Kinds of argument: what a reading may be asked, with the words that each takes at every door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sijill.values import Period, SijillError, UnknownWord, message, translate_n

if TYPE_CHECKING:  # the grammar reads the declarations, and must not open a register for it
    from sijill.access import View
    from sijill.workspace import Register

MOST_DIGITS = 9
FEWEST_SIGNS = 8
"""Of an id that is given by its beginning."""


class NoWholeNumber(SijillError):
    """Text where a whole number is asked for."""


class NoMonth(SijillError):
    """Text where one month is asked for."""


class NoSuchItem(SijillError):
    """The beginning of an id with which no item, or more than one, begins."""


class ArgumentMissing(SijillError):
    """A reading that was not told what it cannot do without."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing that a reading is asked; this kind takes any text."""

    name: str
    label: str
    required: bool = False
    default: Any = None
    words: tuple[str, ...] = ()
    several: bool = False
    place: bool = False
    """Whether the command line takes it without an option's name."""
    private: bool = False
    """Whether it may hold a name or words, which no address holds, since addresses end up in logs (DESIGN 9)."""

    def read(self, register: Register, view: View, given: Any) -> Any:
        """Return the value that text means; what is no text stands. Raises ArgumentMissing and what the kind raises."""
        if given in (None, "", [], ()):
            if self.required:
                raise ArgumentMissing(message("this reading needs {name}; say it and ask again"), name=self.name)
            return self.default
        if self.several:
            return tuple(self._value(register, view, one) for one in ([given] if isinstance(given, str) else given))
        return self._value(register, view, given.strip() if isinstance(given, str) else given)

    def _value(self, register: Register, view: View, given: Any) -> Any:
        return given


class Choice(Argument):
    """One word of a closed list."""

    def _value(self, register: Register, view: View, given: Any) -> Any:
        if str(given) not in self.words:
            raise UnknownWord(self.name, str(given), self.words)
        return str(given)


class Window(Argument):
    """A window of days: 2020-05, 2020, or 2020-01-01/2020-05-31. Raises UnreadablePeriod, BackwardsPeriod."""

    def _value(self, register: Register, view: View, given: Any) -> Any:
        return Period.parse(given) if isinstance(given, str) else given


class Month(Argument):
    """One month: 2020-05. Raises NoMonth."""

    def _value(self, register: Register, view: View, given: Any) -> Any:
        try:
            window = Period.parse(str(given))
        except SijillError as reason:
            raise _no_month(self.name) from reason
        if not window.is_month:
            raise _no_month(self.name)
        return window.text


class Moment(Argument):
    """A day, or a moment with its zone; the register as it stood then. Raises UnreadableMoment."""

    def _value(self, register: Register, view: View, given: Any) -> Any:
        register.moment(given)
        return given


class RecordRef(Argument):
    """A record by its id, the beginning of one, or its handle. Raises AmbiguousId, MistypedHandle."""

    def _value(self, register: Register, view: View, given: Any) -> Any:
        return register.records.id_of(given)


class ItemRef(Argument):
    """An item by its SHA-256 or the beginning of it. Raises NoSuchItem."""

    def _value(self, register: Register, view: View, given: Any) -> Any:
        return whole_item_id(given, (one.id for one in view.items()))


class Whole(Argument):
    """A whole number of things in the digits of either script, not below nought. Raises NoWholeNumber."""

    def _value(self, register: Register, view: View, given: Any) -> Any:
        text = str(given)
        if not text.isdecimal():
            raise NoWholeNumber(message("{name} is a whole number of things, such as 30"), name=self.name)
        if len(text) > MOST_DIGITS:
            raise NoWholeNumber(message("that number is too large; {most} is the most"), most="9" * MOST_DIGITS)
        return int(text)


def _no_month(name: str) -> NoMonth:
    return NoMonth(message("{name} is one month, such as 2020-05"), name=name)


def whole_item_id(given: str, held: Iterable[str]) -> str:
    """Return the one item that begins with what was given. Raises NoSuchItem."""
    if len(given) < FEWEST_SIGNS:
        raise NoSuchItem(message("an id is given by its first eight letters or more, as sijill items lists it"))
    found = [one for one in held if one.startswith(given.lower())]
    if not found:
        raise NoSuchItem(message("no item begins with the id that was given; sijill items lists them"))
    if len(found) > 1:
        raise NoSuchItem(
            message("{items} begin with the id that was given; give more of its letters, as sijill items lists it"),
            items=lambda language: translate_n(language, "{n} item", "{n} items", len(found)),
        )
    return found[0]
