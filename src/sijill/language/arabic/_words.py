"""The Arabic word lists, opened up into every form a word takes: dual, article, accusative, whose."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sijill.language._lexicon import lexicon
from sijill.language.arabic._normal import normalise

OPENING_BRACKETS = frozenset("([")
TRIGGER_LEADS = ("", "و", "ف", "ب", "ل")
_EVERY_LEAD = (*TRIGGER_LEADS, "ال", "وال", "ول", "وب", "فل")
# Father and brother take a long vowel before their owner: أخيها is one brother, where طفليها is two children.
_FIVE_NOUNS = frozenset({"اب", "اخ"})
# A trade or a participle takes the sound plural: حدادين is written alike for two and for many.
_SOUND_PLURAL = re.compile("م[^ي]{3,5}|.{2}ا.|.{4,}ي")
_OWNERS = ("ه", "ها", "هم", "هما", "هن", "ي")


class Form(enum.Enum):
    """How many a counted noun says by its own form."""

    ONE = 1
    TWO = 2
    MANY = 3
    TWO_OR_MANY = 4  # مدنيين is written alike for two and for many


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """One form of a noun for people: how many it says, of which population, with which outcome of its own."""

    form: Form
    population: str | None
    outcome: str | None
    owned: bool = False
    definite: bool = False
    accusative: bool = False


@dataclass(frozen=True, slots=True)
class CountedThing:
    """One form of a noun for things: how many it says, and the unit they are counted in when they are damaged."""

    form: Form
    unit: str


@dataclass(frozen=True, slots=True)
class ArabicWords:
    """All lists, in normalised spelling. Multi-word entries are tuples of words."""

    units: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    thousands: Mapping[str, int]
    vague: Mapping[str, int]
    parts: Mapping[str, Fraction]
    ordinals: frozenset[str]
    percent_begins: frozenset[str]
    percent: frozenset[tuple[str, ...]]
    before: Mapping[tuple[str, ...], str]
    after: Mapping[tuple[str, ...], str]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    subject: Mapping[str, str]
    sayings: Mapping[str, tuple[str, ...]]
    brought: frozenset[str]
    toll: frozenset[str]
    toll_to: frozenset[str]
    part: frozenset[str]
    among: frozenset[str]
    both: tuple[tuple[str, ...], ...]
    people: Mapping[str, CountedNoun]
    added: frozenset[str]
    no_name: frozenset[str]
    titles: frozenset[str]
    police: frozenset[tuple[str, ...]]
    marks: frozenset[str]
    given: frozenset[str]
    needs: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    turned: Mapping[str, frozenset[str]]
    unreal: Mapping[str, frozenset[str]]
    listed: frozenset[str]
    moved: frozenset[str]
    others: Mapping[str, int]
    numbered: frozenset[str]
    peoples: Mapping[str, CountedNoun]
    no_person: frozenset[str]
    prepositions: frozenset[str]
    kinds: Mapping[str, str]
    damage: Mapping[str, str]
    objects: Mapping[str, CountedThing]
    made_up: frozenset[str]
    cases: frozenset[str]
    crews: frozenset[str]
    bodies: frozenset[str]
    rolls: frozenset[str]
    and_others: frozenset[str]
    who_is: frozenset[str]
    called: frozenset[str]
    fell: frozenset[str]
    attacks: frozenset[str]
    waw_names: frozenset[str]
    ages: frozenset[str]
    both_of_them: frozenset[str]
    things: frozenset[str]
    months: frozenset[str]
    between: frozenset[str]
    page_ends: tuple[str, ...]
    sides: frozenset[str]
    windows: frozenset[tuple[str, ...]]
    elsewhere: frozenset[str]
    cuts: tuple[str, ...]

    def bare(
        self, word: str, table: Mapping[str, Any] | frozenset[str], leads: Iterable[str] = ("", "و", "ف")
    ) -> str | None:
        """Return the entry of a table that a word is, with a conjunction or preposition written on to it or not."""
        for lead in leads:
            if word.startswith(lead) and word[len(lead) :] in table:
                return word[len(lead) :]
        return None


@dataclass(frozen=True, slots=True)
class Look:
    """What one written word can be, read without the conjunction or preposition written on to it."""

    verb: str | None
    noun: str | None
    part: bool
    toll: bool
    counted: CountedNoun | None
    opens_number: bool
    opens_hedge: bool
    opens_both: bool
    thing: CountedThing | None
    beside: bool  # whether it may stand between what happened and whom it happened to
    numbered: bool  # "whose number is"
    civil: bool  # whether a name of the police begins with it
    begins: bool  # whether a count, or what happened, can begin here at all


@functools.cache
def hidden() -> frozenset[str]:
    """Return the words that writers cut up against censors: those of what happens to people."""
    table = words()
    people = {form for form, counted in table.people.items() if counted.outcome and not counted.owned}
    return frozenset({*table.verbs, *table.nouns, *people})


@functools.cache
def _openers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that a number, a hedge, and "between killed and wounded" begin with."""
    table = words()
    numbers = (table.units, table.teens, table.tens, table.hundreds, table.thousands, table.vague, table.parts)
    hedges = (run[0] for run in (*table.before, *table.after))
    return frozenset[str]().union(*numbers), frozenset(hedges), frozenset(run[0] for run in table.both)


_PLAIN = Look(None, None, False, False, None, False, False, False, None, False, False, False, False)


@functools.cache
def _looked_for() -> frozenset[str]:
    """Return every word that is something to ``look``: most words of a text are nothing."""
    table = words()
    lists = (table.verbs, table.nouns, table.toll, table.people, table.both_of_them, table.subject, table.crews)
    more = (table.rolls, table.sayings, OPENING_BRACKETS, table.damage, table.part, table.between, table.numbered)
    return frozenset({":", *(run[0] for run in table.police)}).union(
        *lists, *more, table.objects, table.bodies, *_openers()
    )


@functools.lru_cache(maxsize=65536)
def look(word: str) -> Look:
    """Return what a word can be; texts repeat their words, so each is looked up once."""
    table = words()
    number, hedge, both = _openers()
    stems = (word[len(lead) :] for lead in _EVERY_LEAD if word.startswith(lead))
    if not word[0].isdigit() and _looked_for().isdisjoint(stems):
        return _PLAIN
    bare = [word[len(lead) :] for lead in ("", "و", "ب", "ل", "ف", "ال", "وال") if word.startswith(lead)]
    opens_number = word[0].isdigit() or not number.isdisjoint(bare)
    opens_hedge, opens_both = not hedge.isdisjoint(bare), word in both
    verb, noun = table.bare(word, table.verbs, TRIGGER_LEADS), table.bare(word, table.nouns, TRIGGER_LEADS)
    toll = table.bare(word, table.toll, ("", "و", "ال", "ب", "ل", "ف", "وال")) is not None
    counted = table.bare(word, table.people, ("", "و", "ف", "ب", "ل", "ول", "وب", "فل"))
    of_two = table.bare(word, table.both_of_them, TRIGGER_LEADS) or table.bare(word, table.subject)
    said = word in table.crews or word in table.rolls or word in table.sayings or word in OPENING_BRACKETS
    thing = table.bare(word, table.damage, TRIGGER_LEADS) or word == ":"
    begins = thing or verb or noun or toll or counted or opens_number or opens_hedge or opens_both or of_two or said
    return Look(
        verb=verb,
        noun=noun,
        part=table.bare(word, table.part) is not None,
        toll=toll,
        counted=table.people[counted] if counted is not None else None,
        opens_number=opens_number,
        opens_hedge=opens_hedge,
        opens_both=opens_both,
        beside=table.bare(word, table.between, ("", "و", "ب")) is not None,
        numbered=table.bare(word, table.numbered) is not None,
        civil=any(run[0] == word for run in table.police),
        thing=table.objects.get(table.bare(word, table.objects, ("", "و", "ب", "ل")) or ""),
        begins=bool(begins or table.bare(word, table.bodies, TRIGGER_LEADS)),
    )


@functools.cache
def words() -> ArabicWords:
    """Return the lists of ``lexicon/arabic.toml``, read once."""
    raw = lexicon("arabic")
    numbers, outcomes, things = raw["numbers"], raw["outcomes"], raw["things"]
    ends = {name: table for name, table in outcomes.items() if name != "needing" and "kind" in table}
    needing = [(table["outcome"], table) for table in outcomes["needing"]]
    told = [*ends.items(), *needing]
    needs: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for name, table in needing:
        wanted = _set([*table["words"], *(form + owner for form in table.get("owned", ()) for owner in _OWNERS[:-1])])
        for form in {*_verbs(table), *_nouns(table)}:
            needs[form] = (*needs.get(form, ()), (name, wanted))
    objects = _objects(things["damaged"])
    return ArabicWords(
        units=_values(numbers["units"]),
        teens=_values(numbers["teens"]),
        tens=_values(numbers["tens"]),
        hundreds=_values(numbers["hundreds"]),
        thousands=_values(numbers["thousands"]),
        vague=_values(numbers["vague"]),
        parts={_normal_form(form): Fraction(part) for part, forms in numbers["parts"].items() for form in forms},
        ordinals=_set(numbers["ordinals"]["words"]),
        percent_begins=frozenset(_normal_form(form).split()[0] for form in numbers["percent"]["words"]),
        percent=frozenset(tuple(_normal_form(form).split()) for form in numbers["percent"]["words"]),
        before=_hedges(raw["hedges"]["before"]),
        after=_hedges(raw["hedges"]["after"]),
        verbs={form: name for name, table in reversed(told) for form in _verbs(table)},
        nouns={form: name for name, table in reversed(told) for form in _nouns(table)},
        subject={form: name for name, table in reversed(told) for form in _told_after(table)},
        needs=needs,
        turned={_normal_form(form): _set(then) for form, then in outcomes["turned"].items()},
        unreal={name: _set(forms) for name, forms in outcomes["unreal"].items()},
        others=_values(outcomes["others"]),
        numbered=_set(outcomes["numbered"]["words"]),
        moved=_set(outcomes["moved"]["words"]),
        listed=_set(outcomes["listed"]["words"]),
        peoples=_peoples(raw["names"]["peoples"]),
        no_person=_set(raw["names"]["no_person"]),
        prepositions=_set(raw["between"]["prepositions"]),
        kinds={name: table["kind"] for name, table in ends.items()} | dict.fromkeys(raw["damage"], "damage"),
        damage={form: name for name, table in raw["damage"].items() for form in (*_verbs(table), *_nouns(table))},
        objects=objects,
        sayings={run[0]: run for run in (tuple(_normal_form(line).split()) for line in outcomes["killed"]["sayings"])},
        brought=_set(outcomes["brought"]["verbs"]),
        toll=_set(outcomes["toll"]["words"]),
        toll_to=_set(outcomes["toll"]["to"]),
        part=_set([*outcomes["part"]["words"], *outcomes["part"]["among"]]),
        among=_set(outcomes["part"]["among"]),
        both=tuple(
            sorted({tuple(_normal_form(line).split()) for line in outcomes["both"]["words"]}, key=len, reverse=True)
        ),
        people=_people(raw["people"]),
        added=_set(outcomes["added"]["words"]),
        no_name=_set(raw["no_name"]["words"]),
        rolls=_set(raw["names"]["rolls"]),
        and_others=_set(raw["names"]["and_others"]),
        who_is=_set(raw["names"]["who_is"]),
        called=_set(raw["names"]["called"]),
        police=frozenset(tuple(_normal_form(line).split()) for line in raw["names"]["police"]),
        given=_set(raw["names"]["given"]),
        marks=_set(raw["names"]["marks"]),
        bodies=_set(raw["bodies"]["words"]),
        crews=_set(raw["families"]["crews"]),
        cases=_set(raw["families"]["cases"]),
        made_up=_set(raw["families"]["made_up"]),
        attacks=_set(outcomes["attacks"]["words"]),
        fell=_set(outcomes["fell"]["verbs"]),
        titles=_set(raw["names"]["titles"]),
        waw_names=_set(raw["names"]["begin_with_waw"]),
        ages=_set(raw["names"]["ages"]),
        both_of_them=_set(outcomes["both_of_them"]["words"]),
        things=frozenset({*_set([*things["measures"], *things["objects"]]), *objects}),
        months=_set(raw["months"]["words"]),
        between=_set(raw["between"]["words"]),
        sides=_set(raw["page"]["sides"]),
        windows=frozenset(tuple(_normal_form(line).split()) for line in raw["page"]["windows"]),
        elsewhere=_set(raw["page"]["elsewhere"]),
        cuts=tuple(raw["page"]["cuts"]),
        page_ends=tuple(_normal_form(line) for line in raw["page"]["ends"]),
    )


# The persons of a past verb, by its last letter as written: he, she, they, the two of them.
_PAST = {"ى": ("ى", "ت", "وا", "يا", "تا", "ين"), "ي": ("ي", "يت", "وا", "يا", "يتا", "ين")}
_SOUND = ("", "ت", "وا", "ا", "تا", "ن")


def _verbs(table: Mapping[str, Any]) -> frozenset[str]:
    """Return every form of the verbs of an outcome."""
    alone = (person + base[1:] for base in table.get("present", ()) for person in "يت")
    return _told_after(table) | _set(alone)


def _told_after(table: Mapping[str, Any]) -> frozenset[str]:
    """Return the forms that come after those they speak of; "he kills" is none, for it may have an object."""
    forms = list(table.get("verbs", ()))
    for base in table.get("past", ()):
        forms += [base.rstrip("ىي") + ending for ending in _PAST.get(base[-1], _SOUND)]
    for base in table.get("present", ()):
        for person in "يت":
            forms += [person + base.rstrip("ىي")[1:] + "ون", person + base[1:] + "ان"]
    return _set(forms)


def _peoples(listed: Iterable[str]) -> dict[str, CountedNoun]:
    """Return every form of the names of peoples: a Syrian, two, many."""
    ends = {"": Form.ONE, "ه": Form.ONE, "ان": Form.TWO, "تان": Form.TWO, "تين": Form.TWO, "ون": Form.MANY}
    forms = {**ends, "ين": Form.TWO_OR_MANY, "ات": Form.MANY}
    return {_normal_form(base) + end: CountedNoun(form, None, None) for base in listed for end, form in forms.items()}


def _nouns(table: Mapping[str, Any]) -> frozenset[str]:
    return _set(table.get("nouns", ()))


def _objects(units: Mapping[str, Sequence[str]]) -> dict[str, CountedThing]:
    """Return every form of the nouns for things, with the unit they are counted in."""
    found: dict[str, CountedThing] = {}
    for unit, (one, many) in units.items():
        for form in map(_normal_form, one.split()):
            stem = form.removesuffix("ه") + "ت" if form.endswith("ه") else form
            found |= {form: CountedThing(Form.ONE, unit), form + "ا": CountedThing(Form.ONE, unit)}
            found |= {stem + end: CountedThing(Form.TWO, unit) for end in ("ين", "ان")}
        found |= {form: CountedThing(Form.MANY, unit) for form in map(_normal_form, many.split())}
    return found


def _normal_form(form: str) -> str:
    return normalise(form).text


def _set(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(_normal_form(form) for form in forms)


def _values(table: Mapping[str, list[str]]) -> dict[str, int]:
    return {_normal_form(form): int(value) for value, forms in table.items() for form in forms}


def _hedges(table: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(_normal_form(form).split()): bound for bound, forms in table.items() for form in forms}


def _people(entries: Iterable[Mapping[str, Any]]) -> dict[str, CountedNoun]:
    found: dict[str, CountedNoun] = {}
    for entry in entries:
        population, outcome = entry.get("population"), entry.get("counts")
        ones = [_normal_form(form) for form in entry["one"]]
        sound = [form + end for form in ones if _SOUND_PLURAL.fullmatch(form) for end in ("ين", "ون")]
        many = {*map(_normal_form, entry["many"]), *sound}
        for form in ones:
            _list(found, form, Form.ONE, population, outcome)
            stem = form.removesuffix("ه") + "ت" if form.endswith("ه") else form
            endings = ("ان", "ين", "وان", "وين") if form in _FIVE_NOUNS else ("ان", "ين")
            for dual in (stem + ending for ending in endings):
                _list(found, dual, Form.TWO_OR_MANY if dual in many else Form.TWO, population, outcome)
            for owner in _OWNERS[:-1]:
                found.setdefault(stem + owner, CountedNoun(Form.ONE, population, outcome, owned=True))
                if form in _FIVE_NOUNS:
                    for case in ("ي", "ا", "و"):
                        found.setdefault(stem + case + owner, CountedNoun(Form.ONE, population, outcome, owned=True))
                found.setdefault(stem + "ي" + owner, CountedNoun(Form.TWO, population, outcome, owned=True))
                found.setdefault(stem + "ا" + owner, CountedNoun(Form.TWO, population, outcome, owned=True))
            if not form.endswith("ه"):
                found.setdefault(form + "ا", CountedNoun(Form.ONE, population, outcome, accusative=True))
        for form in many:
            _list(found, form, Form.MANY, population, outcome)
            stem = form.removesuffix("ه") + "ت" if form.endswith("ه") else form
            stems = (form[:-1] + "ي", form[:-1] + "و", form) if form.endswith("اء") else (stem,)  # أبنائه، أبناؤه
            for owned in (one + owner for one in stems for owner in _OWNERS[:-1]):
                found.setdefault(owned, CountedNoun(Form.MANY, population, outcome, owned=True))
    return found


def _list(found: dict[str, CountedNoun], form: str, says: Form, population: str | None, outcome: str | None) -> None:
    known = found.get(form)
    if known is not None and not known.owned and not known.accusative:
        return
    found[form] = CountedNoun(says, population, outcome)
    found["ال" + form] = CountedNoun(says, population, outcome, definite=True)
    found["لل" + form] = CountedNoun(says, population, outcome, definite=True)
