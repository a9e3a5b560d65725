"""What an audience may see, as a type: only ``redact`` makes it, so forgetting is a type error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sijill.model import Sensitivity
from sijill.values import SijillError, message

Thing = TypeVar("Thing")


class NotRedacted(SijillError):
    """Material that did not come from ``access.redact``."""


class _Seal:
    """Held by the redaction alone, so that nobody else can build a Redacted by accident."""


_SEAL = _Seal()


@dataclass(frozen=True, slots=True)
class Redacted(Generic[Thing]):
    """A thing as one audience may see it, and the names of what was withheld (never the values)."""

    value: Thing
    audience: Sensitivity
    withheld: tuple[str, ...] = ()
    seal: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what was not made by the redaction. Raises NotRedacted."""
        if self.seal is not _SEAL:
            raise NotRedacted(
                message("only access.redact gives redacted material; pass the thing through it for its audience")
            )


def sealed(value: Thing, audience: Sensitivity, withheld: tuple[str, ...] = ()) -> Redacted[Thing]:
    """Return the thing as redacted. For this room's redactions only."""
    return Redacted(value, audience, withheld, _SEAL)
