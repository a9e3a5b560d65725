"""Taking the kernel itself away from a process, all but the few calls that reading needs (seccomp, by libseccomp)."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyseccomp import SyscallFilter

# What readers were seen to ask over every kind of document, whole and mangled, and what the C library asks in their
# place on another processor or in a newer version. There is no socket among them, no thread, no program, no signal
# to another, no change to a file's words, name, mode, owner, times or attributes.
NEEDED = (
    *("read", "pread64", "readv", "write", "writev", "lseek", "close"),
    *("stat", "lstat", "fstat", "newfstatat", "statx", "getdents64"),
    *("brk", "mmap", "munmap", "mprotect", "mremap", "madvise"),
    *("futex", "sched_yield", "rt_sigprocmask", "rt_sigreturn", "restart_syscall"),
    *("clock_gettime", "clock_getres", "gettimeofday", "getrandom"),
    *("getpid", "gettid", "exit", "exit_group"),
)
_UNKNOWN = -1
_CHANGES = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def only_reading() -> SyscallFilter | None:
    """
    Return the filter that leaves a process nothing but reading; None where the library or the kernel has none.

    Every other call fails as not permitted; one by other numbers, as of a 32-bit program, ends the process.
    """
    try:
        import pyseccomp

        calls = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
        calls.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
        for name in NEEDED:
            number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
            if number != _UNKNOWN:  # an older library does not know the newest names, and then nobody calls them
                calls.add_rule(pyseccomp.ALLOW, number)
        # Opened for reading alone; which files, Landlock says.
        calls.add_rule(pyseccomp.ALLOW, "openat", pyseccomp.Arg(2, pyseccomp.MASKED_EQ, _CHANGES, os.O_RDONLY))
    except (ImportError, RuntimeError, OSError):
        return None
    return calls
