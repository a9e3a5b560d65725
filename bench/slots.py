"""
How often what stands around a claim's number is right, wrong or left empty: doer, place, claimant, day.

    python bench/slots.py [--shared ../shared] [--sets english,arabic] [--pred FILE] [--errors place]

Reads every gold set of the shared folder with the engine as it is (or a file of rows), pairs claims as the gold's own
``score.py`` does, and counts over all paired claims whose gold names the value. ``falsely`` counts those whose gold
names none and which got one. A day is right when both its ends are, near when it overlaps the day, else wrong.
Each share of right and wrong stands with its n and the 95 % interval of a bootstrap over documents.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from sijill.claims import find_claims, to_gold

SHARED = Path(__file__).parents[1].parent / "shared"
SETS = {
    "first": ("claims_dev.jsonl", "seeds", "english"),
    "battles": ("english2/claims_dev2.jsonl", "gold/english2/docs", "english"),
    "arabic": ("arabic/claims_ar_dev.jsonl", "gold/arabic/docs", "arabic"),
}
SLOTS = ("doer", "place", "claimant", "day")
COUNTED = ("casualties", "displacement", "detention", "damage")
ROUNDS = 2_000

Row = dict[str, Any]


def judged(shared: Path, languages: Iterable[str], given: list[Row] | None) -> Iterator[tuple[Row, Row]]:
    """Yield every gold claim with the claim that was paired with it, set after set."""
    for gold_file, folder, language in SETS.values():
        if language not in languages or not (shared / "gold" / gold_file).exists():
            continue
        scorer = _module(shared / "gold" / ("score_ar.py" if language == "arabic" else "score.py"))
        gold = scorer.read_jsonl(shared / "gold" / gold_file)
        docs = {claim["doc"] for claim in gold}
        found = [row for row in given if row["doc"] in docs] if given is not None else _read(shared / folder, docs)
        for kind in (*COUNTED, "control", "attack"):
            pairs, _, _ = scorer.match_kind(gold, found, kind, 0.0, kind in COUNTED)
            yield from pairs


def verdicts(gold: Row, row: Row, scorer: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield for each slot whether the claim has it right, near, wrong, silent, falsely or rightly empty."""
    doers = scorer.partyset(gold, "perpetrator"), scorer.partyset(row, "perpetrator")
    if gold["kind"] != "control":
        yield "doer", _told(*doers, doers[0] == doers[1])
    places = [(one.get("control") or one).get("place") for one in (gold, row)]
    yield "place", _told(*places, scorer.place_match(*places))
    claimants = gold.get("claimant"), row.get("claimant")
    yield "claimant", _told(*claimants, scorer.claimant_match(*claimants))
    days = [any((one.get("date") or {}).values()) for one in (gold, row)]
    told = _told(*days, scorer.date_exact(gold, row))
    yield "day", "near" if told == "wrong" and scorer.date_overlap(gold, row) else told


def _told(gold: object, given: object, same: bool) -> str:
    if not gold:
        return "falsely" if given else "empty"
    return "right" if same else "wrong" if given else "silent"


def _read(folder: Path, docs: set[str]) -> list[Row]:
    rows = []
    for path in sorted(folder.iterdir()):
        doc = path.stem if path.stem in docs else path.name[:3] if path.name[:3] in docs else path.stem.split("_")[0]
        if path.is_file() and doc in docs:
            rows += [to_gold(one, doc) for one in find_claims(path.read_bytes().decode("utf-8"), item=doc)]
    return rows


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def interval(counts: dict[str, Counter[str]], what: str, named: Iterable[str]) -> tuple[float, float]:
    """Return the 95 % interval of a share by drawing the documents again and again."""
    documents, draw = list(counts.values()), random.Random(11)
    kinds = tuple(named)
    shares = []
    for _ in range(ROUNDS):
        drawn = draw.choices(documents, k=len(documents))
        total = sum(one[kind] for one in drawn for kind in kinds)
        shares.append(sum(one[what] for one in drawn) / total if total else 0.0)
    shares.sort()
    return shares[int(0.025 * ROUNDS)], shares[int(0.975 * ROUNDS) - 1]


def main() -> None:
    """Print one line a slot and language."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--sets", default="english,arabic", help="languages to read")
    options.add_argument("--pred", type=Path, nargs="*", help="rows already written, instead of reading the texts")
    options.add_argument("--errors", choices=SLOTS, help="list the wrong, false and silent of one slot")
    options.add_argument("--kind", help="only claims of one kind")
    given = options.parse_args()
    if not (given.shared / "gold").exists():
        raise SystemExit(f"{given.shared} holds no gold claims")
    rows = None
    if given.pred:
        rows = [json.loads(line) for path in given.pred for line in path.read_text(encoding="utf-8").splitlines()]
    for language in given.sets.split(","):
        scorer = _module(given.shared / "gold" / ("score_ar.py" if language == "arabic" else "score.py"))
        counts: dict[str, dict[str, Counter[str]]] = {slot: defaultdict(Counter) for slot in SLOTS}
        for gold, row in judged(given.shared, {language}, rows):
            if given.kind not in (None, gold["kind"]):
                continue
            for slot, verdict in verdicts(gold, row, scorer):
                counts[slot][gold["doc"]][verdict] += 1
                if slot == given.errors and verdict in ("wrong", "near", "falsely", "silent"):
                    print(_error(slot, verdict, gold, row))
        for slot, by_document in counts.items():
            print(_line(language, slot, by_document))


def _line(language: str, slot: str, by_document: dict[str, Counter[str]]) -> str:
    total = sum(by_document.values(), Counter())
    named = ("right", "near", "wrong", "silent")
    n = sum(total[kind] for kind in named)
    if not n:
        return f"{language:8} {slot:9} n 0"
    shares = []
    for kind in ("right", "wrong"):
        low, high = interval(by_document, kind, named)
        shares.append(f"{kind} {total[kind] / n:.3f} [{low:.3f}, {high:.3f}]")
    rest = f"near {total['near'] / n:.3f}  silent {total['silent'] / n:.3f}  n {n}"
    unnamed = total["falsely"] + total["empty"]
    return f"{language:8} {slot:9} {'  '.join(shares)}  {rest}  falsely {total['falsely']} of {unnamed}"


def _error(slot: str, verdict: str, gold: Row, row: Row) -> str:
    key = {"doer": "parties", "place": "place", "claimant": "claimant", "day": "date"}[slot]
    ours, theirs = [
        (one.get("control") or {}).get("place") if slot == "place" and gold["kind"] == "control" else one.get(key)
        for one in (row, gold)
    ]
    quote = " ".join(gold["quote"].split())[:60]
    return f"{verdict:8} {gold['id']} {gold['kind'][:6]} gold {theirs} got {ours} {row.get('inferred', {})} | {quote}"


if __name__ == "__main__":
    main()
