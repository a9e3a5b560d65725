"""The publisher's own words in a report: context, conclusions, recommendations, kept with their history."""

from __future__ import annotations

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.ledger import Draft, Receipt
from sijill.model.entries import ReportText
from sijill.values import Period, SijillError, message

REPORT_PARTS = ("context", "conclusions", "recommendations")


class UnknownReportPart(SijillError):
    """A part of a report that has no words of the publisher."""


class UnequalParagraphs(SijillError):
    """A text with more paragraphs in one language than in the other."""


class AddresseeMissing(SijillError):
    """A recommendation to nobody, or another text with an addressee."""


def write_text(
    doing: ActionContext,
    *,
    period: str,
    part: str,
    en: str,
    ar: str,
    reason: str,
    addressee_en: str = "",
    addressee_ar: str = "",
) -> Receipt:
    """
    Record what a report says in a part of it, in both languages; an empty text takes the one before back.

    A text may wait for its other language; publishing then refuses. Raises ReasonMissing,
    UnknownReportPart, UnequalParagraphs, AddresseeMissing, UnreadablePeriod.
    """
    if not reason.strip():
        raise ReasonMissing(message("give the reason for this text: why it is written or changed"))
    if part not in REPORT_PARTS:
        raise UnknownReportPart(
            message("no part of a report is called {part}; there are: {report_parts}"),
            part=repr(part),
            report_parts=", ".join(REPORT_PARTS),
        )
    if (part == "recommendations") != bool(addressee_en.strip()):
        raise AddresseeMissing(message("a recommendation names whom it is for (in English too); no other text does"))
    counts = {language: len(paragraphs(text)) for language, text in (("en", en), ("ar", ar))}
    if all(counts.values()) and counts["en"] != counts["ar"]:
        raise UnequalParagraphs(
            message(
                "the English has {english} paragraphs and the Arabic {arabic}; a line is a paragraph, and both "
                "languages say the same"
            ),
            english=counts["en"],
            arabic=counts["ar"],
        )
    window = Period.parse(period)
    text = ReportText(
        id=doing.new_id(),
        subject=f"report/{window.text}",
        period=window.text,
        part=part,
        en="\n".join(paragraphs(en)),
        ar="\n".join(paragraphs(ar)),
        addressee_en=addressee_en.strip(),
        addressee_ar=addressee_ar.strip(),
        reason=reason.strip(),
    )
    return doing.append([Draft.of("report_text", text)])


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: its lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]
