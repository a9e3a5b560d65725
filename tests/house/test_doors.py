"""Doors ask a register's subjects: they reach for no port behind them and join no adapter themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.parsed import tree_of

SRC = Path(__file__).resolve().parents[2] / "src/sijill"
PORTS = {"opened", "ledger", "store", "proposals", "vault", "texts", "shelf", "sandbox"}


def doors() -> Iterator[tuple[str, ast.Module]]:
    """Give the modules of the command line and of the web, parsed."""
    for path in sorted((*(SRC / "cli").rglob("*.py"), *(SRC / "web").rglob("*.py"))):
        yield str(path.relative_to(SRC)), tree_of(path)


def is_register(node: ast.expr) -> bool:
    """Test whether an expression is called a register: a name, an attribute, or what ``register_of`` gives."""
    called = node.func if isinstance(node, ast.Call) else node
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in {"register", "register_of", "register_for", "acting_as", "opened", "open_register"}


def test_a_door_names_no_port_of_a_register():
    assert [
        f"{where}:{node.lineno} {ast.unparse(node)}"
        for where, tree in doors()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in PORTS and is_register(node.value)
    ] == []


def test_a_door_imports_no_adapter():
    assert [
        f"{where}:{node.lineno} {name}"
        for where, tree in doors()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
        if name.startswith("sijill.adapters")
    ] == []
