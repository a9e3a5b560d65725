"""What the browser's every connection goes through, so that a page reaches no machine that nobody named."""

from __future__ import annotations

import ipaddress
import selectors
import socket
import socketserver
import threading
from contextlib import suppress
from types import TracebackType
from urllib.parse import urlsplit

LONGEST_HEAD = 64 * 1024
SECONDS_FOR_A_CONNECTION = 20
_HOP = (b"connection:", b"proxy-connection:", b"keep-alive:", b"proxy-authorization:")


class Relay:
    """
    A proxy on this machine for one browser; use it as a context manager.

    It resolves a name once and connects to what it resolved, so no name can lead elsewhere a second time. Private
    addresses (of this machine, of a local network, of no network) are reached only where ``private_too``. With a
    ``proxy``, an HTTP one given as host and port, everything goes there and no name is resolved here.
    """

    def __init__(self, *, private_too: bool, proxy: tuple[str, int] | None = None) -> None:
        """Start to listen."""
        relay = self
        self.private_too, self.proxy = private_too, proxy

        class Handler(socketserver.BaseRequestHandler):
            """One connection of the browser."""

            def handle(self) -> None:
                """Relay it; whatever goes wrong, the browser sees a connection that ended."""
                with suppress(OSError, ValueError):
                    relay.serve(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads, self._server.block_on_close = True, False
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Relay:
        """Return the relay, which answers."""
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop to listen."""
        self._server.shutdown()
        self._server.server_close()

    def serve(self, browser: socket.socket) -> None:
        """Take one request of the browser to where it asks. Raises OSError, ValueError."""
        head, begun = _request_head(browser)
        method, target, version = head[0].decode("ascii").split(" ")
        is_tunnel = method == "CONNECT"
        there = urlsplit(f"//{target}" if is_tunnel else target)
        with self._connected(there.hostname or "", there.port or (443 if is_tunnel else 80)) as other:
            if is_tunnel and self.proxy is None:
                browser.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            else:
                # One request a connection: the next one on it could be meant for another host.
                path = (there.path or "/") + (f"?{there.query}" if there.query else "")
                asked = head[0] if self.proxy else f"{method} {path} {version}".encode("ascii")
                kept = [one for one in head[1:] if not one.lower().startswith(_HOP)]
                ends = [] if is_tunnel else [b"Connection: close"]
                other.sendall(b"\r\n".join([asked, *kept, *ends, b"", b""]))
            other.sendall(begun)
            _both_ways(browser, other)

    def _connected(self, host: str, port: int) -> socket.socket:
        """Return a connection to a host, or to the proxy for it. Raises OSError for one that is not to be reached."""
        if self.proxy is not None:
            if not self.private_too and is_private(host):
                raise PermissionError(host)
            return socket.create_connection(self.proxy, SECONDS_FOR_A_CONNECTION)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        open_ = [str(one[4][0]) for one in found if self.private_too or not is_private(str(one[4][0]))]
        last: OSError = PermissionError(host)
        for address in dict.fromkeys(open_):
            try:
                return socket.create_connection((address, port), SECONDS_FOR_A_CONNECTION)
            except OSError as failure:
                last = failure
        raise last


def is_private(host: str) -> bool:
    """Test whether a host, told without asking anybody, is this machine or one of a local network."""
    name = host.strip("[]").rstrip(".").partition("%")[0].lower()
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        # A name without a dot, and a number that some readers take for an address, lead into the local network.
        labels = name.split(".")
        ends_so = labels[-1] in ("localhost", "local", "internal", "lan", "intranet") or len(labels) == 1
        return ends_so or labels[-1].isdecimal() or labels[-1].startswith("0x")
    return not address.is_global or address.is_multicast


def _request_head(browser: socket.socket) -> tuple[list[bytes], bytes]:
    """Return the lines of a request's head and what came after them. Raises OSError, ValueError."""
    came = b""
    while b"\r\n\r\n" not in came:
        piece = browser.recv(LONGEST_HEAD)
        came += piece
        if not piece or len(came) > LONGEST_HEAD:
            raise ValueError(len(came))
    head, _, rest = came.partition(b"\r\n\r\n")
    return head.split(b"\r\n"), rest


def _both_ways(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes between two connections until either ends."""
    for each in (one, other):
        each.settimeout(SECONDS_FOR_A_CONNECTION)
    with selectors.DefaultSelector() as ready:
        ready.register(one, selectors.EVENT_READ, other)
        ready.register(other, selectors.EVENT_READ, one)
        while True:
            for key, _ in ready.select():
                if not (piece := key.fileobj.recv(LONGEST_HEAD)):  # type: ignore[union-attr]
                    return
                key.data.sendall(piece)
