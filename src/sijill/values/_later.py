"""Rooms whose modules are imported when one of their names is first asked for."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def later(package: str) -> Callable[[str], Any]:
    """
    Return the ``__getattr__`` of a package that imports a name when it is first asked for.

    Where each name lives is read from the imports that the package's ``__init__.py`` makes for
    type checkers, so that no name is listed twice. Whoever opens a register to read one line of
    it does not wait for the lexicons of every language.
    """
    homes: dict[str, str] = {}

    def get(name: str) -> Any:
        module = sys.modules[package]
        if not homes:
            homes.update(_homes(Path(str(module.__file__)).read_text("utf-8")), __path__="")
        if not homes.get(name):
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(homes[name]), name)
        setattr(module, name, found)
        return found

    return get


def _homes(source: str) -> dict[str, str]:
    return {
        alias.asname or alias.name: str(node.module)
        for block in ast.parse(source).body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
