"""
How well a name typed in English meets its record in Arabic, on a table of people that has both.

    python bench/names.py TABLE.csv --arabic name_ar --english name_en [--sex sex] [--age age] [--sample 300]

Found: the search of a register of the Arabic names, asked for the English one, gives a record of that name. Shown: by
name alone, or by name, sex and age, a person who is in the table stands among the five likeliest above the desk's mark;
and somebody is shown though every record of that name was taken out.
"""

import argparse
import csv
import io
import random
import tempfile
from pathlib import Path

from sijill.linkage import PersonTold, person_likeness
from sijill.model import Sensitivity, Sex
from sijill.values import CountRange
from sijill.workspace import Register, Settings

MOST_LIKELY = 5
MAPPING = 'kind="victim"\nsource="A list"\n[columns]\n"name.ar"="name"\n[constants]\nstatuses="killed"\n'


def main() -> None:
    """Print the shares of a sample."""
    asked = argparse.ArgumentParser()
    asked.add_argument("table", type=Path)
    for option in ("--arabic", "--english"):
        asked.add_argument(option, required=True)
    asked.add_argument("--sex")
    asked.add_argument("--age")
    asked.add_argument("--sample", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
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
