"""Mappings that come with Sijill, for tables whose columns are published."""

from __future__ import annotations

from importlib.resources import files

_SUFFIX = ".toml"


def shipped_mappings() -> tuple[str, ...]:
    """Return the names of the mappings that come with Sijill."""
    held = files("sijill.tables").joinpath("mappings").iterdir()
    return tuple(sorted(one.name.removesuffix(_SUFFIX) for one in held if one.name.endswith(_SUFFIX)))


def shipped_mapping(name: str) -> str | None:
    """Return the text of a mapping that comes with Sijill, None where none has the name."""
    if name not in shipped_mappings():
        return None
    return files("sijill.tables").joinpath("mappings", name + _SUFFIX).read_text("utf-8")
