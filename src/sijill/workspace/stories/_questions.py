"""One question that sources answer differently: a measure of a place, such as ``killed@Inventedtown``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.model.territory import DatedMeasure, MovementKind
from sijill.values import SijillError, UnknownWord, message


class UnknownQuestion(SijillError):
    """A question that was not asked, or in another form than MEASURE@PLACE."""

    exit_code = 2


class UnknownMeasure(UnknownWord):
    """A question by what cannot be asked of a place, refused with the measure that is meant."""

    exit_code = 2


class NobodyAnswers(SijillError):
    """A question to which the register holds no account that the audience may see."""


@dataclass(frozen=True, slots=True)
class Measure:
    """
    What can be asked: its sentence, and what answers it.

    ``moved`` are movements of that kind, ``counted`` dated counts of that measure, ``number`` a property of
    incidents and printed lines; without any of them it is who held the place. ``end`` is the end of a movement
    that lies in the place.
    """

    sentence: str
    moved: MovementKind | None = None
    counted: DatedMeasure | None = None
    number: str = ""
    end: str = "from_place"


_KILLED = message("How many people were killed in {place}, {period}?")
MEASURES: Mapping[str, Measure] = {
    "evacuated": Measure(message("How many people were evacuated from {place}, {period}?"), MovementKind.EVACUATION),
    "fled": Measure(message("How many people fled from {place}, {period}?"), MovementKind.FLIGHT),
    "surrendered": Measure(message("How many people surrendered in {place}, {period}?"), MovementKind.SURRENDER),
    "returned": Measure(message("How many people returned to {place}, {period}?"), MovementKind.RETURN, end="to_place"),
    "displaced": Measure(
        message("How many people were displaced from or in {place}, {period}?"),
        MovementKind.FLIGHT,
        DatedMeasure.DISPLACED,
    ),
    "besieged": Measure(message("How many people were besieged in {place}, {period}?"), counted=DatedMeasure.BESIEGED),
    "population": Measure(message("How many people lived in {place}, {period}?"), counted=DatedMeasure.POPULATION),
    "strength": Measure(message("How strong were the forces in {place}, {period}?"), counted=DatedMeasure.STRENGTH),
    "service": Measure(message("What was left of services in {place}, {period}?"), counted=DatedMeasure.SERVICE),
    "killed": Measure(_KILLED, number="killed"),
    "injured": Measure(message("How many people were injured in {place}, {period}?"), number="injured"),
    "children": Measure(message("How many children were killed in {place}, {period}?"), number="children"),
    "women": Measure(message("How many women were killed in {place}, {period}?"), number="women"),
    "men": Measure(message("How many men were killed in {place}, {period}?"), number="men"),
    "control": Measure(message("Who held {place}, {period}?")),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A measure of a place."""

    name: str
    place: str

    @property
    def measure(self) -> Measure:
        """What is asked."""
        return MEASURES[self.name]

    @classmethod
    def parse(cls, text: str) -> Question:
        """Return the question that a text asks: ``killed@Inventedtown``. Raises UnknownQuestion, UnknownMeasure."""
        name, at, place = (part.strip() for part in text.partition("@"))
        listed = ", ".join(MEASURES)
        if not (name and at and place):
            raise UnknownQuestion(
                message("ask MEASURE@PLACE, such as killed@Aleppo; measures that can be asked: {measures}"),
                measures=listed,
            )
        if name.casefold() not in MEASURES:
            raise UnknownMeasure("measure", name, MEASURES)
        return cls(name.casefold(), place)


def no_question() -> UnknownQuestion:
    """Return the refusal of a sheet of conflicts without a question."""
    return UnknownQuestion(
        message("name the question: --question MEASURE@PLACE; measures that can be asked: {measures}"),
        measures=", ".join(MEASURES),
    )
