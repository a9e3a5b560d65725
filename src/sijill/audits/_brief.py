"""What an editor needs of a finding: the sum written out, the difference, what may have happened, what to ask."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.audits._causes import Slip, causes_of_share, causes_of_sum
from sijill.audits._document import Document
from sijill.audits._finding import Finding, Role, Verdict, json_number
from sijill.audits._said import Said, Sum, figure_words, said
from sijill.language import PrintedNumber, printed_numbers
from sijill.values import Language, message, translate

Numbers = Sequence[tuple[int, int, Decimal]]
"""Numbers of a document in order: start, end, value."""
NOUGHT = Decimal(0)
NEARBY = 1_500
"""How far around a finding other numbers are looked at: another base, another day's total."""
MOST_CAUSES = 2
MOST_WRITTEN_OUT = 30
"""Longer sums are told by how many numbers they have."""
ADDED = frozenset({"sum_of_parts", "cumulative"})

CHECKED = (Role.STATED, Role.SHARE, Role.WHOLE)
"""Whose printed value is set against what the others give."""

QUESTIONS = {
    "sum_of_parts": message("Do the parts leave nobody out, and is each of the numbers exact or only a bound?"),
    "subset": message("Are both numbers exact, and do they count the same people at the same time?"),
    "share": message("Of which exact number is it a share?"),
    "printed_shares": message("Are the shares rounded, and do they cover everybody?"),
    "ratio": message("Which two exact numbers stand behind the ratio?"),
    "cumulative": message("What was the total before, by the same source?"),
    "rate": message("From which day to which day does the number count, both included?"),
    "title": message("Do the title and the text count the same people?"),
    "two_values": message("Do both numbers count the same people, by the same source, up to the same day?"),
    "window_length": message("From which day to which day does the number count, both included?"),
    "window_gap": message("Do the two windows leave days out, or share days, on purpose?"),
    "complementary_shares": message("Who holds the rest?"),
    "equal_denominators": message("Of what is each of the two a share?"),
    "scope_reuse": message("Is it one number printed twice, or two numbers that happen to be equal?"),
    "unit_mismatch": message("Does the number count the killed alone, or the killed and injured together?"),
    "cross_source": message("Do both sources count the same people, in the same place, up to the same day?"),
    "cited_title": message("Do the title and the text count the same people?"),
}
ANY_QUESTION = message("Which of the numbers is meant, and what exactly does each of them count?")
"""What is asked where a check has no question of its own."""


@dataclass(frozen=True, slots=True)
class Brief:
    """
    What is said of one finding beside its explanation.

    ``sum`` is the arithmetic written out, None where there is nothing to add up; ``difference`` is what is printed
    less what it should be (of a part too large, what is too much); ``causes`` are slips that would explain a failing
    finding, at most two; ``question`` is what would decide an undecidable one.
    """

    sum: Said | None = None
    difference: Decimal | None = None
    causes: tuple[Slip, ...] = ()
    question: Said | None = None

    def difference_words(self, language: Language) -> str:
        """Return by how much what is printed differs, without its direction, which the sum shows."""
        return translate(
            language, "The difference is {difference}.", difference=figure_words(abs(self.difference or Decimal(0)))
        )

    def lines(self, finding: Finding, language: Language) -> list[str]:
        """Return what is said of the finding, its sum or its words, the difference, causes, the question."""
        told = [self.sum.text(language)] if self.sum else []
        if not told or len(finding.said) > 1 or not any(term.end for term in finding.figures):
            told.append(finding.explained(language))
        if finding.fails and self.difference:
            told.append(self.difference_words(language))
        told += [one.said.text(language) for one in self.causes]
        return told + ([self.question.text(language)] if self.question else [])

    def as_json(self) -> dict[str, object]:
        """Return the brief in the shape in which ``sijill audit --json`` adds it to a finding."""
        return {
            "sum": _both(self.sum),
            "difference": json_number(self.difference),
            "causes": [{"cause": one.cause.value, **(_both(one.said) or {})} for one in self.causes],
            "question": _both(self.question),
        }


def brief(finding: Finding, numbers: Numbers) -> Brief:
    """Return what is said of a finding; ``numbers`` are all of its document, which may explain what fails."""
    return Brief(
        *_worked(finding),
        causes=tuple(_causes(finding, numbers))[:MOST_CAUSES] if finding.fails else (),
        question=_question_of(finding) if finding.verdict is Verdict.UNDECIDABLE else None,
    )


def _question_of(finding: Finding) -> Said:
    return finding.question or said(QUESTIONS.get(finding.check, ANY_QUESTION))


def _worked(finding: Finding) -> tuple[Said | None, Decimal | None]:
    """Return the sum written out and the difference."""
    parts, whole = _added(finding), _only(finding, Role.WHOLE)
    if finding.check in ADDED and parts and whole is not None:
        total = sum(parts, Decimal(0))
        if len(parts) > MOST_WRITTEN_OUT:
            words = message("{parts} numbers add up to {sum}, printed {printed}")
            return said(words, parts=Decimal(len(parts)), sum=total, printed=whole), whole - total
        added = Sum(f"{' + '.join(map(figure_words, parts))} = {figure_words(total)}")
        return said(message("{sum}, printed {printed}"), sum=added, printed=whole), whole - total
    if finding.check == "subset" and len(parts) == 1 and whole is not None:
        return None, max(parts[0] - whole, Decimal(0))
    if (share := _plain_share(finding)) is not None:
        part, base, printed = share
        exact = round(100 * part / base, 2)
        worked = Sum(f"100 × {figure_words(part)} / {figure_words(base)} = {figure_words(exact)}")
        return said(message("{sum} %, printed {printed} %"), sum=worked, printed=printed), printed - exact
    checked = next((one for role in CHECKED if (one := _only(finding, role)) is not None), None)
    return None, None if finding.computed is None or checked is None else checked - finding.computed


def _causes(finding: Finding, numbers: Numbers) -> Iterator[Slip]:
    elsewhere = _elsewhere(finding, numbers)
    parts, whole = _added(finding), _only(finding, Role.WHOLE)
    if finding.check in ADDED and parts and whole is not None:
        yield from causes_of_sum(parts, whole, elsewhere)
    elif (share := _plain_share(finding)) is not None:
        part, base, printed = share
        unit = Decimal(1).scaleb(min(int(printed.as_tuple().exponent), 0))
        yield from causes_of_share(part, base, printed, tolerance=unit / 2, elsewhere=elsewhere)


def _added(finding: Finding) -> list[Decimal]:
    """Return the numbers that are added up: of a running total the one before it and what is new."""
    roles = (Role.PART, Role.BASE) if finding.check == "cumulative" else (Role.PART,)
    values = [term.value for term in finding.figures if term.role in roles]
    return [] if None in values else [one for one in values if one is not None]


def _only(finding: Finding, role: Role) -> Decimal | None:
    values = [term.value for term in finding.figures if term.role is role]
    return values[0] if len(values) == 1 else None


def _plain_share(finding: Finding) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return part, base and printed share where the finding is about a part of a base, not about a change."""
    roles = [term.role for term in finding.figures if term.role is not Role.OTHER]
    numbers = [_only(finding, role) for role in (Role.PART, Role.BASE, Role.SHARE)]
    part, base, printed = numbers
    # A change names its base first: from 40 to 30 is 25 per cent less.
    if finding.check != "share" or roles[:1] != [Role.PART] or part is None or not base or printed is None:
        return None
    return part, base, printed


def _elsewhere(finding: Finding, numbers: Numbers) -> Sequence[Decimal]:
    """Return the numbers printed around a finding that are none of its own."""
    own = [(term.start, term.end) for term in finding.figures if term.start is not None and term.end is not None]
    if not own:
        return ()
    first, last = max(0, min(own)[0] - NEARBY), max(end for _, end in own) + NEARBY
    near = numbers[bisect_left(numbers, (first, 0, NOUGHT)) : bisect_left(numbers, (last, 0, NOUGHT))]
    return [value for start, end, value in near if not any(start < b and end > a for a, b in own)]


def numbers_of(text: str) -> Numbers:
    """Return the numbers that a text prints, in digits or in words, with their places; of a range its lower end."""
    return list(_printed_in(text))


def _printed_in(text: str) -> Iterator[tuple[int, int, Decimal]]:
    at = 0
    for line in text.splitlines(keepends=True):
        for one in printed_numbers(line):
            yield at + one.number_start, at + one.number_end, _value_of(one)
        at += len(line)


def numbers_in(document: Document) -> Numbers:
    """Return the numbers that a document prints, as ``numbers_of``, without reading its text again."""
    spans = [(document.surface.source_span(one.number_start, one.number_end), one) for one in document.numbers]
    return [(start, end, _value_of(one)) for (start, end), one in spans]


def _value_of(number: PrintedNumber) -> Decimal:
    value = number.phrase.value if number.phrase.value is not None else number.phrase.low
    return NOUGHT if value is None else value


def _both(words: Said | None) -> dict[str, str] | None:
    return None if words is None else {one.value: words.text(one) for one in Language}
