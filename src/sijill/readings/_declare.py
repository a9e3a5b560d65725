"""A reading, declared once: its name, what it is asked, what it gives, and the pure function that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sijill.model import Sensitivity
from sijill.readings._arguments import Argument
from sijill.readings._columns import Column
from sijill.readings._table import Answer, Row, Table
from sijill.values import SijillError, UnknownWord, message

if TYPE_CHECKING:  # the grammar reads the declarations, and must not open a register for it
    from sijill.access import View
    from sijill.workspace import Register

Asks = Callable[..., Iterable[Row] | Answer]


def _unanswered(register: Register, view: View, **arguments: Any) -> Iterable[Row]:
    raise NotImplementedError("this reading is declared, and nothing answers it yet")


class NotAsked(SijillError):
    """An argument that belongs to another reading."""

    exit_code = 2


@dataclass(slots=True)
class Reading:
    """Something that can be asked of a register; called with one, it answers with a table."""

    name: str
    title: str
    gives: tuple[Column, ...]
    asks: tuple[Argument, ...] = ()
    action: str = "trace"
    """What a person of the desk has to be allowed: a word of the policy."""
    logged: bool = True
    """Whether the access log names what it shows; what is taken out into a file it always names."""
    about: str = ""
    """The argument that names the one thing it is about, which was looked at."""
    verb: str = ""
    """The verb that tells it with more than its rows, where there is one."""
    steady: bool = True
    """Whether it rests on the ledger alone, so that the chain's head says when it changes."""
    paged: bool = True
    """Whether it may be long."""
    function: Asks = field(default=_unanswered)

    def __post_init__(self) -> None:
        """Have every door offer it."""
        _READINGS[self.name] = self

    @property
    def slug(self) -> str:
        """The name as the command line and addresses write it."""
        return self.name.replace("_", "-")

    @property
    def addressed(self) -> tuple[Argument, ...] | None:
        """What an address may ask; None where it cannot be asked by one."""
        open_ones = tuple(one for one in self.asks if not one.private)
        return None if any(one.private and one.required for one in self.asks) else open_ones

    def answer(self, function: Asks) -> Asks:
        """Take the function that answers: ``function(register, view, **arguments)``; a decorator."""
        self.function = function
        return function

    def arguments(self, register: Register, view: View, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return every argument read from text or as it is. Raises NotAsked, ArgumentMissing and what each raises."""
        self.refuse_foreign(given, self.asks)
        return {one.name: one.read(register, view, given.get(one.name)) for one in self.asks}

    def refuse_foreign(self, given: Iterable[str], asks: Iterable[Argument]) -> None:
        """Refuse what is asked beside these arguments. Raises NotAsked."""
        known = sorted(one.name for one in asks)
        if foreign := sorted(set(given) - set(known)):
            raise NotAsked(
                message("the reading {reading} is not asked {name}; it is asked: {known}"),
                reading=self.name,
                name=", ".join(foreign),
                known=", ".join(known) or "–",
            )

    def __call__(self, register: Register, *, audience: Sensitivity = Sensitivity.SEALED, **given: Any) -> Table:
        """
        Return the answer for an audience; without one, for whoever holds the register itself.

        Raises NotAsked, ArgumentMissing and what the arguments and the answer raise.
        """
        from sijill.workspace import Act

        view = register.view(audience)
        arguments = self.arguments(register, view, given)
        columns = tuple(one for one in self.gives if view.clears(one.sensitivity))

        def ask() -> Answer:
            found = self.function(register, view, **arguments)
            return found if isinstance(found, Answer) else Answer(found)

        about = [str(arguments[self.about])] if self.about else []

        def log(subjects: Sequence[str], *, exported: bool) -> None:
            # What is taken out of the register stands in the log, also where reading it does not.
            told = [*about, *subjects] or ([f"table/{self.name}"] if exported else [])
            if told and (exported or self.logged):
                register.keeping.looked_at(told, act=Act.EXPORTED if exported else Act.READ)

        return Table(self.title, columns, ask, log)


_READINGS: dict[str, Reading] = {}


reading = Reading
"""Declares a reading."""


def declared_readings() -> Iterator[Reading]:
    """Give every declared reading, in the order of their declaration."""
    yield from _READINGS.values()


def find_reading(name: str) -> Reading:
    """Return a reading by its name. Raises UnknownWord."""
    try:
        return _READINGS[name]
    except KeyError:
        raise UnknownWord("reading", name, tuple(_READINGS)) from None
