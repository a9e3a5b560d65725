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
from sijill.adapters.readers._formats import Painter, painter, reader_for
from sijill.adapters.readers._limits import Limits
from sijill.evidence import Reader, Unreadable
from sijill.evidence.texts import text_to_json

# Time for the parent to notice first; only when it is gone does this end a document's process.
_GRACE = 5


def main() -> None:
    """Serve documents until the parent goes away."""
    channel = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    # Whatever a library prints about a document stays here.
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    _wire.send(channel, {"network": _confine.leave_the_network(), "landlock": _landlock.version()})
    rules = _confine.file_rules()
    while True:
        request, handles = _wire.receive(channel, 2)
        if request is None:
            return
        _wire.send(channel, {"ended": _serve(channel, rules, request, *handles)})


def _serve(channel: socket.socket, rules: int | None, request: dict[str, Any], content: int, answer: int) -> int:
    """Read one document in a fork and return how the fork ended."""
    limits = Limits.from_json(request["limits"])
    answer_to = painter(limits) if "picture" in request else reader_for(request["media_type"], limits)
    # What is loaded by now stays; the collector of a fork need not walk, and so copy, all of it.
    gc.freeze()
    pid = os.fork()
    if pid == 0:
        signal.alarm(limits.seconds + _GRACE)
        channel.close()
        _confine.confine(limits, rules)
        _answer_and_end(answer_to, request, content, answer)
    os.close(content)
    os.close(answer)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _answer_and_end(answers: Reader | Painter, request: dict[str, Any], content: int, answer: int) -> None:
    """Read the document, or draw of it, write the answer, and never return."""
    try:
        _wire.write_all(answer, _answer(answers, request, content))
    except MemoryError:
        _wire.write_all(answer, _refused("ReaderOutOfMemory"))
    except BaseException as error:  # noqa: BLE001 (whatever it was, it must not come back into the serving loop)
        # The kind of failure only: its message may quote the document.
        _wire.write_all(answer, _refused("ReaderCrashed", type(error).__name__))
    finally:
        os._exit(0)


def _answer(answers: Any, request: dict[str, Any], content: int) -> bytes:
    document = _wire.content_of(content)
    try:
        if "picture" in request:
            picture: bytes = answers.draw(document, request["picture"])
            return b"+" + picture
        text = answers.read(document, media_type=request["media_type"], name=request["name"])
    except Unreadable as refusal:
        return _refused(type(refusal).__name__, refusal.detail)
    return b"+" + text_to_json(text).encode()


def _refused(kind: str, detail: str = "") -> bytes:
    return b"-" + f"{kind} {detail}".encode("ascii", "replace")


if __name__ == "__main__":
    main()
    sys.exit(0)
