"""The fonts of reports come with the program, so that a page looks the same on every machine."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.values import SijillError

if TYPE_CHECKING:
    import typst

_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_amiri")


class SeveralFiles(SijillError):
    """Typst gave several files where one was asked for."""


@functools.cache
def report_fonts() -> typst.Fonts:
    """Return the fonts for Typst: the program's own, none of the machine."""
    import typst  # late: 80 MB that most commands never need

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in font_folders()])


def font_folders() -> tuple[Path, ...]:
    """Return the folders that hold the report's font files."""
    return tuple(Path(str(resources.files(package))) / "files" for package in _PACKAGES)
