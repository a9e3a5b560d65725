"""The desk, the pages for a team: ``serve`` starts it, ``admin`` makes its accounts."""

from __future__ import annotations

import importlib
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from sijill.cli._output import asked_twice, file_text, upgrading, write
from sijill.cli._verb import option, verb, whole_number
from sijill.cli._voice import say, tell

ACCOUNTS = option(
    "--accounts",
    "the PostgreSQL database of the desk's accounts (default: the setting accounts, else desk.sqlite)",
    metavar="URL",
)
ROLES = ("administrator", "lead", "verifier", "documenter", "analyst", "viewer")


@verb(
    "serve",
    "start the desk, the pages for a team, on this machine",
    option("--port", "where the desk listens", type=whole_number, default=8765),
    option("--host", "another address than this machine's own needs TLS", default="127.0.0.1"),
    option("--tls-cert", "the certificate, in PEM", metavar="FILE"),
    option("--tls-key", "its key, in PEM", metavar="FILE"),
    option("--workers", "how many processes answer", type=whole_number, default=1),
    option("--no-work", "leave long work to sijill work", action="store_true"),
    ACCOUNTS,
    example="serve aleppo --port 8765",
)
def serve(arguments: Namespace) -> int:
    """Serve the desk of a register until it is interrupted; nothing is arguments."""
    register = _register(arguments)
    serving = _desk()
    certificate = Path(arguments.tls_cert) if arguments.tls_cert else None
    key = Path(arguments.tls_key) if arguments.tls_key else None
    secure = certificate is not None and key is not None
    serving.refuse_open_address(arguments.host, secure=secure)
    workers = max(1, arguments.workers)
    serving.refuse_several_at_work(workers, works=not arguments.no_work)
    serving.refuse_taken_port(arguments.host, arguments.port)
    accounts = _accounts(arguments, register)
    serving.prepare(register, hosts=(arguments.host,), secure=secure, accounts=accounts)
    # Passkeys belong to a name; at 127.0.0.1 a browser refuses them.
    name = "localhost" if arguments.host == "127.0.0.1" else arguments.host
    address = f"{'https' if secure else 'http'}://{name}:{arguments.port}/"
    if not serving.has_administrator():
        say(
            "sijill: nobody administers yet; in another window: sijill admin {register} create NAME",
            register=arguments.register,
        )
        if serving.is_loopback(arguments.host):
            say(
                "sijill: or in a browser on this machine: {address}first/ with the code {code}",
                address=address,
                code=serving.first_code(),
            )
            say("sijill: the code lasts an hour and is good once; keep it to yourself")
    if behind := serving.minutes_behind(register):
        say(
            "sijill: this machine's clock is {minutes} minutes behind the register's last entry; set the clock",
            minutes=behind,
        )
    say("sijill: the desk is at {address} (stop it with Ctrl-C)", address=address)
    serving.serve(
        register,
        host=arguments.host,
        port=arguments.port,
        certificate=certificate,
        key=key,
        accounts=accounts,
        workers=workers,
        works=not arguments.no_work,
    )
    return 0


@verb(
    "work",
    "do the long work of the desk in a process of its own, until interrupted",
    option("--once", "do what waits, then end", action="store_true"),
    ACCOUNTS,
    example="work aleppo",
)
def do_long_work(arguments: Namespace) -> int:
    """Do what the desk queued: reports, audits, imports. A job that was begun is ended before the process is."""
    register = _register(arguments)
    accounts = _accounts(arguments, register)
    if not arguments.once:
        say("sijill: doing the long work of {register} (stop it with Ctrl-C)", register=arguments.register)
    _desk().do_long_work(register, accounts=accounts, once=arguments.once)
    return 0


@verb(
    "admin",
    "make an account for the desk, or a token for a program of its owner",
    option("what", "what to do", choices=("create", "token", "revoke")),
    option("name", "the name to sign in with; of revoke the token's id", metavar="NAME"),
    option("--scope", "what the token may do", action="append", choices=("read", "search", "propose")),
    option("--days", "how long the token lasts (default: 90)", type=whole_number, default=90),
    option("--label", "what the token is for", default=""),
    option("--role", "what this person may do", default="administrator", choices=ROLES),
    option("--password-file", "the password on one line (default: asked at the terminal)", metavar="FILE"),
    ACCOUNTS,
    example="admin aleppo create second --role verifier",
)
def admin(arguments: Namespace) -> int:
    """Make an account, with the password from a file or a prompt, or a token; or revoke one. Raises PasswordMissing."""
    register = _register(arguments)
    accounts = _accounts(arguments, register)
    if arguments.what == "token":
        return _token(arguments, register, accounts)
    if arguments.what == "revoke":
        _desk().revoke_token(register, arguments.name, accounts=accounts)
        write(
            arguments, {"revoked": arguments.name}, [tell("token {name} opens nothing any more", name=arguments.name)]
        )
        return 0
    _desk().create(register, name=arguments.name, password=_password(arguments), role=arguments.role, accounts=accounts)
    line = tell("{name} may sign in as {role}", name=arguments.name, role=arguments.role)
    write(arguments, {"created": arguments.name, "role": arguments.role}, [line])
    return 0


def _token(arguments: Namespace, register: Path, accounts: str) -> int:
    """Make a token and print it, this once."""
    made = _desk().make_token(
        register,
        arguments.name,
        label=arguments.label or "sijill admin",
        scopes=arguments.scope or ["read"],
        days=arguments.days,
        accounts=accounts,
    )
    say("sijill: keep the token; it is printed this once and kept nowhere")
    write(arguments, made, [made["token"]])
    return 0


def _register(arguments: Namespace) -> Path:
    from sijill.workspace import open_register

    folder = Path(arguments.register).resolve()
    open_register(folder, upgrading=upgrading()).close()  # refuses what is no register, before anything is written
    return folder


def _accounts(arguments: Namespace, register: Path) -> str:
    """Return where accounts are kept: what is arguments, else the register's setting. Raises PasswordInSight."""
    from sijill.cli._refusals import PasswordInSight, message
    from sijill.workspace import open_register

    if arguments.accounts and ":" in arguments.accounts.partition("://")[2].rpartition("@")[0]:
        raise PasswordInSight(
            message("leave the password out of --accounts; give it by PGPASSWORD or a password file (PGPASSFILE)")
        )
    with open_register(register) as opened:
        return str(arguments.accounts or opened.settings.accounts)


def _desk() -> Any:
    """The desk is a door beside this one (DESIGN 3): it is started by name, and only when it is arguments for."""
    return importlib.import_module("sijill.web.serving")


def _password(arguments: Namespace) -> str:
    from sijill.cli._refusals import PasswordMissing, message

    if arguments.password_file:
        return file_text(arguments.password_file).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise PasswordMissing(message("no terminal to ask on; give --password-file FILE"))
    return asked_twice(tell("Password: "))
