"""Where a model answers, and which texts may go there."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sijill.claims import Material
from sijill.model import Sensitivity
from sijill.values import SijillError, message


class EndpointRefused(SijillError):
    """An endpoint address that is no address, or that would carry text over the network in the clear."""


class TextMustStay(SijillError):
    """A text that may not leave this machine (E15; text of confidential sources, whatever is configured)."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """
    An OpenAI-compatible server, as the team configured it.

    The default is a server on this machine. ``remote_levels`` names the sensitivity levels
    whose texts may go to a server elsewhere; it is empty, so nothing leaves unless a person
    wrote it down. ``sealed`` never may. Raises EndpointRefused for an address without a
    host, or one elsewhere without TLS.
    """

    model: str
    url: str = "http://127.0.0.1:11434/v1"
    key: str | None = field(default=None, repr=False)
    remote_levels: frozenset[Sensitivity] = frozenset()
    timeout: float = 120.0
    retries: int = 2
    chunk: int = 6000
    longest_answer: int = 2_000_000

    def __post_init__(self) -> None:
        """Refuse an address that cannot be used safely."""
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
            raise EndpointRefused(
                message("the model's address must be http(s)://HOST[:PORT]/PATH without user name or query")
            )
        if parts.scheme == "http" and not self.is_local:
            raise EndpointRefused(message("the model's address is not on this machine and has no TLS; use https://"))

    @property
    def is_local(self) -> bool:
        """Test whether the address is this machine; a host on the local network is elsewhere."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def refuse_unless_allowed(endpoint: Endpoint, material: Material) -> None:
    """Raise TextMustStay unless a text may go to an endpoint."""
    if endpoint.is_local:
        return
    if material.confidential or material.sensitivity is Sensitivity.SEALED:
        raise TextMustStay(
            message("item {item} is confidential and stays on this machine; use a model that runs here"),
            item=material.item[:12],
        )
    if material.sensitivity not in endpoint.remote_levels:
        raise TextMustStay(
            message("item {item} is {value}; no remote model is configured for that level"),
            item=material.item[:12],
            value=material.sensitivity.value,
        )
