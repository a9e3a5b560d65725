"""The rules of the house that no tool checks for us."""

from __future__ import annotations

import ast
import re
import socket
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError
from tests.house.parsed import nodes_of, tree_of

from sijill.cli._publishing import DOCUMENTS
from sijill.reports import read_kind
from sijill.values.extras import EXTRAS
from sijill.values.source_time import PARTS_OF_DAY


def test_every_dependency_has_its_reason_in_the_reference(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *_of_extras(project), *project["dependency-groups"]["tools"]]
    names = {re.split(r"[\[<>=!~; ]", line)[0] for line in wanted}
    page = (root / "docs/reference/dependencies.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))

    assert names - explained == set()
    assert explained - names == set()


def test_every_package_the_code_imports_is_declared(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    declared = {_plain(line) for line in (*project["project"]["dependencies"], *_of_extras(project))}
    owners = packages_distributions()
    imported = {name for path in (root / "src").rglob("*.py") for name in _imports(path)} - sys.stdlib_module_names

    # An extra may be absent here: then its package bears the name that is imported.
    undeclared = {
        name for name in imported - {"sijill"} if not declared & {_plain(d) for d in owners.get(name, [name])}
    }

    assert undeclared == set()


def test_locked_requirements_name_no_host(root):
    for lock in sorted((root / "requirements").glob("*.lock")):
        text = lock.read_text("utf-8")

        assert "://" not in text, lock.name
        assert "--hash=sha256:" in text, lock.name


def test_locked_requirements_hold_every_dependency(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    run = {_plain(line) for line in (*project["project"]["dependencies"], *_of_extras(project, without="spark"))}
    dev = {_plain(line) for line in project["dependency-groups"]["tools"]}

    assert run - _locked(root, "run.lock") == set()
    assert (run | dev) - _locked(root, "dev.lock") == set()


def test_no_module_is_longer_than_the_wall_of_400_lines(root):
    lengths = {
        path.relative_to(root).as_posix(): path.read_text("utf-8").count("\n")
        for path in sorted((root / "src").rglob("*.py"))
    }

    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


MAY_LEAVE = {"src/sijill/workspace/intake/_asking.py", "src/sijill/adapters/model_extractor/_endpoint.py"}
"""What a model of another house may be sent is no audience of ours: its levels are a setting."""


def test_who_may_see_what_is_decided_in_access_alone(root):
    paths = [path for path in sorted((root / "src").rglob("*.py")) if "access" not in path.parts]
    deciding = {path.relative_to(root).as_posix() for path in paths if any(_decides(n) for n in _nodes(path))}

    assert deciding == MAY_LEAVE


def test_a_door_sees_through_a_view(root):
    doors = [path for door in ("cli", "web") for path in sorted((root / "src/sijill" / door).rglob("*.py"))]
    taken = {
        name.name
        for path in doors
        for node in _nodes(path)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sijill.access")
        for name in node.names
    }

    assert taken == {"View"}


def _nodes(path):
    return nodes_of(path)


def _decides(node):
    """Test whether code asks who is cleared, or weighs one sensitivity against another."""
    if isinstance(node, ast.ImportFrom | ast.Import | ast.Attribute | ast.Name):
        names = [one.name for one in getattr(node, "names", ())]
        return "may_see" in [*names, getattr(node, "attr", ""), getattr(node, "id", "")]
    return isinstance(node, ast.Compare) and any(
        isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "Sensitivity"
        for part in ast.walk(node)
    )


def _imports(path):
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_each_package_of_an_extra_is_named_with_its_extra_where_it_is_missing(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    declared = project["project"]["optional-dependencies"]
    owners = packages_distributions()
    base = {_plain(line) for line in project["project"]["dependencies"]}

    assert set(EXTRAS) == set(declared)
    for extra, packages in EXTRAS.items():
        ours = {_plain(line) for line in declared[extra]} - {"sijill"}
        brought = {_plain(owner) for package in packages for owner in owners.get(package, [package])}
        assert brought <= ours, extra
        assert not brought & base, extra
    named = set().union(*EXTRAS.values())
    imported = {name for path in (root / "src").rglob("*.py") for name in _imports(path)}
    for extra, lines in declared.items():
        for line in lines:
            modules = {name for name, by in owners.items() if _plain(line) in {_plain(one) for one in by}}
            assert modules & imported <= named, (extra, line)


def _of_extras(project, *, without=""):
    extras = project["project"]["optional-dependencies"]
    return [line for extra, some in extras.items() if extra != without for line in some if _plain(line) != "sijill"]


def _plain(requirement):
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")


def _locked(root, name):
    return set(re.findall(r"^([a-z0-9._-]+)==", (root / "requirements" / name).read_text("utf-8"), re.MULTILINE))


def test_every_link_between_pages_leads_somewhere(root):
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(root)} -> {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]

    assert broken == []


def test_the_hours_of_the_parts_of_day_stand_in_the_reference(root):
    page = (root / "docs/reference/dates.md").read_text("utf-8")

    for part, ((first, last), _) in PARTS_OF_DAY.items():
        ends = f"{last:02d}:00" if last <= 24 else f"{last - 24:02d}:00 next day"
        assert f"| {part} | {first:02d}:00 | {ends} |" in page


def test_the_readme_begins_with_its_two_commands(root):
    opening = (root / "README.md").read_text("utf-8").split("\n")[:6]

    assert any(line.startswith("pip install -q uv && uv run --no-dev sijill demo") for line in opening)
    assert any(line.startswith("pip install -q uv && uv run pytest") for line in opening)


def test_a_test_cannot_reach_another_machine():
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_no_door_offers_more_than_forty_names(root):
    offered = {
        path.relative_to(root).as_posix(): len(node.value.elts)
        for path in sorted((root / "src").rglob("__init__.py"))
        for node in tree_of(path).body
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) == "__all__"
        and isinstance(node.value, ast.List)
    }

    assert {door: names for door, names in offered.items() if names > 40} == {}


def test_no_top_level_name_stands_in_more_than_three_modules(root):
    # Django looks for these by name.
    asked_by_django = {"Migration", "register", "urlpatterns"}
    places: dict[str, set[Path]] = {}
    for path in (root / "src").rglob("*.py"):
        for name in _names_defined(tree_of(path)):
            places.setdefault(name, set()).add(path)

    often = {name: len(paths) for name, paths in places.items() if len(paths) > 3}
    assert {name for name in often if name not in asked_by_django | {"__all__", "__getattr__"}} == set()


def _names_defined(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_every_kind_of_document_can_be_asked_for_and_no_other(root):
    """The command line writes the kinds out, so that its help imports nothing heavy; the files say which there are."""
    files = (root / "src/sijill/reports/kinds").glob("*.toml")
    told = {one.stem: tomllib.loads(one.read_text("utf-8")) for one in files}
    # What a package encloses is written by ``sijill pack``, and a file without a cover is included by others.
    whole = {name for name, kind in told.items() if "cover" in kind and kind["material"] != "pack"}

    assert len(set(DOCUMENTS)) == len(DOCUMENTS)
    assert {*DOCUMENTS} == whole
    assert [read_kind(one).name for one in DOCUMENTS] == [*DOCUMENTS]
