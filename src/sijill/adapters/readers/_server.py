"""The process on Linux that forks a confined reader for each document, seen from the process that asks."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import weakref
from contextlib import suppress
from time import monotonic
from typing import Any

from sijill.adapters.readers import _wire
from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._refused import SandboxUnavailable, refusal
from sijill.evidence import ReaderCrashed, ReaderOutOfMemory, ReaderTimedOut, TooLarge, fingerprint
from sijill.values import message

_COMMAND = ("-I", "-X", "utf8", "-m", "sijill.adapters.readers.child")
_AT_ONCE = 1 << 20


class ServerGone(Exception):
    """The server ended before it could say what became of a document."""


class Server:
    """The process that forks a reader for each document."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            process = subprocess.Popen(
                [sys.executable, *_COMMAND],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                close_fds=True,
                start_new_session=True,
            )
        finally:
            theirs.close()
        self.end = weakref.finalize(self, _end_server, process, self._channel, self.owner)
        guards, _ = _wire.receive(self._channel)
        if guards is None:
            self.end()
            raise SandboxUnavailable(
                message("the reader process did not start; check that this Python can import sijill")
            )
        self.guards = guards

    @property
    def is_ours(self) -> bool:
        """Test whether it can be asked: a process that forked has its parent's in its hands, and must not use it."""
        return self.end.alive and self.owner == os.getpid()

    def answer(self, content: bytes, request: dict[str, Any], limits: Limits) -> bytes:
        """Return what the document's process answered; raises a kind of Unreadable, or ServerGone."""
        listening, answering = _wire.answer_pipe()
        document = _wire.sealed_memory(content)
        request = {**request, "limits": limits.to_json()}
        try:
            try:
                _wire.send(self._channel, request, (document, answering))
            finally:
                os.close(document)
                os.close(answering)
            answer = _heard(listening, content, limits)
            ended, _ = _wire.receive(self._channel)
        except BaseException as error:
            # What is late, runs over or is interrupted is ended with its server; the next document gets a new one.
            self.end()
            if isinstance(error, OSError):
                raise ServerGone from error
            raise
        finally:
            os.close(listening)
        if ended is None:
            self.end()
            raise ServerGone
        if ended["ended"] != 0 or answer[:1] != b"+":
            raise _died(answer, int(ended["ended"]), content)
        return answer[1:]


def _heard(listening: int, content: bytes, limits: Limits) -> bytes:
    """Return all that the child writes; raises ReaderTimedOut or TooLarge."""
    late = monotonic() + limits.seconds
    pieces: list[bytes] = []
    room = limits.reading
    waiting = select.poll()
    waiting.register(listening, select.POLLIN)
    while room >= 0:
        left = late - monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise ReaderTimedOut(fingerprint(content), f"{limits.seconds} seconds")
        piece = os.read(listening, _AT_ONCE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        room -= len(piece)
    raise TooLarge(fingerprint(content), f"its reading is over {limits.reading} bytes")


def _end_server(process: subprocess.Popen[bytes], channel: socket.socket, owner: int) -> None:
    channel.close()
    if owner != os.getpid():
        process.returncode = 0  # not ours to wait for
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _died(answer: bytes, ended: int, content: bytes) -> Exception:
    """Return what became of a document that gave no reading."""
    if answer[:1] == b"-":
        return refusal(answer, content)
    if ended in (-signal.SIGXCPU, -signal.SIGALRM):
        return ReaderTimedOut(fingerprint(content))
    if ended == -signal.SIGKILL:
        return ReaderOutOfMemory(fingerprint(content), "the system ended it")
    return ReaderCrashed(fingerprint(content), "it died" if ended >= 0 else f"signal {-ended}")
