"""Lists of persons without a register: ``link``, ``dedupe`` and ``measure-links``."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from sijill.cli._links import find_pairs
from sijill.cli._output import about, file_bytes, file_text, write
from sijill.cli._verb import option, verb, whole_number
from sijill.cli._voice import spoken, tell
from sijill.values import message

_MAPPING = option("--mapping", "which column is the name, id, sex, age, died_on ...", metavar="TOML", required=True)
_THRESHOLD = option("--threshold", "from which probability rows are one person (0.8)", metavar="P", type=float)


@verb(
    "dedupe",
    "say which rows of a list are one person",
    option("list", "the list", metavar="LIST"),
    _MAPPING,
    option("--out", "the file to write: each row with its person", metavar="CSV", required=True),
    _THRESHOLD,
    register=None,
    example="dedupe victims.csv --mapping lists.toml --out clusters.csv",
)
def dedupe(arguments: Namespace) -> int:
    """Find the persons of a list."""
    from sijill.workspace.linking import dedupe as persons_of

    mapping, content = file_text(arguments.mapping), file_bytes(arguments.list)
    with about(arguments.list):
        done = persons_of(
            content, mapping, Path(arguments.out), threshold=arguments.threshold, name=Path(arguments.list).name
        )
    several = sum(len(person) > 1 for person in done.persons)
    largest = max(map(len, done.persons), default=0)
    document = {"out": arguments.out, "rows": done.rows, "persons": len(done.persons), "largest": largest}
    told = tell(
        "{rows} rows are {persons} persons; told by more than one row: {several}, by at most {largest}",
        rows=done.rows,
        persons=len(done.persons),
        several=several,
        largest=largest,
    )
    write(arguments, document, [told])
    return 0


@verb(
    "link",
    "say which rows of two lists are one person; of a register alone, which of its records may be one",
    option("left", "a list, or a register", metavar="LEFT"),
    option("right", "the other list; none with a register", metavar="RIGHT", nargs="?"),
    option("--mapping", "which column is the name, id, sex, age, died_on ...", metavar="TOML"),
    option("--out", "the file to write: pairs, probability, decision, why", metavar="CSV"),
    _THRESHOLD,
    option("--again", "in a register: compare every record anew", action="store_true"),
    option("--kind", "in a register: only pairs of this kind", choices=("victim", "incident")),
    option("--limit", "at most so many (default: 20)", type=whole_number, default=20),
    register=None,
    example="link aleppo",
)
def link(arguments: Namespace) -> int:
    """Find the pairs of two lists, or of a register."""
    from sijill.workspace.linking import LinkingRefused
    from sijill.workspace.linking import link as pairs_of

    if arguments.right is None:
        return find_pairs(arguments)
    if not (arguments.mapping and arguments.out):
        raise LinkingRefused(
            message("name the columns of both lists (--mapping TOML) and the file to write (--out CSV)")
        )
    mapping = file_text(arguments.mapping)
    left, right = file_bytes(arguments.left), file_bytes(arguments.right)
    with about(f"{arguments.left}, {arguments.right}"):
        done = pairs_of(
            left,
            right,
            mapping,
            Path(arguments.out),
            threshold=arguments.threshold,
            language=spoken(),
            names=(Path(arguments.left).name, Path(arguments.right).name),
        )
    many = Counter(one.decision.value for one in done)
    document = {"out": arguments.out, **{name: many[name] for name in ("link", "review", "apart")}}
    told = tell(
        "{link} pairs are linked, {review} wait for a person, {apart} are held for two persons",
        link=many["link"],
        review=many["review"],
        apart=many["apart"],
    )
    write(arguments, document, [told])
    return 0


@verb(
    "measure-links",
    "compare links with true pairs: how many are right, wrong and missed",
    option("links", "what sijill link wrote, or any file with left_id and right_id", metavar="LINKS"),
    option("--truth", "the true pairs: left_id and right_id", metavar="CSV", required=True),
    register=None,
    example="measure-links links.csv --truth truth.csv",
)
def measure_links(arguments: Namespace) -> int:
    """Measure links by their truth."""
    from sijill.workspace.linking import measure_links as measured

    with about(f"{arguments.links}, {arguments.truth}"):
        done = measured(Path(arguments.links), Path(arguments.truth))
    document = {
        "right": done.right,
        "wrong": done.wrong,
        "missed": done.missed,
        "asked": done.asked,
        "precision": round(done.precision, 4),
        "recall": round(done.recall, 4),
        "f1": round(done.f1, 4),
    }
    told = tell(
        "right {right}, wrong {wrong}, missed {missed}, of which a person is asked {asked}; precision {precision}, "
        "recall {recall}, F1 {f1}",
        **{name: str(value) for name, value in document.items()},
    )
    write(arguments, document, [told])
    return 0
