"""``sijill.toml``: what a register is called, who owns it, which zone its days belong to, where its database is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sijill.model.own_columns import OwnColumn
from sijill.values import SijillError, message
from sijill.workspace.settings._house_settings import (
    NO_HOUSE_SETTINGS,
    HouseSettings,
    SettingsBroken,
    read_house_settings,
)
from sijill.workspace.settings._linkage_settings import (
    NO_LINKAGE_SETTINGS,
    LinkageSettings,
    linkage_settings_text,
    read_linkage_settings,
)
from sijill.workspace.settings._own_columns import ColumnUnfit, own_columns_in, own_columns_text

FILE = "sijill.toml"
FIRST_EMBARGO = 30
"""How many days a register delays control, routes and evacuations at first (E7)."""


class NotARegister(SijillError):
    """A path that holds no register."""


class AlreadyARegister(SijillError):
    """A folder that holds a register, or anything else, already."""


@dataclass(frozen=True, slots=True)
class Settings:
    """
    The settings of one register.

    ``theatre`` is the war it documents: one that comes with Sijill, or a folder or file in its own folder.

    ``store`` is empty for SQLite beside the vault, or a PostgreSQL URL (its password may
    come from the environment or a password file instead, as libpq reads them).
    ``notice`` is printed above every report: an example register says that it is one.
    ``accounts`` is where the desk keeps its accounts, empty for a file beside the register.
    ``model`` names a language model that may be asked for proposals, empty for none;
    ``model_url`` is where it answers, ``model_levels`` the sensitivity levels (by spaces)
    whose texts may go there when it is not on this machine.
    ``tsa`` is the time-stamping authority that ``sijill stamp`` asks, ``tsa_roots`` a file with the certificates that
    it is checked against, ``proxy`` the proxy through which it is asked; empty for none.
    ``one_person``, in the table ``[review]``, says that whoever enters words judges them too,
    since there is nobody else; pages and reports say so.
    ``accept_unconfined``, in the table ``[reading]``, lets foreign formats be read where no process can be confined.
    ``house``, in a table of its own, is how its documents look and who prints them.
    ``embargo_days``, in the table ``[publishing]``, is how long control, routes and evacuations
    are kept from those outside the team (E7); 0 delays nothing.
    ``linkage``, in a table of its own, is whether a toll says what a machine's links would change.
    ``own_columns``, the tables ``[[fields]]``, are columns that records of this register have beside the declared ones.
    """

    name: str
    owner: str
    zone: str = "Asia/Damascus"
    methodology: str = "snhr"
    theatre: str = "syria"
    store: str = ""
    largest_item: int = 512 * 1024 * 1024
    name_ar: str = ""
    notice_en: str = ""
    notice_ar: str = ""
    accounts: str = ""
    model: str = ""
    model_url: str = ""
    model_levels: str = ""
    tsa: str = ""
    tsa_roots: str = ""
    proxy: str = ""
    one_person: bool = False
    accept_unconfined: bool = False
    embargo_days: int = FIRST_EMBARGO
    house: HouseSettings = NO_HOUSE_SETTINGS
    linkage: LinkageSettings = NO_LINKAGE_SETTINGS

    @property
    def publisher(self) -> Mapping[str, str]:
        """Who prints its documents, in both languages: the house, else the register itself."""
        english = self.house.name_en or self.name
        return {"en": english, "ar": self.house.name_ar or self.name_ar or english}

    @property
    def notice(self) -> Mapping[str, str] | None:
        """The sentence above its documents in both languages, or None."""
        return {"en": self.notice_en, "ar": self.notice_ar or self.notice_en} if self.notice_en else None

    own_columns: tuple[OwnColumn, ...] = ()

    @property
    def counted(self) -> dict[str, str | bool]:
        """The settings that change what is counted; the ledger holds them as they are meant to be."""
        return {name: getattr(self, name) for name in ("zone", "methodology", "one_person")}

    @property
    def zone_info(self) -> ZoneInfo:
        """The register's zone. Raises SettingsBroken when this machine does not know it."""
        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as reason:
            raise SettingsBroken(
                message("zone {zone} in {file} is unknown; write it like Asia/Damascus"),
                zone=repr(self.zone),
                file=FILE,
            ) from reason


SWITCHES = {"review": "one_person", "reading": "accept_unconfined"}
OF_OTHER_TABLES = {**SWITCHES, "publishing": "embargo_days"}
REGISTER = tuple(
    name
    for name in Settings.__dataclass_fields__
    if name not in (*OF_OTHER_TABLES.values(), "house", "linkage", "own_columns")
)
"""The settings by the table of the file that holds them."""


def is_register(path: Path) -> bool:
    """Test whether a folder holds a register."""
    return (path / FILE).is_file()


def read_settings(folder: Path) -> Settings:
    """Return the settings of a register. Raises NotARegister, SettingsBroken."""
    if not is_register(folder):
        raise NotARegister(
            message('{folder} is not a register (no {file} there); make one with "sijill init {folder}"'),
            folder=folder,
            file=FILE,
        )
    try:
        tables = tomllib.loads((folder / FILE).read_text("utf-8"))
        table = tables["register"]
        known = {name: table[name] for name in REGISTER if name in table}
        switched = {name: tables.get(head, {}).get(name, False) for head, name in SWITCHES.items()}
        embargo = tables.get("publishing", {}).get("embargo_days", FIRST_EMBARGO)
        house = read_house_settings(tables.get("house", {}), str(folder / FILE))
        linking = read_linkage_settings(tables.get("linkage", {}), str(folder / FILE))
        own = own_columns_in(tables.get("fields", []))
        settings = Settings(**known, **switched, embargo_days=embargo, house=house, linkage=linking, own_columns=own)
    except ColumnUnfit as reason:
        raise SettingsBroken(
            message("{file} cannot be read: {reason}"), file=str(folder / FILE), reason=reason
        ) from reason
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as reason:
        raise SettingsBroken(
            message("{folder} cannot be read ({reason}); it needs [register] with name and owner"),
            folder=folder / FILE,
            reason=reason,
        ) from reason
    refuse_unknown_store(settings.store)
    for name, switch in switched.items():
        if not isinstance(switch, bool):
            raise SettingsBroken(message("{field} in {file} is true or false"), field=name, file=str(folder / FILE))
    if type(embargo) is not int or embargo < 0:
        raise SettingsBroken(
            message("embargo_days in {file} is a whole number of days, such as 30"), file=str(folder / FILE)
        )
    for head, words in (("register", REGISTER), *((head, (name,)) for head, name in OF_OTHER_TABLES.items())):
        if strange := sorted(set(tables.get(head, {})) - set(words)):
            raise SettingsBroken(
                message("{folder} has an unknown setting {field}; known: {words}"),
                folder=folder / FILE,
                field=repr(strange[0]),
                words=", ".join(words),
            )
    return settings


def refuse_unknown_store(store: str) -> None:
    """Check that a store is one we know. Raises SettingsBroken."""
    if store and not store.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise SettingsBroken(
            message(
                "the store is no PostgreSQL URL; leave it empty for SQLite in the folder, or write "
                "postgresql://HOST/DATABASE"
            )
        )


def settings_text(settings: Settings) -> str:
    """Return the settings as the TOML file that ``read_settings`` reads."""
    lines = [
        "# A Sijill register. Keep this folder on an encrypted disk: it holds what people were killed for.",
        "[register]",
    ]
    for name in REGISTER:
        value = getattr(settings, name)
        if value not in ("", None):
            lines.append(f"{name} = {value}" if isinstance(value, int) else f"{name} = {_quoted(str(value))}")
    for head, name in SWITCHES.items():
        if getattr(settings, name):
            lines += ["", f"[{head}]", f"{name} = true"]
    if settings.embargo_days != FIRST_EMBARGO:
        lines += ["", "[publishing]", f"embargo_days = {settings.embargo_days}"]
    if settings.house != NO_HOUSE_SETTINGS:
        told = ((name, getattr(settings.house, name)) for name in HouseSettings.__dataclass_fields__)
        shown = ((name, ", ".join(map(_quoted, one)) if isinstance(one, tuple) else one) for name, one in told if one)
        lines += ["", "[house]"]
        lines += [f"{name} = [{one}]" if name == "template" else f"{name} = {_quoted(one)}" for name, one in shown]
    lines += linkage_settings_text(settings.linkage)
    lines += own_columns_text(settings.own_columns)
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def write_settings(folder: Path, settings: Settings) -> None:
    """Write the settings of a register, whole or not at all."""
    from sijill.adapters.files import write_whole

    write_whole(folder / FILE, settings_text(settings).encode())
