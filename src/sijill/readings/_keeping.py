"""Readings of how a register is kept: who looked at what, and what stands published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.model import Sensitivity
from sijill.readings._arguments import Argument, RecordRef
from sijill.readings._columns import Bilingual, Code, Column, Count, Day, Instant, Labelled, Several, Words
from sijill.readings._declare import reading
from sijill.readings._table import Row
from sijill.values import message

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace import Register

ACTS = {
    "read": message("read it"),
    "searched": message("searched"),
    "exported": message("took it out"),
    "signed_in": message("signed in"),
    "not_signed_in": message("was refused at the sign-in"),
    "administered": message("changed an account"),
    "asked": message("asked for a second person"),
    "approved": message("approved as the second person"),
    "refused": message("refused as the second person"),
    "revealed": message("was shown what is sealed"),
}

access = reading(
    "access",
    title=message("Who looked at what"),
    asks=(
        Argument("who", message("Who")),
        Argument("subject", message("Id of a record or document")),
    ),
    gives=(
        Count("number", message("Number")),
        Instant("at", message("When")),
        Words("actor", message("Who")),
        Code("act", message("What"), words=ACTS),
        Several("subjects", message("Ids")),
    ),
    action="see_audit",
    steady=False,
    logged=False,
)


@access.answer
def accesses(register: Register, view: View, *, who: str | None, subject: str | None) -> Iterator[Row]:
    """Yield who read, searched or exported what, newest first: ids, and of a search only that there was one."""
    if subject and view.hides(subject):
        return
    for one in reversed(register.keeping.access_log(actor=who, subject=subject)):
        yield {
            "position": (-one.number,),
            "number": one.number,
            "at": one.at,
            "actor": one.actor,
            "act": one.act.value,
            "subjects": one.subjects,
        }


publications = reading(
    "publications",
    title=message("What stands published"),
    gives=(
        Column("id", message("Id")),
        Words("title", message("Title")),
        Column("period", message("Window")),
        Count("seq", message("Entry")),
        Column("head", message("Head of the chain")),
        Column("methodology", message("Methodology")),
        Several("correct", message("Must be corrected for"), Sensitivity.TEAM),
    ),
    action="see_records",
    paged=False,
    logged=False,
)


@publications.answer
def standing_publications(register: Register, view: View) -> Iterator[Row]:
    """Yield the publications that were not withdrawn, of those that were made for the audience."""
    yield from (one for one in register.publishing.publications() if view.clears(Sensitivity(one["audience"])))


GIVEN = {"given": message("given"), "withdrawn": message("taken back")}
PURPOSES = {
    "store": message("keep it"),
    "publish": message("publish it"),
    "advocacy": message("use it in advocacy"),
    "court": message("give it to a court"),
}
consents = reading(
    "consents",
    title=message("What people agreed to"),
    asks=(RecordRef("subject", message("Id of a record or document")),),
    gives=(
        Column("subject", message("Id of a record or document"), links_to="record"),
        Code("purpose", message("Purpose"), words=PURPOSES),
        Code("state", message("How it stands"), words=GIVEN),
        Labelled("basis", message("Basis")),
        Labelled("given_by", message("Given by")),
        Day("given_on", message("Day")),
        Column("language", message("Language")),
        Words("explained_by", message("Who explained the risks")),
        Words("guardian", message("Guardian"), Sensitivity.RESTRICTED),
        Words("reason", message("Reason")),
        Several("editions", message("Editions that hold the person")),
        Several("cannot_tell", message("Editions of which it cannot be told")),
        Several("handovers", message("Hand-overs")),
    ),
    logged=False,
)


@consents.answer
def decisions_of_people(register: Register, view: View, *, subject: str | None) -> Iterator[Row]:
    """Yield every decision about what may leave, in order; they are the team's, of what it may know of."""
    names = [one.name for one in consents.gives if one.name != "state"]
    for one in register.publishing.consents(subject) if view.is_team else ():
        if not view.hides(one.subject):
            state = "withdrawn" if one.withdrawn else "given"
            yield {name: getattr(one, name) for name in names} | {"state": state}


methodologies = reading(
    "methodologies",
    title=message("The methodologies adopted here"),
    gives=(
        Column("id", message("Methodology")),
        Column("version", message("Version")),
        Column("effective_on", message("In force from")),
        Column("digest", message("Digest")),
        Bilingual("title", message("Title")),
    ),
    action="see_records",
    paged=False,
    logged=False,
)


@methodologies.answer
def adopted_methodologies(register: Register, view: View) -> Iterator[Row]:
    """Yield each adopted version with the day it takes effect, and the title in its sealed bytes."""
    for entry in register.records.entries(kind="methodology"):
        if body := entry.body:
            known = {name: body[name] for name in ("version", "effective_on", "digest")}
            yield {"id": body["methodology"], **known, "title": _title_of(register, str(body["digest"]))}


def _title_of(register: Register, digest: str) -> dict[str, str]:
    from sijill import methodology

    return dict(methodology.parse(register.evidence.bytes_of(digest)).title)
