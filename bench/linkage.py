"""
How well rows of lists are linked, against a truth that the linkage does not see, and in what time and memory.

    python bench/linkage.py lists LEFT.csv RIGHT.csv MAPPING.toml TRUTH.csv
    python bench/linkage.py persons LIST.csv MAPPING.toml TRUTH.csv
    python bench/linkage.py names CASES.csv

``lists`` prints the shares for both halves of the judged rows of the left list (a row's half is the parity of its place
among them, so that one half can be read for errors and the other kept). TRUTH has left_id and right_id, or for persons
record_id and cluster_id. ``names`` scores pairs of names (name1, name2, is_match) at each threshold.
"""

import csv
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sijill.language.names import name_likeness
from sijill.workspace.link_measures import measure_links
from sijill.workspace.linking import Asked, dedupe, link


def main() -> None:
    """Print what is asked."""
    kind, *files = sys.argv[1:]
    began, spent = time.monotonic(), time.process_time()
    {"lists": lists, "persons": persons, "names": names}[kind](*map(Path, files))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{time.monotonic() - began:.0f} s, of a processor {time.process_time() - spent:.0f} s, at most {memory:.2f} GB"
    )


def lists(left: Path, right: Path, mapping: Path, truth: Path) -> None:
    """Print the shares of links that are wrong, and of true pairs that are linked or asked, for each half."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "links.csv"
        done = link(
            left.read_bytes(), right.read_bytes(), Asked(mapping.read_text("utf-8")), out, names=(left.name, right.name)
        )
        made, true = rows_of(out), rows_of(truth)
    many = Counter(one.decision.value for one in done.pairs)
    print(f"{dict(many)}; to ask: {many['review'] / max(1, len({one.left for one in done.pairs})):.2f} for a met row")
    judged = sorted({one["left_id"] for one in true})
    for half in (0, 1):
        known = set(judged[half::2])
        pairs = {(one["left_id"], one["right_id"]) for one in true if one["left_id"] in known}
        of = {
            decision: {
                (one["left_id"], one["right_id"])
                for one in made
                if one["left_id"] in known and one["decision"] == decision
            }
            for decision in ("link", "review")
        }
        right_ones = of["link"] & pairs
        met = (of["link"] | of["review"]) & pairs
        print(
            f"half {half}: {len(known)} rows, wrong {1 - len(right_ones) / max(1, len(of['link'])):.4f} of links, "
            f"right {len(right_ones) / len(pairs):.3f}, right or asked {len(met) / len(pairs):.3f}, "
            f"asked {len(of['review']) / len(known):.2f} a row"
        )


def persons(table: Path, mapping: Path, truth: Path) -> None:
    """Print precision, recall and F1 over pairs of rows, and the largest person."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "clusters.csv"
        done = dedupe(table.read_bytes(), Asked(mapping.read_text("utf-8")), out, name=table.name)
        found = measure_links(out, truth)
    print(f"{done.rows} rows, {len(done.persons)} persons, the largest of {max(map(len, done.persons))} rows")
    print(" ".join(f"{name} {value}" for name, value in found.as_json().items()))


def names(cases: Path) -> None:
    """Print precision, recall and F1 of the likeness of two names at thresholds."""
    scored = [
        (name_likeness(row["name1"], row["name2"]).score, row["is_match"] == "true")
        for row in rows_of(cases)
        if row["schema"] == "Person"
    ]
    matches = sum(is_match for _, is_match in scored)
    print(f"{len(scored)} pairs of persons, {matches} one person")
    for threshold in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        taken = [is_match for score, is_match in scored if score >= threshold]
        precision, recall = sum(taken) / max(1, len(taken)), sum(taken) / matches
        f1 = 2 * precision * recall / (precision + recall)
        print(f"from {threshold}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
