"""The fonts of reports come with the program, so that a page looks the same on every machine."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.values import SijillError, message
from sijill.values.extras import extra_named

if TYPE_CHECKING:
    import typst

_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_amiri")


class SeveralFiles(SijillError):
    """Typst gave several files where one was asked for."""


class FontMissing(SijillError):
    """A font that a document is set in and that is not there: its letters would be another font's."""


_UNKNOWN = "unknown font family: "
"""How Typst begins the one warning that a page would not look as it should."""


def refuse_missing_fonts(template: str, warnings: Iterable[str]) -> None:
    """Refuse a page that names a font which is not there. Raises FontMissing."""
    for one in warnings:
        if one.startswith(_UNKNOWN):
            raise FontMissing(
                message(
                    "{file} is set in the font {font}, which is not there; it may use: {known}; nothing was written"
                ),
                file=template,
                font=one.removeprefix(_UNKNOWN),
                known=", ".join(sorted({font.family for font in report_fonts().fonts()})),
            )


@functools.cache
def report_fonts() -> typst.Fonts:
    """Return the fonts for Typst: the program's own, none of the machine."""
    with extra_named():
        import typst  # late: 80 MB that most commands never need

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in font_folders()])


def font_folders() -> tuple[Path, ...]:
    """Return the folders that hold the report's font files."""
    return tuple(_folder(package) for package in _PACKAGES)


def _folder(package: str) -> Path:
    try:
        folder = Path(str(resources.files(package))) / "files"
    except ModuleNotFoundError as problem:
        raise _not_installed(package) from problem
    if not folder.is_dir():
        raise _not_installed(package)
    return folder


def _not_installed(package: str) -> FontMissing:
    return FontMissing(
        message(
            "the font package {package} is not installed, and nothing was written; install it with "
            'pip install "sijill[reports]"'
        ),
        package=package,
    )
