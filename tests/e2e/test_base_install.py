"""The base alone: a note becomes a figure, and what needs more names its extra, in both languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sijill.values.extras import EXTRAS

# No finder gives out a package of an extra: to Python it is not installed.
WITHOUT = """
import importlib.abc, importlib.machinery, sys
absent = set(sys.argv[1].split(","))
class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name.partition(".")[0] in absent else found(name, package)
from sijill.cli import main
for words in sys.argv[2:]:
    code = main(words.split("|"))
    print(f"-> {code}", flush=True)
"""
NEEDING = {
    "fast": "toll|r|--period|2016-05|--parquet|x.parquet",
    "reports": "report|r|--period|2016-05|--format|pdf",
    "desk": "serve|r",
    "postgres": "init|s|--store|postgresql://invented/x|--owner|lead",
}
NOTE = "Invented note. At least 12 civilians were killed in shelling on Idlib city on 5 May 2016.\n"


def without_extras(folder: Path, *commands: str) -> subprocess.CompletedProcess[str]:
    absent = ",".join(sorted(set().union(*EXTRAS.values())))
    command = [sys.executable, "-c", WITHOUT, absent, *commands]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def test_the_base_makes_a_figure_of_a_note_and_names_the_extra_of_whatever_needs_more(tmp_path: Path):
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><p>{NOTE}</p></body></html>", "utf-8")

    done = without_extras(
        tmp_path,
        "init|r|--owner|lead",
        "add|r|note.txt|page.html|--source|Invented Monitor",
        "record|r|incident|--set|killed=7|--set|happened_on=2016-05-06|--set|civilian_status=civilian|--reason|a list",
        "toll|r|--period|2016-05|--clock|died",
        "search|r|Idlib",
        "verify|r",
        "report|r|--period|2016-05|--format|html",
        *NEEDING.values(),
        f"--language|ar|{NEEDING['fast']}",
    )

    codes = [line for line in done.stdout.splitlines() if line.startswith("-> ")]
    assert codes == ["-> 0", "-> 1", *["-> 0"] * 5, *["-> 1"] * 5]
    assert "holds" in done.stdout
    for extra in ("pages", *NEEDING):
        assert f'pip install "sijill[{extra}]"' in done.stderr
    assert "غير مثبّتة" in done.stderr
