"""Doors to the desk: ``serve`` starts it, ``admin`` makes its accounts."""

from __future__ import annotations

import getpass
import importlib
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from sijill.cli._output import say, write
from sijill.values import SijillError
from sijill.workspace import open_register


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
    serving.prepare(register, hosts=(asked.host,), secure=secure)
    if not serving.has_administrator():
        say(f"sijill: nobody has an account yet; in another window: sijill admin {asked.register} create NAME")
    scheme = "https" if secure else "http"
    say(f"sijill: the desk is at {scheme}://{asked.host}:{asked.port}/ (stop it with Ctrl-C)")
    serving.serve(register, host=asked.host, port=asked.port, certificate=certificate, key=key)
    return 0


def admin(asked: Namespace) -> int:
    """Make an account, with the password from a file or a prompt. Raises PasswordMissing."""
    register = _register(asked)
    _desk().create(register, name=asked.name, password=_password(asked), role=asked.role)
    write(asked, {"created": asked.name, "role": asked.role}, [f"{asked.name} may sign in as {asked.role}"])
    return 0


def _register(asked: Namespace) -> Path:
    folder = Path(asked.register).resolve()
    open_register(folder).close()  # refuses what is no register, before anything is written
    return folder


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
