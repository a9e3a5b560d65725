"""Rooms whose modules are imported when one of their names is first asked for."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_IMPORT = re.compile(r"^    from ([\w.]+) import (\([^)]*\)|[^(\n]+)", re.M)


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
        try:
            found = getattr(importlib.import_module(homes[name]), name)
        except ModuleNotFoundError as error:
            from sijill.values.extras import missing_extra

            raise (missing_extra(error) or error) from error
        setattr(module, name, found)
        return found

    return get


def _homes(source: str) -> dict[str, str]:
    # By a pattern: to parse the doors of all rooms as Python would take as long as importing some of them.
    return {
        name.rpartition(" as ")[2]: module
        for module, names in _IMPORT.findall(source)
        for name in (one.strip() for one in names.strip("()").split(","))
        if name
    }
