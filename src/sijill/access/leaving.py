"""What of a register may leave for one purpose: persons who agreed, documents that may go, words that name nobody."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from functools import cached_property

from sijill.access._consent import Consents, is_published
from sijill.access._view import View
from sijill.evidence import NotInVault, Unreadable, VaultDamaged
from sijill.model import Item
from sijill.model.consent import ConsentBasis, Purpose
from sijill.model.custody import SourceClass
from sijill.records import AnyRecord
from sijill.search import IdentifyingWords
from sijill.values import normal_key

WITNESSES = ("family", "witness")
"""Kinds of source whose every document is somebody's account."""


class Kept(enum.StrEnum):
    """Why a document or a person stays in the house."""

    NO_CONSENT = "no_consent"
    TAKEN_BACK = "taken_back"
    CONFIDENTIAL = "confidential"
    NAMES = "names"
    UNREAD = "unread"
    LEVEL = "level"


class Leaving:
    """
    Decides for one purpose, by consent (R-EC.11) and by words: a document that names somebody who did not agree stays.

    ``known`` are all records of the register, whole: the names of its persons are looked for in whatever leaves, and
    its sources say how far they may be shown. ``handles`` stand for sources whose identity is sealed.
    """

    def __init__(
        self,
        view: View,
        consents: Consents,
        purpose: Purpose,
        known: Iterable[AnyRecord],
        handles: Collection[str] = (),
    ) -> None:
        """Take who receives, what was agreed to, and everybody who could be named."""
        self._view, self._consents, self._purpose = view, consents, purpose
        whole = list(known)
        self._people = [one for one in whole if one.kind == "victim"]
        closed = (one for one in whole if one.kind == "source" and _is_closed(one))
        told = (name for one in closed for name in (one.noun.name, *one.noun.variants) if name)
        self._confidential = frozenset(map(normal_key, (*handles, *told)))

    def person(self, record: AnyRecord) -> Kept | None:
        """Return why a person is not told of, or None for one who agreed."""
        if self._consents.agreed(record, self._purpose):
            return None
        back = self._consents.taken_back(record.id, self._purpose)
        return Kept.TAKEN_BACK if back else Kept.NO_CONSENT

    def personal(self, record: AnyRecord) -> tuple[str, ...]:
        """Return the personal properties of somebody that may leave: name, account."""
        return self._consents.leaving(record, self._purpose, self._view.documents)

    def document(self, item: Item, content: bytes, *, about_others: bool) -> Kept | None:
        """
        Return why a document stays, or None where it may leave.

        ``about_others`` says that something of a person who did not agree rests on it. One whose words nobody can
        read leaves only where it was published, or its own consent was given.
        """
        if not self._view.reads(item):
            return Kept.LEVEL
        if self._consents.taken_back(item.id, self._purpose):
            return Kept.TAKEN_BACK
        given = self._consents.decided(item.id, self._purpose)
        agreed = given is not None and given.basis is ConsentBasis.CONSENT
        if about_others:
            return Kept.NO_CONSENT
        if not (agreed or self.may_be_named(item.source)):
            return Kept.CONFIDENTIAL
        words = self._words(item)
        if words is None and not (agreed or is_published(item)):
            return Kept.UNREAD
        told = " \n".join(filter(None, (item.title, item.original_name, item.url, item.source, words)))
        return Kept.NAMES if self.names_somebody(told) or self.hidden.within_bytes(content) else None

    def may_be_named(self, source: str) -> bool:
        """Test whether who speaks may be told: no witness, no family, and nobody whose identity is closed (E4)."""
        return normal_key(source) not in self._confidential

    def names_somebody(self, words: str) -> bool:
        """Test whether words hold the name of a person of the register who did not agree."""
        return bool(self.hidden.within(words))

    @cached_property
    def hidden(self) -> IdentifyingWords:
        """The names that may not leave; a name that somebody else agreed to is no secret."""
        hidden, open_ones = list[str](), list[str]()
        for one in self._people:
            agreed = self.person(one) is None and "name" in self.personal(one)
            (open_ones if agreed else hidden).extend(_names(one))
        return IdentifyingWords(hidden).without(map(normal_key, open_ones))

    def _words(self, item: Item) -> str | None:
        try:
            text = self._view.text(item)
        except (Unreadable, NotInVault, VaultDamaged):
            return None
        return None if text is None else f"{text.raw}\n{text.text}"


def _is_closed(source: AnyRecord) -> bool:
    classes = {held.value for held in source.held.get("source_class", ())}
    return bool(classes - {SourceClass.PUBLIC}) or source.noun.kind in WITNESSES


def _names(person: AnyRecord) -> Iterable[str]:
    """Give every way in which a person's name was ever written here, and its first and last word together."""
    for held in person.held.get("name", ()):
        for form in getattr(held.value, "forms", ()):
            yield form.text
            words = form.text.split()
            if len(words) > 2:
                yield f"{words[0]} {words[-1]}"
