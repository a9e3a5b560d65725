"""The reader that hands every document to a confined child process."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from types import TracebackType
from typing import Any

from sijill.adapters.readers import _wire
from sijill.adapters.readers._formats import MEDIA_TYPES
from sijill.adapters.readers._limits import Limits
from sijill.evidence import (
    PDF,
    REFUSALS,
    ReaderCrashed,
    ReaderOutOfMemory,
    ReaderTimedOut,
    Text,
    TooLarge,
    Unreadable,
    fingerprint,
)
from sijill.evidence.texts import ReadingDamaged, text_from_json
from sijill.values import SijillError, message

_COMMAND = ("-I", "-X", "utf8", "-m", "sijill.adapters.readers.child")
_AT_ONCE = 1 << 20
_LONGEST_DETAIL = 120
SECONDS_FOR_A_PICTURE = 8


class SandboxUnavailable(SijillError):
    """The child process that reads documents could not be started."""


class _ServerGone(Exception):
    """The server ended before it could say what became of a document."""


class Sandbox:
    """
    Reads text, Markdown, HTML, PDF and DOCX, each document in a process of its own.

    One server process is started at the first document and kept, so that starting is paid
    once; it forks for each document. Use it as a context manager, or ``close`` it. It may be
    shared between threads: documents then wait for each other.
    """

    media_types = MEDIA_TYPES

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._turn = threading.Lock()
        self._server: _Server | None = None

    def __enter__(self) -> Sandbox:
        """Return the sandbox; the server starts with the first document."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Close the sandbox."""
        self.close()

    def close(self) -> None:
        """End the server process."""
        with self._turn:
            self._drop()

    def guards(self) -> dict[str, Any]:
        """Return what holds on this machine: by which right the network is gone, and Landlock's version."""
        with self._turn:
            return dict(self._running().guards)

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading of the bytes; raises a kind of Unreadable, or SandboxUnavailable."""
        answer = self._answered(content, {"media_type": media_type, "name": name}, self.limits)
        try:
            return text_from_json(answer)
        except ReadingDamaged:
            raise ReaderCrashed(fingerprint(content), "its answer is no reading") from None

    def page(self, content: bytes, *, number: int, start: int, end: int) -> bytes:
        """
        Return a page of a PDF as PNG, with the letters ``start`` to ``end`` of the page's words lit.

        Raises a kind of Unreadable, or SandboxUnavailable.
        """
        asked = {"what": "page", "page": number, "start": start, "end": end}
        return self._answered(content, {"media_type": PDF, "picture": asked}, self._at_once)

    def photograph(self, content: bytes, *, media_type: str, veiled: bool) -> bytes:
        """
        Return a photograph as a JPEG of modest size without its EXIF; ``veiled`` so that nothing can be made out.

        Raises a kind of Unreadable, or SandboxUnavailable.
        """
        asked = {"what": "photograph", "veiled": veiled}
        return self._answered(content, {"media_type": media_type, "picture": asked}, self._at_once)

    @property
    def _at_once(self) -> Limits:
        """The limits of a picture: somebody waits for the page it stands on."""
        return replace(self.limits, seconds=min(self.limits.seconds, SECONDS_FOR_A_PICTURE))

    def _answered(self, content: bytes, request: dict[str, Any], limits: Limits) -> bytes:
        """Return what the document's process answered; raises a kind of Unreadable, or SandboxUnavailable."""
        if len(content) > limits.content:
            raise TooLarge(fingerprint(content), f"{len(content)} bytes, limit {limits.content}")
        with self._turn:
            try:
                answer, ended = self._ask(content, request, limits)
            except _ServerGone:
                # Most likely the system ended it between two documents; if it happens again, it is this document.
                answer, ended = self._ask_again(content, request, limits)
        if ended != 0 or answer[:1] != b"+":
            raise _refusal(answer, ended, content)
        return answer[1:]

    def _ask_again(self, content: bytes, request: dict[str, Any], limits: Limits) -> tuple[bytes, int]:
        try:
            return self._ask(content, request, limits)
        except _ServerGone:
            raise ReaderCrashed(fingerprint(content), "its process is gone") from None

    def _ask(self, content: bytes, request: dict[str, Any], limits: Limits) -> tuple[bytes, int]:
        """Return what the document's process wrote and how it ended; raises ReaderTimedOut, TooLarge or _ServerGone."""
        server = self._running()
        listening, answering = _wire.answer_pipe()
        document = _wire.sealed_memory(content)
        request = {**request, "limits": limits.to_json()}
        try:
            try:
                _wire.send(server.channel, request, (document, answering))
            finally:
                os.close(document)
                os.close(answering)
            return self._heard(listening, content, limits), server.ended()
        except BaseException as error:
            # What is late, runs over or is interrupted is ended with its server; the next document gets a new one.
            self._drop()
            if isinstance(error, OSError):
                raise _ServerGone from error
            raise
        finally:
            os.close(listening)

    def _heard(self, listening: int, content: bytes, limits: Limits) -> bytes:
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

    def _running(self) -> _Server:
        # A process that forked has its parent's server in its hands: it must neither use nor end it.
        if self._server is None or self._server.owner != os.getpid():
            self._server = _Server()
        return self._server

    def _drop(self) -> None:
        if self._server is not None:
            self._server.end()
            self._server = None


class _Server:
    """The process that forks a reader for each document."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
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
        self.end = weakref.finalize(self, _end_server, process, self.channel, self.owner)
        guards, _ = _wire.receive(self.channel)
        if guards is None:
            self.end()
            raise SandboxUnavailable(
                message("the reader process did not start; check that this Python can import sijill")
            )
        self.guards = guards

    def ended(self) -> int:
        """Return how the last document's process ended; raises _ServerGone."""
        message, _ = _wire.receive(self.channel)
        if message is None:
            raise _ServerGone
        return int(message["ended"])


def _end_server(process: subprocess.Popen[bytes], channel: socket.socket, owner: int) -> None:
    channel.close()
    if owner != os.getpid():
        process.returncode = 0  # not ours to wait for
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _refusal(answer: bytes, ended: int, content: bytes) -> Unreadable:
    """Return what became of a document that gave no reading."""
    item = fingerprint(content)
    if answer[:1] == b"-":
        kind, _, detail = answer[1:].decode("ascii", "replace").partition(" ")
        return REFUSALS.get(kind, ReaderCrashed)(item, detail[:_LONGEST_DETAIL])
    if ended in (-signal.SIGXCPU, -signal.SIGALRM):
        return ReaderTimedOut(item)
    if ended == -signal.SIGKILL:
        return ReaderOutOfMemory(item, "the system ended it")
    return ReaderCrashed(item, "it died" if ended >= 0 else f"signal {-ended}")
