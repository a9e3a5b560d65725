"""
How often the headline count of an Arabic text agrees with the incident it belongs to.

    python bench/accuracy_arabic.py [--shared ../shared] [--part train|dev|held-out|all] [--json]

Reads ``data/airwars_syria`` of the shared folder when it is there and says so when it is not.
Texts: Arabic, of one incident with a known minimum of killed civilians. An incident's texts go
to "train" (half), "dev" or "held-out" (a quarter each) by the hash of its id. Errors are read in
train only, choices are checked on the totals of dev, and held-out is looked at by its totals when
all is done. A count is right when it lies within the incident's minimum and maximum.

Many of these texts give no number of dead (a page of titles, a call for ambulances), so the
line "a right count is among those found" is the most that any choice of headline could reach.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sijill.claims.arabic import find_claims_arabic
from sijill.model import Claim


@dataclass(frozen=True)
class Case:
    """A text and the range of killed of its incident."""

    incident: str
    text: str
    low: int
    high: int

    @property
    def part(self) -> str:
        """The part it belongs to: all texts of an incident go together."""
        return ("train", "train", "dev", "held-out")[hashlib.sha256(self.incident.encode()).digest()[0] % 4]


def cases(folder: Path) -> Iterator[Case]:
    """Yield the Arabic texts of one incident with a minimum of killed of one or more."""
    with (folder / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        incidents = {row["airwars_id"]: row for row in csv.DictReader(file)}
    with (folder / "source_texts.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["lang"] != "ar" or len(row["airwars_ids"]) != 1:
                continue
            incident = incidents.get(row["airwars_ids"][0])
            if incident is None or not incident["civ_killed_min"]:
                continue
            low = int(float(incident["civ_killed_min"]))
            if low >= 1:
                high = int(float(incident["civ_killed_max"] or low))
                yield Case(row["airwars_ids"][0], row["text"], low, high)


def verdicts(case: Case) -> Iterator[str]:
    """Yield right, wrong or silent for the headline, and "among" when a right count was found at all."""
    claims = find_claims_arabic(case.text, item="bench")
    marked = next((claim for claim in claims if claim.headline), None)
    yield "silent" if marked is None else "right" if case.low <= value(marked) <= case.high else "wrong"
    if any(
        case.low <= value(c) <= case.high for c in claims if c.number and c.number.unit == "killed" and not c.part_of
    ):
        yield "among"


def value(claim: Claim) -> int:
    """Return the number a claim prints."""
    return int(claim.number.value or 0) if claim.number else 0


def main() -> int:
    """Print the table; return 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--part", choices=("train", "dev", "held-out", "all"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = options.shared / "data" / "airwars_syria"
    if not folder.is_dir():
        print(f"skipped: {folder} is not there")
        return 0
    table: dict[str, Counter[str]] = {}
    for case in cases(folder):
        group = "minimum >= 2" if case.low >= 2 else "minimum 1"
        said = list(verdicts(case))
        for part in (case.part, "all"):
            counter = table.setdefault(f"{group}, {part}", Counter())
            counter["texts"] += 1
            counter.update(said)
            counter["always 1"] += case.low <= 1 <= case.high
    rows = {k: v for k, v in sorted(table.items(), reverse=True) if options.part in (None, k.split(", ")[1])}
    if options.json:
        print(json.dumps(rows, indent=1))
        return 0
    print(f"{'':24}{'texts':>6}{'right':>8}{'wrong':>8}{'silent':>8}   right count among those found; always 1")
    for name, row in rows.items():
        share = {
            key: f"{100 * row[key] / row['texts']:.1f}%" for key in ("right", "wrong", "silent", "among", "always 1")
        }
        print(
            f"{name:24}{row['texts']:6}{share['right']:>8}{share['wrong']:>8}{share['silent']:>8}"
            f"   {share['among']:>7}; {share['always 1']}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
