"""Readings of evidence: what is sealed, what waits to be judged, and whether printed figures add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.evidence.kinds import WORDLESS
from sijill.model import ClaimKind, Sensitivity
from sijill.readings._arguments import Choice, ItemRef
from sijill.readings._columns import Bilingual, Code, Column, Labelled, Words
from sijill.readings._declare import reading
from sijill.readings._table import Row
from sijill.values import Language, message
from sijill.wording.checks import VERDICTS

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace import Register

CLAIM_KINDS = {
    "casualties": message("Casualties"),
    "control": message("Control of places"),
    "displacement": message("Displacement"),
    "damage": message("Damage"),
    "ceasefire": message("Ceasefire"),
    "attack": message("Attack"),
    "detention": message("Detention"),
    "statement": message("Statement"),
}
items = reading(
    "items",
    title=message("Documents"),
    gives=(
        Column("sha256", message("SHA-256"), links_to="item"),
        Words("source", message("Source")),
        Words("title", message("Title")),
        Words("name", message("File name"), Sensitivity.TEAM),
    ),
    action="see_records",
    logged=False,  # that a document is held is no reading of it
)


@items.answer
def sealed_items(register: Register, view: View) -> Iterator[Row]:
    """Yield the documents that the audience may know of, in the order of acquisition."""
    seqs = {one.id: one.seq for one in register.records.entries(kind="item")}
    for one in view.items():
        yield {
            "position": (seqs[one.id],),
            "sha256": one.id,
            "source": one.source,
            "title": one.title,
            "name": one.original_name,
        }


queue = reading(
    "queue",
    verb="claims",
    title=message("Claims that wait for a judgement"),
    asks=(
        ItemRef("item", message("Only this document")),
        Choice("kind", message("Only this kind of claim"), words=tuple(one.value for one in ClaimKind)),
    ),
    gives=(
        Column("claim", message("Id")),
        Code("kind", message("Kind"), words=CLAIM_KINDS),
        Column("item", message("Document"), links_to="item"),
        Words("place", message("Place")),
        Column("number", message("Number")),
        Labelled("unit", message("What is counted")),
        Words("quote", message("Words"), Sensitivity.TEAM),
    ),
    action="see_queue",
    steady=False,
)


@queue.answer
def waiting_claims(register: Register, view: View, *, item: str | None, kind: str | None) -> Iterator[Row]:
    """Yield the claims that wait, of documents whose words the audience may read, by document and position."""
    for one in view.waiting(item=item, kind=kind):
        number = one.number
        low, high = (number.low, number.high) if number else (None, None)
        yield {
            "position": (one.item, one.anchor.start, one.anchor.end, one.id),
            "claim": one.id,
            "kind": one.kind.value,
            "item": one.item,
            "place": one.place,
            "number": None if number is None else str(low) if low == high else f"{low or ''}..{high or ''}",
            "unit": number.unit if number else None,
            "quote": " ".join(one.anchor.exact.split()),
        }


SILENCES = {
    "unread": message("could not be read"),
    "disordered": message("its words do not look like words"),
    "nothing": message("nothing was found in it"),
}
MOST_SILENT = 1_000
"""How far documents that gave nothing are listed: the newest come first."""

silent = reading(
    "silent",
    title=message("Documents that gave nothing to judge"),
    asks=(Choice("state", message("Only those of which this is so"), words=tuple(SILENCES)),),
    gives=(
        Code("state", message("Why"), words=SILENCES),
        Column("sha256", message("SHA-256"), links_to="item"),
        Words("source", message("Source")),
        Words("title", message("Title")),
        Words("name", message("File name"), Sensitivity.TEAM),
    ),
    steady=False,  # a newer program may find something in them
    logged=False,
)


@silent.answer
def silent_documents(register: Register, view: View, *, state: str | None) -> Iterator[Row]:
    """Yield documents without a claim that the audience may read, the newest first: each is to be looked at."""
    for item, seq, why in register.evidence.silent(most=MOST_SILENT):
        if state in (None, why.value) and view.reads(item):
            yield {
                "position": (-seq,),
                "state": why.value,
                "sha256": item.id,
                "source": item.source,
                "title": item.title,
                "name": item.original_name,
            }


findings = reading(
    "findings",
    verb="audit",
    title=message("Do figures add up?"),
    asks=(
        ItemRef("item", message("Only this document")),
        Choice("verdict", message("Only this answer"), words=tuple(VERDICTS)),
    ),
    gives=(
        Code("verdict", message("Answer"), words=VERDICTS),
        Column("check", message("Check")),
        Column("item", message("Document"), links_to="item"),
        Bilingual("explanation", message("Why"), Sensitivity.TEAM),
    ),
    steady=False,
)


@findings.answer
def printed_figures(register: Register, view: View, *, item: str | None, verdict: str | None) -> Iterator[Row]:
    """Yield what the printed figures of documents say about each other; one that nobody can read says nothing."""
    from sijill import audits, evidence

    for one in view.items():
        if item in (None, one.id) and one.media_type not in WORDLESS and view.reads(one):
            try:
                reading_of = view.text(one)
            except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
                continue
            words = reading_of.raw if reading_of else ""
            for finding in audits.audit_document(
                words, view.proposals_of(one), item=one.id, name=one.original_name or ""
            ):
                if verdict in (None, finding.verdict.value):
                    yield {
                        "verdict": finding.verdict.value,
                        "check": finding.check,
                        "item": one.id,
                        "explanation": {one.value: finding.explained(one) for one in Language},
                    }
