"""
The process that reads foreign bytes: ``python -I -m sijill.adapters.readers.child``.

It is started with an empty environment and leaves the network at once. It loads the libraries
of a format when it is first asked for it, and forks for every document: the fork is confined,
reads, writes its reading into a pipe and ends. So starting is paid once and nothing that one
document did can reach the next.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from typing import Any

from sijill.adapters.readers import _confine, _landlock, _wire
from sijill.adapters.readers._answering import answers, told_of
from sijill.adapters.readers._limits import Limits

# Time for the parent to notice first; only when it is gone does this end a document's process.
_GRACE = 5


def main() -> None:
    """Serve documents until the parent goes away."""
    channel = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    # Whatever a library prints about a document stays here.
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    by = _confine.leave_the_network()
    rules = _confine.Rules.of_this_machine()
    guards = {"network": by, "landlock": _landlock.version(), "calls": rules.calls is not None}
    _wire.send(channel, {**guards, "confined": _confine.is_held(rules)})
    while True:
        request, handles = _wire.receive(channel, 2)
        if request is None:
            return
        _wire.send(channel, {"ended": _serve(channel, rules, request, *handles)})


def _serve(channel: socket.socket, rules: _confine.Rules, request: dict[str, Any], content: int, to: int) -> int:
    """Read one document in a fork and return how the fork ended."""
    limits = Limits.from_json(request["limits"])
    make = answers(request)
    # What is loaded by now stays; the collector of a fork need not walk, and so copy, all of it.
    gc.freeze()
    pid = os.fork()
    if pid == 0:
        try:
            signal.alarm(limits.seconds + _GRACE)
            channel.close()
            _confine.confine(limits, rules)
            _wire.write_all(to, told_of(make, lambda: _wire.content_of(content)))
        finally:
            os._exit(0)  # without an answer nothing was read
    os.close(content)
    os.close(to)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
    sys.exit(0)
