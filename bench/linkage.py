"""
How well rows of lists are linked, against a truth that the linkage does not see, and in what time and memory.

    python bench/linkage.py lists LEFT.csv RIGHT.csv MAPPING.toml TRUTH.csv
    python bench/linkage.py persons LIST.csv MAPPING.toml TRUTH.csv
    python bench/linkage.py releases ROWS SEED
    python bench/linkage.py names CASES.csv

``lists`` prints the shares for both halves of the judged rows of the left list (a row's half is the parity of its place
among them, so that one half can be read for errors and the other kept). TRUTH has left_id and right_id, or for persons
record_id and cluster_id. ``releases`` invents a list and a later release of it, whose ids are hidden from the linkage,
and prints how much of what is added, changed and removed is found. ``names`` scores pairs of names (name1, name2,
is_match) at each threshold.
"""

import csv
import itertools
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sijill.language.names import attested, name_likeness
from sijill.values import normal_key
from sijill.workspace.lists.link_measures import measure_links
from sijill.workspace.lists.linking import Asked, dedupe, link


def main() -> None:
    """Print what is asked."""
    kind, *files = sys.argv[1:]
    began, spent = time.monotonic(), time.process_time()
    if kind == "releases":
        releases(*map(int, files))
    else:
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


def releases(many: int, seed: int) -> None:
    """Print of an invented release how much of what it adds, changes and removes is found, and what is wrong."""
    chance = random.Random(seed)
    people = [person for family in range(many // 3) for person in invented_family(chance, family)][:many]
    later = [retyped(chance, one) for one in people if chance.random() > REMOVED]
    kin = [{**chance.choice(people), "given": chance.choice(GIVEN[0])} for _ in range(int(many * ADDED / 3))]
    later += [{**one, "id": f"kin-{at}", "age": str(chance.randint(0, 80))} for at, one in enumerate(kin)]
    strangers = (one for family in range(many) for one in invented_family(chance, f"later-{family}"))
    later += itertools.islice(strangers, int(many * ADDED * 2 / 3))
    chance.shuffle(later)
    before = {one["id"]: one for one in people}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("first.csv", "second.csv", "links.csv", "changes.csv")]
        for file, rows, side in zip(files, (people, later), "lr", strict=False):
            write_list(file, rows, side)
        asked = Asked(RELEASES, changes=files[3])
        done = link(files[0].read_bytes(), files[1].read_bytes(), asked, files[2])
        made, told = rows_of(files[2]), rows_of(files[3])
    row = {f"l{at}": one["id"] for at, one in enumerate(people)} | {f"r{at}": one["id"] for at, one in enumerate(later)}
    links = [(row[one["left_id"]], row[one["right_id"]]) for one in made if one["decision"] == "link"]
    print(f"{len(people)} and {len(later)} rows; {dict(done.changes or {})}")
    stay = {one["id"] for one in later} & before.keys()
    right = sum(left == found for left, found in links)
    print(f"found again {right / len(stay):.4f} of {len(stay)}, wrong {1 - right / max(1, len(links)):.4f} of links")
    truth = {
        "added": {one["id"] for one in later} - before.keys(),
        "removed": before.keys() - stay,
        "changed": {one["id"] for one in later if one["id"] in stay and is_changed(before[one["id"]], one)},
    }
    for change, true in truth.items():
        some = {row[one["left_id"] or one["right_id"]] for one in told if one["change"] == change}
        print(f"{change}: {len(some & true) / len(true):.4f} of {len(true)} told, {len(some - true)} told falsely")


RELEASES = '[columns]\nid = "row"\nname = "name"\nage = "age"\nsex = "sex"\n'
REMOVED, ADDED, CHANGED = 0.03, 0.25, 0.12
PARTS = ("given", "father", "grandfather", "family")
SLIPS = (("ة", "ه"), ("ى", "ي"), ("أ", "ا"), ("إ", "ا"), ("عبد", "عبد "), ("ال", ""), ("و", ""), ("ا", ""), ("ي", "ى"))


def spellings_by_frequency() -> tuple[list[str], list[int]]:
    """Return Arabic parts of names and how often writers attest them."""
    often: Counter[str] = Counter()
    for some in attested().values():
        often.update(some)
    return list(often), list(often.values())


GIVEN = spellings_by_frequency()


def invented_family(chance: random.Random, family: int | str) -> list[dict[str, str]]:
    """Return one to five invented people of one father."""
    father, grandfather, name = chance.choices(*GIVEN, k=3)
    return [
        {
            "id": f"{family}-{number}",
            **dict(zip(PARTS, (chance.choices(*GIVEN)[0], father, grandfather, name), strict=True)),
            "sex": chance.choice(("m", "f")),
            "age": str(chance.randint(0, 85)),
        }
        for number in range(chance.randint(1, 5))
    ]


def retyped(chance: random.Random, one: dict[str, str]) -> dict[str, str]:
    """Return a row as a later release types it: some with a slip of spelling, another age, or without one."""
    made = dict(one)
    for part in PARTS:
        if chance.random() < CHANGED / 3:
            made[part] = made[part].replace(*chance.choice(SLIPS)) or made[part]
    if chance.random() < CHANGED:
        made["age"] = str(max(0, int(one["age"]) + chance.choice((-1, 1, 1, 10))))
    if chance.random() < CHANGED / 3:
        made["age"] = ""
    if chance.random() < CHANGED / 50:
        made["sex"] = "f" if one["sex"] == "m" else "m"
    if chance.random() < CHANGED / 4:
        made["grandfather"] = ""
    return made


def is_changed(one: dict[str, str], other: dict[str, str]) -> bool:
    """Test whether what both rows tell differs, letters folded as everywhere."""
    told = [(full_name(each), each["age"], each["sex"]) for each in (one, other)]
    return any(a and b and normal_key(a) != normal_key(b) for a, b in zip(*told, strict=True))


def full_name(one: dict[str, str]) -> str:
    """Return the chain of a name."""
    return " ".join(one[part] for part in PARTS if one[part])


def write_list(file: Path, rows: list[dict[str, str]], side: str) -> None:
    """Write rows under numbers of their own, so that no id tells who is who."""
    with file.open("w", encoding="utf-8", newline="") as out:
        written = csv.writer(out)
        written.writerow(["row", "name", "age", "sex"])
        written.writerows([f"{side}{at}", full_name(one), one["age"], one["sex"]] for at, one in enumerate(rows))


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
