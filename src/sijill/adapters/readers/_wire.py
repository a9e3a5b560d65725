"""How a document goes to its reader and its reading comes back: file descriptors and JSON, never pickle."""

from __future__ import annotations

import array
import json
import os
import socket
from contextlib import suppress
from typing import Any

try:
    import fcntl
except ImportError:  # a system where no server runs
    fcntl = None  # type: ignore[assignment]

_LONGEST_MESSAGE = 1 << 16
_WIDE = 1 << 20


def send(channel: socket.socket, message: dict[str, Any], handles: tuple[int, ...] = ()) -> None:
    """Send one message, and open files with it."""
    payload = json.dumps(message).encode()
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", handles))] if handles else []
    channel.sendmsg([payload], rights)


def receive(channel: socket.socket, handles: int = 0) -> tuple[dict[str, Any] | None, list[int]]:
    """Return the next message and the open files that came with it; None when the other side is gone."""
    payload, received, _, _ = socket.recv_fds(channel, _LONGEST_MESSAGE, handles)
    return (json.loads(payload) if payload else None), received


def sealed_memory(content: bytes) -> int:
    """Return a handle on the bytes in memory, which nobody can change or find on a disk."""
    handle = os.memfd_create("item", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]
    _seal(handle)
    return handle


def answer_pipe() -> tuple[int, int]:
    """Return both ends of a pipe wide enough for most readings, so that the child need not wait for us."""
    listening, answering = os.pipe2(os.O_CLOEXEC)
    with suppress(OSError):
        # A busy user may have used up what the system allows; then the pipe stays narrow.
        fcntl.fcntl(answering, fcntl.F_SETPIPE_SZ, _WIDE)
    return listening, answering


def _seal(handle: int) -> None:
    fcntl.fcntl(handle, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE)


def content_of(handle: int) -> bytes:
    """Return all bytes behind a handle."""
    size = os.fstat(handle).st_size
    pieces = []
    position = 0
    while position < size and (piece := os.pread(handle, size - position, position)):
        pieces.append(piece)
        position += len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def write_all(handle: int, payload: bytes) -> None:
    """Write all bytes to a pipe."""
    view = memoryview(payload)
    while view:
        view = view[os.write(handle, view) :]
