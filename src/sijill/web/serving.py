"""Starts the desk on this machine, and makes its accounts."""

from __future__ import annotations

import functools
import ipaddress
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sijill.values import SijillError
from sijill.web.accounts.policy import Role
from sijill.web.config import configure


class NotLoopback(SijillError):
    """An address that others can reach, without TLS."""


class NameTaken(SijillError):
    """An account name that somebody has already."""


class PasswordTooWeak(SijillError):
    """A password that is easy to guess."""


class UnknownRole(SijillError):
    """A role that the desk does not have."""


def prepare(register: Path, *, hosts: tuple[str, ...] = (), secure: bool = False) -> None:
    """Configure Django for a register and bring its tables up to date; only their owner may read them."""
    database = register / "desk.sqlite"
    database.touch(mode=0o600)
    database.chmod(0o600)
    (register / "tmp").mkdir(mode=0o700, exist_ok=True)
    configure(register, hosts=("127.0.0.1", "localhost", "[::1]", *hosts), secure=secure)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def serve(register: Path, *, host: str, port: int, certificate: Path | None, key: Path | None) -> None:
    """Serve the desk until it is interrupted. Raises NotLoopback."""
    from granian import Granian
    from granian.constants import Interfaces

    secure = certificate is not None and key is not None
    refuse_open_address(host, secure=secure)
    load = functools.partial(_application, register, host, secure)
    Granian(
        "sijill.web.serving",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,  # one process: the limits on signing in are counted in it
        blocking_threads=8,
        log_enabled=False,
        websockets=False,
        ssl_cert=certificate,
        ssl_key=key,
    ).serve(target_loader=load, wrap_loader=False)


def _application(register: Path, host: str, secure: bool) -> Callable[..., Any]:
    prepare(register, hosts=(host,), secure=secure)
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def refuse_open_address(host: str, *, secure: bool) -> None:
    """Refuse to listen where others can reach it in clear text. Raises NotLoopback."""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if not (loopback or secure):
        raise NotLoopback(f"{host} can be reached by others; give --tls-cert and --tls-key, or serve on 127.0.0.1")


def has_administrator() -> bool:
    """Test whether anybody may administer accounts of the register that was prepared."""
    from django.contrib.auth.models import User

    return User.objects.filter(groups__name=Role.ADMINISTRATOR.value, is_active=True).exists()


def create(register: Path, *, name: str, password: str, role: str) -> None:
    """Make an account. Raises UnknownRole, PasswordTooWeak, NameTaken."""
    if role not in {one.value for one in Role}:
        raise UnknownRole(f"there is no role {role!r}; there are: {', '.join(one.value for one in Role)}")
    prepare(register)
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from sijill.web.accounts.people import make_person

    try:
        make_person(name, password, Role(role))
    except ValidationError as reason:
        raise PasswordTooWeak(" ".join(reason.messages)) from reason
    except IntegrityError as reason:
        raise NameTaken("somebody has that name already; choose another") from reason
