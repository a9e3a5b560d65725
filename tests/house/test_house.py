"""The rules of the house that no tool checks for us."""

from __future__ import annotations

import re
import tomllib


def test_every_dependency_has_its_reason_in_the_reference(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=!~; ]", line)[0] for line in wanted}
    page = (root / "docs/reference/dependencies.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))

    assert names - explained == set()
    assert explained - names == set()


def test_locked_requirements_name_no_host(root):
    for lock in sorted((root / "requirements").glob("*.lock")):
        text = lock.read_text("utf-8")

        assert "://" not in text, lock.name
        assert "--hash=sha256:" in text, lock.name


def test_locked_requirements_hold_every_dependency(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    run = {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in project["project"]["dependencies"]}
    dev = {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in project["dependency-groups"]["dev"]}

    assert run - _locked(root, "run.lock") == set()
    assert (run | dev) - _locked(root, "dev.lock") == set()


def test_no_module_is_longer_than_the_wall_of_400_lines(root):
    lengths = {
        path.relative_to(root).as_posix(): path.read_text("utf-8").count("\n")
        for path in sorted((root / "src").rglob("*.py"))
    }

    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def _locked(root, name):
    return set(re.findall(r"^([a-z0-9._-]+)==", (root / "requirements" / name).read_text("utf-8"), re.MULTILINE))
