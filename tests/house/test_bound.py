"""No door asks a register for a list that is bound to no clearance: documents, words, claims and records by a view."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.house.parsed import tree_of

UNBOUND = {
    "evidence": {"items", "item", "text"},
    "review": {"claims", "proposals_of", "changed_proposals", "proposal"},
    "records": {"all", "ids", "of"},
}
"""What a subject of a register gives to whoever asks, by subject."""

BY_TWO_PERSONS = {"web/people/release.py"}
"""What is let out there was asked by one person and approved by another."""

DOORS = sorted((Path(__file__).parents[2] / "src/sijill").glob("web/**/*.py")) + sorted(
    (Path(__file__).parents[2] / "src/sijill").glob("readings/*.py")
)
KNOWN_ONLY = {"known"}
"""Methods of a view that take whole records and give those that may be known."""


def _calls(path):
    tree = tree_of(path)
    inside = {id(one) for node in ast.walk(tree) if _is_bound(node) for arg in node.args for one in ast.walk(arg)}
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in inside]


def _is_bound(node):
    """Test whether a call hands what stands inside it to a view."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in KNOWN_ONLY


@pytest.mark.parametrize("path", DOORS, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_door_asks_for_no_unbound_list(path):
    if any(str(path).endswith(one) for one in BY_TWO_PERSONS):
        return
    asked = [
        f"{node.func.value.attr}.{node.func.attr}"
        for node in _calls(path)
        if isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and node.func.attr in UNBOUND.get(node.func.value.attr, ())
    ]

    assert asked == []


@pytest.mark.parametrize("path", DOORS, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_search_and_every_question_of_the_queue_says_for_whom(path):
    named = {"search": "audience", "search_each": "audience", "pointing_at": "audience", "QueueQuery": "levels"}
    for node in _calls(path):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        asks_register = name == "QueueQuery" or (
            name in named and isinstance(node.func, ast.Attribute) and "register" in ast.unparse(node.func.value)
        )
        if asks_register:
            assert named[name] in {one.arg for one in node.keywords}, ast.unparse(node)
