"""Who speaks, what was sealed, and who held it when."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from sijill.model.cards import Prop, Sensitivity
from sijill.values import PartialDate


class SourceClass(enum.StrEnum):
    """How far a source may be shown (E4)."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


SOURCE_KINDS = (
    *("monitor", "news_agency", "newspaper", "broadcaster", "government", "armed_group", "un_body", "court"),
    *("aid_group", "hospital", "family", "witness", "social_media", "researcher", "map"),
)
RELIABILITY = ("A", "B", "C", "D", "E", "F")
"""How far a source was to be relied on so far: A completely ... E unreliable, F cannot be judged (STANAG 2511)."""
CREDIBILITY = ("1", "2", "3", "4", "5", "6")
"""How far what one document says is borne out: 1 by other sources ... 5 improbable, 6 cannot be judged."""


@dataclass(frozen=True, slots=True)
class Source:
    """
    Someone who publishes or says; reliability is graded apart from the credibility of one document (R-OH.4).

    No count uses a grade: it is shown to whoever judges, and stated like every value, with a reason.
    """

    id: str
    name: Annotated[str | None, Prop("Name", "الاسم", standard={"hxl": "#meta+source"}, required=True)] = None
    variants: Annotated[tuple[str, ...], Prop("Other names", "أسماء أخرى", many=True)] = ()
    kind: Annotated[str | None, Prop("Kind", "النوع", words=SOURCE_KINDS)] = None
    affiliation: Annotated[str | None, Prop("Affiliation", "الانتماء")] = None
    reliability: Annotated[str | None, Prop("Reliability", "الموثوقية", Sensitivity.TEAM, words=RELIABILITY)] = None
    covers: Annotated[str | None, Prop("What its lists cover", "ما تغطيه قوائمه")] = None
    covers_period: Annotated[PartialDate | None, Prop("Period that they cover", "الفترة التي تغطيها")] = None
    covers_area: Annotated[str | None, Prop("Area that they cover", "المنطقة التي تغطيها")] = None
    covers_whom: Annotated[str | None, Prop("Whom they count", "من تُحصيهم")] = None
    source_class: Annotated[SourceClass, Prop("May be shown", "إمكانية الإظهار", Sensitivity.TEAM)] = SourceClass.PUBLIC


@dataclass(frozen=True, slots=True)
class Cited:
    """
    How a work is cited besides its title, publisher and day (S0.13).

    ``issue`` and ``page`` are those of the print, ``minute`` is the place in a film, ``accessed_on`` the day on which
    whoever cites it looked at it, ``comment`` what is said of it, "English | Arabic".
    """

    author: str | None = None
    issue: str | None = None
    page: str | None = None
    minute: str | None = None
    accessed_on: PartialDate | None = None
    comment: str | None = None

    def __str__(self) -> str:
        """Return what is told, one after the other."""
        told = (
            self.author,
            self.issue,
            self.page,
            self.minute,
            self.accessed_on and self.accessed_on.edtf,
            self.comment,
        )
        return "; ".join(one for one in told if one)


@dataclass(frozen=True, slots=True)
class Item:
    """
    A sealed capture: the Berkeley Protocol's digital item (R-BP.3).

    ``id`` is the SHA-256 of the bytes. Acquisition is a fact about us, publication a
    fact about the source; neither is the ledger's ``recorded_at``.

    An entry without ``sensitivity`` said public. ``columns`` are those of a table that are more
    sensitive than its other cells. As a register gives it, ``sensitivity`` is that of its words, which
    is that of the most sensitive thing in them; ``known_at``, never recorded, is that of all else about it.
    """

    id: str
    media_type: str
    size: int
    source: Annotated[str, Prop("Source", "المصدر", standard={"hxl": "#meta+source"}, required=True)]
    acquired_at: datetime
    original_name: Annotated[str | None, Prop("File name", "اسم الملف", Sensitivity.TEAM)] = None
    title: Annotated[str | None, Prop("Title", "العنوان")] = None
    url: Annotated[str | None, Prop("Address", "الرابط", Sensitivity.TEAM)] = None
    published_on: Annotated[PartialDate | None, Prop("Published on", "تاريخ النشر")] = None
    cited: Annotated[Cited | None, Prop("Cited with", "بيانات الاستشهاد")] = None
    language: Annotated[str | None, Prop("Language", "اللغة")] = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    graphic: Annotated[bool | None, Prop("Hard to look at", "مشاهده قاسية")] = None
    columns: Mapping[str, Sensitivity] = field(default_factory=dict)
    known_at: Sensitivity | None = None

    @property
    def known_level(self) -> Sensitivity:
        """How sensitive it is that the document is held, by whom it is and what it is called."""
        return self.known_at or self.sensitivity

    @property
    def is_covered(self) -> bool:
        """Whether its picture is veiled until somebody asks: unless somebody said that it is not hard to look at."""
        return self.graphic is not False

    @property
    def sha256(self) -> str:
        """The fingerprint of the sealed bytes."""
        return self.id


class CustodyAct(enum.StrEnum):
    """What was done with a sealed item (R-BP.2)."""

    ACQUIRED = "acquired"
    RECEIVED_AGAIN = "received_again"
    COPIED = "copied"
    CHECKED = "checked"
    EXPORTED = "exported"
    REVEALED = "revealed"
    SUBMITTED = "submitted"
    UPDATED = "updated"
    TRANSFERRED = "transferred"
    PROVED = "proved"
    TAKEN_OVER = "taken_over"


class CopyKind(enum.StrEnum):
    """What a copy is for (R-BP.2): the evidentiary one is never altered, work is done on the working one."""

    EVIDENTIARY = "evidentiary"
    WORKING = "working"


class Door(enum.StrEnum):
    """By which door two persons acted, and so what is known of who they were (E12)."""

    COMMAND_LINE = "command_line"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """
    One link in the chain of custody of an item, or of a record whose sealed values were shown.

    ``by`` is the door of an act of two persons: at the command line, and in Python, whoever
    holds the folder states both names; at the desk each had just signed in with a second factor.
    ``to`` are the age public keys that open what it was exported in. What was submitted names its
    ``receiver`` and the ``digest`` of its package: the SHA-256 of the list that names every file in it.
    What was copied or handed on names its ``receiver`` too, which kind of copy it was (``copy_kind``), the ``digest``
    of the copy where it was looked at, and the day on which it was ``done_on``, which may lie before it was recorded.
    ``mismatch`` says that what was checked had other bytes than the item.
    """

    id: str
    item: str
    act: CustodyAct
    note: str | None = None
    by: Door | None = None
    to: tuple[str, ...] = ()
    receiver: str = ""
    digest: str = ""
    copy_kind: CopyKind | None = None
    done_on: PartialDate | None = None
    mismatch: bool = False


@dataclass(frozen=True, slots=True)
class SealedIdentity:
    """
    That the identity of a confidential source was sealed (E4): its words stand encrypted in ``sealed/`` only.

    ``id`` is the handle that stands for the source everywhere else, ``digest`` the SHA-256 of the
    encrypted file, ``recipient`` the age public key that it was encrypted for.
    """

    id: str
    digest: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Classification:
    """
    That an item is of another sensitivity from this entry on.

    ``sensitivity`` is what a person said of all of it, or None; ``columns`` are columns of a table that a
    mapping gave to more sensitive properties. ``credibility`` is a grade of what it says, 1 to 6, which hides nothing.
    """

    id: str
    item: str
    sensitivity: Sensitivity | None = None
    columns: Mapping[str, Sensitivity] = field(default_factory=dict)
    reason: str = ""
    credibility: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """
    That a document repeats another, so that the two are one origin (R-OH.2).

    ``likeness`` is how much of their words both hold, in per cent; ``quoted`` pairs a claim
    of the one with a claim of the other whose long quotation is the same. A person who says that the
    two are no copies records it with ``stands`` False and the reason; the last word on a pair holds.
    """

    id: str
    item: str
    of: str
    likeness: int | None = None
    quoted: tuple[tuple[str, str], ...] = ()
    found_by: str = ""
    stands: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """
    That a named reader version read an item; the reading itself is stored by its hash.

    ``digest`` is of its words, ``kept`` of the whole document that is kept: words as the source
    has them, pages and the way between the two. A reading of an older program has no ``kept``.
    """

    id: str
    item: str
    reader: str
    digest: str
    pages: int
    encoding: str | None = None
    derivations: tuple[str, ...] = field(default_factory=tuple)
    kept: str | None = None
