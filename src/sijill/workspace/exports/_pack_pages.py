"""The pages of a package in both languages: each question of a form answered from the register, and the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sijill import reports
from sijill.access.leaving import Kept
from sijill.reports.packs import Form, FormPart, PackMaterial
from sijill.reports.story import Box, Grid, Label, Line, Section
from sijill.values import CountRange, Language, PersonName, format_date, isolate, message, translate, translate_n
from sijill.wording.handing_in import KEPT, KEPT_OF
from sijill.workspace.editions._cases import both
from sijill.workspace.editions._month import methodology_card
from sijill.workspace.exports._pack_choice import personal_values
from sijill.workspace.stories._labels import code, columns, word
from sijill.workspace.stories._told_values import told_value

if TYPE_CHECKING:
    from sijill.access import Redacted
    from sijill.access.leaving import Leaving
    from sijill.ledger import Entry
    from sijill.model import Item
    from sijill.records import AnyRecord
    from sijill.reports.document import House
    from sijill.workspace.exports._pack_choice import Case, Choice
    from sijill.workspace.stories._story import StoryBuilder

NOT_STATED = message("not stated")
FINGERPRINT_SHOWN = 16
"""Letters by which a fingerprint is shown on paper; the name of the file and the list of files have it whole."""


class Pages:
    """Writes the form and the index of one package, of what was chosen and nothing else."""

    def __init__(
        self,
        story: StoryBuilder,
        leaving: Leaving,
        choice: Choice,
        receiver: Label,
        as_of: reports.DataAsOf,
        house: House,
    ) -> None:
        """Take the cases and documents that leave, to whom, and the state of the register that they stand on."""
        self._story, self._leaving, self._choice = story, leaving, choice
        self._receiver, self._as_of, self._house = receiver, as_of, house

    def form(self, form: Form) -> Redacted[PackMaterial]:
        """Return the form, a section for each case."""
        cases = tuple(self._case(form, one, at) for at, one in enumerate(self._choice.cases, 1))
        return self._material(form.title, cases=cases)

    def index(self, custody: Sequence[tuple[Item, Entry]]) -> Redacted[PackMaterial]:
        """Return the index: cases, documents, who held them, and how much stays and why."""
        enclosed = (self._cases(), *self._documents(), *self._custody(custody))
        title = self._story.label(message("Package for: {receiver}"), receiver=self._receiver)
        return self._material(title, enclosed=enclosed, kept_back=(self._kept(),))

    def _material(self, title: Label, **parts: Any) -> Redacted[PackMaterial]:
        story, settings = self._story, self._story.settings
        return story.view.material(
            PackMaterial(
                title=title,
                headline=(story.label(message("For: {receiver}"), receiver=self._receiver),),
                period=story.scope.period,
                publisher=settings.publisher,
                methodology=methodology_card(story.counting.rules),
                as_of=self._as_of,
                notice=settings.notice,
                house=self._house,
                named=tuple(one.id for one in self._choice.persons),
                **parts,
            )
        )

    # -- the form

    def _case(self, form: Form, case: Case, number: int) -> Section:
        title = self._titles(case)
        boxes = tuple(box for part in form.parts for box in self._boxes(part, case, number))
        return Section(f"case-{number}", title, boxes=boxes)

    def _titles(self, case: Case) -> Label:
        noun = self._shown(case.incident).noun if case.incident is not None else None
        if noun is not None and noun.title and not self._leaving.names_somebody(noun.title):
            return both(noun.title)
        return word(message("an incident without a title")) if noun is not None else word(message("A person alone"))

    def _shown(self, record: AnyRecord) -> AnyRecord:
        return personal_values(self._story, record, self._leaving)

    def _boxes(self, part: FormPart, case: Case, number: int) -> Iterator[Box]:
        of: Mapping[str, Sequence[Sequence[AnyRecord]]] = {
            "victim": [(one,) for one in case.persons],
            "incident": [(case.incident,)] if case.incident is not None else [],
            "case": [case.records],
        }
        for at, asked in enumerate(of[part.of] or [()] * part.always, 1):
            lines = tuple(Line(one.label, self._answer(one.sources, asked, case)) for one in part.fields)
            anchor = f"{part.of}-{number}-{at}-{part.label['en'].partition('.')[0]}"
            yield Box(anchor, part.label, lines)

    def _answer(self, asked: Iterable[str], records: Sequence[AnyRecord], case: Case) -> Label:
        shown = [self._shown(one) for one in records]
        told = [one for name in asked for one in self._told(name, shown, case)]
        told = list({one["en"]: one for one in told}.values())
        return self._listed(told) if told else word(NOT_STATED)

    def _told(self, name: str, shown: Sequence[AnyRecord], case: Case) -> Iterator[Label]:
        match name:
            case "publisher":
                yield self._story.settings.publisher
            case "contact":
                yield from self._house.about
            case "consent":
                yield from self._agreed(case)
            case "documents":
                yield from (_called(one) for one in self._choice.items if one.id in self._under(case))
            case "accounts":
                yield from (told for one in case.records for told in self._accounts(one))
            case _:
                yield from (told for one in shown for told in self._value(self._held(one, name)))

    def _held(self, shown: AnyRecord, name: str) -> Any:
        """Return what is held of a property; the numbers of an event are those it is counted with (DESIGN 11.1)."""
        counted, stated = self._numbers(shown).get(name), getattr(shown.noun, name, None)
        if counted is None or (stated is None and counted.high == 0):  # what nobody stated is never 0
            return stated
        return CountRange(counted.low, counted.high)

    def _numbers(self, record: AnyRecord) -> Mapping[str, Any]:
        if record.kind != "incident":
            return {}
        counted = self._story.counting.counted_numbers.of(record.id)
        return counted.numbers if counted is not None and counted.is_own else {}

    def _value(self, value: Any) -> Iterator[Label]:
        if value in (None, ()):
            return
        if isinstance(value, PersonName):
            yield {one.value: isolate(value.display(one)) for one in Language}
            return
        told = told_value(self._story, value)
        if any(map(self._leaving.names_somebody, told.values())):
            self._choice.kept["value", Kept.NAMES] += 1
            told = word(message("Withheld: it names somebody who did not agree"))
        yield told

    def _agreed(self, case: Case) -> Iterator[Label]:
        if case.persons:
            yield {
                one.value: translate_n(
                    one,
                    "{n} person, or the family, agreed to this use",
                    "{n} persons, or their families, agreed to this use",
                    len(case.persons),
                )
                for one in Language
            }

    def _accounts(self, record: AnyRecord) -> Iterator[Label]:
        for one in self._story.disputes.of(record, self._numbers(record)):
            who = one.source
            if who is None or not all(map(self._leaving.may_be_named, who.values())):
                who = word(message("a source that may not be named"))
            sentence = (
                message("{source} denies this: {what}, {value}")
                if one.denied
                else message("{what}: {value} ({source})")
            )
            told = {
                language.value: translate(
                    language,
                    sentence,
                    source=who[language.value],
                    what=one.property[language.value],
                    value=told_value(self._story, one.value)[language.value]
                    if not isinstance(one.value, Mapping)
                    else one.value[language.value],
                )
                for language in Language
            }
            if not any(map(self._leaving.names_somebody, told.values())):
                yield told

    def _under(self, case: Case) -> set[str]:
        held = (one for record in case.records for values in record.held.values() for one in values)
        return {item.id for one in held for item in self._story.view.documents(one) if item is not None}

    def _listed(self, told: Sequence[Label]) -> Label:
        return {one.value: translate(one, ", ").join(each[one.value] for each in told) for one in Language}

    # -- the index

    def _cases(self) -> Section:
        enclosed = {one.id for one in self._choice.enclosed}
        rows = tuple(
            (self._titles(case), self._date(case), len(case.persons), len(self._under(case) & enclosed))
            for case in self._choice.cases
        )
        heads = columns(
            (message("Case"), False), (message("Date"), False), (message("Persons"), True), (message("Documents"), True)
        )
        return Section("cases", None, grids=(Grid("cases", word(message("Cases")), heads, rows),))

    def _date(self, case: Case) -> Label | None:
        noun: Any = self._shown(case.records[0]).noun
        day = getattr(noun, "happened_on", None) or getattr(noun, "died_on", None)
        return None if day is None else {one.value: format_date(day, one) for one in Language}

    def _documents(self) -> Iterator[Section]:
        if not self._choice.enclosed:
            return
        rows = tuple(
            (
                _called(one),
                both(one.source) if self._leaving.may_be_named(one.source) else None,
                one.size,
                _as_it_stands(one.id[:FINGERPRINT_SHOWN]),
            )
            for one in self._choice.enclosed
        )
        heads = columns(
            (message("Document"), False),
            (message("Source"), False),
            (message("Bytes"), True),
            (message("File name"), False),
        )
        yield Section("documents", None, grids=(Grid("documents", word(message("Documents")), heads, rows),))

    def _custody(self, custody: Sequence[tuple[Item, Entry]]) -> Iterator[Section]:
        if not custody:
            return
        rows = tuple(
            (
                {one.value: format_date(entry.recorded_at.date(), one) for one in Language},
                _as_it_stands(item.id[:FINGERPRINT_SHOWN]),
                code(str((entry.body or {})["act"])),
                _as_it_stands(entry.actor),
            )
            for item, entry in custody
        )
        heads = columns(
            (message("Day"), False), (message("Document"), False), (message("Act"), False), (message("By"), False)
        )
        yield Section("custody", None, grids=(Grid("custody", word(message("Who held them")), heads, rows),))

    def _kept(self) -> Section:
        kept = self._choice.kept
        if not kept:
            return Section("kept", None, remarks=(word(message("Nothing of what was asked for is withheld.")),))
        rows = tuple((word(KEPT_OF[what]), word(KEPT[why]), number) for (what, why), number in sorted(kept.items()))
        heads = columns((message("What"), False), (message("Why"), False), (message("How many"), True))
        return Section("kept", None, grids=(Grid("kept", word(message("Withheld")), heads, rows),))


def _called(item: Item) -> Label:
    return both(item.title) if item.title else _as_it_stands(item.id[:12])


def _as_it_stands(text: str) -> Label:
    return {one.value: isolate(text) for one in Language}
