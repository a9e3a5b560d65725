"""Lists of persons without a register: ``link``, ``dedupe`` and ``measure-links``."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._links import find_pairs
from sijill.cli._output import about, file_bytes, file_text, write
from sijill.cli._verb import option, verb, whole_number
from sijill.cli._voice import spoken, tell
from sijill.values import SijillError, message

if TYPE_CHECKING:
    from sijill.workspace.lists.link_measures import Measured
    from sijill.workspace.lists.linking import Asked, Linked

_MAPPING = option("--mapping", "which column is the name, id, sex, age, died_on ...", metavar="TOML", default="")
_THRESHOLD = option("--threshold", "from which probability rows are one person (0.8)", metavar="P", type=float)
_RUN = option("--run", "write what was told, learnt and found into this file, to repeat it", metavar="JSON")
_REPEAT = option("--repeat", "do again what the file of an earlier run says, with the same lists", metavar="JSON")
_TRUTH = option("--truth", "measure by the true pairs or persons of this file", metavar="CSV")

_READ = ("list", "left", "right", "mapping", "repeat")


@verb(
    "dedupe",
    "say which rows of a list are one person",
    option("list", "the list", metavar="LIST"),
    option("--out", "the file to write: each row with its person", metavar="CSV", required=True),
    _MAPPING,
    _THRESHOLD,
    _RUN,
    _REPEAT,
    _TRUTH,
    register=None,
    example="dedupe victims.csv --mapping lists.toml --out clusters.csv",
)
def dedupe(arguments: Namespace) -> int:
    """Find the persons of a list."""
    from sijill.workspace.lists.linking import dedupe as persons_of

    asked, content = _asked_of_lists(arguments), file_bytes(arguments.list)
    with about(arguments.list):
        done = persons_of(content, asked, Path(arguments.out), name=Path(arguments.list).name)
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
    write(arguments, document | _more(done), [told, *_lines_of_lists(done)])
    return 0


@verb(
    "link",
    "say which rows of two lists are one person; of a register alone, which of its records may be one",
    option("left", "a list, or a register", metavar="LEFT"),
    option("right", "the other list; none with a register", metavar="RIGHT", nargs="?"),
    option("--out", "the file to write: pairs, probability, decision, why", metavar="CSV"),
    _MAPPING,
    _THRESHOLD,
    _RUN,
    _REPEAT,
    _TRUTH,
    option("--changes", "write what the second list changes as a later release of the first", metavar="CSV"),
    option("--again", "in a register: compare every record anew", action="store_true"),
    option("--kind", "in a register: only pairs of this kind", choices=("victim", "incident")),
    option("--limit", "in a register: at most so many pairs (default: 20)", type=whole_number),
    register=None,
    example="link aleppo",
)
def link(arguments: Namespace) -> int:
    """Find the pairs of two lists, or of a register."""
    from sijill.workspace.lists.linking import LinkingRefused
    from sijill.workspace.lists.linking import link as pairs_of

    if arguments.right is None:
        _refuse_given(arguments, ("out", "mapping", "threshold", "run", "repeat", "truth", "changes"), LinkingRefused)
        return find_pairs(arguments)
    _refuse_given(arguments, ("again", "kind", "limit"), LinkingRefused)
    if not (arguments.out and (arguments.mapping or arguments.repeat)):
        raise LinkingRefused(
            message("name the columns of both lists (--mapping TOML) and the file to write (--out CSV)")
        )
    asked = _asked_of_lists(arguments)
    left, right = file_bytes(arguments.left), file_bytes(arguments.right)
    with about(f"{arguments.left}, {arguments.right}"):
        done = pairs_of(
            left,
            right,
            asked,
            Path(arguments.out),
            language=spoken(),
            names=(Path(arguments.left).name, Path(arguments.right).name),
        )
    many = Counter(one.decision.value for one in done.pairs)
    document = {"out": arguments.out, **{name: many[name] for name in ("link", "review", "apart")}}
    told = tell(
        "{link} pairs are linked, {review} wait for a person, {apart} are held for two persons",
        link=many["link"],
        review=many["review"],
        apart=many["apart"],
    )
    document |= {"changes": None if done.changes is None else dict(done.changes)}
    write(arguments, document | _more(done), [told, *_change_lines(done), *_lines_of_lists(done)])
    return 0


def _change_lines(done: Linked) -> Iterator[str]:
    if done.changes is not None:
        yield tell(
            "of the rows of the first list the second leaves {unchanged} as they are in the mapped columns, changes "
            "{changed} and removes {removed}, and it adds {added}; pairs that a person decides about: {asked}; rows of "
            "either that were compared with none: {not_compared}",
            **done.changes,
        )


def _refuse_given(arguments: Namespace, names: tuple[str, ...], refusal: type[SijillError]) -> None:
    """Refuse the first of some options that was given, for nothing would be done with it."""
    for name in names:
        if getattr(arguments, name) not in (None, "", False):
            raise refusal(
                message(
                    "{option} says nothing here: two lists take --out, --mapping, --threshold, --run, --repeat, "
                    "--truth and --changes, a register alone --again, --kind and --limit; leave it out"
                ),
                option=f"--{name}",
            )


def _asked_of_lists(arguments: Namespace) -> Asked:
    """Return how the lists are to be linked."""
    from sijill.workspace.lists.linking import Asked

    return Asked(
        mapping=file_text(arguments.mapping) if arguments.mapping else "",
        threshold=arguments.threshold,
        again=file_text(arguments.repeat) if arguments.repeat else "",
        run=Path(arguments.run) if arguments.run else None,
        truth=Path(arguments.truth) if arguments.truth else None,
        changes=Path(changes) if (changes := getattr(arguments, "changes", None)) else None,
        read=tuple(Path(one) for name in _READ if (one := getattr(arguments, name, None))),
    )


def _more(done: Linked) -> dict[str, Any]:
    """Return what an answer says of rows that were not compared, of its measures and of a run that was repeated."""
    large = [{"rule": " + ".join(one.columns), "split": one.split, "left": one.left} for one in done.large]
    return {
        "not_compared": done.alone,
        "large": large,
        "measured": done.measured.as_json() if done.measured else None,
        "same_output": done.same,
    }


def _lines_of_lists(done: Linked) -> list[str]:
    told = []
    if done.alone:
        told.append(
            tell("compared with no other row, for their names tell nothing or too many share them: {n}", n=done.alone)
        )
    told += [
        tell(
            "too many rows share {rule}: {split} were compared in smaller groups, {left} not by this",
            rule=" + ".join(one.columns),
            split=one.split,
            left=one.left,
        )
        for one in done.large
    ]
    if done.measured:
        told.append(_measures(done.measured))
    if done.same is not None:
        told.append(
            tell("the file is the same as that of the earlier run")
            if done.same
            else tell("the file differs from that of the earlier run: compare the versions in both runs")
        )
    return told


def _measures(done: Measured) -> str:
    return tell(
        "right {right}, wrong {wrong}, missed {missed}, of which a person is asked {asked}; precision {precision}, "
        "recall {recall}, F1 {f1}",
        **{name: str(value) for name, value in done.as_json().items() if name != "bias"},
    )


@verb(
    "measure-links",
    "compare links with true pairs: how many are right, wrong and missed",
    option("links", "what sijill link or dedupe wrote, or any file with left_id and right_id", metavar="LINKS"),
    option("--truth", "the true pairs (left_id, right_id) or persons", metavar="CSV", required=True),
    register=None,
    example="measure-links links.csv --truth truth.csv",
)
def measure_links(arguments: Namespace) -> int:
    """Measure links by their truth."""
    from sijill.workspace.lists.link_measures import measure_links as measured

    with about(f"{arguments.links}, {arguments.truth}"):
        done = measured(Path(arguments.links), Path(arguments.truth))
    write(arguments, done.as_json(), [_measures(done)])
    return 0
