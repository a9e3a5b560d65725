"""From counted material to a document in one language: the blocks of its kind, in their order."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterator, Sequence
from typing import Any

from sijill.access import Redacted
from sijill.reports._blocks import BLOCKS, COVERS, NUMERALS, PARTS
from sijill.reports._check import require_sums
from sijill.reports._kinds import BlockLine, Kind, read_kind
from sijill.reports._links import refuse_private_links
from sijill.reports._material import Material, MonthlyMaterial
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Document, Heading
from sijill.values import Language, format_date, translate


def compose(material: Redacted[Any], language: Language, kind: Kind | None = None) -> Document:
    """
    Return a document in one language; of no kind named, the monthly report.

    Raises ReportDoesNotAddUp when its own parts do not sum, UnknownEndnote when a source
    that is cited is not listed, PrivateLink when an address must not be public (E2), and
    KindRefused when its kind cannot be followed.
    """
    shown, told = material.value, kind or read_kind()
    if isinstance(shown, MonthlyMaterial):
        require_sums(shown)
    w = Writer(material, language)
    cover = COVERS[told.cover](w, shown)
    written = _written(w, shown, told.lines)
    document = Document(
        language=language,
        title=cover.title,
        headline=cover.headline,
        publisher=w.label(shown.publisher),
        period=w.month,
        as_of=shown.as_of.moment,
        back_to_text=translate(language, "back to the text"),
        contents=translate(language, "Contents"),
        blocks=tuple(_numbered(w, _in_parts(told.lines, written, annex=False))),
        cover_notes=tuple(_cover_notes(w, shown)),
        annex_title=translate(language, "Identifiers of: {title}", title=cover.title),
        annex=tuple(_annexed(w, _in_parts(told.lines, written, annex=True))),
        house=shown.house,
    )
    refuse_private_links(document)
    return document


def _cover_notes(w: Writer, material: Material) -> Iterator[str]:
    yield translate(w.language, "Every number is a documented count and not an estimate.")
    yield translate(w.language, "Data as of {day}", day=format_date(material.as_of.moment.date(), w.language))
    yield translate(w.language, "This edition is in English; the same document stands in Arabic beside it.")


def _written(w: Writer, material: Material, lines: Sequence[BlockLine]) -> dict[BlockLine, tuple[Block, ...]]:
    # Lists last: only then are all figures and sources known, in the order of their mention.
    in_order = sorted(lines, key=lambda line: BLOCKS[line.block].lists)
    return {line: tuple(_block(w, material, line)) for line in in_order}


def _block(w: Writer, material: Material, line: BlockLine) -> Iterator[Block]:
    maker = BLOCKS[line.block]
    if maker.needs and not getattr(material, maker.needs, None):
        return
    for thing in operator.attrgetter(line.each)(material) if line.each else (material,):
        yield from maker.write(w, thing)


def _in_parts(
    lines: Sequence[BlockLine], written: dict[BlockLine, tuple[Block, ...]], *, annex: bool
) -> Iterator[tuple[str, list[Block]]]:
    these = [line for line in lines if BLOCKS[line.block].annex is annex]
    for part, within in itertools.groupby(these, key=lambda line: line.part):
        if blocks := [block for line in within for block in written[line]]:
            yield part, blocks


def _numbered(w: Writer, parts: Iterator[tuple[str, list[Block]]]) -> Iterator[Block]:
    numerals = iter(NUMERALS)
    for part, blocks in parts:
        if part:
            heading = translate(w.language, PARTS[part], month=w.month)
            yield Heading(1, translate(w.language, next(numerals), heading=heading), part)
        yield from blocks


def _annexed(w: Writer, parts: Iterator[tuple[str, list[Block]]]) -> Iterator[Block]:
    for part, blocks in parts:
        yield Heading(1, translate(w.language, PARTS[part], month=w.month), part)
        yield from blocks
