"""What a person agreed to, purpose by purpose: the ground on which a name, a picture or an account may leave."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from sijill.model._vocabulary import Word
from sijill.values import PartialDate


class Purpose(Word):
    """What something may be used for; each is agreed to by itself (R-EC.11)."""

    STORE = "store"
    PUBLISH = "publish"
    ADVOCACY = "advocacy"
    COURT = "court"


class GivenBy(Word):
    """Who agreed: the person, somebody of the family, or the guardian of a child."""

    PERSON = "person"
    RELATIVE = "relative"
    GUARDIAN = "guardian"


class ConsentBasis(enum.StrEnum):
    """Why something may leave: somebody agreed, or a public document had published it before."""

    CONSENT = "consent"
    PUBLISHED_SOURCE = "published_source"


@dataclass(frozen=True, slots=True)
class Consent:
    """
    One decision about one purpose: of a victim, or of the account that a document holds (E5).

    The latest decision about a purpose stands. A withdrawn one names the ``editions``
    that print the person, those in ``cannot_tell``, which no program can read, and the ``handovers``.
    """

    id: str
    subject: str
    purpose: Purpose
    basis: ConsentBasis = ConsentBasis.CONSENT
    given_by: GivenBy | None = None
    given_on: PartialDate | None = None
    language: str = ""
    explained_by: str = ""
    guardian: str = ""
    withdrawn: bool = False
    reason: str = ""
    editions: tuple[str, ...] = field(default_factory=tuple)
    cannot_tell: tuple[str, ...] = field(default_factory=tuple)
    handovers: tuple[str, ...] = field(default_factory=tuple)

    @property
    def is_guarded(self) -> bool:
        """Whether a guardian who is named agreed: the only consent there is for a child."""
        return self.given_by is GivenBy.GUARDIAN and bool(self.guardian.strip())
