"""From counted material to a document in one language: the blocks of its kind, in their order."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterator, Sequence

from sijill.access import Redacted
from sijill.reports._blocks import BLOCKS, COVERS, NUMERALS, PARTS
from sijill.reports._check import require_sums
from sijill.reports._kinds import BlockLine, Kind, read_kind
from sijill.reports._links import refuse_private_links
from sijill.reports._material import MonthlyMaterial
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Document, Heading
from sijill.values import Language, translate


def compose(material: Redacted[MonthlyMaterial], language: Language, kind: Kind | None = None) -> Document:
    """
    Return a document in one language; of no kind named, the monthly report.

    Raises ReportDoesNotAddUp when its own parts do not sum, UnknownEndnote when a source
    that is cited is not listed, PrivateLink when an address must not be public (E2), and
    KindRefused when its kind cannot be followed.
    """
    shown, told = material.value, kind or read_kind()
    require_sums(shown)
    w = Writer(material, language)
    cover = COVERS[told.cover](w, shown)
    document = Document(
        language=language,
        title=cover.title,
        headline=cover.headline,
        publisher=w.label(shown.publisher),
        period=w.month,
        as_of=shown.as_of.moment,
        back_to_text=translate(language, "back to the text"),
        contents=translate(language, "Contents"),
        blocks=tuple(_in_parts(w, told.lines, _written(w, shown, told.lines))),
    )
    refuse_private_links(document)
    return document


def _written(w: Writer, material: MonthlyMaterial, lines: Sequence[BlockLine]) -> dict[BlockLine, tuple[Block, ...]]:
    # Lists last: only then are all figures and sources known, in the order of their mention.
    in_order = sorted(lines, key=lambda line: BLOCKS[line.block].lists)
    return {line: tuple(_block(w, material, line)) for line in in_order}


def _block(w: Writer, material: MonthlyMaterial, line: BlockLine) -> Iterator[Block]:
    maker = BLOCKS[line.block]
    if maker.needs and not getattr(material, maker.needs):
        return
    for thing in operator.attrgetter(line.each)(material) if line.each else (material,):
        yield from maker.write(w, thing)


def _in_parts(w: Writer, lines: Sequence[BlockLine], written: dict[BlockLine, tuple[Block, ...]]) -> Iterator[Block]:
    numerals = iter(NUMERALS)
    for part, within in itertools.groupby(lines, key=lambda line: line.part):
        blocks = [block for line in within for block in written[line]]
        if part and blocks:
            heading = translate(w.language, PARTS[part], month=w.month)
            yield Heading(1, translate(w.language, next(numerals), heading=heading), part)
        yield from blocks
