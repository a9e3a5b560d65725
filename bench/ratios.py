"""
The ratios of the performance page, measured small and in one run: what costs what, beside a bare thing that does less.

    python bench/ratios.py            measure, and write docs/reference/performance.toml and the table of the page
    python bench/ratios.py --check    measure, and fail where a ratio is half as large again as the one written there
    python bench/ratios.py --page     write the table of the page from the file, without measuring

Processor time on both sides, taken in turn, so that a busy machine slows both; a ratio that looks worse is measured
twice more before it is called so. Sizes are small: the other programs of this folder measure at full size.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

REFERENCE = HERE.parent / "docs" / "reference"
FILE, PAGE = REFERENCE / "performance.toml", REFERENCE / "performance.md"
BEGIN, END = "<!-- ratios: made by bench/ratios.py -->", "<!-- end of ratios -->"

WORSE = 1.5
"""From how many times what is written down on a ratio has worsened."""
TRIES = 3

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ratio:
    """What is measured (``what``), what it is divided by (``beside``), of what size, and how large it may be."""

    name: str
    what: str
    beside: str
    size: str
    bar: float | None
    pairs: Callable[[Path], Iterable[Pair]]

    def measure(self, folder: Path) -> list[float]:
        """Return the ratio of each round."""
        return [ours / bare for ours, bare in self.pairs(folder)]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of some work."""
    before = time.process_time()
    work()
    return time.process_time() - before


def of_columns(folder: Path) -> Iterator[Pair]:
    """A first toll of a register opened anew: from kept columns, and from the log where nothing is kept."""
    import cold

    register = _victims(folder)
    for _ in range(3):
        cold.forget(register)
        by_the_log = seconds(lambda: cold.count(register, "2020", "party"))
        (register / "cache").unlink()
        cold.count(register, "2020", "party")
        yield seconds(lambda: cold.count(register, "2020", "party")), by_the_log


def of_the_log(folder: Path) -> Iterator[Pair]:
    """The first toll from the log, and reading the same log with nothing but sqlite3 and json."""
    import cold

    register = _victims(folder)
    for _ in range(3):
        cold.forget(register)
        yield seconds(lambda: cold.count(register, "2020", "party")), seconds(lambda: _bare_log(register))
        (register / "cache").unlink()


def _victims(folder: Path) -> Path:
    import cold

    register = folder / "victims"
    cold.fill(register, 2_000)
    return register


def _bare_log(register: Path) -> None:
    with closing(sqlite3.connect(register / "ledger.sqlite")) as database:
        for (body,) in database.execute("SELECT body FROM entry"):
            json.loads(body)


def of_crosstab(_: Path) -> list[Pair]:
    """A cross-tab of three axes, and bare DuckDB."""
    import tolls

    return tolls.beside_bare_duckdb(1_000_000, 2020, rounds=5, clock=time.process_time)


def of_appends(people: int, *, one_at_a_time: bool) -> Callable[[Path], Iterator[Pair]]:
    """Appends through the ledger, and the same rows by executemany."""

    def pairs(folder: Path) -> Iterator[Pair]:
        import ledger

        drafts = list(ledger.victims(people, 1))
        each = 5 if one_at_a_time else len(drafts)
        appends = [drafts[first : first + each] for first in range(0, len(drafts), each)]
        for number in range(3):
            ours, bare = (folder / f"{side}-{people}-{number}" for side in ("ours", "bare"))
            ours.mkdir()
            bare.mkdir()
            took = ledger.through_the_ledger(ours, appends, clock=time.process_time)
            yield took, ledger.bare(bare, ours, ledger.EVERY_TABLE, clock=time.process_time)

    return pairs


def of_annex(_: Path) -> Iterator[Pair]:
    """An annex of rows as a PDF, and bare Typst."""
    import documents

    told = documents.annex(500)
    pdf = documents.PdfRenderer()
    for _ in range(3):
        yield seconds(lambda: pdf.render(told)), seconds(lambda: documents.bare_typst(told))


def of_starting(*words: str) -> Callable[[Path], Iterator[Pair]]:
    """A command of the command line in a process of its own, and one that imports SQLAlchemy."""

    def pairs(folder: Path) -> Iterator[Pair]:
        import start

        register = folder / "empty"
        if not register.exists():
            start.lasts("-m", "sijill", "init", str(register), runs=1)
        verb, *rest = words
        command = ("-m", "sijill", verb, str(register), *rest)
        for _ in range(3):
            yield start.lasts(*command, runs=1)[1], start.lasts("-c", start.SQLALCHEMY, runs=1)[1]

    return pairs


def of_page(address: Callable[[int], str]) -> Callable[[Path], Iterator[Pair]]:
    """A page of the desk in one process, and the bare view of the same desk (``/about/``)."""

    def pairs(folder: Path) -> Iterator[Pair]:
        browser = _desk(folder)

        def ask(way: str) -> None:
            status = browser.get(way).status_code
            if status != 200:
                raise SystemExit(f"{way} answers {status}")

        ask("/about/")
        ask(address(0))
        for number in range(1, 10):
            way = address(number)
            yield seconds(lambda: ask(way)), min(seconds(lambda: ask("/about/")) for _ in range(3))  # noqa: B023

    return pairs


_browsers: dict[Path, Any] = {}


def _desk(folder: Path) -> Any:
    """Return somebody signed in at the desk of a register with 500 victims and 5,000 claims."""
    if folder not in _browsers:
        import big_register
        import desk_load

        register = (folder / "desk").resolve()
        big_register.big_register(register, victims=500, claims=5_000).close()
        session = desk_load.signed_in(register, 2)[1]
        from django.test import Client

        from sijill.web.register_access import read_ahead

        read_ahead(register)
        browser = Client(headers={"accept-language": "en", "host": "127.0.0.1"})
        browser.cookies["sessionid"] = session
        _browsers[folder] = browser
    return _browsers[folder]


def _month(number: int) -> str:
    return f"/tolls/?period={2012 + number}-05&by={('party', 'governorate', 'cause')[number % 3]}"


TOLL = ("toll", "--period", "2020")
TOLD = "500 victims, 5,000 claims"
VIEW = "the bare view of the desk"
RATIOS = (
    Ratio("columns", "a first toll from kept columns", "from the log", "2,000 victims", 0.2, of_columns),
    Ratio("log", "a first toll from the log", "sqlite3 and json, the same log", "2,000 victims", None, of_the_log),
    Ratio("crosstab", "a cross-tab of three axes", "bare DuckDB", "10^6 rows", 1.3, of_crosstab),
    Ratio(
        "append",
        "appends of one person each",
        "executemany, the same rows",
        "60 appends",
        None,
        of_appends(60, one_at_a_time=True),
    ),
    Ratio(
        "import",
        "one append of an import",
        "executemany, the same rows",
        "2,000 persons",
        None,
        of_appends(2_000, one_at_a_time=False),
    ),
    Ratio("annex", "an annex as PDF", "bare Typst", "500 rows", 1.3, of_annex),
    Ratio("show", "`sijill show`", "`import sqlalchemy`", "an empty register", 1.7, of_starting("show")),
    Ratio(
        "toll",
        "`sijill toll`",
        "`import sqlalchemy`",
        "an empty register",
        2.2,
        of_starting("toll", "--period", "2020"),
    ),
    Ratio("home", "the first page", VIEW, TOLD, None, of_page(lambda _: "/")),
    Ratio("queue", "the queue", VIEW, TOLD, None, of_page(lambda _: "/queue/")),
    Ratio("record", "a record", VIEW, TOLD, None, of_page(lambda number: f"/records/v-{number * 100:07d}/")),
    Ratio("figures", "figures of a month that nobody asked for yet", VIEW, TOLD, None, of_page(_month)),
    Ratio("figures_again", "figures asked again", VIEW, TOLD, None, of_page(lambda _: _month(0))),
)


def measured(folder: Path, ratios: Sequence[Ratio] = RATIOS) -> dict[str, dict[str, Any]]:
    """Measure and return each ratio as the file says it."""
    found = {}
    for one in ratios:
        rounds = one.measure(folder)
        median = statistics.median(rounds)
        print(f"{one.name:<14}{median:7.3f}  ({min(rounds):.3f}-{max(rounds):.3f})", flush=True)
        found[one.name] = {
            "what": one.what,
            "beside": one.beside,
            "size": one.size,
            **({} if one.bar is None else {"bar": one.bar}),
            "ratio": round(median, 3),
            "least": round(min(rounds), 3),
            "most": round(max(rounds), 3),
        }
    return found


def has_worsened(ratio: float, written: float) -> bool:
    """Test whether a ratio is half as large again as the one that is written down."""
    return ratio > WORSE * written


def worsened(folder: Path, written: Mapping[str, Mapping[str, Any]], ratios: Sequence[Ratio] = RATIOS) -> list[str]:
    """Return what worsened by half, measured again before it is said to."""
    ahead, said = tuple(ratios), list[str]()
    for _ in range(TRIES):
        found = measured(folder, ahead)
        ahead = tuple(one for one in ahead if has_worsened(found[one.name]["ratio"], written[one.name]["ratio"]))
        said = [f"{one.name}: {found[one.name]['ratio']}, was {written[one.name]['ratio']}" for one in ahead]
    return said


def text_of(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the file of what was measured."""
    head = [
        "# Made by bench/ratios.py: processor time of what is named, divided by that of what stands beside it.",
        f'machine = "{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.0f}"',
        f'python = "{platform.python_version()}"',
    ]
    for name, one in found.items():
        head += ["", f"[ratio.{name}]", *(f"{key} = {json.dumps(value)}" for key, value in one.items())]
    return "\n".join(head) + "\n"


def table_of(told: Mapping[str, Any]) -> str:
    """Return the table of the page from what the file says."""
    rows = [
        f"| {one['what']} | {one['beside']} | {one['size']} | {one.get('bar', '')} | {one['ratio']:.2f} "
        f"({one['least']:.2f}-{one['most']:.2f}) |"
        for one in told["ratio"].values()
    ]
    head = ["| what | divided by | size | at most | ratio (all rounds) |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows, "", f"{told['machine']}; Python {told['python']}."])


def page_with(page: str, table: str) -> str:
    """Return the page with the table in its place."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Measure and write, or check."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true")
    asked.add_argument("--page", action="store_true")
    asked.add_argument("--only", nargs="*", default=[])
    options = asked.parse_args()
    ratios = [one for one in RATIOS if not options.only or one.name in options.only]
    folder = Path(tempfile.mkdtemp(prefix="sijill-ratios-"))
    began = time.perf_counter()
    try:
        if options.check:
            said = worsened(folder, tomllib.loads(FILE.read_text("utf-8"))["ratio"], ratios)
            print(f"{time.perf_counter() - began:.0f} s")
            if said:
                raise SystemExit("worse by half than docs/reference/performance.toml says: " + "; ".join(said))
            return
        if not options.page:
            found = measured(folder, ratios)
            if not options.only:
                FILE.write_text(text_of(found), "utf-8")
        told = tomllib.loads(FILE.read_text("utf-8"))
        PAGE.write_text(page_with(PAGE.read_text("utf-8"), table_of(told)), "utf-8")
        print(f"{time.perf_counter() - began:.0f} s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
