"""Starts the desk on this machine, and makes its accounts."""

from __future__ import annotations

import functools
import ipaddress
import shutil
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from sijill.values import SijillError, message
from sijill.web.accounts.policy import Role
from sijill.web.config import configure
from sijill.web.database import DatabaseAway, NewerAccounts, alone


class NotLoopback(SijillError):
    """An address that others can reach, without TLS."""


class PasswordTooWeak(SijillError):
    """A password that is easy to guess."""


class NoSuchAccount(SijillError):
    """A name that nobody signs in with."""


class NoSuchToken(SijillError):
    """A token that is not there, or was revoked."""


class UnknownRole(SijillError):
    """A role that the desk does not have."""


def prepare(register: Path, *, hosts: tuple[str, ...] = (), secure: bool = False, accounts: str = "") -> None:
    """
    Configure Django for a register and bring its tables up to date; only their owner may read them.

    Of two that are started together the later waits: each step is taken once.

    Raises NoSuchDatabase, DatabaseAway, NewerAccounts.
    """
    if not accounts:
        database = register / "desk.sqlite"
        database.touch(mode=0o600)
        database.chmod(0o600)
    # It signed sessions and lay in the folder, and so in every backup: it is worth nothing any more.
    (register / "desk.key").unlink(missing_ok=True)
    (register / "tmp").mkdir(mode=0o700, exist_ok=True)
    _configure(register, hosts, secure, accounts)
    from django.core.management import call_command
    from django.db import OperationalError

    from sijill.web.accounts import adapter
    from sijill.web.limits_table import LIMITS

    try:
        with alone(register):
            _refuse_newer_accounts()
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", LIMITS, verbosity=0)
            adapter.close_open_secrets()
    except OperationalError as reason:
        # libpq's words name host, port and user, and never a password.
        raise DatabaseAway(f"the accounts cannot be opened; check that their database runs: {reason}") from None


def _configure(register: Path, hosts: tuple[str, ...], secure: bool, accounts: str) -> None:
    here = ("127.0.0.1", "localhost", "[::1]")
    configure(register, hosts=(*here, *hosts), secure=secure, accounts=accounts)


def _refuse_newer_accounts() -> None:
    """Refuse tables that hold steps which this program does not know; nothing is written."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("sijill.")}
    unknown = sorted(
        step for step in loader.applied_migrations if step[0] in ours and step not in loader.disk_migrations
    )
    if unknown:
        raise NewerAccounts(
            message(
                "the accounts were written by a newer Sijill (step {step} is not known to this one); update the "
                "program, nothing was changed"
            ),
            step="/".join(unknown[0]),
        )


def serve(
    register: Path,
    *,
    host: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    accounts: str = "",
    workers: int = 1,
    works: bool = True,
) -> None:
    """
    Serve the desk that was prepared until it is interrupted, by so many processes. Raises NotLoopback.

    ``works``: one of them does the long work too, unless ``sijill work`` does.
    """
    from granian import Granian
    from granian.constants import Interfaces

    secure = certificate is not None and key is not None
    refuse_open_address(host, secure=secure)
    # Pages and photographs that a desk drew which was ended before it could clear them away.
    shutil.rmtree(register / "tmp" / "pictures", ignore_errors=True)
    load = functools.partial(_application, register, host, secure, accounts, works)
    Granian(
        "sijill.web.serving",
        address=_in_numbers(host),
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        respawn_failed_workers=workers > 1,
        blocking_threads=8,
        log_enabled=False,
        websockets=False,
        ssl_cert=certificate,
        ssl_key=key,
    ).serve(target_loader=load, wrap_loader=False)


def _application(register: Path, host: str, secure: bool, accounts: str, works: bool) -> Callable[..., Any]:
    _configure(register, (host,), secure, accounts)
    from django.core.wsgi import get_wsgi_application

    from sijill.web.desk.work import worker
    from sijill.web.register_access import read_ahead

    read_ahead(register)
    if works:
        worker.start(register)
    return get_wsgi_application()


def do_long_work(register: Path, *, accounts: str = "", once: bool = False) -> None:
    """Do the long work of the desk until this process is told to end. Raises WorkedElsewhere, DatabaseAway."""
    prepare(register, accounts=accounts)
    from sijill.web.desk.work import worker

    worker.work_here(register, once=once)


def refuse_open_address(host: str, *, secure: bool) -> None:
    """Refuse to listen where others can reach it in clear text. Raises NotLoopback."""
    if not (is_loopback(host) or secure):
        raise NotLoopback(f"{host} can be reached by others; give --tls-cert and --tls-key, or serve on 127.0.0.1")


def refuse_several_at_work(workers: int, *, works: bool) -> None:
    """Refuse several processes of which each would do the long work. Raises NoLockHere."""
    from sijill.workspace.one_worker import refuse_several

    refuse_several(workers if works else 1)


def refuse_taken_port(host: str, port: int) -> None:
    """Refuse a port that another process holds, which the server would share. Raises PortTaken, NoSuchAddress."""
    from sijill.workspace import refuse_taken

    refuse_taken(_in_numbers(host), port)


def _in_numbers(host: str) -> str:
    """The server takes no names; the one name that every machine has is this machine's own."""
    return "127.0.0.1" if host == "localhost" else host


def is_loopback(host: str) -> bool:
    """Test whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def minutes_behind(register: Path) -> int:
    """Return by how many minutes this machine's clock is behind the register's last entry, 0 when it is not."""
    from sijill.web.people.clocks import minutes_behind
    from sijill.workspace import open_register

    with open_register(register) as opened:
        return minutes_behind(opened.last_recorded_at, now=opened.now())


def has_administrator() -> bool:
    """Test whether anybody may administer accounts of the register that was prepared."""
    from sijill.web.accounts import first

    return first.has_administrator()


def first_code() -> str:
    """Return a new code for the first visit to the register that was prepared; an earlier one is gone."""
    from sijill.web.accounts import first
    from sijill.workspace import Ids, now

    return first.new_code(Ids(now).public(), now=now())


def create(register: Path, *, name: str, password: str, role: str, accounts: str = "") -> None:
    """Make an account. Raises UnknownRole, PasswordTooWeak, UnfitName, NameTaken."""
    if role not in {one.value for one in Role}:
        raise UnknownRole(f"there is no role {role!r}; there are: {', '.join(one.value for one in Role)}")
    prepare(register, accounts=accounts)
    from django.core.exceptions import ValidationError

    from sijill.web.accounts.people import make_person

    try:
        make_person(name, password, Role(role))
    except ValidationError as reason:
        raise PasswordTooWeak(" ".join(reason.messages)) from reason


def make_token(
    register: Path, name: str, *, label: str, scopes: Collection[str], days: int, accounts: str = ""
) -> dict[str, Any]:
    """Make a token of somebody and return it in words. Raises NoSuchAccount, NoSuchScope, TooLong."""
    prepare(register, accounts=accounts)
    from django.contrib.auth.models import User

    from sijill.model import moment_text
    from sijill.web.api import tokens
    from sijill.workspace import now

    owner = User.objects.filter(username=name, is_active=True).first()
    if owner is None:
        raise NoSuchAccount("nobody signs in with that name; make the account with sijill admin REGISTER create NAME")
    made, text = tokens.make(owner, label=label, scopes=scopes, days=days, now=now())
    ends = moment_text(made.expires_at)
    return {"token": text, "id": made.key, "scopes": made.scopes.split(), "expires_at": ends}


def revoke_token(register: Path, key: str, *, accounts: str = "") -> None:
    """Revoke anybody's token by its id. Raises NoSuchToken."""
    prepare(register, accounts=accounts)
    from sijill.web.api import tokens
    from sijill.workspace import now

    if not tokens.revoke(key, now=now()):
        raise NoSuchToken(f"no token {key} stands; its id is the part between the two underscores")
