"""What the publisher wrote for a report, as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sijill.model import read
from sijill.model.entries import ReportText
from sijill.values import Period, SijillError, message

if TYPE_CHECKING:
    from sijill.ledger import Ledger
    from sijill.reports import Label
    from sijill.reports.story import Material

Printed = TypeVar("Printed", bound="Material")


class NotBothLanguages(SijillError):
    """A text of a report that stands in one language only."""


def written_texts(ledger: Ledger, window: Period, *, upto: int | None = None) -> list[ReportText]:
    """Return the texts that stand for a window: the newest of each part and addressee, empty ones taken back."""
    standing: dict[tuple[str, str], ReportText] = {}
    for entry in ledger.history(f"report/{window.text}", upto=upto):
        if entry.kind == "report_text" and entry.body:
            text = read(ReportText, {"id": entry.id, **entry.body})
            standing[text.part, text.addressee_en] = text
    return [text for text in standing.values() if text.en or text.ar]


def with_words(material: Printed, written: Iterable[ReportText]) -> Printed:
    """Return material with the publisher's words in it."""
    from sijill.reports import Recommendation

    texts = list(written)
    return replace(
        material,
        context=tuple(label for text in texts if text.part == "context" for label in _labels(text)),
        conclusions=tuple(label for text in texts if text.part == "conclusions" for label in _labels(text)),
        recommendations=tuple(
            Recommendation(_label(text.addressee_en, text.addressee_ar), tuple(_labels(text)))
            for text in texts
            if text.part == "recommendations"
        ),
    )


def one_language(material: Material) -> bool:
    """Test whether some words of a report stand in one language only."""
    labels = [*material.context, *material.conclusions]
    for one in material.recommendations:
        labels += [one.addressee, *one.texts]
    return not all(label["en"] and label["ar"] and label["en"] != label["ar"] for label in labels)


def refuse_one_language(material: Material) -> None:
    """Refuse to print words that stand in one language only. Raises NotBothLanguages."""
    if one_language(material):
        raise NotBothLanguages(
            message(
                "a text of the report of {text} stands in one language only; write it in both with sijill compose, or "
                "in the desk"
            ),
            text=material.period.text,
        )


def _labels(text: ReportText) -> Sequence[Label]:
    english, arabic = text.en.splitlines(), text.ar.splitlines()
    if english and arabic:
        return [_label(en, ar) for en, ar in zip(english, arabic, strict=True)]
    # While one language is still missing, a preview shows the other.
    return [_label(line, "") for line in english] or [_label("", line) for line in arabic]


def _label(en: str, ar: str) -> Label:
    return {"en": en or ar, "ar": ar or en}
