"""A refusal is born as a message with places, so that every door can say it in its person's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.house.parsed import tree_of

DOORS = {"cli", "web"}
"""Rooms with sentences of their own kind: the doors say what the rooms below them tell."""


def test_no_room_raises_a_refusal_with_a_plain_or_formatted_string(root):
    trees = {path: tree_of(path) for path in sorted((root / "src" / "sijill").rglob("*.py"))}
    refusals = _refusals(trees)

    glued = [
        f"{path.relative_to(root)}:{call.lineno}"
        for path, tree in trees.items()
        if not DOORS & set(path.relative_to(root).parts)
        for call in _calls(tree, refusals)
        if call.args and _is_text(call.args[0])
    ]

    assert glued == []


def test_a_refusal_with_a_formatted_string_is_found():
    tree = ast.parse(
        'class Lost(SijillError): pass\nclass Gone(Lost): pass\nraise Gone(f"{this} is gone")\nraise Lost("gone")'
    )

    found = [call.lineno for call in _calls(tree, _refusals({Path("room.py"): tree})) if _is_text(call.args[0])]

    assert found == [3, 4]


def _refusals(trees: Mapping[Path, ast.Module]) -> set[str]:
    """Return the names of SijillError and of all that inherit from it and take its sentence first."""
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    takes_sentence = {"SijillError"}
    while found := {
        one.name
        for one in classes
        if one.name not in takes_sentence
        and takes_sentence & {ast.unparse(base).split(".")[-1] for base in one.bases}
        and not any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in one.body)
    }:
        takes_sentence |= found
    return takes_sentence


def _calls(tree: ast.Module, refusals: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in refusals:
            yield node
        if isinstance(node, ast.ClassDef) and refusals & {ast.unparse(base).split(".")[-1] for base in node.bases}:
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
                    yield call


def _is_text(argument: ast.expr) -> bool:
    if isinstance(argument, ast.IfExp):
        return _is_text(argument.body) or _is_text(argument.orelse)
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, str)
    return isinstance(argument, ast.JoinedStr | ast.BinOp)
