"""
How well names meet across scripts: whole names on a table of people that has both, single parts by their keys.

    python bench/names.py table TABLE.csv --arabic name_ar --english name_en [--sex sex] [--age age] [--sample 300]
    python bench/names.py keys names.sqlite3

Found: the search of a register of the Arabic names, asked for the English one, gives a record of that name. Shown: by
name alone, or by name, sex and age, a person who is in the table stands among the five likeliest above the desk's mark;
and somebody is shown though every record of that name was taken out.

``keys`` takes attested pairs of parts from the database in the wheel of arabic-name-romanizer 0.2 (Wikidata, CC0;
people of twelve Arab countries, pairs met twice or more) and prints for each key which share of them has it in common,
weighted by the root of how often they were met, and how many in 10,000 pairs drawn by chance have. Our own lexicon is
made of the same data, so what rests on pairs is measured a second time with no pair known to it.
"""

import argparse
import csv
import io
import itertools
import random
import sqlite3
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from sijill.language.names import (
    SAME_PART,
    _likeness,
    coarse_skeleton,
    heard_keys,
    name_parts,
    part_likeness,
    skeleton,
)
from sijill.linkage import PersonTold, _spelling, person_likeness
from sijill.model import Sensitivity, Sex
from sijill.values import CountRange
from sijill.workspace import Register, Settings

MOST_LIKELY = 5
MAPPING = 'kind="victim"\nsource="A list"\n[columns]\n"name.ar"="name"\n[constants]\nstatuses="killed"\n'


ARAB = "SY IQ LB JO PS YE EG SA SD LY OM KW".split()
DRAWN = 200_000
SOUNDS = {
    "skeleton": lambda one, other: skeleton(one) == skeleton(other),
    "coarse skeleton": lambda one, other: coarse_skeleton(one) == coarse_skeleton(other),
    "keys of the search": lambda one, other: bool(heard_keys(one) & heard_keys(other)),
}


def main() -> None:
    """Print what is asked."""
    asked = argparse.ArgumentParser()
    kinds = asked.add_subparsers(required=True)
    table = kinds.add_parser("table")
    table.add_argument("table", type=Path)
    for option in ("--arabic", "--english"):
        table.add_argument(option, required=True)
    table.add_argument("--sex")
    table.add_argument("--age")
    table.add_argument("--sample", type=int, default=300)
    table.add_argument("--seed", type=int, default=1)
    table.set_defaults(do=print_table)
    keys = kinds.add_parser("keys")
    keys.add_argument("database", type=Path)
    keys.set_defaults(do=print_keys)
    given = asked.parse_args()
    given.do(given)


def print_keys(given):
    """Print recall and false matches of each key, between the scripts and within the Latin one."""
    met = pairs_met(given.database)
    print(f"{len(met)} pairs, {len({arabic for arabic, _ in met})} Arabic parts")
    print_shares(met, SOUNDS, "")
    print_shares(met, spelled(_spelling.Spellings([])), "")
    _likeness.attested = dict
    part_likeness.cache_clear()
    print_shares(met, spelled(_spelling.Spellings([])), ", no pair known")


def spelled(spellings):
    """Return what tells that two parts are one by the spelling that each stands for, and by likeness."""
    best = spellings.likeliest
    return {
        "spelling it stands for": lambda one, other: best(one)[0] == best(other)[0],
        "one of the two likeliest": lambda one, other: bool({*best(one)} & {*best(other)} - {None}),
        f"likeness from {SAME_PART}": lambda one, other: part_likeness(one, other) >= SAME_PART,
    }


def print_shares(met, tests, told):
    """Print the shares of each test on a line."""
    for name, same in tests.items():
        (ours, false), (latin, also) = key_shares(met, same)
        print(f"{name}{told}: Arabic and Latin {ours:.3f}, falsely {false:.1f}; Latin {latin:.3f}, falsely {also:.1f}")


def pairs_met(database):
    """Return how often Arabic and Latin parts were met together; both of one part, as our names are cut."""
    met = Counter()
    query = "SELECT arabic_key, latin, count, country FROM units WHERE source = 'wikidata'"
    for arabic, latin, many, country in sqlite3.connect(database).execute(query):
        parts = name_parts(arabic), name_parts(latin)
        if country in ARAB and len(parts[0]) == len(parts[1]) == 1:
            met[parts[0][0], parts[1][0]] += many
    return {pair: many for pair, many in met.items() if many > 1}


def key_shares(met, same):
    """Give recall and false matches in 10,000: of Arabic with Latin parts, of Latin ones of one Arabic part."""
    of = defaultdict(dict)
    for (arabic, latin), many in met.items():
        of[arabic][latin] = many
    chance = random.Random(1)
    latin = {
        tuple(sorted(pair)): min(some[one] for one in pair)
        for some in of.values()
        for pair in itertools.combinations(some, 2)
    }
    for pairs in (met, latin):
        weights = {pair: many**0.5 for pair, many in pairs.items()}
        found = sum(weight for pair, weight in weights.items() if same(*pair))
        drawn = zip(*(drawn_by_chance(chance, pairs, side) for side in (0, 1)), strict=True)
        strange = [pair for pair in drawn if pair not in pairs and pair[::-1] not in pairs and pair[0] != pair[1]]
        yield found / sum(weights.values()), 10_000 * sum(same(*pair) for pair in strange) / len(strange)


def drawn_by_chance(chance, pairs, side):
    """Return parts of one side of pairs, drawn as often as they were met."""
    often = Counter()
    for pair, many in pairs.items():
        often[pair[side]] += many
    return chance.choices(list(often), list(often.values()), k=DRAWN)


def print_table(given):
    """Print the shares of a sample of a table."""
    with given.table.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[given.arabic].strip() and row[given.english].strip()]
    sample = random.Random(given.seed).sample(rows, min(given.sample, len(rows)))
    print(f"{len(rows)} people, {len(sample)} asked for")
    print(f"found by search: {searched(rows, sample, given):.3f}")
    for columns in ([], [one for one in (given.sex, given.age) if one]):
        there, absent = shown(rows, sample, given, columns)
        print(f"by name{''.join(f', {one}' for one in columns)}: shown {there:.3f}, shown though absent {absent:.3f}")


def searched(rows, sample, given):
    """Return the share of English names whose search gives a record of the Arabic name."""
    table = io.StringIO()
    written = csv.writer(table)
    written.writerows([["name"], *([row[given.arabic].strip()] for row in rows)])
    with tempfile.TemporaryDirectory() as folder:
        register = Register.init(Path(folder) / "register", settings=Settings(name="names", owner="bench"))
        register.exchange.import_table(table.getvalue().encode(), MAPPING, name="list.csv", skip_bad_rows=True)
        found = 0
        for row in sample:
            hits = register.search(row[given.english], kinds=["victim"], audience=Sensitivity.TEAM)
            found += row[given.arabic].strip() in {hit.text.strip() for hit in hits}
        register.close()
    return found / len(sample)


def shown(rows, sample, given, columns):
    """Return the shares of those shown among the likeliest, and of those for whom somebody else is shown."""
    held = [(told(one, given.arabic, given, columns), one[given.arabic]) for one in rows]
    there = absent = 0
    for row in sample:
        typed = told(row, given.english, given, columns)
        found = [(one, name) for person, name in held if (one := person_likeness(typed, person)) is not None]
        found.sort(key=lambda pair: -pair[0].score)
        there += row[given.arabic] in [name for _, name in found[:MOST_LIKELY]]
        absent += any(name != row[given.arabic] for _, name in found)
    return there / len(sample), absent / len(sample)


def told(row, name, given, columns):
    """Return a person as a row tells of them."""
    sex, age = (row[column] if column in columns else "" for column in (given.sex, given.age))
    years = CountRange(int(age), int(age)) if age.isdecimal() else None
    return PersonTold((row[name],), Sex(sex) if sex in set(Sex) else None, years)


if __name__ == "__main__":
    main()
