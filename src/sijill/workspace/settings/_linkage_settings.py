"""The table ``[linkage]`` of ``sijill.toml``: whether a toll tells what a machine's links would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sijill.linkage import LINKED_FROM
from sijill.values import message
from sijill.workspace.settings._house_settings import SettingsBroken

NEVER, COUNT = "never", "count"
"""What a policy says of a machine's links: nothing is told of them, or persons are counted with them beside a toll."""

LEAST_LIKELY, MOST_LIKELY = round(100 * LINKED_FROM), 99
"""Between which likelihoods, in hundredths, a machine may link."""


@dataclass(frozen=True, slots=True)
class LinkageSettings:
    """
    Whether persons are counted with a machine's links, beside what people decided and never in its place.

    ``machine_links_from`` is the likelihood in hundredths from which it links, 80 to 99.
    """

    machine_links: str = NEVER
    machine_links_from: int = LEAST_LIKELY


NO_LINKAGE_SETTINGS = LinkageSettings()
"""What a register goes by that says nothing of a machine's links."""


def read_linkage_settings(table: Any, file: str) -> LinkageSettings:
    """Return the table of a settings file. Raises SettingsBroken: an unknown name, another word, a number too low."""
    known = [one.name for one in fields(LinkageSettings)]
    if not isinstance(table, Mapping) or (strange := sorted(set(table) - set(known))):
        raise SettingsBroken(
            message("{folder} has an unknown setting {field}; known: {words}"),
            folder=file,
            field=repr(strange[0] if isinstance(table, Mapping) else "linkage"),
            words=", ".join(known),
        )
    told = LinkageSettings(**table)
    if told.machine_links not in (NEVER, COUNT):
        raise SettingsBroken(message("machine_links in {file} is never or count"), file=file)
    if type(told.machine_links_from) is not int or not LEAST_LIKELY <= told.machine_links_from <= MOST_LIKELY:
        raise SettingsBroken(
            message("machine_links_from in {file} is a whole number from {least} to {most}: hundredths of likelihood"),
            file=file,
            least=LEAST_LIKELY,
            most=MOST_LIKELY,
        )
    return told


def linkage_settings_text(told: LinkageSettings) -> list[str]:
    """Return the lines of a settings file that ``read_linkage_settings`` reads; none where nothing was said."""
    if told == NO_LINKAGE_SETTINGS:
        return []
    return [
        "",
        "[linkage]",
        f'machine_links = "{told.machine_links}"',
        f"machine_links_from = {told.machine_links_from}",
    ]
