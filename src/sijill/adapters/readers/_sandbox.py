"""The reader that hands every document to a confined child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sijill.adapters.readers._answering import answers, told_of
from sijill.adapters.readers._formats import MEDIA_TYPES, OWN_WORDS, is_installed
from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._refused import refusal
from sijill.evidence import (
    PDF,
    REFUSALS,
    NoPages,
    ReaderCrashed,
    ReaderTimedOut,
    Text,
    TooLarge,
    fingerprint,
)
from sijill.evidence.kinds import base_of
from sijill.evidence.parts import InnerFile, parts_from_bytes
from sijill.evidence.texts import ReadingDamaged, text_from_json

if TYPE_CHECKING:
    from sijill.adapters.readers._server import Server

_ALONE = ("-I", "-X", "utf8", "-m", "sijill.adapters.readers.alone")
_NO_GUARDS = {"network": None, "landlock": 0, "calls": False, "confined": False}
SECONDS_FOR_A_PICTURE = 8


class _Shared:
    """The server process of this program and the sandboxes that ask it; every method is called in ``turn``."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Begin with no server; also in a forked process, where whoever had the turn at that moment never ends."""
        self.turn = threading.Lock()
        self._server: Server | None = None
        self._asking: weakref.WeakSet[Sandbox] = weakref.WeakSet()

    def server_for(self, sandbox: Sandbox) -> Server | None:
        """Return the server, started where there is none; None on a system that has no such processes."""
        if sys.platform != "linux":
            return None
        from sijill.adapters.readers._server import Server

        self._asking.add(sandbox)
        if self._server is None or not self._server.is_ours:
            self._server = Server()
        return self._server

    def leave(self, sandbox: Sandbox) -> None:
        """Let a sandbox go; the last of them ends the server."""
        self._asking.discard(sandbox)
        self._end_unasked()

    def forget_dropped(self) -> None:
        """
        End the server where the sandbox that nobody holds any longer was the last.

        It may be let go of in the middle of anything, so that nobody is waited for: who has the turn asks the server.
        """
        turn = self.turn
        if turn.acquire(blocking=False):
            try:
                self._end_unasked()
            finally:
                turn.release()

    def _end_unasked(self) -> None:
        if self._server is not None and not list(self._asking):
            self._server.end()
            self._server = None


_SHARED = _Shared()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_SHARED.begin)


class Sandbox:
    """
    Reads documents, mails, chats, workbooks, pictures and archives, each in a process of its own.

    On Linux one server process is started at the first document and kept, so that starting is
    paid once; it forks for each document. All sandboxes of a program ask the same one, which ends
    when the last of them is closed. Use it as a context manager, or ``close`` it. It may be shared
    between threads: documents then wait for each other.

    Where this machine cannot confine a process, text, Markdown and CSV are read all the same, and
    foreign formats only with ``accept_unconfined``.
    """

    media_types = MEDIA_TYPES

    def __init__(self, limits: Limits | None = None, *, accept_unconfined: bool = False) -> None:
        self.limits = limits or Limits()
        self.accept_unconfined = accept_unconfined
        self._shared = _SHARED
        weakref.finalize(self, _SHARED.forget_dropped).atexit = False

    def __enter__(self) -> Sandbox:
        """Return the sandbox; the server starts with the first document."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Close the sandbox."""
        self.close()

    def close(self) -> None:
        """Let go of the server process, which ends where nobody else needs it."""
        with self._shared.turn:
            self._shared.leave(self)

    def guards(self) -> dict[str, Any]:
        """
        Return what holds on this machine.

        By which right the network is gone, Landlock's version, whether the kernel's calls are taken away, and
        whether a confined process was seen to reach nothing. Raises SandboxUnavailable.
        """
        with self._shared.turn:
            server = self._shared.server_for(self)
            return dict(server.guards if server else _NO_GUARDS)

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading of the bytes; raises a kind of Unreadable, or SandboxUnavailable."""
        answered = self._answered(content, {"media_type": media_type, "name": name}, self.limits)
        try:
            return text_from_json(answered)
        except ReadingDamaged:
            raise ReaderCrashed(fingerprint(content), "its answer is no reading") from None

    def parts(self, content: bytes, *, media_type: str, name: str) -> list[InnerFile]:
        """Return the files inside a document, in order; raises a kind of Unreadable, or SandboxUnavailable."""
        request = {"media_type": media_type, "name": name, "parts": True}
        try:
            return parts_from_bytes(self._answered(content, request, self.limits))
        except ValueError:
            raise ReaderCrashed(fingerprint(content), "its answer is no list of files") from None

    def page(self, content: bytes, *, number: int, start: int, end: int) -> bytes:
        """
        Return a page of a PDF as PNG, with the letters ``start`` to ``end`` of the page's words lit.

        Raises a kind of Unreadable, or SandboxUnavailable.
        """
        asked = {"what": "page", "page": number, "start": start, "end": end}
        return self._answered(content, {"media_type": PDF, "picture": asked}, self._at_once)

    def scans(self, content: bytes, *, media_type: str, most: int) -> Iterator[bytes]:
        """
        Give the pages of a PDF, or the one picture that the bytes are, as gray PNG for a program to recognize words in.

        Raises a kind of Unreadable, or SandboxUnavailable; TooLarge beyond ``most`` pages.
        """
        for number in range(1, most + 2):
            asked = {"what": "scan", "page": number}
            try:
                page = self._answered(content, {"media_type": media_type, "picture": asked}, self.limits)
            except NoPages:
                return
            if number > most:
                raise TooLarge(fingerprint(content), f"over {most} pages")
            yield page

    def photograph(self, content: bytes, *, media_type: str, veiled: bool) -> bytes:
        """
        Return a photograph as a JPEG of modest size without its EXIF; ``veiled`` so that nothing can be made out.

        Raises a kind of Unreadable, or SandboxUnavailable.
        """
        asked = {"what": "photograph", "veiled": veiled}
        return self._answered(content, {"media_type": media_type, "picture": asked}, self._at_once)

    def web_archive(self, content: bytes) -> dict[str, Any]:
        """Return what is in a WACZ or WARC that others made. Raises a kind of Unreadable."""
        told = self._answered(content, {"media_type": "application/wacz", "archive": True}, self.limits)
        try:
            found: dict[str, Any] = json.loads(told)
        except ValueError:
            raise ReaderCrashed(fingerprint(content), "its answer is no list of pages") from None
        return found

    def picture_mark(self, content: bytes, *, media_type: str) -> bytes:
        """Return what a picture is known by though it was saved again. Raises a kind of Unreadable."""
        return self._answered(content, {"media_type": media_type, "picture": {"what": "mark"}}, self._at_once)

    def redacted_picture(
        self, content: bytes, *, media_type: str, boxes: Sequence[tuple[float, float, float, float]]
    ) -> bytes:
        """
        Return a picture as PNG with boxes of it blackened, and nothing else that stood in its file.

        A box is left, top, width and height in parts of the upright picture, 0 to 1. Raises a kind of Unreadable.
        """
        asked = {"what": "redacted", "boxes": [list(one) for one in boxes]}
        return self._answered(content, {"media_type": media_type, "picture": asked}, self._at_once)

    @property
    def _at_once(self) -> Limits:
        """The limits of a picture: somebody waits for the page it stands on."""
        return replace(self.limits, seconds=min(self.limits.seconds, SECONDS_FOR_A_PICTURE))

    def _answered(self, content: bytes, request: dict[str, Any], limits: Limits) -> bytes:
        """Return what was answered of a document; raises a kind of Unreadable, or SandboxUnavailable."""
        if len(content) > limits.content:
            raise TooLarge(fingerprint(content), f"{len(content)} bytes, limit {limits.content}")
        if not is_installed(request["media_type"]) and "picture" not in request:
            raise REFUSALS["ReaderAbsent"](fingerprint(content))
        with self._shared.turn:
            server = self._shared.server_for(self)
            foreign = base_of(request["media_type"]) not in OWN_WORDS
            if foreign and not self.accept_unconfined and not (server and server.guards["confined"]):
                raise REFUSALS["ReaderUnconfined"](fingerprint(content))
            if server is not None:
                return self._served(server, content, request, limits)
        answered = (_answer_alone if foreign else _answer_here)(
            content, {**request, "limits": limits.to_json()}, limits
        )
        if answered[:1] != b"+":
            raise refusal(answered, content)
        if len(answered) > limits.reading:
            raise TooLarge(fingerprint(content), f"its reading is over {limits.reading} bytes")
        return answered[1:]

    def _served(self, server: Server, content: bytes, request: dict[str, Any], limits: Limits) -> bytes:
        from sijill.adapters.readers._server import ServerGone

        try:
            return server.answer(content, request, limits)
        except ServerGone:
            # Most likely the system ended it between two documents; if it happens again, it is this document.
            try:
                return (self._shared.server_for(self) or server).answer(content, request, limits)
            except ServerGone:
                raise ReaderCrashed(fingerprint(content), "its process is gone") from None


def _answer_here(content: bytes, request: dict[str, Any], limits: Limits) -> bytes:
    return told_of(answers(request), lambda: content)


def _answer_alone(content: bytes, request: dict[str, Any], limits: Limits) -> bytes:
    """Return what a process of its own answers where nothing but its time can be bounded; raises ReaderTimedOut."""
    try:
        return subprocess.run(
            [sys.executable, *_ALONE],
            input=json.dumps(request).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=limits.seconds,
        ).stdout
    except subprocess.TimeoutExpired:
        raise ReaderTimedOut(fingerprint(content), f"{limits.seconds} seconds") from None
