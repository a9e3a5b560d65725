"""What a story is about: a time, and a place, a question, an edition or an incident where it is about one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill.ledger import UnknownEntry
from sijill.model import Sensitivity, read
from sijill.model.entries import Publication
from sijill.values import Period, SijillError, message
from sijill.workspace.editions._restating import FirstCounting
from sijill.workspace.stories._questions import Question, no_question

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.ledger import Entry, Ledger


class WhichEdition(SijillError):
    """A sheet of corrections that names no edition, or one that its audience was never handed."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication, what counts its figures as they stood, and whether rows are kept from the audience."""

    entry: Entry
    then: FirstCounting
    totals_only: bool

    @property
    def published(self) -> Publication:
        """What was published."""
        return read(Publication, {"id": self.entry.id, **(self.entry.body or {})})

    @property
    def period(self) -> Period:
        """The window of the edition."""
        return Period.parse(self.published.period)


def edition_entry(ledger: Ledger, publication: str | None, view: View) -> Entry:
    """Return the entry of an edition that was handed to those who look at it. Raises WhichEdition."""
    if publication is None:
        raise no_edition()
    try:
        entry = ledger.entry(publication)
    except UnknownEntry:
        entry = None
    body = (entry.body if entry is not None else None) or {}
    if entry is None or entry.kind != "publication" or body.get("withdraws") or not body.get("period"):
        raise WhichEdition(message("{publication} is no edition of this register"), publication=publication)
    if not view.clears(Sensitivity(body.get("audience", Sensitivity.PUBLIC))):
        raise WhichEdition(
            message("the edition {publication} was not published for this audience; add --audience team"),
            publication=publication,
        )
    return entry


def no_edition() -> WhichEdition:
    """Return the refusal of a sheet of corrections without an edition."""
    return WhichEdition(message("name the edition: --since PUBLICATION, as sijill report --publish gave it"))


@dataclass(frozen=True, slots=True)
class Scope:
    """What a story is about: a time, and a place or nothing but the register's whole theatre."""

    period: Period
    place: str | None = None
    question: Question | None = None
    edition: Edition | None = None
    incident: str | None = None

    @property
    def about(self) -> str:
        """What it is about besides its time, in words that tell it from any other; empty where nothing else is."""
        question = self.question
        edition = self.edition.entry.id if self.edition else ""
        return f"{question.name} {question.place}" if question else self.incident or edition or self.place or ""

    @property
    def asked(self) -> Question:
        """The question of a sheet of conflicts. Raises UnknownQuestion where none was asked."""
        if self.question is None:
            raise no_question()
        return self.question

    @property
    def required_edition(self) -> Edition:
        """The edition of a sheet of corrections. Raises WhichEdition where none was named."""
        if self.edition is None:
            raise no_edition()
        return self.edition
