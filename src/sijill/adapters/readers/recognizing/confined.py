"""
The process that becomes Tesseract: ``python -I -m sijill.adapters.readers.recognizing.confined PROGRAM ARGUMENTS``.

Before it does, it leaves the network and everything on the disk but libraries and Tesseract's own data, and bounds
what it may take. The picture comes on the input, the words go to the output.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sijill.adapters.readers import _landlock
from sijill.adapters.readers._confine import leave_the_network

try:
    import resource
except ImportError:  # a system that confines nothing, where no program is started
    resource = None  # type: ignore[assignment]

_MEMORY, _SECONDS = 2 << 30, 120
_NEEDED = ("/lib", "/lib64", "/usr/lib", "/usr/share", "/etc/ld.so.cache", "/dev/null", "/dev/urandom", "/proc/self")


def become_the_program() -> None:
    """Confine this process and become the program."""
    program, *arguments = sys.argv[1:]
    leave_the_network()
    places = {Path(one) for one in (*_NEEDED, program)}
    rules = _landlock.ruleset(places, startable={Path(program), Path("/lib"), Path("/lib64"), Path("/usr/lib")})
    if rules is not None:
        _landlock.restrict(rules)
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.execve(program, [program, *arguments], {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"})  # noqa: S606 (no shell, by our own path)


if __name__ == "__main__":
    become_the_program()
