"""
A cold process: how long it takes to open a register and count its first toll, with what was kept and without.

Run ``python bench/cold.py [--victims N] [--folder FOLDER]``: makes a register of invented victims of eight
statements each (``bench/tolls.py``) in which nothing was counted, then lets new processes open it and count one year by
party: the slow way, and from what a counting before them kept; in turn, so that the ratio is taken in one run. Times
are processor time, from the first line of the process to the table; ``--profile`` says where it goes. ``--desk`` starts
``sijill serve`` instead, and says what it takes of the processor until it shows the figures of a month.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import os
import pstats
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from start import with_compiled

from sijill.ledger import Draft
from sijill.workspace import Register, Settings, is_register, open_register

NOW = datetime(2024, 6, 1, tzinfo=UTC)
BATCH = 80_000
PORT = 8793


def fill(folder: Path, victims: int) -> None:
    """Make the register, or leave one that is there."""
    if is_register(folder):
        return
    import tolls as told

    with Register.init(folder, settings=Settings(name="Invented register for measuring", owner="Bench")) as register:
        drafts: list[Draft] = []
        for seq, statement in told.statements(victims, 2020):
            drafts.append(Draft.of("statement", statement))
            if len(drafts) == BATCH or seq == victims * 8:
                append = f"bench-{seq}"
                register.opened.ledger.append(drafts, append_id=append, actor="A documenter", now=NOW)
                drafts = []


def count(folder: Path, period: str, by: str) -> dict[str, Any]:
    """Open the register and count one table; return what it took and what it gave."""
    with open_register(folder) as register:
        opened = time.process_time()
        _, toll = register.counts.toll(period, by=by)
        took = time.process_time()
    digest = hashlib.sha256(repr(toll).encode()).hexdigest()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"open": opened, "whole": took, "total": toll.total.figure.best, "digest": digest, "peak": peak}


def in_a_new_process(folder: Path, period: str, by: str) -> dict[str, Any]:
    """Return what ``count`` does in a process of its own."""
    words = [sys.executable, __file__, "--folder", str(folder), "--count", "--period", period, "--by", by]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=with_compiled())
    return dict(json.loads(done.stdout))


def forget(folder: Path) -> None:
    """Take away what was kept of a counting, and put a file where its folder was: nothing is kept."""
    shutil.rmtree(folder / "cache", ignore_errors=True)
    (folder / "cache").touch()


def at_the_desk(folder: Path, period: str) -> dict[str, Any]:
    """Serve the register in new processes until a month's figures are shown; return what that took of the processor."""
    import asyncio

    import desk_load

    (session,) = desk_load.signed_in(folder.resolve(), 1)
    command = [sys.executable, "-m", "sijill", "serve", str(folder), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=with_compiled())
    began = time.perf_counter()
    try:
        desk_load.wait_for(PORT)

        async def until_shown() -> None:
            person = desk_load.Person(PORT, cookies={"sessionid": session})
            while (await person.ask(f"/tolls/?period={period}-05"))[0] != 200:
                await asyncio.sleep(0.5)

        asyncio.run(until_shown())
        clock, peak = time.perf_counter() - began, desk_load.memory_of(server.pid)
        return {"processor": processor_of(server.pid), "clock": round(clock, 1), "peak": peak}
    finally:
        server.terminate()
        server.wait()


def processor_of(process: int) -> float:
    """Return the processor seconds of a process and of those that it started."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return round(own + sum(processor_of(int(child)) for child in children), 2)


def main() -> None:
    """Print the figures for docs/reference/performance.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--victims", type=int, default=100_000)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--count", action="store_true")
    asked.add_argument("--desk", action="store_true", help="serve it until a month's figures are shown")
    asked.add_argument("--profile", action="store_true")
    asked.add_argument("--period", default="2020")
    asked.add_argument("--by", default="party")
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    if options.count:
        print(json.dumps(count(options.folder, options.period, options.by)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch) / "register"
        fill(folder, options.victims)
        if options.profile:
            with cProfile.Profile() as profile:
                print(count(folder, options.period, options.by))
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
            return
        if options.desk:
            forget(folder)
            print(f"a desk that reads the log {at_the_desk(folder, options.period)}")
            (folder / "cache").unlink()
            in_a_new_process(folder, options.period, options.by)
            print(f"a desk of kept columns    {at_the_desk(folder, options.period)}")
            return
        forget(folder)
        slow = [in_a_new_process(folder, options.period, options.by) for _ in range(options.rounds)]
        (folder / "cache").unlink()
        keeping = in_a_new_process(folder, options.period, options.by)
        kept = [in_a_new_process(folder, options.period, options.by) for _ in range(options.rounds)]
        if {one["digest"] for one in (*slow, keeping, *kept)} != {keeping["digest"]}:
            raise SystemExit("the two ways differ")
        ratios = [fast["whole"] / one["whole"] for one, fast in zip(slow, kept, strict=True)]
        print(f"the slow way {slow}\nand keeping  {keeping}\nfrom columns {kept}")
        print(
            f"{options.victims} victims: kept {statistics.median(ratios):.3f} of the slow way, median of {len(ratios)}"
        )


if __name__ == "__main__":
    main()
