"""Who is held responsible, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.model._vocabulary import AttributionMode
from sijill.values import SijillError, message


class UnclearAttribution(SijillError):
    """An attribution whose parties do not fit its mode."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """
    A value of its own: single, joint, one of two, unknown or disputed (V-PARTY, S1.3, S1.4).

    ``cause_class`` says what is known when nobody is (landmine, fire ...). ``claimed_by``
    and ``denied_by`` keep what parties say of themselves; a party's word never decides
    alone (R-EC.8). Raises UnclearAttribution when parties and mode disagree.
    """

    mode: AttributionMode
    parties: tuple[str, ...] = ()
    cause_class: str | None = None
    claimed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the number of parties fits the mode."""
        allowed = {
            AttributionMode.SINGLE: len(self.parties) == 1,
            AttributionMode.JOINT: len(self.parties) >= 2,
            AttributionMode.JOINT_UNDETERMINED: len(self.parties) >= 2,
            AttributionMode.ONE_OF_TWO: len(self.parties) == 2,
            AttributionMode.UNKNOWN: not self.parties,
            AttributionMode.DISPUTED: True,
        }
        if not allowed[self.mode]:
            raise UnclearAttribution(
                message(
                    "attribution {mode} cannot name {parties} parties; name one for single, two or more for joint, "
                    "two for one_of_two, none for unknown"
                ),
                mode=self.mode,
                parties=len(self.parties),
            )

    @classmethod
    def to(cls, party: str) -> Attribution:
        """Return the attribution to one party."""
        return cls(AttributionMode.SINGLE, (party,))

    @classmethod
    def unknown(cls, cause_class: str | None = None) -> Attribution:
        """Return the attribution to nobody, with the cause class where one is known."""
        return cls(AttributionMode.UNKNOWN, (), cause_class)
