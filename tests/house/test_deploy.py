"""What starts Sijill beside a terminal says commands that the grammar knows, and closes the process off."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from sijill.cli import parser

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy").glob("*.service"))


def lines(unit: Path) -> dict[str, str]:
    return dict(re.findall(r"^(\w+)=(.*)$", unit.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_verb_and_gives_it_no_right_that_it_does_not_need(unit: Path):
    said = lines(unit)

    program, *words = shlex.split(said["ExecStart"])
    assert program.endswith("/bin/sijill")
    assert unit.name == f"sijill-{parser().parse_args(words).verb}@.service"
    assert said["CapabilityBoundingSet"] == ""
    assert (said["ProtectSystem"], said["NoNewPrivileges"], said["UMask"]) == ("strict", "yes", "0077")


def test_both_units_close_the_process_off_alike():
    serve, work = (lines(unit) for unit in UNITS)

    differing = {key for key in serve.keys() | work.keys() if serve.get(key) != work.get(key)}
    assert differing == {"Description", "ExecStart", "TimeoutStopSec"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze: the units are not verified")
def test_systemd_understands_the_units(tmp_path: Path):
    copies = []
    for unit in UNITS:
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"), flags=re.MULTILINE)
        copies.append(tmp_path / unit.name.replace("@", "@invented"))
        copies[-1].write_text(re.sub(r"^(User|Group)=.*\n", "", text, flags=re.MULTILINE), "utf-8")

    done = subprocess.run(["systemd-analyze", "verify", *map(str, copies)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_container_runs_the_two_commands_of_the_readme():
    said = (ROOT / "Containerfile").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")

    assert "uv run pytest" in readme
    assert 'CMD ["pytest"]' in said
    assert re.search(r"uv run .*sijill demo", readme)
    assert "sijill demo" in said
    assert 'ENTRYPOINT ["sijill"]' in said
    for copied in re.findall(r"^COPY (?:--\S+ )?(.+) \S+$", said, re.MULTILINE):
        assert all((ROOT / name).exists() for name in copied.split())
