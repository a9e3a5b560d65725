"""Doors to the desk: ``serve`` starts it, ``admin`` makes its accounts."""

from __future__ import annotations

import getpass
import importlib
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from sijill.cli._output import say, upgrading, write
from sijill.values import SijillError
from sijill.workspace import open_register


class PasswordInSight(SijillError):
    """A password in an argument, which every process of the machine can read."""


class PasswordMissing(SijillError):
    """An account without a password."""


def serve(asked: Namespace) -> int:
    """Serve the desk of a register until it is interrupted; nothing is asked."""
    register = _register(asked)
    serving = _desk()
    certificate = Path(asked.tls_cert) if asked.tls_cert else None
    key = Path(asked.tls_key) if asked.tls_key else None
    secure = certificate is not None and key is not None
    serving.refuse_open_address(asked.host, secure=secure)
    serving.refuse_taken_port(asked.host, asked.port)
    accounts = _accounts(asked, register)
    serving.prepare(register, hosts=(asked.host,), secure=secure, accounts=accounts)
    # Passkeys belong to a name; at 127.0.0.1 a browser refuses them.
    address = (
        f"{'https' if secure else 'http'}://{'localhost' if asked.host == '127.0.0.1' else asked.host}:{asked.port}/"
    )
    if not serving.has_administrator():
        say(f"sijill: nobody administers yet; in another window: sijill admin {asked.register} create NAME")
        if serving.is_loopback(asked.host):
            say(f"sijill: or in a browser on this machine: {address}first/ with the code {serving.first_code()}")
            say("sijill: the code lasts an hour and is good once; keep it to yourself")
    if behind := serving.minutes_behind(register):
        say(f"sijill: this machine's clock is {behind} minutes behind the register's last entry; set the clock")
    say(f"sijill: the desk is at {address} (stop it with Ctrl-C)")
    serving.serve(register, host=asked.host, port=asked.port, certificate=certificate, key=key, accounts=accounts)
    return 0


def admin(asked: Namespace) -> int:
    """Make an account, with the password from a file or a prompt, or a token; or revoke one. Raises PasswordMissing."""
    register = _register(asked)
    accounts = _accounts(asked, register)
    if asked.what == "token":
        return _token(asked, register, accounts)
    if asked.what == "revoke":
        _desk().revoke_token(register, asked.name, accounts=accounts)
        write(asked, {"revoked": asked.name}, [f"token {asked.name} opens nothing any more"])
        return 0
    _desk().create(register, name=asked.name, password=_password(asked), role=asked.role, accounts=accounts)
    write(asked, {"created": asked.name, "role": asked.role}, [f"{asked.name} may sign in as {asked.role}"])
    return 0


def _token(asked: Namespace, register: Path, accounts: str) -> int:
    """Make a token and print it, this once."""
    made = _desk().make_token(
        register,
        asked.name,
        label=asked.label or "sijill admin",
        scopes=asked.scope or ["read"],
        days=asked.days,
        accounts=accounts,
    )
    say("sijill: keep the token; it is printed this once and kept nowhere")
    write(asked, made, [made["token"]])
    return 0


def _register(asked: Namespace) -> Path:
    folder = Path(asked.register).resolve()
    open_register(folder, upgrading=upgrading()).close()  # refuses what is no register, before anything is written
    return folder


def _accounts(asked: Namespace, register: Path) -> str:
    """Return where accounts are kept: what is asked, else the register's setting. Raises PasswordInSight."""
    if asked.accounts and ":" in asked.accounts.partition("://")[2].rpartition("@")[0]:
        raise PasswordInSight(
            "leave the password out of --accounts; give it by PGPASSWORD or a password file (PGPASSFILE)"
        )
    with open_register(register) as opened:
        return str(asked.accounts or opened.settings.accounts)


def _desk() -> Any:
    """The desk is a door beside this one (DESIGN 3): it is started by name, and only when it is asked for."""
    return importlib.import_module("sijill.web.serving")


def _password(asked: Namespace) -> str:
    if asked.password_file:
        return Path(asked.password_file).read_text("utf-8").rstrip("\r\n")
    if not sys.stdin.isatty():
        raise PasswordMissing("no terminal to ask on; give --password-file FILE")
    first, second = getpass.getpass("Password: "), getpass.getpass("Again: ")
    if first != second:
        raise PasswordMissing("the two passwords differ; try again")
    return first
