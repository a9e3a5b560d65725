"""Evidence and what is found in it: ``add``, ``claims``, ``copies``, ``ocr``, ``take``, ``classify``."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._output import STANDARD_INPUT, file_bytes, files_below, opened, progress, write
from sijill.cli._verb import APPEND_ID, SENSITIVITIES, option, verb, whole_number
from sijill.cli._voice import say, tell, tell_n

if TYPE_CHECKING:
    from sijill.actions import Acquired, Provenance
    from sijill.model.custody import Cited, Copy
    from sijill.workspace import Register


def _files_under(paths: list[str]) -> Iterator[Path]:
    """Give every file named, or lying in a folder named, in order. Raises NoSuchPath."""
    from sijill.cli._refusals import NoSuchPath, message

    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from files_below(path)
        elif path.exists() or name == STANDARD_INPUT:
            yield path
        else:
            raise NoSuchPath(message("{path} does not exist; check the name"), path=str(path))


def _cited(arguments: Namespace) -> Cited | None:
    """Return how a document is cited besides its title, publisher and day; None where nothing of it is told."""
    from sijill.model.custody import Cited
    from sijill.values import PartialDate

    told = {name: getattr(arguments, name) for name in ("author", "issue", "page", "minute")}
    accessed = PartialDate.parse(arguments.accessed) if arguments.accessed else None
    return Cited(**told, accessed_on=accessed) if accessed or any(told.values()) else None


@verb(
    "add",
    "seal files, read them and find their claims",
    option("path", "files, folders of files, or - for standard input", nargs="+", metavar="FILE"),
    option("--source", "who published or handed it over", required=True),
    option("--title", "what it is called (default: the title it gives itself)"),
    option("--url", "where it was found"),
    option("--published", "the day of publication (EDTF)"),
    option("--author", "who wrote it, as it is to be cited"),
    option("--issue", "the number of the print issue"),
    option("--page", "the page of the print, or the pages"),
    option("--minute", "the place in a film, such as 1:46:30"),
    option("--accessed", "the day on which whoever cites it looked at it (EDTF)"),
    option("--language", "the language it is written in: en, ar"),
    option("--sensitivity", "who may see it", choices=SENSITIVITIES, default="team"),
    option("--dates", "in which order a chat writes its dates", choices=("day-first", "month-first")),
    option("--graphic", "a photograph that is hard to look at; unsaid, it is covered", choices=("yes", "no")),
    APPEND_ID,
    example='add aleppo reports/ --source "Invented Monitor" --published 2020-06-01',
)
def add(arguments: Namespace) -> int:
    """Seal files; what no reader can read is sealed too, and listed."""
    from sijill.actions import Provenance
    from sijill.cli._refusals import NoSuchPath, in_words, message
    from sijill.evidence import Unreadable
    from sijill.model import Sensitivity
    from sijill.values import PartialDate
    from sijill.workspace import NoSuchFile, StillBeingWritten

    provenance = Provenance(
        arguments.source,
        title=arguments.title,
        url=arguments.url,
        published_on=PartialDate.parse(arguments.published) if arguments.published else None,
        cited=_cited(arguments),
        language=arguments.language,
        sensitivity=Sensitivity(arguments.sensitivity),
        graphic=None if arguments.graphic is None else arguments.graphic == "yes",
    )
    paths = list(_files_under(arguments.path))
    if not paths:
        raise NoSuchPath(
            message("no file lies in {paths}; name files, or a folder that holds some"),
            paths=", ".join(arguments.path),
        )
    done: list[dict[str, Any]] = []
    refused: list[dict[str, str]] = []
    show = progress("sealed: {done} of {of}")
    with opened(arguments) as register:
        for number, (path, acquired) in enumerate(_sealed(register, paths, provenance, arguments), 1):
            try:
                got = acquired()
                done += _rows_added(register, str(path), got)
                refused += _refusals_inside(path, got)
            except (Unreadable, NoSuchFile, StillBeingWritten) as reason:
                refused.append({"file": str(path), "reason": f"{type(reason).__name__}: {in_words(reason)}"})
            show(number, len(paths))
    for one in refused:
        say("sijill: {file}: {reason}", **one)
    write(arguments, {"added": done, "refused": refused}, map(_added_line, done))
    return 1 if refused else 0


def _sealed(
    register: Register, paths: Sequence[Path], provenance: Provenance, arguments: Namespace
) -> Iterator[tuple[Path, Callable[[], Acquired]]]:
    """Give each file with what gives its item, or raises why there is none."""
    if len(paths) > 1 and Path(STANDARD_INPUT) not in paths:
        from sijill.workspace.folders import add_files

        added = add_files(register.evidence, paths, provenance, dates=arguments.dates)
        yield from ((path, future.result) for path, future in added)
    else:
        yield from ((path, partial(_seal, register, path, provenance, arguments, len(paths) > 1)) for path in paths)


def _seal(register: Register, path: Path, provenance: Provenance, arguments: Namespace, resume: bool) -> Acquired:
    append_id = None if resume else arguments.append_id
    if str(path) == STANDARD_INPUT:
        return register.evidence.add_bytes(file_bytes(path), provenance, append_id=append_id, dates=arguments.dates)
    return register.evidence.add(path, provenance, append_id=append_id, dates=arguments.dates, resume=resume)


def _rows_added(register: Register, file: str, got: Acquired) -> Iterator[dict[str, Any]]:
    """Give the item that a file became, and the items found in it."""
    for item, name in ((got.item, file), *((one, f"{file}: {name}") for one, name in got.inside)):
        if item not in got.unread:
            yield {
                "file": name,
                "item": item,
                "already_held": got.already_held,
                "proposals": len(register.review.proposals_of(item)),
                "reliable": _is_reliable(register, item),
            }


def _refusals_inside(path: Path, got: Acquired) -> Iterator[dict[str, str]]:
    from sijill.cli._refusals import in_words

    names = dict(got.inside)
    for item, reason in got.unread.items():
        yield {"file": f"{path}: {names[item]}", "reason": f"{type(reason).__name__}: {in_words(reason)}"}


def _is_reliable(register: Register, item: str) -> bool:
    """Test whether the reading of an item looks like words; a table or a photograph has none to look at."""
    from sijill.evidence import Unreadable
    from sijill.evidence.kinds import WORDLESS

    try:
        return register.evidence.item(item).media_type in WORDLESS or register.evidence.text(item).reliable
    except Unreadable:
        return True


def _added_line(one: dict[str, Any]) -> str:
    places = {"file": one["file"], "item": one["item"][:12]}
    if not one["reliable"]:
        return tell(
            "{file}: item {item}; its words came out in an order that is not that of words, so nothing was claimed "
            "from them: read the page as printed",
            **places,
        )
    if not one["proposals"] and not one["already_held"]:
        return tell("{file}: item {item}; no claims were found in it", **places)
    if one["already_held"]:
        return tell_n(
            "{file}: item {item}, {n} proposal waits (already held)",
            "{file}: item {item}, {n} proposals wait (already held)",
            one["proposals"],
            **places,
        )
    return tell_n(
        "{file}: item {item}, {n} proposal waits",
        "{file}: item {item}, {n} proposals wait",
        one["proposals"],
        **places,
    )


@verb(
    "claims",
    "find claims in files, or list those that wait in a register",
    option("--jsonl", "write the claims found, one a line, in the shape of the annotations", metavar="OUT"),
    option("--jobs", "processes for a folder of files", type=whole_number, default=1),
    option("--explain", "say which rules and words found this claim", metavar="CLAIM"),
    option("--published", "the day of publication (EDTF)"),
    option("--item", "only this item of the register"),
    option("--kind", "only this kind of claim"),
    option("--theatre", "the war that files speak of: auto, none, a name, a file", metavar="THEATRE", default="auto"),
    option("--model", "ask the configured model about --item", action="store_true"),
    option("--changed", "proposals that a later extractor reads differently", action="store_true"),
    option("--second", "verdicts that wait for a second person", action="store_true"),
    option("--limit", "at most so many", type=whole_number),
    register=option("register", "a register, a file, a folder of files, or - for standard input", metavar="REGISTER"),
    example="claims aleppo --kind casualties --limit 20",
    reading="queue",
)
def claims(arguments: Namespace) -> int:
    """Find claims in files, or list those that wait in a register."""
    from sijill.cli import _claims_in_files, _claims_waiting
    from sijill.workspace import is_register

    if not is_register(Path(arguments.register)):
        return _claims_in_files.claims_in_files(arguments)
    with opened(arguments) as register:
        write(arguments, *_claims_waiting.list_claims(register, arguments, key=os.environ.get("SIJILL_MODEL_KEY")))
    return 0


@verb(
    "copies",
    "the documents that one repeats, or that repeat it",
    option("item", "a document's SHA-256, or its beginning", metavar="ITEM"),
    option("--apart", "say that this other document is no copy: two origins from now on", metavar="OTHER"),
    option("--reason", "why; it stays in the history", default=""),
    APPEND_ID,
    example="copies aleppo 3fa9c2d1",
)
def copies(arguments: Namespace) -> int:
    """List the copies of a document, or say that two documents are none."""
    from sijill.model import to_json

    with opened(arguments) as register:
        item = register.id_of(arguments.item, "item")
        if arguments.apart:
            other = register.id_of(arguments.apart, "item")
            receipt = register.evidence.part_copies(item, other, reason=arguments.reason, append_id=arguments.append_id)
            parted = tell("parted in entry {entry}", entry=str(receipt.last_seq))
            write(arguments, {"seq": receipt.last_seq, "head": receipt.head}, [parted])
            return 0
        found = register.evidence.copies(item)
    write(arguments, {"copies": [to_json(one) for one in found]}, map(_copy_line, found))
    return 0


def _copy_line(copy: Copy) -> str:
    from sijill.claims import KIN

    pair = {"item": copy.item, "other": copy.of}
    if copy.found_by == KIN:
        return tell("{item} and {other} are a mail and what came attached to it", **pair)
    if copy.likeness is None:
        return tell("{item} and {other} share a long quotation", **pair)
    return tell("{item} and {other} share {share}% of their words", share=copy.likeness, **pair)


@verb(
    "ocr",
    "recognize the words in a scan or a photograph, with how sure the program is",
    option("item", "a document's SHA-256, or its beginning", metavar="ITEM"),
    APPEND_ID,
    example="ocr aleppo 3fa9c2d1",
)
def ocr(arguments: Namespace) -> int:
    """Recognize the words in a document's pages; they are marked wherever they show."""
    with opened(arguments) as register:
        item = register.id_of(arguments.item, "item")
        text = register.evidence.recognize(item, append_id=arguments.append_id)
        waiting = len(register.review.proposals_of(item))
    sure = next(step.count for step in text.derivations if step.name == "confidence")
    document = {"item": item, "reader": text.reader, "lines": len(text.regions), "confidence": sure}
    told = tell_n(
        "item {item}: {n} line recognized, sure to {sure} of 100; compare every word with the picture",
        "item {item}: {n} lines recognized, sure to {sure} of 100; compare every word with the picture",
        len(text.regions),
        item=item[:12],
        sure=str(sure),
    )
    write(arguments, {**document, "proposals": waiting}, [told])
    return 0


@verb(
    "take",
    "take a document out: its bytes as they were sealed, and its custody beside them",
    option("item", "a document's SHA-256, or its beginning", metavar="ITEM"),
    option("--out", "the folder to write into", required=True, metavar="DIR"),
    APPEND_ID,
    example="take aleppo 3fa9c2d1 --out taken",
)
def take(arguments: Namespace) -> int:
    """Write the bytes of a document and its custody into a folder."""
    with opened(arguments) as register:
        item = register.id_of(arguments.item, "item")
        taken = register.keeping.take(item, Path(arguments.out), append_id=arguments.append_id)
    document = {"item": taken.item, "file": str(taken.file), "custody": str(taken.custody)}
    told = tell(
        "{file} and its custody were written; entry {entry} says so",
        file=str(taken.file),
        entry=str(taken.receipt.last_seq),
    )
    write(arguments, {**document, "seq": taken.receipt.last_seq, "head": taken.receipt.head}, [told])
    return 0


@verb(
    "classify",
    "say how sensitive a document is from now on",
    option("item", "a document's SHA-256, or its beginning", metavar="ITEM"),
    option("sensitivity", "who may see it", choices=SENSITIVITIES),
    option("--reason", "why; it stays in the history", required=True),
    option("--credibility", "how far what it says is borne out: 1 by other sources to 5 not, 6 cannot be judged"),
    option("--second-actor", "the other person, where it becomes less sensitive"),
    APPEND_ID,
    example='classify aleppo 3fa9c2d1 restricted --reason "It names a witness"',
)
def classify(arguments: Namespace) -> int:
    """Say how sensitive a document is: more by one person, less by two."""
    from sijill.model import Sensitivity

    with opened(arguments) as register:
        receipt = register.evidence.classify(
            register.id_of(arguments.item, "item"),
            Sensitivity(arguments.sensitivity),
            reason=arguments.reason,
            credibility=arguments.credibility,
            second_actor=arguments.second_actor,
            append_id=arguments.append_id,
        )
        held = register.evidence.item(register.id_of(arguments.item, "item"))
    document = {"item": held.id, "known_at": held.known_level.value, "words": held.sensitivity.value}
    told = tell(
        "item {item}: {level}, its words {words}",
        item=held.id[:12],
        level=held.known_level.value,
        words=held.sensitivity.value,
    )
    write(arguments, {**document, "seq": receipt.last_seq, "head": receipt.head}, [told])
    return 0
