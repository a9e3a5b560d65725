"""What of a person may leave: only what somebody agreed to, or what a public document had published before (E5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sijill.model import Item, Sensitivity, Victim
from sijill.model.consent import Consent, ConsentBasis, GivenBy, Purpose
from sijill.records import AnyRecord, RecordedValue
from sijill.values import PartialDate

OF_AGE = 18
PERSONAL = ("name", "account")
"""The properties of a person that nobody outside the team sees without consent; pictures are the team's altogether."""


class Consents:
    """The decisions that stand, by whom they are of and by purpose: the latest one holds."""

    def __init__(self, decisions: Iterable[Consent]) -> None:
        """Take decisions in the order in which they were recorded."""
        self._latest = {(one.subject, one.purpose): one for one in decisions}

    def decided(self, subject: str, purpose: Purpose) -> Consent | None:
        """Return the decision that holds for a purpose; who takes back even the keeping agrees to nothing else."""
        kept = self._latest.get((subject, Purpose.STORE))
        return kept if kept is not None and kept.withdrawn else self._latest.get((subject, purpose))

    def taken_back(self, subject: str, purpose: Purpose) -> bool:
        """Test whether a consent was taken back, and not given again."""
        found = self.decided(subject, purpose)
        return found is not None and found.withdrawn

    def agreed(self, record: AnyRecord, purpose: Purpose) -> bool:
        """Test whether the decision that holds for a purpose lets a person be told of at all."""
        found = self.decided(record.id, purpose)
        return found is not None and _holds(found, record)

    def is_in(self, subject: str, edition: str) -> bool:
        """Test whether the decision that holds for publishing names an edition."""
        found = self.decided(subject, Purpose.PUBLISH)
        return found is not None and edition in found.editions

    def leaving(
        self, record: AnyRecord, purpose: Purpose, item_of: Callable[[RecordedValue], list[Item | None]]
    ) -> tuple[str, ...]:
        """
        Return the personal properties of a record that may leave for a purpose.

        By consent all of them; by a published source those of which every value rests on
        public documents that their sources published. ``item_of`` gives what a value rests on.
        """
        found = self.decided(record.id, purpose) if isinstance(record.noun, Victim) else None
        if found is None or not _holds(found, record):
            return ()
        held = tuple(name for name in PERSONAL if name in record.held)
        if found.basis is ConsentBasis.CONSENT:
            return held
        return tuple(name for name in held if all(rests_on_published(item_of(one)) for one in record.held[name]))

    def family_agreed(self, record: AnyRecord) -> bool:
        """
        Test whether the family agreed that a person be named on a memorial list.

        ``family_agreed`` is the older form of the same consent: it holds while nobody decided by purpose.
        """
        found = self.decided(record.id, Purpose.PUBLISH)
        if found is None:
            return record.noun.family_agreed is True and "family_agreed" not in record.disputed
        return _holds(found, record) and found.given_by in (GivenBy.RELATIVE, GivenBy.GUARDIAN)


def _holds(found: Consent, record: AnyRecord) -> bool:
    """Test whether a consent holds: that somebody is a child may come out after it was recorded."""
    alone = found.basis is ConsentBasis.CONSENT and not found.is_guarded
    return not found.withdrawn and not (alone and under_age(record, found.given_on))


def under_age(record: AnyRecord, on: PartialDate | None) -> bool:
    """Test whether any accepted value says that a person was under 18, on the day of death or else on a day."""

    day = record.noun.died_on or on
    born = [day.age_range(one) for one in record.told("born") if day is not None and _is_after(day, one)]
    ages = [one.high for one in (*record.told("age"), *born)]
    return True in record.told("is_child") or any(high is not None and high < OF_AGE for high in ages)


def _is_after(day: PartialDate, born: PartialDate) -> bool:
    return day.latest is None or born.earliest is None or born.earliest <= day.latest


NOBODY = Consents(())
"""No decision of anybody."""


def is_published(item: Item | None) -> bool:
    """Test whether a document is public and was published by its source: it has an address or a day of publication."""
    return item is not None and item.known_level is Sensitivity.PUBLIC and bool(item.url or item.published_on)


def rests_on_published(items: list[Item | None]) -> bool:
    """Test whether a value rests on documents, all of them published; a decision alone is no source."""
    return bool(items) and all(map(is_published, items))
