"""
How long the demo takes, whole and by its parts, in fresh processes.

``python bench/demo.py`` builds the example and the practice register in a temporary folder,
counts, writes the report in two languages and three formats, and walks one figure back; then
it asks again of what is built.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def lasts(*words: str) -> tuple[float, float]:
    """Run the command line and return its seconds: by the clock, and of the processor."""
    start, before = time.perf_counter(), busy()
    subprocess.run([sys.executable, "-m", "sijill", *words], check=True, capture_output=True)
    return time.perf_counter() - start, busy() - before


def busy() -> float:
    """Return the processor seconds of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        example = str(Path(folder) / "example")
        rows = {
            "demo, everything built": ("demo", "--into", folder),
            "demo again, nothing to build": ("demo", "--into", folder),
            "toll of May 2020": ("toll", example, "--period", "2020-05"),
            "report, six files": ("report", example, "--period", "2020-05"),
            "verify": ("verify", example),
        }
        for name, words in rows.items():
            clock, processor = lasts(*words)
            sys.stdout.write(f"{name:30} {clock:6.1f} s, processor {processor:6.1f} s\n")


if __name__ == "__main__":
    main()
