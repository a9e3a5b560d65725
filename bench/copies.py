"""
Measure what adding one document costs when a register already holds ten, a thousand, ten thousand.

    python bench/copies.py FOLDER [--steps 10 1000 10000]

The documents before are laid as items and signatures alone (their texts are long since compared);
those measured are added as people add them: sealed, read, searched for claims, compared, one in
four a copy of an earlier one. Ratios are taken within one run, from the fastest half of each step.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import UTC, datetime
from pathlib import Path

from sijill.actions import Provenance
from sijill.claims import Signature
from sijill.ledger import Draft
from sijill.model import Item
from sijill.workspace import Register, Settings

WORDS = [f"invented{number}" for number in range(4_000)]
NOW = datetime(2024, 6, 1, tzinfo=UTC)
MEASURED = 24


def text(number: int) -> str:
    """Return an invented document of 200 words; every fourth is one of the first hundred with a new head."""
    own = number % 100 if number % 4 == 0 else number
    chance = random.Random(own)
    head = f"Invented document {number}. {own % 40 + 2} civilians were killed in shelling on Aleppo on 5 May 2016. "
    return head + " ".join(chance.choices(WORDS, k=200)) + ".\n"


def lay(register: Register, first: int, last: int) -> None:
    """Lay items and signatures of documents that were added long ago."""
    for start in range(first, last, 500):
        numbers = range(start, min(start + 500, last))
        items = [Item(f"{number:064x}", "text/plain", 1, "Invented source", NOW) for number in numbers]
        drafts = [Draft.of("item", item) for item in items]
        register.opened.ledger.append(drafts, append_id=f"laid-{start}", actor="bench", now=NOW)
        for number, item in zip(numbers, items, strict=True):
            register.opened.store.signatures.keep(item.id, Signature.of(text(number)), {f"c{number}": number})


def measure(register: Register, first: int) -> float:
    """Return the milliseconds that adding one document takes, by the fastest half of some."""
    took = []
    for number in range(first, first + MEASURED):
        began = time.perf_counter()
        register.evidence.add_bytes(text(number).encode(), Provenance("Invented source", original_name=f"{number}.txt"))
        took.append((time.perf_counter() - began) * 1000)
    return sum(sorted(took)[: MEASURED // 2]) / (MEASURED // 2)


def main() -> None:
    """Measure, step by step, in one register."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--steps", type=int, nargs="+", default=[10, 1_000, 10_000])
    options = asked.parse_args()
    with Register.init(options.folder, settings=Settings(name="Invented", owner="bench")) as register:
        measure(register, 1_000_000)  # the reader and the word lists are loaded once
        held, base = 0, 0.0
        for step in options.steps:
            lay(register, held, step)
            held, took = step, measure(register, 2_000_000 + step * 100)
            base = base or took
            copies = sum(1 for _ in register.records.entries(kind="copy"))
            print(f"with {step} documents: {took:.1f} ms a document, {took / base:.2f} of the first; {copies} copies")


if __name__ == "__main__":
    main()
