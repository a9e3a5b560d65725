"""
Run what kills, mangles, draws and loads in full, one after the other, and write down how it went.

CI tries a sample of each (tests/sizes.py). ``python tools/long_run.py`` goes on where a run of
the same commit stopped, and writes docs/reference/long-runs.md after each; ``--only WORD`` takes
those whose name holds a word, ``--afresh`` forgets what ran.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "long-runs.md"
_PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-s", "--timeout", "14400", "-m", "slow or not slow")
RUNS = {
    "a register killed": (*_PYTEST, "tests/e2e/test_kill_register.py"),
    "a ledger killed": (*_PYTEST, "tests/e2e/test_kill.py"),
    "commands killed": (*_PYTEST, "tests/e2e/test_kill_commands.py"),
    "mangled documents": (*_PYTEST, "tests/e2e/test_mangled_files.py"),
    "properties": (*_PYTEST, "tests/property"),
    "the API asked everything": (*_PYTEST, "tests/unit/web/test_api_described.py"),
    "planted words at every door": (*_PYTEST, "tests/safety"),
    "barriers on pages": (*_PYTEST, "tests/e2e/test_desk_accessible.py"),
    "time that grows with size": (*_PYTEST, "tests/unit/claims/arabic", "-k", "linear"),
    "cross-tabs on Spark": (*_PYTEST, "tests/property/test_engines.py", "-k", "spark"),
    "linkage on Spark": (*_PYTEST, "tests/unit/workspace/test_linking.py", "-k", "spark"),
    "people and a program at once": (*_PYTEST, "tests/e2e/test_writers.py"),
}
_ROW = re.compile(
    r"^\| (?P<name>[^|]+) \| (?P<day>[^|]+) \| (?P<commit>[^|]+) \| (?P<minutes>[^|]+) \| (?P<result>[^|]+) \|$", re.M
)
_SUMMARY = re.compile(r"^=*\s*(\d+ (?:passed|failed|error).*?)(?: in [\d.:() s]+)?\s*=*$", re.M)


@dataclass(frozen=True)
class Outcome:
    """How one run went, as a line of the page."""

    name: str
    day: str
    commit: str
    minutes: str
    result: str


def outcomes(page: str) -> dict[str, Outcome]:
    """Return the last outcome of each run, as a page has them."""
    rows = (Outcome(**row.groupdict()) for row in _ROW.finditer(page))
    return {row.name: row for row in rows if row.name in RUNS}


def run(name: str, commit: str) -> Outcome:
    """Run one in full, with what it prints shown, and return how it went."""
    began = time.monotonic()
    command = subprocess.run(
        ("env", "SIJILL_LONG_RUN=1", *RUNS[name]), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    print(command.stdout)
    told = _SUMMARY.findall(command.stdout)
    result = told[-1] if told else f"stopped with code {command.returncode}"
    return Outcome(name, time.strftime("%Y-%m-%d"), commit, f"{(time.monotonic() - began) / 60:.1f}", result)


def written(page: str, done: dict[str, Outcome]) -> str:
    """Return the page with the outcomes in its table, those that never ran left open."""
    empty = ("not yet", "", "", "")
    rows = [
        f"| {name} | " + " | ".join((one.day, one.commit, one.minutes, one.result) if one else empty) + " |"
        for name, one in ((name, done.get(name)) for name in RUNS)
    ]
    head, rule, _ = page.partition("|---|---|---|---|---|\n")
    return head + rule + "\n".join(rows) + "\n"


def main() -> int:
    """Run what has not run at this commit, and fail if any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="those whose name holds this word")
    parser.add_argument("--afresh", action="store_true", help="also what passed at this commit")
    arguments = parser.parse_args()
    commit = subprocess.run(
        ("git", "rev-parse", "--short=10", "HEAD"), cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    done = outcomes(PAGE.read_text("utf-8"))
    for name in RUNS:
        before = done.get(name)
        ran = before is not None and before.commit == commit and is_good(before)
        if arguments.only in name and (arguments.afresh or not ran):
            done[name] = run(name, commit)
            PAGE.write_text(written(PAGE.read_text("utf-8"), done), "utf-8")
    return 0 if all(is_good(one) for one in done.values()) else 1


def is_good(outcome: Outcome) -> bool:
    """Test whether a run ended with nothing failed."""
    return "passed" in outcome.result and not re.search("failed|error", outcome.result)


if __name__ == "__main__":
    sys.exit(main())
