"""An account being drawn up: what was met, what is accounted for, and what is not as it was recorded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijill.workspace._opened import Opened


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One thing that is not as it was recorded: in which part, where, and why.

    ``repair`` names the part to be repaired, or is empty where nothing here can. ``about`` are the ids by
    which it is found again.
    """

    part: str
    place: str
    why: str
    repair: str = ""
    about: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Whether it is damaged, or a file that nothing here names."""
        return "unknown" if self.why == "unknown_file" else "damaged"


@dataclass(slots=True)
class Books:
    """An account being drawn up: which files were met, which are accounted for, and what was found."""

    opened: Opened
    there: tuple[str, ...]
    accounted: set[str] = field(default_factory=set)
    sound: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    is_handed_over: bool = False
    swept: set[str] = field(default_factory=set)

    def name(self, path: Path) -> str:
        """Return a file's name within the register, and take it as accounted for."""
        found = path.relative_to(self.opened.folder).as_posix()
        self.accounted.add(found)
        return found

    def fault(self, part: str, place: str, why: str, repair: str = "", about: tuple[str, ...] = ()) -> None:
        """Note a fault."""
        self.faults.append(Fault(part, place, why, repair, about))
