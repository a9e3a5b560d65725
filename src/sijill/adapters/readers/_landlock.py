"""Taking the file system away from a process for good (Linux 5.13 and later, no privilege needed)."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# The same on every architecture; see landlock(7) and linux/landlock.h.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_BENEATH = 1
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
# How many file rights, network rights and scopes each version of the interface knows.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_FILE_RIGHTS_NOW = 16
_TCP = 0b11
_SIGNALS_AND_SOCKETS = 0b11
_NO_NEW_PRIVILEGES = 38


@cache
def libc() -> ctypes.CDLL:
    """Return the system's C library."""
    return ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """Return the version of the kernel's interface, 0 where there is none."""
    return max(0, int(libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))))


def ruleset(readable: Iterable[Path], *, startable: Iterable[Path] = ()) -> int | None:
    """
    Return a handle on rules that leave nothing but reading below these paths; None where the kernel has none.

    No file can be written, made, renamed or removed, no program started but one that is ``startable``; from
    version 4 no TCP, from version 6 no signal and no abstract socket to anybody outside.
    """
    known = version()
    if not known:
        return None
    rights = (1 << _FILE_RIGHTS.get(known, _FILE_RIGHTS_NOW)) - 1
    attributes = struct.pack("=Q", rights)
    if known >= 4:
        attributes += struct.pack("=Q", _TCP)
    if known >= 6:
        attributes += struct.pack("=Q", _SIGNALS_AND_SOCKETS)
    rules = _call(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    for path in readable:
        _allow(rules, path, 0)
    for path in startable:
        _allow(rules, path, _EXECUTE)
    return rules


def restrict(rules: int) -> None:
    """Put this process and all it starts under the rules; it cannot be undone."""
    if libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    _call(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    os.close(rules)


def _allow(rules: int, path: Path, more: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rights = more | (_READ_FILE | _READ_DIR if path.is_dir() else _READ_FILE)
        _call(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_BENEATH), struct.pack("=Qi", rights, handle), 0)
    finally:
        os.close(handle)


def _call(number: int, *arguments: object) -> int:
    result = int(libc().syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"landlock call {number}")
    return result
