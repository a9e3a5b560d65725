"""What is taken from the child process before it sees a foreign byte."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import sysconfig
from pathlib import Path

from sijill.adapters.readers import _landlock
from sijill.adapters.readers._limits import Limits

_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_DIE_WITH_PARENT = 1
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "shutil.",
    "os.chmod",
    "os.chown",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.system",
    "os.truncate",
)
_OPEN_FILES = 64

_LIBC = ctypes.CDLL(None, use_errno=True)


def leave_the_network() -> str | None:
    """
    Move this process, and all it forks, into a network of its own without any link; return by which right.

    Needs user namespaces or root; where a system forbids both, Landlock and the audit hook are what is left.
    """
    for flags, by in ((_NEW_USER | _NEW_NET | _NEW_IPC, "user namespace"), (_NEW_NET | _NEW_IPC, "root")):
        if _LIBC.unshare(flags) == 0:
            return by
    return None


def file_rules() -> int | None:
    """Return a handle on the rules that leave only Python's own libraries readable, for ``confine``."""
    return _landlock.ruleset(_libraries())


def confine(limits: Limits, rules: int | None) -> None:
    """Bound what this process may take, and take away what it may not have, for good."""
    _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    if rules is not None:
        _landlock.restrict(rules)
    _bound(resource.RLIMIT_AS, held + limits.memory)
    _bound(resource.RLIMIT_CPU, limits.seconds, grace=1)
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _bound(resource.RLIMIT_NPROC, 0)
    _bound(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)


def _bound(what: int, most: int, *, grace: int = 0) -> None:
    """Set a limit, never above what we were given; with grace a signal comes before the kill."""
    _, ceiling = resource.getrlimit(what)
    hard = most + grace if ceiling == resource.RLIM_INFINITY else min(most + grace, ceiling)
    resource.setrlimit(what, (min(most, hard), hard))


def _libraries() -> set[Path]:
    """Return where Python and its libraries lie: all that a reader may still open."""
    places = {Path(place) for place in (*sys.path, sysconfig.get_path("stdlib")) if place}
    return {*places, Path("/lib"), Path("/lib64"), Path("/usr/lib"), Path("/etc/ld.so.cache"), Path("/dev/urandom")}


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse, from Python code, what the kernel refuses where it can: the belt to its braces."""
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITES:
            raise PermissionError("a reader writes no file")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader does not use {event}")
