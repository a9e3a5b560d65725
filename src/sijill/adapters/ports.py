"""Asks whether a port is free: the desk's server would share one that is taken, and some visits would go astray."""

from __future__ import annotations

import errno
import socket

from sijill.values import SijillError, message


class PortTaken(SijillError):
    """A port at which another process listens."""


class NoSuchAddress(SijillError):
    """An address or a port at which this process cannot listen."""


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port that is not free for this process. Raises PortTaken, NoSuchAddress."""
    if not 1 <= port <= 65535:
        raise NoSuchAddress(message("there is no port {port}; give --port a number from 1 to 65535"), port=port)
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
        )[0]
        with socket.socket(family, kind) as tried:
            # A desk that has just stopped leaves its port waiting; that is no reason to refuse it.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except socket.gaierror:
        raise NoSuchAddress(
            message("--host is an address in numbers, such as 127.0.0.1; {host} is none"), host=repr(host)
        ) from None
    except OSError as reason:
        if reason.errno == errno.EADDRINUSE:
            raise PortTaken(
                message("another process listens at port {port} of {host}; stop it, or choose another with --port"),
                port=port,
                host=host,
            ) from None
        if reason.errno == errno.EACCES:
            raise NoSuchAddress(
                message("this account may not listen at port {port}; choose one above 1023 with --port"), port=port
            ) from None
        raise NoSuchAddress(
            message("nothing can listen at {host} on this machine: {reason}; give another --host"),
            host=host,
            reason=reason,
        ) from None
