"""The keys of a register, kept apart from its folder: who takes the folder, or a backup of it, has no key."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyrage
from pyrage import x25519

from sijill.values import SijillError, message

MARKS = "keymarks"
REGISTER_ID = "register"

_NAME = re.compile(r"[a-z][a-z-]{0,30}")
_ID = re.compile(r"[0-9a-f]{32}")
_OTHERS = 0o077
_CLOSED = "age:"


class KeyMissing(SijillError):
    """A key that was made for this register and is not in the keyring, or is another register's."""


class KeyExposed(SijillError):
    """A key that others on this machine can read, or that lies in the register's own folder."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """
    The named keys of one register, in a folder of their own outside the register (mode 0700, files 0600).

    A key is made when it is first needed. What is left of it in the register's folder is its
    digest in ``keymarks/``, so that a lost key is told from one that was never made: words
    under a lost key cannot be read by anybody. A copy of a register's folder is the same register.
    """

    register: Path
    home: Path

    @classmethod
    def of(cls, register: Path) -> Keyring:
        """Return the keyring of a register: in $SIJILL_KEYS, else $XDG_CONFIG_HOME/sijill/keys, else ~/.config."""
        stated = os.environ.get("SIJILL_KEYS")
        config = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
        home = Path(stated).expanduser() if stated else Path(config).expanduser() / "sijill" / "keys"
        return cls(register, home.absolute())

    def secret(self, name: str) -> bytes:
        """Return the 32 random bytes of a name, made when first asked. Raises KeyMissing, KeyExposed."""
        return bytes.fromhex(self._key(name, lambda: secrets.token_hex(32)))

    def passing_identity(self, name: str) -> x25519.Identity:
        """Return an identity whose loss closes nothing for good, so that a lost one is made anew. Raises KeyExposed."""
        with suppress(KeyMissing):
            return self.identity(name)
        self._give_up(name)
        return self.identity(name)

    def identity(self, name: str) -> x25519.Identity:
        """Return the age identity of a name, made when first asked. Raises KeyMissing, KeyExposed."""
        return x25519.Identity.from_str(self._key(name, lambda: str(x25519.Identity.generate())))

    def closed(self, name: str, words: str) -> str:
        """Return words as only the holder of a key reads them, in letters. Raises KeyMissing, KeyExposed."""
        encrypted = pyrage.encrypt(words.encode(), [self.identity(name).to_public()])
        return _CLOSED + base64.b64encode(encrypted).decode()

    def opened(self, name: str, closed: str) -> str:
        """Return what was closed with a key; words that never were are given as they are. Raises KeyMissing."""
        if not self.is_closed(closed):
            return closed
        try:
            encrypted = base64.b64decode(closed.removeprefix(_CLOSED))
            return str(pyrage.decrypt(encrypted, [self.identity(name)]), "utf-8")
        except (pyrage.DecryptError, ValueError) as error:
            raise _missing(name, self.path(name)) from error

    @staticmethod
    def is_closed(words: str) -> bool:
        """Test whether words stand closed with a key."""
        return words.startswith(_CLOSED)

    def names(self) -> Sequence[tuple[str, bool]]:
        """Return the keys that were made for this register, and whether each is here."""
        marks = sorted(path.name for path in (self.register / MARKS).glob("*") if _NAME.fullmatch(path.name))
        return [(name, self._is_here(name)) for name in marks if name != REGISTER_ID]

    def renew(self, name: str) -> None:
        """
        Give a key up, so that the next that is needed is made anew; what was closed with the old one stays closed.

        A key that is here is put aside, not deleted: a copy of the register may need it. Raises KeyMissing
        where no such key was made.
        """
        if not (self.register / MARKS / _checked(name)).exists():
            raise _unknown(name)
        self._give_up(name)

    def _give_up(self, name: str) -> None:
        path, mark = self.path(name), self.register / MARKS / name
        with suppress(FileNotFoundError):
            path.replace(path.with_name(f"{name}-{_digest(path.read_text('ascii'))[:12]}.given-up"))
        mark.unlink(missing_ok=True)

    def path(self, name: str) -> Path:
        """Return where a key of this register is kept."""
        return self.folder() / _checked(name)

    def folder(self) -> Path:
        """Return the folder of this register's keys. Raises KeyExposed where it lies in the register."""
        if self.home.resolve().is_relative_to(self.register.resolve()):
            raise KeyExposed(
                message("the keys in {folder} would lie inside the register; set SIJILL_KEYS to a folder outside it"),
                folder=self.home,
            )
        return self.home / self._register_id()

    def _register_id(self) -> str:
        path = self.register / MARKS / REGISTER_ID
        try:
            found = _kept_once(path, lambda: secrets.token_hex(16))
        except OSError as reason:
            raise _unusable(path, reason) from reason
        if not _ID.fullmatch(found):
            raise KeyMissing(
                message("{file} does not name a register; restore it from a backup"), file=f"{MARKS}/{REGISTER_ID}"
            )
        return found

    def _is_here(self, name: str) -> bool:
        with suppress(KeyMissing):
            return bool(self._key(name, str))
        return False

    def _key(self, name: str, make: Callable[[], str]) -> str:
        path, mark = self.path(name), self.register / MARKS / name
        try:
            if mark.exists() and not path.exists():
                raise _missing(name, path)
            key = _kept_once(path, make)
            _refuse_exposed(path)
            if _kept_once(mark, lambda: _digest(key)) != _digest(key):
                raise _missing(name, path)
        except OSError as reason:
            raise _unusable(path, reason) from reason
        return key


def _missing(name: str, path: Path) -> KeyMissing:
    return KeyMissing(
        message(
            "the key {name} of this register is not in {file}: what was closed with it cannot be opened; put the file "
            "back from where you keep it, or give the key up with sijill keys REGISTER --renew {name}"
        ),
        name=name,
        file=path,
    )


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name == REGISTER_ID:
        raise _unknown(name)
    return name


def _unknown(name: str) -> KeyMissing:
    return KeyMissing(message("no key has the name {name}; sijill keys REGISTER lists them"), name=repr(name[:40]))


def _unusable(path: Path, reason: OSError) -> KeyMissing:
    return KeyMissing(
        message(
            "the key {file} cannot be read or made ({reason}); give yourself the right, or set SIJILL_KEYS to a folder "
            "of your own"
        ),
        file=path,
        reason=reason,
    )


def _refuse_exposed(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        raise KeyExposed(message("others can read the key {file}; run chmod 600 {file}"), file=path)


def _kept_once(path: Path, make: Callable[[], str]) -> str:
    """Return what a file holds, written first where there is none: whole, by one of those who write at once."""
    if not path.exists():
        _private_folder(path.parent)
        handle, beside = tempfile.mkstemp(prefix=".", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(make() + "\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(beside, path)
        finally:
            Path(beside).unlink()
        _settle(path.parent)
    return path.read_text("ascii").strip()


def _private_folder(folder: Path) -> None:
    if not folder.is_dir():
        _private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _settle(folder.parent)


def _settle(folder: Path) -> None:
    """A key that a power cut takes away closes for good what was written under it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(key: str) -> str:
    return hashlib.sha256(f"sijill key {key}".encode()).hexdigest()
