"""Why a record is filed, counted or left out: the sentence of every code that a methodology answers with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sijill.model.parties import Parties
from sijill.values import Language, message, translate

if TYPE_CHECKING:
    from sijill.methodology import Rules, Why

SENTENCES: Mapping[str, str] = {
    "not_stated": message("No source says who is responsible."),
    "party_word": message("Only a party to the conflict says who is responsible."),
    "status_party_word": message("Only a party to the conflict says who the dead were."),
    "one_row": message("Whichever of the parties did it, the row is the same."),
    "mode": message("Responsibility: {mode}."),
    "party": message("Held responsible: {party}."),
    "outsider": message("Held responsible: {party}, which has no row of its own in this methodology."),
    "no_rows": message("Held responsible: {party}. This methodology files nobody by party."),
    "status": message("Status of the dead: {status}."),
    "status_not_counted": message("The dead are not counted here as: {status}."),
    "status_open": message("It is not settled who the dead were; the method then: {answer}."),
    "tally_source": message("Tables of this source are not counted here."),
    "printed_sum": message("It is kept to check its parts: {role}."),
    "outcome": message("What happened to the person is not counted in this toll."),
    "ended": message("It had ended by the end of the window: the person was released or found."),
    "not_named": message("The person is not known by name."),
    "no_names": message("A number without names is not counted."),
    "names_above_number": message("More dead are known by name than the number that is counted."),
    "no_number": message("It gives no number to count."),
    "no_violation": message("It is archived: nobody qualified it as a violation."),
    "cause_excluded": message("Cause that is not counted: {cause}."),
    "too_few": message("Fewer than {n} were killed."),
    "no_actor": message("No organised actor is named."),
    "pending_corroboration": message("It is {step}; this method counts from: {needed}."),
    "massacre": message("{n} or more were killed together."),
    "grade": message("Grade that is not counted: {grade}."),
    "body_not_returned": message("The body was not returned: reported dead and still disappeared."),
    "step": message("How well it is established: {step}."),
    "groups_without_total": message("It gives groups of the dead and no number of all."),
    "groups_exceed_total": message("Its groups are more than all its dead."),
    "groups_exceed_best": message("Its groups are more than the number counted."),
    "within_circle": message("It is declared within a line that is within it."),
    "part_outside_line": message("Its date lies outside the line it is declared within."),
    "parts_exceed_line": message("What is declared within it is more than it holds."),
    "unknown_clock": message("Its clock is no clock that tables are counted by."),
}

MODES = {
    "single": message("one party"),
    "joint": message("two parties together, coordination proved"),
    "joint_undetermined": message("several parties, shares not determined"),
    "one_of_two": message("one of two parties"),
    "unknown": message("not known who"),
    "disputed": message("sources name different parties"),
}
_STEPS = {
    "reported": message("reported"),
    "corroborated": message("corroborated"),
    "verified": message("verified"),
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "mode": MODES,
    "answer": {
        "count": message("counts it and says that the status is ambiguous"),
        "unknown": message("counts it as not known"),
        "known_part": message("counts it in the total and shows the known part beside it"),
        "wait": message("waits"),
        "leave_out": message("leaves it out"),
    },
    "status": {
        "civilian": message("civilian"),
        "combatant": message("combatant"),
        "ambiguous": message("ambiguous"),
        "unknown": message("not known"),
    },
    "step": _STEPS,
    "needed": _STEPS,
    "role": {"total": message("a printed total"), "series": message("a printed series")},
    "grade": {
        "confirmed": message("confirmed"),
        "fair": message("fair"),
        "weak": message("weak"),
        "contested": message("contested"),
        "discounted": message("discounted"),
    },
    "cause": {
        "natural_death": message("Natural death"),
        "private_dispute": message("Private dispute"),
        "disease": message("Disease"),
    },
}
"""What the values of a reason are called, by the name of the value."""


def sentence(why: Why, language: Language, rules: Rules | None = None) -> str:
    """Return what a rule found, as a sentence; parties and causes bear the methodology's own labels."""
    places = {name: _spoken(name, value, language, rules) for name, value in why.values}
    return translate(language, SENTENCES[why.code], **places)


def _spoken(name: str, value: str, language: Language, rules: Rules | None) -> str:
    words = _WORDS.get(name, {})
    if value in words:
        return translate(language, words[value])
    if name == "cause" and rules is not None and value in rules.causes:
        return rules.causes[value][language.value]
    tree = rules.parties if rules is not None else Parties.load()
    if name == "party" and value in tree:
        entry = tree.get(value)
        return entry.label_ar if language.is_rtl else entry.label_en
    return value
