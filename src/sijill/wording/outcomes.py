"""What is counted, in words: the head of a column of numbers, and whose clock and place a figure follows."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.model import Clock, PlaceBasis
from sijill.model.outcomes import OUTCOMES
from sijill.values import Language, message, translate

MEASURE_HEADS: Mapping[str, str] = {
    "killed": message("Killed"),
    "injured": message("Injured"),
    "detained": message("Detained"),
    "released": message("Released"),
    "disappeared": message("Forcibly disappeared"),
    "died_in_detention": message("Died in detention"),
    "displaced": message("Displaced"),
    "massacres": message("Massacres"),
    "incidents": message("Incidents"),
}
"""The head of a column of each measure."""

_OF_DEATHS: Mapping[Clock, str] = {
    Clock.DOCUMENTED: message("Each death counts in the month in which it was documented."),
    Clock.DIED: message("Each death counts in the month in which it happened."),
    Clock.RECORDED: message("Each death counts in the month in which the register took it in."),
}
_OF_CASES: Mapping[Clock, str] = {
    Clock.DOCUMENTED: message("Each case counts in the month in which it was documented."),
    Clock.HAPPENED: message("Each case counts in the month in which it happened."),
    Clock.DIED: message("Each case counts in the month in which it happened."),
    Clock.RECORDED: message("Each case counts in the month in which the register took it in."),
}
_PLACES: Mapping[PlaceBasis, str] = {
    PlaceBasis.KILLED_IN: message("Places are those where people were killed."),
    PlaceBasis.HAPPENED_IN: message("Places are those where it happened."),
    PlaceBasis.ORIGIN: message("Places are those where people came from."),
}


def clock_sentence(clock: Clock, measure: str, language: Language) -> str:
    """Return by which clock a measure counts."""
    sentences = _OF_CASES if measure in OUTCOMES and OUTCOMES[measure].living else _OF_DEATHS
    return translate(language, sentences[clock])


def place_sentence(basis: PlaceBasis, language: Language) -> str:
    """Return whose place a figure is filed under."""
    return translate(language, _PLACES[basis])


DEFINITIONS: Mapping[str, str] = {
    "injured": message("The injured are those whom sources count or name as wounded."),
    "detained": message("The detained are those whom sources count or name as arrested or held, by whomever."),
    "released": message("The released are those whom sources count or name as set free from detention."),
    "disappeared": message(
        "The forcibly disappeared are those who were taken and whose fate or whereabouts whoever took them conceals."
    ),
    "died_in_detention": message(
        "Those who died in detention are among the killed as well: the two numbers are not added up."
    ),
    "displaced": message("The displaced are those whom sources count or name as driven from their homes."),
}
"""Who is counted among the people of an outcome."""
