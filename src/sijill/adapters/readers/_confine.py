"""What is taken from the child process before it sees a foreign byte."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import resource
except ImportError:  # a system where nothing is confined
    resource = None  # type: ignore[assignment]

from sijill.adapters.readers import _calls, _landlock
from sijill.adapters.readers._landlock import libc
from sijill.adapters.readers._limits import Limits

if TYPE_CHECKING:
    from pyseccomp import SyscallFilter

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
_NOT_PERMITTED = (errno.EPERM, errno.EACCES)


def leave_the_network() -> str | None:
    """
    Move this process, and all it forks, into a network of its own without any link; return by which right.

    Needs user namespaces or root; where a system forbids both, Landlock and the audit hook are what is left.
    """
    for flags, by in ((_NEW_USER | _NEW_NET | _NEW_IPC, "user namespace"), (_NEW_NET | _NEW_IPC, "root")):
        if libc().unshare(flags) == 0:
            return by
    return None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the kernel is told to take away, made once and laid on each document's process."""

    files: int | None
    calls: SyscallFilter | None

    @classmethod
    def of_this_machine(cls) -> Rules:
        """Return rules that leave Python's libraries to read and few calls to make, as far as they hold here."""
        return cls(_landlock.ruleset(_libraries()), _calls.only_reading())


def confine(limits: Limits, rules: Rules) -> None:
    """Bound what this process may take, and take away what it may not have, for good."""
    libc().prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    if rules.files is not None:
        _landlock.restrict(rules.files)
    _bound(resource.RLIMIT_AS, held + limits.memory)
    _bound(resource.RLIMIT_CPU, limits.seconds, grace=1)
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _bound(resource.RLIMIT_NPROC, 0)
    _bound(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)
    if rules.calls is not None:
        rules.calls.load()


def is_held(rules: Rules) -> bool:
    """Test, by trying it in a process of its own, whether a confined reader can reach neither a file nor a socket."""
    pid = os.fork()
    if pid == 0:
        reached = 1
        try:
            confine(Limits(), rules)
            reached = int(
                not all(
                    call(*arguments) < 0 and ctypes.get_errno() in _NOT_PERMITTED
                    for call, arguments in (
                        (libc().socket, (1, 1, 0)),
                        (libc().open, (b"/proc/self/environ", os.O_RDONLY)),
                        (libc().chmod, (b"", 0o600)),  # permitted it would find no such file
                    )
                )
            )
        finally:
            os._exit(reached)
    return os.waitpid(pid, 0)[1] == 0


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
