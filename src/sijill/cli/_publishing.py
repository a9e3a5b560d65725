"""Documents for others, and who agreed to be in them: ``report``, ``compose`` and ``consent``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli._output import file_text, opened, write
from sijill.cli._verb import APPEND_ID, AS_OF, GIVERS, LANGUAGES, PERIOD, PURPOSES, option, verb
from sijill.cli._voice import spoken, tell, tell_n

if TYPE_CHECKING:
    from sijill.model.entries import ReportText

DOCUMENTS = (
    "monthly",
    "daily",
    "annual",
    "thematic",
    "timeline",
    "operation",
    "dossier",
    "log",
    "conflicts",
    "corrections",
    "massacre",
)
"""The kinds of document, written out so that the grammar imports nothing heavy; a test holds them to the files."""


@verb(
    "report",
    "write a document in English and Arabic: the monthly report, a log of a day, a sheet of conflicts or another",
    option("kind", "the kind of document (default: monthly)", nargs="?", default="monthly", choices=DOCUMENTS),
    PERIOD,
    option("--place", "what an operation or a dossier is about; a timeline of one place", metavar="PLACE"),
    option("--day", "the day of a log, or of any document of one day", type=PERIOD.settings["type"], metavar="DATE"),
    option("--question", "what a sheet of conflicts asks, such as evacuated@east Aleppo", metavar="MEASURE@PLACE"),
    option("--since", "the edition that a sheet of corrections compares with what stands now", metavar="PUBLICATION"),
    option("--incident", "the incident that a record of a massacre is about", metavar="ID"),
    option("--topic", "what a thematic document is about: children, torture, detained ...", metavar="CODE"),
    option("--clock", "documented, or the day itself: died, happened; default: the methodology's", metavar="CLOCK"),
    option("--methodology", "snhr, or snhr@1 to pin a version"),
    AS_OF,
    option("--out", "where the files go (default: the register's reports folder)", metavar="DIR"),
    option("--format", "default: all", action="append", choices=("html", "pdf", "docx")),
    option("--language", "default: both", action="append", choices=LANGUAGES),
    option("--publish", "record it as published; refused when its parts do not sum", action="store_true"),
    option("--seen", "the entry it stood on when you wrote it without --publish and read it", type=int, metavar="SEQ"),
    option("--reason", "who checked that publishing endangers nobody, and how"),
    option("--withdraw", "withdraw a publication instead", metavar="PUBLICATION"),
    option("--audience", "who will read it", choices=("public", "team"), default="public"),
    option("--without", "a part to leave out (torture, massacres ...)", action="append", default=[], metavar="PART"),
    example="report aleppo --period 2020-05 --format pdf --language ar",
)
def report(arguments: Namespace) -> int:
    """Write a document; with --publish record it, with --withdraw take a publication back."""
    from sijill.cli._refusals import WhichMonth, message
    from sijill.values import plain

    with opened(arguments) as register:
        if arguments.withdraw:
            publication = register.id_of(arguments.withdraw, "publication")
            receipt = register.publishing.withdraw(publication, reason=arguments.reason or "")
            write(
                arguments,
                {"withdrawn": publication, "seq": receipt.last_seq},
                [tell("withdrawn in entry {entry}", entry=str(receipt.last_seq))],
            )
            return 0
        period = arguments.day or arguments.period
        if period is None and arguments.kind == DOCUMENTS[0]:
            raise WhichMonth(message("name the month: sijill report REGISTER --period 2020-05"))
        done = register.publishing.report(
            period,
            kind=arguments.kind,
            place=arguments.place,
            question=arguments.question,
            since=register.id_of(arguments.since, "publication") if arguments.since else None,
            incident=arguments.incident,
            topic=arguments.topic,
            clock=arguments.clock,
            methodology=arguments.methodology,
            as_of=arguments.as_of,
            audience=arguments.audience,
            languages=arguments.language,
            formats=arguments.format,
            out=Path(arguments.out) if arguments.out else None,
            publish=arguments.publish,
            seen=arguments.seen,
            reason=arguments.reason,
            without=arguments.without,
        )
    document = {
        "files": [str(path) for path in done.files],
        "publication": done.publication,
        "seq": done.seq,
        "head": done.head,
        "checks": [{"check": f.check, "verdict": f.verdict.value} for f in done.checks],
    }
    lines = [str(path) for path in done.files]
    if done.publication:
        lines.append(
            tell(
                "published as {publication}; keep the chain's head: {head}",
                publication=done.publication,
                head=done.head or "",
            )
        )
    else:
        lines += [
            tell("does not add up: {sum}", sum=plain(one.explained(spoken()))) for one in done.checks if one.fails
        ]
        lines.append(tell("to publish exactly this, read it, then add: --publish --seen {seq}", seq=str(done.seq)))
    write(arguments, document, lines)
    return 0


@verb(
    "compose",
    "write what a report says beside its numbers",
    option("--period", "the report's month", required=True, type=PERIOD.settings["type"]),
    option("--part", "without it, show what stands", choices=("context", "conclusions", "recommendations")),
    option("--en", "the English text, a line for each paragraph (- is standard input)", metavar="FILE"),
    option("--ar", "the Arabic text, as many lines", metavar="FILE"),
    option("--to-en", "whom recommendations are for, in English", metavar="NAME"),
    option("--to-ar", "the same in Arabic", metavar="NAME"),
    option("--reason", "why it is written or changed"),
    APPEND_ID,
    example="compose aleppo --period 2020-05 --part context --en context.en.txt --ar context.ar.txt",
)
def compose(arguments: Namespace) -> int:
    """Write a part of a report in both languages, or show the texts that stand for it."""
    with opened(arguments) as register:
        receipt = None
        if arguments.part:
            receipt = register.publishing.write_text(
                arguments.period,
                arguments.part,
                en=file_text(arguments.en) if arguments.en else "",
                ar=file_text(arguments.ar) if arguments.ar else "",
                addressee_en=arguments.to_en or "",
                addressee_ar=arguments.to_ar or "",
                reason=arguments.reason or "",
                append_id=arguments.append_id or "",
            )
        standing = register.publishing.written(arguments.period)
    document = {"texts": [_document(one) for one in standing], "seq": receipt.last_seq if receipt else None}
    written = [tell("written in entry {entry}", entry=str(receipt.last_seq))] if receipt else []
    write(arguments, document, [*written, *map(_text_line, standing)])
    return 0


def _document(one: ReportText) -> dict[str, str]:
    names = ("part", "en", "ar", "addressee_en", "addressee_ar", "reason")
    return {name: getattr(one, name) for name in names}


def _text_line(one: ReportText) -> str:
    paragraphs = max(len(one.en.splitlines()), len(one.ar.splitlines()))
    name = f"{one.part} {one.addressee_en}".strip()
    return tell_n("{part}: {n} paragraph", "{part}: {n} paragraphs", paragraphs, part=name)


@verb(
    "consent",
    "record what a person or a family agreed to, or that it was taken back",
    option("record", "the victim, or the item that holds an account", metavar="RECORD"),
    option("--purpose", "what it may be used for", choices=PURPOSES, required=True),
    option("--given-by", "who agreed", choices=GIVERS),
    option("--language", "the language in which the risks were explained, such as ar", metavar="LANGUAGE"),
    option("--explained-by", "who explained the risks", metavar="NAME"),
    option("--guardian", "who the guardian of a child is", metavar="NAME"),
    option("--on", "the day; today when left out", metavar="DAY"),
    option("--published-source", "instead: public documents had published it before", action="store_true"),
    option("--withdraw", "it is taken back; editions that hold the person are listed", action="store_true"),
    option("--reason", "why it is taken back"),
    APPEND_ID,
    example="consent aleppo K7F-6FD8 --purpose publish --given-by relative --language ar --explained-by maryam",
)
def consent(arguments: Namespace) -> int:
    """Record a decision about one purpose, and say which editions and hand-overs a withdrawal reaches."""
    from sijill.model import to_json
    from sijill.model.consent import Consent, ConsentBasis, GivenBy, Purpose
    from sijill.values import PartialDate

    given = Consent(
        "",
        arguments.record,
        Purpose(arguments.purpose),
        ConsentBasis.PUBLISHED_SOURCE if arguments.published_source else ConsentBasis.CONSENT,
        GivenBy(arguments.given_by) if arguments.given_by else None,
        PartialDate.parse(arguments.on) if arguments.on else None,
        arguments.language or "",
        arguments.explained_by or "",
        arguments.guardian or "",
        arguments.withdraw,
        arguments.reason or "",
    )
    with opened(arguments) as register:
        done, receipt = register.publishing.consent(given, append_id=arguments.append_id)
    lines = [tell("recorded in entry {entry}", entry=str(receipt.last_seq))]
    lines += [tell("edition {edition} holds the person: correct it", edition=one) for one in done.editions]
    lines += [
        tell("whether edition {edition} holds the person cannot be told: look", edition=one) for one in done.cannot_tell
    ]
    lines += [tell("handed over: {handover}", handover=one) for one in done.handovers]
    write(arguments, {"consent": to_json(done), "seq": receipt.last_seq, "head": receipt.head}, lines)
    return 0
