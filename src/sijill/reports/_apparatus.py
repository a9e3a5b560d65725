"""What lets a reader check a document: sealed items, methodology and data as of, figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from sijill.reports._dispute import dispute_notes
from sijill.reports._material import LineRest, Material, MonthlyMaterial, SourceNote
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Bullets, CaseBox, Column, Paragraph, Row, Runs, Table, Text
from sijill.values import format_count, format_date, translate, translate_n


def data_as_of(w: Writer, material: Material) -> Iterator[Block]:
    """Yield the methodology and the state of the register that the document stands on."""
    card, state = material.methodology, material.as_of
    moment = state.moment.astimezone(UTC)
    lines: list[tuple[str, Runs]] = [
        (translate(w.language, "Methodology"), (Text(w.label(card.name)),)),
        (translate(w.language, "Version"), (Text(f"{card.id}:{card.version}", code=True),)),
        (translate(w.language, "Fingerprint of its file"), (Text(card.digest, code=True),)),
    ]
    if card.effective_on is not None:
        lines.append((translate(w.language, "In force since"), (Text(format_date(card.effective_on, w.language)),)))
    day, time = format_date(moment.date(), w.language), w.quoted(f"{moment:%H:%M} UTC")
    lines.append((translate(w.language, "Data as of"), w.message("{day}, {time}", day=day, time=time)))
    lines.append((translate(w.language, "Last entry counted"), (Text(str(state.seq), code=True),)))
    lines.append((translate(w.language, "Head of the chain"), (Text(state.head, code=True),)))
    if [name for name in w.withheld if name != "basis"]:
        told = w.message(
            "Names, details or small numbers are withheld for the safety of persons; a dash stands in their place. "
            "No total was changed by it."
        )
        lines.append((translate(w.language, "Withheld"), told))
    yield CaseBox("data-as-of", (Text(translate(w.language, "What this report stands on"), strong=True),), tuple(lines))


def sealed_items(w: Writer, _: Material) -> Iterator[Block]:
    """Yield the full fingerprints of the items that were cited."""
    cited: dict[str, list[tuple[int, SourceNote]]] = {}
    for number, works in enumerate(w.cited_notes, start=1):
        for note in works:
            if note.sha256:
                cited.setdefault(note.sha256, []).append((number, note))
    if not cited:
        return
    columns = (
        Column(translate(w.language, "Endnotes")),
        Column(translate(w.language, "Title")),
        Column("SHA-256"),
    )
    rows = tuple(
        Row(
            (
                (Text(w.quoted(", ".join(str(number) for number in dict.fromkeys(number for number, _ in those)))),),
                (Text(w.quoted(those[0][1].title)),),
                (Text(digest, code=True),),
            )
        )
        for digest, those in cited.items()
    )
    yield Table("item-list", translate(w.language, "Full fingerprints of the sealed items"), columns, rows)


def figures(w: Writer, _: Material) -> Iterator[Block]:
    """Yield every figure in print with its identifier."""
    if not w.printed_figures:
        return
    yield Paragraph(
        w.message(
            "An identifier reads: what is counted / window / clock / place basis / cell @ methodology : version # last "
            "entry of the register that was counted."
        )
    )
    columns = (
        Column(translate(w.language, "No."), numeric=True),
        Column(translate(w.language, "Value"), numeric=True),
        Column(translate(w.language, "Identifier")),
        Column(translate(w.language, "Records"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                (Text(format_count(number, w.language)),),
                w.number(figure),
                (Text(figure.id, code=True),),
                # The public sees figures without their basis: a dash is "not shown", never zero.
                (Text(format_count(len(figure.basis), w.language) if figure.basis else "\u2014"),),
            ),
            anchor=anchor,
        )
        for number, (anchor, figure) in enumerate(w.printed_figures, start=1)
    )
    yield Table("figure-list", translate(w.language, "Figures of this report"), columns, rows)


def line_rests(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the lines of published tables that count what is left of them."""
    yield Paragraph(
        w.message("Lines of published tables of which a part is recorded by itself count what is left of them:")
    )
    yield Bullets(tuple(_rest(w, line) for line in material.line_rests))
    yield from map(Paragraph, dispute_notes(w, ((one.label, one.accounts) for one in material.line_rests)))


def _rest(w: Writer, line: LineRest) -> Runs:
    apart = translate_n(
        w.language,
        "Less {n} record within it that counts by itself",
        "Less {n} records within it that count by themselves",
        line.apart,
    )
    return w.message(
        "{line}: {number}. {apart}: {records}.",
        line=w.label(line.label),
        number=w.number(line.rest),
        apart=apart,
        records=w.listed([w.label(part) for part in line.parts]),
    ) + w.marks(line.notes)
