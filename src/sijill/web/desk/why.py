"""Why a record counts or does not: every rule that fired, in the words of its methodology and in ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sijill.methodology import Assessment
from sijill.values import Language, message, translate
from sijill.web.desk import words
from sijill.workspace import Counting


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired: its id, what the methodology says of it, and what it found in this record."""

    rule: str
    label: str
    found: str


# What ``assess`` says of a record, and the sentence a person reads; a group of the pattern is a code with its own word.
SAYINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words_en)
    for pattern, words_en in (
        (r"no party stated", message("No source says who is responsible.")),
        (r"a party's word alone", message("Only a party to the conflict says who is responsible.")),
        (r"status by a party's word alone", message("Only a party to the conflict says who the dead were.")),
        (r"mode (?P<code>\w+), all within one row", message("Whichever of the parties did it, the row is the same.")),
        (r"mode (?P<mode>\w+)", message("Responsibility: {code}.")),
        (r"party (?P<code>\w+) has no row of its own", message("{code} has no row of its own in this methodology.")),
        (r"party (?P<code>\w+)", message("Held responsible: {code}.")),
        (r"status (?P<code>\w+) is not counted", message("The dead are not counted here as: {code}.")),
        (
            r"status not settled: (?P<open>\w+)",
            message("It is not settled who the dead were; the method then: {code}."),
        ),
        (r"status (?P<code>\w+)", message("Status of the dead: {code}.")),
        (r"tally of a source that is not counted here", message("Tables of this source are not counted here.")),
        (r"printed (?P<code>total|series), kept to check its parts", message("It is kept to check its parts: {code}.")),
        (r"outcome not counted", message("What happened to the person is not counted in this toll.")),
        (r"archived, not qualified as a violation", message("It is archived: nobody qualified it as a violation.")),
        (r"cause (?P<code>\w+) is excluded", message("Cause that is not counted: {code}.")),
        (r"fewer than (?P<n>\d+) killed", message("Fewer than {n} were killed.")),
        (r"no organised actor named", message("No organised actor is named.")),
        (
            r"(?P<code>\w+) only; counted from (?P<other>\w+)",
            message("It is {code}; this method counts from: {other}."),
        ),
        (r"at least (?P<n>\d+) killed together", message("{n} or more were killed together.")),
        (r"grade (?P<grade>.+) is not counted", message("Grade that is not counted: {grade}.")),
        (
            r"dead by report, body not returned.*",
            message("The body was not returned: reported dead and still disappeared."),
        ),
        (r"(?P<code>reported|corroborated|verified)", message("How well it is established: {code}.")),
    )
)

OPEN_STATUS = {
    "count": message("counts it and says that the status is ambiguous"),
    "unknown": message("counts it as not known"),
    "known_part": message("counts it in the total and shows the known part beside it"),
    "wait": message("waits"),
    "leave_out": message("leaves it out"),
}
MODES = {
    "single": message("one party"),
    "joint": message("two parties together"),
    "joint_undetermined": message("several parties, shares not determined"),
    "one_of_two": message("one of two parties"),
    "unknown": message("not known who"),
    "disputed": message("sources name different parties"),
}


ASSESSED = frozenset({"incident", "victim", "tally"})


def reasons(counting: Counting, assessment: Assessment, language: Language) -> tuple[Reason, ...]:
    """Return the rules that fired for a record, in the order they fired, in the language of the page."""
    found: dict[tuple[str, str], Reason] = {}
    for why in assessment.why:
        text = counting.rules.rule_text(why.rule, language.value)
        label = "" if text == why.rule else text
        found.setdefault((why.rule, why.says), Reason(why.rule, label, told(why.says, language)))
    return tuple(found.values())


def told(says: str, language: Language) -> str:
    """Return what a rule found as a sentence; what no sentence is written for is left to the rule's own words."""
    for pattern, sentence in SAYINGS:
        if (match := pattern.fullmatch(says)) is not None:
            return translate(language, sentence, **_filled(match, language))
    return ""


def _filled(match: re.Match[str], language: Language) -> dict[str, str]:
    given = {name: text for name, text in match.groupdict().items() if text is not None}
    speak: dict[str, Callable[[str], str]] = {
        "mode": lambda text: translate(language, MODES[text]) if text in MODES else text,
        "open": lambda text: translate(language, OPEN_STATUS[text]) if text in OPEN_STATUS else text,
    }
    filled: dict[str, str] = {}
    for name, text in given.items():
        if name in speak:
            filled["code"] = speak[name](text)
        else:
            filled[name] = text if text.isdecimal() or name == "grade" else words.coded(text, language)
    return filled
