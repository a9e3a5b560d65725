"""The table ``[house]`` of ``sijill.toml``: who prints a register's documents, and how they look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sijill.values import SijillError, message

LEAST_CONTRAST = 4.5
"""What coloured words need on white paper (WCAG 2.2, 1.4.3)."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


class SettingsBroken(SijillError):
    """A settings file that cannot be read."""


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """
    Who prints, where to find them, a mark and a colour, and templates of their own; what is empty is Sijill's.

    ``logo`` and ``template`` are paths within the register's folder: a PNG or JPEG, and ``.html`` or ``.typ`` files.
    """

    name_en: str = ""
    name_ar: str = ""
    logo: str = ""
    colour: str = ""
    address_en: str = ""
    address_ar: str = ""
    contact: str = ""
    imprint_en: str = ""
    imprint_ar: str = ""
    template: tuple[str, ...] = ()


NO_HOUSE_SETTINGS = HouseSettings()
"""What a register goes by that names no house."""


def read_house_settings(table: Any, file: str) -> HouseSettings:
    """Return the table of a settings file. Raises SettingsBroken: an unknown name, no text, a colour too pale."""
    known = [one.name for one in fields(HouseSettings)]
    if not isinstance(table, Mapping) or (strange := sorted(set(table) - set(known))):
        raise SettingsBroken(
            message("{folder} has an unknown setting {field}; known: {words}"),
            folder=file,
            field=repr(strange[0] if isinstance(table, Mapping) else "house"),
            words=", ".join(known),
        )
    listed = table.get("template", ())
    told = {**table, "template": (listed,) if isinstance(listed, str) else tuple(listed)}
    for name, value in told.items():
        if not all(isinstance(one, str) for one in (value if name == "template" else (value,))):
            raise SettingsBroken(message("{field} in {file} is text in quotation marks"), field=name, file=file)
    _refuse_pale(str(told.get("colour", "")), file)
    for name in ("address", "imprint"):
        if bool(told.get(f"{name}_en")) is not bool(told.get(f"{name}_ar")):
            raise SettingsBroken(
                message("{field} in {file} stands in one language only; write {field}_en and {field}_ar, or neither"),
                field=name,
                file=file,
            )
    return HouseSettings(**told)


def _refuse_pale(colour: str, file: str) -> None:
    if not colour:
        return
    if not _COLOUR.fullmatch(colour):
        raise SettingsBroken(message("colour in {file} is written like #26527a, not {text}"), file=file, text=colour)
    from sijill.reports.territory_looks import contrast_with_paper

    if (found := contrast_with_paper(colour)) < LEAST_CONTRAST:
        raise SettingsBroken(
            message(
                "colour {colour} in {file} has a contrast of {found} to white paper and readers need {least}; choose a "
                "darker one"
            ),
            colour=colour,
            file=file,
            found=f"{found:.1f}",
            least=str(LEAST_CONTRAST),
        )
