"""
How well the English claims of our rules agree with what people annotated.

    python bench/accuracy.py [--shared ../shared] [--docs 000,002,003] [--isaf] [--muc4] [--speed]

Reads the shared folder when it is there and says so when it is not: the gold claims (scored by
their own ``score.py``, at any overlap and at --min-iou 0.3), ``data/isaf`` (least number killed,
day) and ``data/muc4`` (named dead or wounded groups with a number). ``--speed`` times extraction
over ``data/battle_articles`` in processor seconds on one core, and shows that time grows with size.
Without a choice everything is printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sijill.claims import find_claims, to_gold
from sijill.model import Claim, ClaimKind

DOCS = ("000", "002", "003")
SHARED = Path(__file__).parents[1].parent / "shared"


def predictions(shared: Path, docs: Iterable[str]) -> list[dict[str, Any]]:
    """Return the claims found in the develop documents, as rows of the exchange shape."""
    rows = []
    for doc in docs:
        path = next((shared / "seeds").glob(f"{doc}*"))
        text = path.read_bytes().decode("utf-8")
        rows += [to_gold(claim, doc) for claim in find_claims(text, item=doc)]
    return rows


def scores(shared: Path, docs: Iterable[str] = DOCS, min_iou: float = 0.0) -> dict[str, Any]:
    """Return what the gold's own scorer finds for the documents, and print its report."""
    chosen = list(docs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pred.jsonl"
        rows = predictions(shared, chosen)
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        gold, report = shared / "gold", Path(folder) / "report.json"
        command = [
            sys.executable,
            str(gold / "score.py"),
            "--gold",
            str(gold / "claims_dev.jsonl"),
            "--pred",
            str(path),
        ]
        command += ["--docs", ",".join(chosen), "--texts", str(shared / "seeds"), "--min-iou", str(min_iou)]
        print(subprocess.run([*command, "--json", str(report)], check=True, capture_output=True, text=True).stdout)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def killed(claims: Iterable[Claim]) -> int:
    """Return the least number killed that a short text claims: its largest single count."""
    lows = [
        int(claim.number.low)
        for claim in claims
        if claim.kind is ClaimKind.CASUALTIES and claim.number and claim.number.unit == "killed" and claim.number.low
    ]
    return max(lows, default=0)


def isaf(shared: Path) -> None:
    """Print agreement with annotated press releases: least number killed and the day."""
    tally: Counter[str] = Counter()
    for line in (shared / "data" / "isaf" / "press_releases_300.jsonl").read_text(encoding="utf-8").splitlines():
        turns = json.loads(line)["conversations"]
        text = turns[1]["value"].removeprefix("PRESS RELEASE TEXT: ")
        truth = json.loads(turns[2]["value"])
        claims = find_claims(text, item="isaf")
        found = killed(claims)
        tally["texts"] += 1
        tally["killed right"] += found == truth["min_killed"]
        if truth["min_killed"] > 1:
            tally["with two or more killed"] += 1
            tally["right with two or more"] += found == truth["min_killed"]
            tally["silent with two or more"] += found == 0
        dated = [c for c in claims if c.date.start and c.kind in (ClaimKind.CASUALTIES, ClaimKind.DETENTION)]
        if dated:
            tally["dated"] += 1
            tally["day right"] += any(c.date.start == truth["start_date"] for c in dated)
    print("isaf press releases (province: not resolved, the gazetteer covers Syria)")
    for name, count in tally.items():
        print(f"  {name:<26} {count}")


def muc4(shared: Path) -> None:
    """Print how many texts that name a victim yield a count of dead or wounded; this copy gives no numbers."""
    rows = [
        json.loads(line)
        for line in (shared / "data" / "muc4" / "processed_dev.json").read_text(encoding="utf-8").splitlines()
    ]
    both: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        claims = find_claims(row["doctext"], item=row["docid"])
        found = any(c.kind is ClaimKind.CASUALTIES for c in claims)
        both[bool(row["extracts"]["Victim"]), found] += 1
    print("muc4 dev (this copy has neither number nor effect: victim named x casualty claim found)")
    for (victim, found), count in sorted(both.items(), reverse=True):
        print(f"  victim {'named' if victim else 'none '}  claim {'found' if found else 'none '}  {count}")


def speed(shared: Path) -> None:
    """Print megabytes a second over the articles, and the time ratio of a text four times as long."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted((shared / "data" / "battle_articles").glob("*.md"))]
    whole = "\n\n".join(texts)
    find_claims(whole[:20_000], item="warm")
    size, spent = 0, 0.0
    for text in texts:
        begin = time.process_time()
        find_claims(text, item="speed")
        spent += time.process_time() - begin
        size += len(text.encode())
    print(f"speed: {size / 1e6:.2f} MB in {spent:.1f} s of processor time: {size / 1e6 / spent:.2f} MB/s on one core")
    times = []
    for length in (250_000, 1_000_000):
        begin = time.process_time()
        find_claims(whole[:length], item="speed")
        times.append(time.process_time() - begin)
    print(f"growth: a text four times as long takes {times[1] / times[0]:.1f} times as long")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--docs", default=",".join(DOCS))
    for name in ("isaf", "muc4", "speed"):
        parser.add_argument(f"--{name}", action="store_true")
    given = parser.parse_args()
    if not given.shared.is_dir():
        print(f"there is no folder {given.shared}: nothing to measure against")
        return
    chosen = given.isaf or given.muc4 or given.speed
    if not chosen:
        scores(given.shared, given.docs.split(","))
        scores(given.shared, given.docs.split(","), 0.3)
    for name, run in (("isaf", isaf), ("muc4", muc4), ("speed", speed)):
        if getattr(given, name) or not chosen:
            run(given.shared)


if __name__ == "__main__":
    main()
