"""
How many small files of a folder ``sijill add`` takes in a second, by the clock and in processor time.

``python bench/folder.py [COUNT]`` makes notes, mails and pages in a temporary folder; all in them is invented.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

WORDS = "market school bridge river street corner window morning evening".split()
SIJILL = (sys.executable, "-m", "sijill")


def fill(folder: Path, count: int) -> None:
    """Write the files: of five three are notes, one is a mail, one a page."""
    chance = random.Random(18)
    for number in range(count):
        dead, day = chance.randint(1, 30), chance.randint(1, 28)
        words = (
            f"Invented note {number}. At least {dead} civilians were killed in shelling on Invented Town on {day} May "
            f"2016, the Invented Monitor said. {' '.join(chance.choices(WORDS, k=60))}.\n"
            f"قُتل {dead} مدنيًا في قصف على بلدة مخترعة يوم {day} أيار 2016.\n"
        )
        if number % 5 < 3:
            (folder / f"{number}.txt").write_text(words, "utf-8")
        elif number % 5 == 3:
            mail = EmailMessage()
            mail["From"], mail["Subject"] = "a@invented.example", f"Note {number}"
            mail.set_content(words)
            (folder / f"{number}.eml").write_bytes(bytes(mail))
        else:
            (folder / f"{number}.html").write_text(f"<html><body><p>{words}</p></body></html>", "utf-8")


def main() -> None:
    """Make the files, add them and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        files, register = Path(name) / "files", Path(name) / "register"
        files.mkdir()
        fill(files, count)
        subprocess.run([*SIJILL, "init", register, "--owner", "lead"], check=True, stdout=subprocess.DEVNULL)
        began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*SIJILL, "add", register, files, "--source", "Test"], check=True, stdout=subprocess.DEVNULL)
        lasted, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / count
    print(f"{count} files in {lasted:.1f} s: {count / lasted:.1f} a second, {1000 * spent:.0f} ms of processor each")


if __name__ == "__main__":
    main()
