"""The fonts of reports come with the program, so that a page looks the same on every machine."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_amiri")


def font_folders() -> tuple[Path, ...]:
    """Return the folders that hold the report's font files."""
    return tuple(Path(str(resources.files(package))) / "files" for package in _PACKAGES)
