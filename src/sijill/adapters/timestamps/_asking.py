"""One question to a time-stamping authority: a digest leaves and nothing else, to where the person said."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from sijill.values import SijillError, message
from sijill.values.web_addresses import without_password

LONGEST_ANSWER = 256 * 1024
SECONDS_FOR_AN_ANSWER = 30
"""How many seconds an authority has for its answer."""
_SCHEMES = {"http": 80, "https": 443}


class NoTimeStamp(SijillError):
    """An authority that could not be reached, or that gave no stamp."""


def ask_authority(url: str, query: bytes, *, proxy: str = "", patience: float = SECONDS_FOR_AN_ANSWER) -> bytes:
    """Return what an authority answers to a question. Raises NoTimeStamp."""
    target, through = _address_parts(url, tuple(_SCHEMES)), _address_parts(proxy, ("http",)) if proxy else urlsplit("")
    host = str(target.hostname)
    connection = _connection(target.scheme, host, target.port, through.hostname, through.port, patience)
    path = (
        url if proxy and target.scheme == "http" else (target.path or "/") + (f"?{target.query}" * bool(target.query))
    )
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    try:
        connection.request("POST", path, query, headers)
        response = connection.getresponse()
        answer = response.read(LONGEST_ANSWER + 1)
    except (OSError, http.client.HTTPException) as failure:
        raise NoTimeStamp(
            message(
                "{host} gave no time stamp ({reason}); it stays queued: repeat sijill stamp when it can be reached"
            ),
            host=host,
            reason=type(failure).__name__,
        ) from failure
    finally:
        connection.close()
    if response.status != 200 or len(answer) > LONGEST_ANSWER:
        raise NoTimeStamp(
            message("{host} gave no time stamp (status {status}); it stays queued: look at the address"),
            host=host,
            status=str(response.status),
        )
    return answer


def _address_parts(address: str, schemes: Sequence[str]) -> SplitResult:
    """Return the parts of an address. Raises NoTimeStamp where it is none, or has a port that is none."""
    with suppress(ValueError):
        told = urlsplit(address)
        if told.scheme in schemes and told.hostname and told.port != 0:
            return told
    raise NoTimeStamp(
        message(
            "{address} is no address of a time-stamping authority; write it like https://tsa.example/tsr, and a "
            "proxy like http://127.0.0.1:8118"
        ),
        address=repr(without_password(address)),
    )


def _connection(
    scheme: str, host: str, port: int | None, proxy: str | None, proxy_port: int | None, patience: float
) -> http.client.HTTPConnection:
    # http.client follows no redirect and asks no environment for a proxy: the question goes where the person said.
    to = (proxy, proxy_port or 8080) if proxy else (host, port or _SCHEMES[scheme])
    if scheme == "http":
        return http.client.HTTPConnection(*to, timeout=patience)
    secure = http.client.HTTPSConnection(*to, timeout=patience, context=ssl.create_default_context())
    if proxy:
        secure.set_tunnel(host, port or _SCHEMES[scheme])
    return secure
