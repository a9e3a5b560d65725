"""The number or code by which somebody else knows a thing: a ministry's list, a partner's database, a P-code."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from sijill.values._arabic import arabic_digits_to_ascii
from sijill.values._errors import SijillError
from sijill.values._language import message

SCHEME = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST = 200


class UnreadableIdentifier(SijillError):
    """Text that names no scheme, or no value of it."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """
    One identifier: who numbers (``scheme``, a slug such as ``moh``) and what they wrote (``value``, as written).

    Raises UnreadableIdentifier.
    """

    scheme: str
    value: str

    def __post_init__(self) -> None:
        """Hold the scheme to a slug and the value to one line with something in it."""
        if not SCHEME.fullmatch(self.scheme):
            raise UnreadableIdentifier(
                message(
                    "an identifier begins with its scheme, a short word of a-z, digits and _: write it like moh:1234"
                )
            )
        # Whatever has no width or breaks a line could not be read out or compared by eye.
        if self.value != self.value.strip() or not 0 < len(self.value) <= LONGEST or not self.value.isprintable():
            raise UnreadableIdentifier(
                message("the value of an identifier is one line of 1 to {longest} signs: write it like moh:1234"),
                longest=LONGEST,
            )

    @classmethod
    def parse(cls, text: str) -> Identifier:
        """Return the identifier of ``scheme:value``. Raises UnreadableIdentifier."""
        scheme, _, value = text.partition(":")
        return cls(scheme.strip().lower(), value.strip())

    @property
    def text(self) -> str:
        """The identifier as it is typed."""
        return f"{self.scheme}:{self.value}"

    def key(self, kind: str) -> str:
        """
        Return under which name a register finds the records of a kind that hold this identifier.

        Letters, digits of either script and white space are brought into one form first. It
        is a digest, so that no log and no address ever carries the number itself (DESIGN 9).
        """
        written = arabic_digits_to_ascii(unicodedata.normalize("NFKC", self.value)).casefold()
        whole = "\0".join((kind, self.scheme, "".join(written.split())))
        return f"identifier-{hashlib.sha256(whole.encode()).hexdigest()}"
