"""
Write the spellings of Arabic names that ``sijill.language.names`` knows, from the open data of arabic-name-romanizer.

    python tools/name_spellings.py names.sqlite3

``names.sqlite3`` is in the wheel of arabic-name-romanizer 0.2 (MIT); only its rows from Wikidata (CC0 1.0) are taken,
of people of Arab countries, with how often each spelling was met.
"""

import gzip
import sqlite3
import sys
from collections import Counter
from pathlib import Path

from sijill.language.names import bare_arabic, name_parts

ARAB = "AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split()
OUT = Path(__file__).parent.parent / "src/sijill/language/lexicon/person_spellings.tsv.gz"
FEWEST = 2


def main(database: str) -> None:
    """Write one line a pair: Arabic part, Latin part, how often."""
    met: Counter[tuple[str, str]] = Counter()
    query = "SELECT arabic_key, latin, count, country FROM units WHERE source = 'wikidata'"
    for arabic, latin, many, country in sqlite3.connect(database).execute(query):
        if country not in ARAB:
            continue
        ours, theirs = name_parts(arabic), name_parts(latin)
        if len(ours) == len(theirs) == 1:
            met[bare_arabic(ours[0]), theirs[0]] += many
    lines = sorted(f"{arabic}\t{latin}\t{many}\n" for (arabic, latin), many in met.items() if many >= FEWEST)
    with OUT.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
        packed.write("".join(lines).encode())
    print(len(lines), "pairs")


if __name__ == "__main__":
    main(sys.argv[1])
