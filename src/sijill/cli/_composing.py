"""The door to a report's own words: ``compose``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sijill.cli._output import opened, write
from sijill.model import ReportText


def compose(asked: Namespace) -> int:
    """Write a part of a report in both languages, or show the texts that stand for it."""
    with opened(asked) as register:
        receipt = None
        if asked.part:
            receipt = register.publishing.write_text(
                asked.period,
                asked.part,
                en=_text(asked.en),
                ar=_text(asked.ar),
                addressee_en=asked.to_en or "",
                addressee_ar=asked.to_ar or "",
                reason=asked.reason or "",
                append_id=asked.append_id or "",
            )
        standing = register.publishing.written(asked.period)
    document = {"texts": [_document(one) for one in standing], "seq": receipt.last_seq if receipt else None}
    lines = [f"{one.part} {one.addressee_en}".strip() + f": {_lines(one)} paragraphs" for one in standing]
    write(asked, document, [*([f"written in entry {receipt.last_seq}"] if receipt else []), *lines])
    return 0


def _text(path: str | None) -> str:
    return Path(path).read_text("utf-8") if path else ""


def _document(one: ReportText) -> dict[str, str]:
    return {
        "part": one.part,
        "en": one.en,
        "ar": one.ar,
        "addressee_en": one.addressee_en,
        "addressee_ar": one.addressee_ar,
        "reason": one.reason,
    }


def _lines(one: ReportText) -> int:
    return max(len(one.en.splitlines()), len(one.ar.splitlines()))
