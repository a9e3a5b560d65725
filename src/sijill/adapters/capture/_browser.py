"""The user's own Chromium without a window, spoken to through two pipes, and no profile is kept."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from sijill.values import SijillError, message

try:
    import fcntl
except ImportError:  # a system where no browser is started
    fcntl = None  # type: ignore[assignment]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing is fetched but the page that was asked for: no updates, no statistics, no suggestions, no translation.
_QUIET = (
    *("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--mute-audio"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps"),
    *("--disable-domain-reliability", "--disable-client-side-phishing-detection", "--metrics-recording-only"),
    *("--disable-extensions", "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication"),
    *("--disable-gpu", "--hide-scrollbars", "--window-size=1280,1600", "--dns-prefetch-disable", "--no-pings"),
    *("--force-webrtc-ip-handling-policy=disable_non_proxied_udp",),
)
_FIRST_FREE = 10
_READ_AT_ONCE = 1 << 20


class NoBrowser(SijillError):
    """No browser that this machine could capture with."""


class BrowserFailed(SijillError):
    """A browser that ended, or did not answer in time."""


class Browser:
    """A Chromium of its own, with an empty profile that is gone afterwards; use it as a context manager."""

    def __init__(self, *, proxy: str, unconfined: bool = False) -> None:
        """Start it; all that it fetches goes through a proxy. Raises NoBrowser."""
        program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        if program is None:
            raise NoBrowser(message("no Chromium is on this machine; install one (Debian: apt install chromium)"))
        if os.geteuid() == 0 and not unconfined:
            raise NoBrowser(
                message(
                    "a browser does not confine what it opens when root starts it; run sijill as another user, or set "
                    "accept_unconfined in the table [reading] of sijill.toml"
                )
            )
        self.events: list[dict[str, Any]] = []
        self._number, self._left = 0, b""
        self._profile = tempfile.TemporaryDirectory(prefix="sijill-browser-", ignore_cleanup_errors=True)
        words = [program, *_QUIET, f"--user-data-dir={self._profile.name}"]
        words += [f"--proxy-server={proxy}", "--proxy-bypass-list=<-loopback>"]
        words += ["--no-sandbox"] if unconfined and os.geteuid() == 0 else []
        self._pid, self._to, self._from = _started([*words, "about:blank"], self._profile.name)
        self._told = select.poll()
        self._told.register(self._from, select.POLLIN)

    def __enter__(self) -> Browser:
        """Return the browser."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it with all its processes, and take its profile away."""
        os.close(self._to)
        os.close(self._from)
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        self._profile.cleanup()

    def call(
        self, method: str, given: Mapping[str, Any] | None = None, *, session: str = "", patience: float = 30
    ) -> Any:
        """Return what the browser answers to one command. Raises BrowserFailed."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": dict(given or {})}
        _write_all(self._to, json.dumps(asked | ({"sessionId": session} if session else {})).encode() + b"\0")
        until = time.monotonic() + patience
        while True:
            told = self._next(until)
            if told is None:
                raise BrowserFailed(
                    message("the browser did not answer within {seconds} seconds"), seconds=int(patience)
                )
            if told.get("id") == self._number:
                if "error" in told:
                    raise BrowserFailed(message("the browser refused {command}"), command=method)
                return told["result"]
            self.events.append(told)

    def listen(self, *, until: Callable[[], bool], patience: float) -> bool:
        """Take events in until a test holds; return whether it did within so many seconds. Raises BrowserFailed."""
        late = time.monotonic() + patience
        while not until():
            told = self._next(min(late, time.monotonic() + 0.1))
            if told is not None:
                self.events.append(told)
            elif time.monotonic() >= late:
                return False
        return True

    def _next(self, until: float) -> dict[str, Any] | None:
        """Return the next message, or None when none came in time. Raises BrowserFailed."""
        while b"\0" not in self._left:
            if not self._told.poll(1000 * max(0.0, until - time.monotonic())):
                return None
            piece = os.read(self._from, _READ_AT_ONCE)
            if not piece:
                raise BrowserFailed(message("the browser ended before the page was captured; try again"))
            self._left += piece
        one, _, self._left = self._left.partition(b"\0")
        told: dict[str, Any] = json.loads(one)
        return told


def _started(words: list[str], home: str) -> tuple[int, int, int]:
    """Start a program that hears on its handle 3 and speaks on 4; return its id and our two ends."""
    hears, to = (_out_of_the_way(one) for one in os.pipe())
    from_, speaks = (_out_of_the_way(one) for one in os.pipe())
    silent = os.open(os.devnull, os.O_RDWR)
    moved = [(os.POSIX_SPAWN_DUP2, silent, one) for one in (0, 1, 2)]
    moved += [(os.POSIX_SPAWN_DUP2, hears, 3), (os.POSIX_SPAWN_DUP2, speaks, 4)]
    alone = {"PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8"}
    try:
        pid = os.posix_spawn(words[0], words, alone, file_actions=moved, setpgroup=0)
    finally:
        for one in (hears, speaks, silent):
            os.close(one)
    return pid, to, from_


def _out_of_the_way(handle: int) -> int:
    """Return a handle moved above those that the program is given, closed in every child."""
    moved = fcntl.fcntl(handle, fcntl.F_DUPFD_CLOEXEC, _FIRST_FREE)
    os.close(handle)
    return moved


def _write_all(handle: int, content: bytes) -> None:
    try:
        while content:
            content = content[os.write(handle, content) :]
    except BrokenPipeError as gone:
        raise BrowserFailed(message("the browser ended before the page was captured; try again")) from gone
