"""The code of the house, each file read and parsed once for all that ask about it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax of a module; whoever asks reads it and changes nothing."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a module, as ``ast.walk`` gives them."""
    return tuple(ast.walk(tree_of(path)))
