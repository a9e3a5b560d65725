"""
How long the command line takes to start, and what a register costs to open.

``python bench/start.py`` runs each command several times in fresh processes and prints the
median beside that of an interpreter that does nothing. Aim: ``sijill --help`` under 200 ms;
the processor time of ``show`` at most 1.7 times, of ``toll`` at most 2.2 times that of importing
SQLAlchemy, which every door to a register needs.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
SQLALCHEMY = "import sqlalchemy"


def lasts(*words: str, runs: int = RUNS) -> tuple[float, float]:
    """Return the medians of several runs in milliseconds: by the clock, and of the processor."""
    clock, processor = [], []
    for _ in range(runs):
        start, before = time.perf_counter(), busy()
        subprocess.run([sys.executable, *words], check=True, capture_output=True, env=with_compiled())
        clock.append((time.perf_counter() - start) * 1000)
        processor.append((busy() - before) * 1000)
    return statistics.median(clock), statistics.median(processor)


def with_compiled() -> dict[str, str]:
    """Return the environment in which modules are compiled once and not in every process, as on anybody's machine."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def busy() -> float:
    """Return the processor seconds of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        register = str(Path(folder) / "register")
        subprocess.run([sys.executable, "-m", "sijill", "init", register], check=True, capture_output=True)
        rows = {
            "python that does nothing": ("-c", "pass"),
            SQLALCHEMY: ("-c", "import sqlalchemy"),
            "sijill --help": ("-m", "sijill", "--help"),
            "import sijill.workspace": ("-c", "import sijill.workspace"),
            "sijill show REGISTER": ("-m", "sijill", "show", register),
            "sijill toll REGISTER": ("-m", "sijill", "toll", register, "--period", "2020"),
        }
        measured = {name: lasts(*words) for name, words in rows.items()}
        least = measured[SQLALCHEMY][1]
        for name, (clock, processor) in measured.items():
            times = f"{processor / least:4.2f} times {SQLALCHEMY}"
            sys.stdout.write(f"{name:26} {clock:6.0f} ms, processor {processor:6.0f} ms, {times}\n")


if __name__ == "__main__":
    main()
