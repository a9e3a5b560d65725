"""What the pages say of the rooms is what the rooms are: their order, the names of the walk, and the examples."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from functools import cached_property

import pytest
from tests.house.parsed import nodes_of

from sijill.workspace import Register

WALK = "docs/explanation/rooms-and-walk.md"
EXAMPLES = {"docs/how-to/declare-a-reading.md": ("readings/_records.py", "records/_sides.py")}
"""Pages whose examples are code of the house, and the modules in which it stands."""


def test_the_page_draws_the_rooms_in_the_order_of_the_contract(root):
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["containers"] == ["sijill"])
    drawn = re.findall(r"^([a-z]+(?: \| [a-z]+)*)  ", (root / WALK).read_text("utf-8"), re.MULTILINE)

    built = [" | ".join(room for room in layer.split(" | ") if not room.startswith("(")) for layer in layers]
    assert drawn == [layer for layer in built if layer]


def test_a_room_is_asked_at_its_door(root):
    """A module that begins with an underscore is its own room's; whoever stands elsewhere asks the door."""
    src = root / "src/sijill"
    past = [
        f"{path.relative_to(src)}: {node.module}"
        for path in sorted(src.rglob("*.py"))
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom)
        and (private := re.match(r"sijill\.(\w+)\..*?\b_", f"{node.module}."))
        and private[1] != path.relative_to(src).parts[0]
    ]

    assert past == []


def test_every_name_of_the_walk_is_there(root):
    page = (root / WALK).read_text("utf-8")
    rooms = "|".join(path.name for path in (root / "src/sijill").iterdir() if path.is_dir())
    names = set(re.findall(rf"`((?:{rooms})\.[A-Za-z_.]+)", page))

    missing = sorted(name for name in names if not _stands(root, name))
    assert missing == []
    assert len(names) > 20


def test_every_file_of_the_program_that_a_page_names_is_there(root):
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    named = {
        (page.relative_to(root).as_posix(), name)
        for page in pages
        if page.name != "CHANGELOG.md"
        for name in re.findall(r"src/sijill/[a-zA-Z_/.]*\w", page.read_text("utf-8"))
    }

    assert sorted((page, name) for page, name in named if not (root / name).exists()) == []
    assert len(named) > 5


def test_every_subject_of_the_walk_is_there(root):
    page = (root / WALK).read_text("utf-8")
    asked = {tuple(name.split(".")) for name in re.findall(r"`register\.([a-z_.]+)", page)}
    subjects = {name[0] for name in asked if isinstance(getattr(Register, name[0], None), cached_property)}
    kinds = {name: importlib.import_module(f"sijill.workspace._{name}") for name in subjects}

    assert all(hasattr(Register, name[0]) for name in asked)
    assert [name for name in asked if len(name) == 2 and not hasattr(_class(kinds[name[0]], name[0]), name[1])] == []
    assert len(subjects) == 8


@pytest.mark.parametrize("page", EXAMPLES)
def test_the_examples_of_a_page_are_code_of_the_house(root, page):
    code = "\n".join((root / "src/sijill" / module).read_text("utf-8") for module in EXAMPLES[page])
    examples = re.findall(r"```python\n(.*?)```", (root / page).read_text("utf-8"), re.DOTALL)

    assert examples
    assert [example for example in examples if example.strip() not in code] == []


def _stands(root, name):
    """Test whether a dotted name leads somewhere: a module, or what a room or a module offers."""
    path = root / "src/sijill" / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    module, _, offered = name.rpartition(".")
    return hasattr(importlib.import_module(f"sijill.{module}"), offered)


def _class(module, subject):
    return getattr(module, subject.capitalize())
