"""What can be proved of an item: ``custody``, ``stamp``, ``prove``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sijill.cli._output import about, file_bytes, opened, progress, write
from sijill.cli._verb import APPEND_ID, option, verb
from sijill.cli._voice import say, spoken, tell

DOES_NOT_HOLD = 3
ITEM = option("item", "a document's SHA-256, or its beginning", metavar="ITEM")
ROOTS = option("--roots", "a PEM file with the certificates that the authority is checked against", metavar="FILE")


@verb(
    "custody",
    "say who has held a document since, or record that it was copied or handed on",
    ITEM,
    option("--act", "what was done", choices=("copied", "transferred", "exported", "checked")),
    option("--to", "who has it now: a person, a body, a place", default=""),
    option("--reason", "why; it stays in the history", default=""),
    option("--copy", "what a copy is for: evidentiary, never altered, or working", choices=("evidentiary", "working")),
    option("--file", "the copy itself; its bytes are compared with the sealed ones", metavar="FILE"),
    option("--on", "the day on which it was done, if not today (EDTF)"),
    option("--receipt", "write a receipt to be signed, in both languages, into this new file", metavar="FILE"),
    APPEND_ID,
    example='custody aleppo 3fa9c2d1 --act copied --copy working --to "Invented Lab" --reason "to enlarge it"',
)
def custody(arguments: Namespace) -> int:
    """List the custody of a document, or record an act of it; exit with 3 where what was checked is not it."""
    from sijill.values import PartialDate
    from sijill.workspace.proofs.proving import (
        custody_document,
        custody_line,
        receipt_text,
        refuse_details,
        refuse_there,
        write_new,
    )

    event = None
    if not arguments.act:
        refuse_details(
            reason=arguments.reason,
            to=arguments.to,
            copy=arguments.copy,
            file=arguments.file,
            on=arguments.on,
            receipt=arguments.receipt,
        )
    with opened(arguments) as register:
        item = register.id_of(arguments.item, "item")
        if arguments.act:
            receipt = Path(arguments.receipt) if arguments.receipt else None
            if receipt is not None:
                refuse_there(receipt)
            event, told = register.proof.record_custody(
                item,
                arguments.act,
                reason=arguments.reason,
                to=arguments.to,
                copy=arguments.copy,
                file=Path(arguments.file) if arguments.file else None,
                done_on=PartialDate.parse(arguments.on) if arguments.on else None,
                append_id=arguments.append_id,
            )
            if receipt is not None:
                entry = register.records.history(event.id)[0]
                write_new(receipt, receipt_text(register.evidence.item(item), entry, told.head).encode())
        found = [one for one in register.proof.custody(item) if one.kind == "custody"]
    document = {"item": item, "custody": [custody_document(one) for one in found]}
    write(arguments, document, (custody_line(one, spoken()) for one in found))
    return DOES_NOT_HOLD if event is not None and event.mismatch else 0


@verb(
    "stamp",
    "have all that is sealed time-stamped (RFC 3161); only a digest leaves, and only where you say so",
    option("--tsa", "the address of the authority to ask (default: tsa in sijill.toml)", metavar="URL", default=""),
    ROOTS,
    option("--query", "write the question into this file, to be asked from another machine", metavar="FILE"),
    option("--answer", "take the answer that was fetched on another machine", metavar="FILE"),
    APPEND_ID,
    example="stamp aleppo --tsa https://tsa.example/tsr --roots tsa-root.pem",
)
def stamp(arguments: Namespace) -> int:
    """Queue a time stamp, ask for it where an authority is named, or take an answer."""
    import base64

    from sijill.workspace.proofs.proving import stamp_document, write_new

    roots = Path(arguments.roots) if arguments.roots else None
    with opened(arguments) as register:
        if arguments.answer:
            with about(arguments.answer):
                kept = register.proof.take_stamp(file_bytes(arguments.answer), roots=roots)
        else:
            kept = register.proof.queue_stamp(append_id=arguments.append_id)
            waits = register.proof.waiting_stamp()
            if arguments.query:
                write_new(Path(arguments.query), base64.b64decode(kept.query))
            elif waits is not None and (arguments.tsa or register.settings.tsa):
                kept = register.proof.ask_stamp(waits, authority=arguments.tsa, roots=roots)
            elif waits is None:
                kept = register.proof.answer_to(kept)
    lines = [_stamp_line(arguments, kept.items, kept.authority, stamp_document(kept))]
    if kept.token and not kept.root_named:
        lines.append(
            tell("nobody vouched for the certificate at which it ends: name the authority's root with --roots")
        )
    write(arguments, stamp_document(kept), lines)
    return 0


def _stamp_line(arguments: Namespace, items: int, authority: str, document: dict[str, object]) -> str:
    from sijill.workspace.proofs.proving import moment_words

    if authority:
        return tell(
            "time-stamped by {authority} at {moment}; items under the stamp: {items}",
            items=items,
            authority=authority,
            moment=moment_words(str(document["stamped_at"])),
        )
    if arguments.query:
        return tell(
            "the question is in {file}; items under it: {items}. Have it answered, then sijill stamp REGISTER --answer "
            "FILE",
            items=items,
            file=arguments.query,
        )
    return tell(
        "queued: a time stamp; items under it: {items}. Nothing has left this machine: ask for it with --tsa URL, or "
        "take the question elsewhere with --query FILE",
        items=items,
    )


@verb(
    "prove",
    "print all that proves a document, in both languages: seal, custody, hash tree, time stamp, chain",
    ITEM,
    option("--out", "write a signed folder that a stranger checks with sha256sum and openssl", metavar="FOLDER"),
    option("--whole", "put the document itself into that folder", action="store_true"),
    option(
        "--names",
        "say in that folder who acted, for whom and why, and with --whole what was recorded of the document",
        action="store_true",
    ),
    example="prove aleppo 3fa9c2d1 --out proof",
)
def prove(arguments: Namespace) -> int:
    """Print the argument, the language of the door first; exit with 3 where it does not hold."""
    from sijill.values import Language, plain
    from sijill.workspace.proofs.proving import argument_document, argument_lines

    with opened(arguments) as register:
        item = register.id_of(arguments.item, "item")
        argument = register.proof.argue(item, progress=progress("entries checked: {done} of {of}"))
        document = argument_document(argument)
        if arguments.out:
            out, whole = Path(arguments.out), arguments.whole
            made = register.proof.write_bundle(argument, out, whole=whole, names=arguments.names)
            document["bundle"] = {"files": list(made.files), "digest": made.digest, "key": made.key_mark}
            say(
                "the folder {folder} is written; tell its reader this mark of the signing key apart from it: {mark}",
                folder=arguments.out,
                mark=made.key_mark,
            )
    first = spoken()
    both = (first, *(one for one in Language if one is not first))
    lines = [plain(line) for language in both for line in (*argument_lines(argument, language), "")]
    write(arguments, document, lines[:-1])
    return 0 if argument.holds else DOES_NOT_HOLD
