"""The number of one record as it is counted: what every page, box, list, map and answer shows of it (DESIGN 11.1)."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from sijill.methodology import Assessment, Chosen, incidents_of
from sijill.records import AnyRecord
from sijill.tolls.units._unit import Unit, Units

RECORD_NUMBERS = ("killed", "children", "women", "men", "injured")
"""The numbers of a record that are shown of it."""

KINDS = frozenset({"incident", "victim", "tally"})


class Standing(enum.StrEnum):
    """How a record stands to the count; only what is counted has a number."""

    COUNTED = "counted"
    SILENT = "silent"
    WAITING = "waiting"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class CountedNumber:
    """
    A record as a methodology counts it.

    ``unit`` is the record that holds it: itself, or for a person in an incident the
    incident. ``numbers`` are those of the unit: killed, its groups, injured; a name that
    is missing was not stated, which is never 0. ``people`` are the persons counted in it,
    ``taken_out`` the records declared within it that count by themselves, ``alive`` and
    ``elsewhere`` the persons by whom it is less than sources state. A printed line of one
    group overlaps the lines by party: only who asks for its group finds it. ``assessment``
    gives the rules, also where it is not counted.
    """

    record: str
    unit: str
    standing: Standing
    assessment: Assessment
    numbers: Mapping[str, Chosen]
    people: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()
    alive: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    is_group_line: bool = False

    @property
    def killed(self) -> Chosen | None:
        """How many it adds to the killed, or None where it adds no number."""
        return self.numbers.get("killed")

    @property
    def is_own(self) -> bool:
        """Test whether the number is the record's own, and not that of the incident it is counted in."""
        return self.unit == self.record


class CountedNumbers:
    """Gives the counted number of each record of a register, from its units."""

    def __init__(self, found: Units, known: Mapping[str, AnyRecord], assessed: Mapping[str, Assessment]) -> None:
        """Take the units with the records and assessments they were made of."""
        self.records = known
        self._assessed = assessed
        self._units = {unit.record: unit for unit in found.units}
        self._home = {person.id: unit.record for unit in found.units for person in unit.people}
        acts = (record for record in known.values() if record.kind == "act")
        self._claimed = {person: places[0] for person, places in incidents_of(acts, known, known).items()}

    def unit(self, record: str) -> Unit:
        """Return the unit of a record that is counted."""
        return self._units[record]

    def of(self, record: str) -> CountedNumber | None:
        """Return the number of a record; None for what no methodology counts (acts, parties, places ...)."""
        held = self.records.get(record)
        if held is None or held.kind not in KINDS:
            return None
        own = self._assessed[record]
        unit = self._units.get(self._home.get(record, record))
        if unit is not None:
            return _counted(record, unit, own)
        return CountedNumber(record, *self._uncounted(record, own), {})

    def _uncounted(self, record: str, own: Assessment) -> tuple[str, Standing, Assessment]:
        if not own.countable:
            return record, Standing.WAITING if own.waits else Standing.LEFT_OUT, own
        home = self._claimed.get(record, record)
        whole = self._assessed[home]
        if not whole.countable:
            # Somebody who would count, in an incident that does not: the incident's rule is the reason.
            return home, Standing.WAITING if whole.waits else Standing.LEFT_OUT, whole
        return record, Standing.SILENT, own


def _counted(record: str, unit: Unit, own: Assessment) -> CountedNumber:
    assessment = unit.assessment if unit.record == record else own
    people, alive, elsewhere = (tuple(one.id for one in some) for some in (unit.people, unit.alive, unit.elsewhere))
    return CountedNumber(
        record,
        unit.record,
        Standing.COUNTED,
        assessment,
        unit.numbers,
        people,
        unit.taken_out,
        alive,
        elsewhere,
        unit.is_group_line,
    )
