"""How a register's documents look: the mark and the templates of its house, read from its folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sijill.values import SijillError, Term, message
from sijill.workspace.settings._house_settings import NO_HOUSE_SETTINGS

if TYPE_CHECKING:
    from sijill.reports.document import House
    from sijill.workspace._opened import Opened

LARGEST_FILE = 8 * 1024 * 1024


class HouseRefused(SijillError):
    """A logo or a template of the house that cannot be used: nothing is printed without it."""


def house_of(opened: Opened) -> House:
    """
    Return how a register's documents look, its mark read where foreign bytes are read.

    Raises HouseRefused where the mark cannot be used, and TemplateRefused.
    """
    from sijill.adapters.render import refuse_template
    from sijill.reports.document import NO_HOUSE, House

    settings = opened.settings.house
    if settings == NO_HOUSE_SETTINGS:
        return NO_HOUSE
    templates = {}
    for name in settings.template:
        text = _file(opened, name).decode("utf-8-sig", "replace")
        refuse_template(name, text)
        templates[Path(name).suffix] = (name, text)
    return House(
        logo=_mark(opened, settings.logo) if settings.logo else b"",
        colour=settings.colour,
        about=tuple(
            {"en": english, "ar": arabic}
            for english, arabic in (
                (settings.address_en, settings.address_ar),
                (settings.contact, settings.contact),
                (settings.imprint_en, settings.imprint_ar),
            )
            if english
        ),
        templates=templates,
    )


def _mark(opened: Opened, name: str) -> bytes:
    """Return a picture as a JPEG of modest size, drawn by the confined reader."""
    from sijill.evidence import Unreadable, media_type_of

    content = _file(opened, name)
    try:
        return opened.sandbox.photograph(content, media_type=media_type_of(content, name), veiled=False)
    except Unreadable as reason:
        raise HouseRefused(
            message(
                "the logo {file} cannot be printed: {reason} {detail}; give a PNG or JPEG of a few hundred pixels, and "
                "nothing was written"
            ),
            file=name,
            reason=Term(reason.reason),
            detail=reason.detail,
        ) from reason


def _file(opened: Opened, name: str) -> bytes:
    """Return a file of the house by its path within the register's folder. Raises HouseRefused."""
    path = opened.folder / name
    inside = path.resolve().is_relative_to(opened.folder.resolve())
    if not (inside and path.is_file()) or path.stat().st_size > LARGEST_FILE:
        raise HouseRefused(
            message(
                "{file} of the table [house] is no file of at most {mebibytes} MiB in the register's folder; put it "
                "there, for instance in house/, and nothing was written"
            ),
            file=name,
            mebibytes=LARGEST_FILE // (1024 * 1024),
        )
    return path.read_bytes()
