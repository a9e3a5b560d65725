"""From counted material to a document in one language, in the order that readers of monthly reports know (S1.35)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from sijill.access import Redacted
from sijill.reports._check import require_sums
from sijill.reports._closing import closing
from sijill.reports._conclusions import conclusions
from sijill.reports._document import Block, Document, Heading, Paragraph, Text
from sijill.reports._groups import groups, massacres
from sijill.reports._links import refuse_private_links
from sijill.reports._material import MonthlyMaterial
from sijill.reports._memorial import memorial
from sijill.reports._opening import context, headline, introduction, title
from sijill.reports._published import published
from sijill.reports._revisions import revisions
from sijill.reports._toll import toll
from sijill.reports._writer import Writer
from sijill.values import Language, format_period, message, translate

_PARTS = (
    message("I. {heading}"),
    message("II. {heading}"),
    message("III. {heading}"),
    message("IV. {heading}"),
    message("V. {heading}"),
    message("VI. {heading}"),
    message("VII. {heading}"),
    message("VIII. {heading}"),
    message("IX. {heading}"),
    message("X. {heading}"),
    message("XI. {heading}"),
)


def compose(material: Redacted[MonthlyMaterial], language: Language) -> Document:
    """
    Return the monthly report in one language.

    Raises ReportDoesNotAddUp when its own parts do not sum, UnknownEndnote when a source
    that is cited is not listed, and PrivateLink when an address must not be public (E2).
    """
    shown = material.value
    require_sums(shown)
    w = Writer(shown, language)
    document = Document(
        language=language,
        title=title(w, shown),
        headline=headline(w, shown),
        publisher=w.label(shown.publisher),
        period=format_period(shown.period, language),
        as_of=shown.as_of.moment,
        back_to_text=translate(w.language, "back to the text"),
        contents=translate(w.language, "Contents"),
        blocks=tuple(_numbered(_blocks(w, shown, material.withheld), language)),
    )
    refuse_private_links(document)
    return document


def _blocks(w: Writer, material: MonthlyMaterial, withheld: tuple[str, ...]) -> Iterator[Block]:
    if material.notice is not None:
        yield Paragraph((Text(w.label(material.notice)),), notice=True)
    if material.one_person:
        said = message(
            "This register has one person: whoever entered the words judged them too, and nobody else checked them."
        )
        yield Paragraph((Text(translate(w.language, said)),), notice=True)
    yield from introduction(w, material)
    yield from context(w, material)
    yield from toll(w, material)
    yield from groups(w, material)
    yield from massacres(w, material)
    yield from memorial(w, material)
    yield from revisions(w, material)
    yield from conclusions(w, material)
    yield from published(w, material)
    # Last: only now are all figures and sources known, in the order of their mention.
    yield from closing(w, material, withheld)


def _numbered(blocks: Iterable[Block], language: Language) -> Iterator[Block]:
    parts = iter(_PARTS)
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield dataclasses.replace(block, text=translate(language, next(parts), heading=block.text))
        else:
            yield block
