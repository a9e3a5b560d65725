"""``audit``: printed figures of documents, or of all a register holds, as lines, as JSON and as marked copies."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import audits, claims
from sijill.audits import Brief, Checked, Excerpt, Finding, Verdict
from sijill.cli._claims_in_files import reading_of
from sijill.cli._output import opened, write
from sijill.cli._refusals import NotBesideFiles, in_words, message
from sijill.cli._voice import say, spoken
from sijill.evidence import NotInVault, Unreadable, VaultDamaged
from sijill.evidence.kinds import WORDLESS
from sijill.values import Language, SijillError, plain, translate
from sijill.values.visible import visible
from sijill.wording.checks import CHECKS, SIGNS, VERDICTS
from sijill.workspace import is_register

if TYPE_CHECKING:
    from sijill.workspace import Register

CHECK_FAILED, REFUSED = 3, 1
COLOURS = {"fails": "31", "undecidable": "33", "within_rounding": "32", "holds": "32"}
"""What a terminal paints an answer with; a pipe gets none."""


@dataclass(frozen=True, slots=True)
class _Document:
    """A document that was checked and what its findings are known by in JSON: its file, or its item."""

    key: dict[str, str]
    checked: Checked


def audit(arguments: Namespace) -> int:
    """Check printed arithmetic of files, or of everything a register holds; 3 where any of it fails."""
    where, refused = Path(arguments.register), 0
    if is_register(where):
        _refuse_beside_register(arguments)
        with opened(arguments) as register:
            read = list(_of_register(register, arguments.item))
            documents = [one for one in read if one is not None]
            refused = len(read) - len(documents)
            moved = [] if arguments.item else register.keeping.verify_figures()
    else:
        paths = [where, *map(Path, arguments.files)]
        copies = _places_of_copies(Path(arguments.html), paths) if arguments.html else {}
        documents, moved = list(_of_files(paths)), []
        refused = len(paths) - len(documents)
        _write_copies(arguments, documents, copies)
    findings = [one for document in documents for one in _as_json(document)] + list(map(_moved, moved))
    summary = _summary(documents, len(moved), refused)
    language = Language(arguments.language or spoken())
    if arguments.json:
        write(arguments, {"findings": findings, "summary": summary}, ())
    else:
        _write_lines(
            [*_document_lines(documents, language), *_moved_lines(moved, language), *_summary_lines(summary, language)]
        )
    # A register may hold what nobody can read; of files each was asked for by name.
    missed = refused and not is_register(where)
    return CHECK_FAILED if summary["fails"] else REFUSED if missed else 0


def _refuse_beside_register(arguments: Namespace) -> None:
    if arguments.html or arguments.files:
        raise NotBesideFiles(
            message(
                "{register} is a register: name it alone; --html and further files are for documents that lie outside "
                "of one"
            ),
            register=arguments.register,
        )


def _places_of_copies(out: Path, paths: Sequence[Path]) -> dict[str, Path]:
    """Return the file of each document's marked copy: the one that was named, of several one each in the folder."""
    if len(paths) == 1:
        places = {str(paths[0]): out}
    else:
        places, taken = {}, set[str]()
        for path in paths:
            if str(path) not in places:
                free = (f"{path.name}{f'-{n}' if n > 1 else ''}.html" for n in count(1))
                # A folder may know no capitals.
                name = next(one for one in free if one.casefold() not in taken)
                taken.add(name.casefold())
                places[str(path)] = out / name
    ours = {path.resolve() for path in paths}
    for place in places.values():
        if place.resolve() in ours:
            raise NotBesideFiles(
                message("{file} is the document itself; name another file for its copy"), file=str(place)
            )
    return places


def _of_files(paths: Sequence[Path]) -> Iterator[_Document]:
    """Give the documents that can be read; of several the others are named and passed over."""
    for path in paths:
        try:
            item, reading = reading_of(path)
        except SijillError as reason:
            if len(paths) == 1:
                raise
            say("sijill: {file}: {reason}", file=str(path), reason=f"{type(reason).__name__}: {in_words(reason)}")
            continue
        found = claims.find_claims(reading, item=item)
        yield _Document({"file": str(path)}, audits.check_document(reading.raw, found, item=item, name=path.name))


def _of_register(register: Register, wanted: str | None) -> Iterator[_Document | None]:
    """Give the documents of a register, None for each that cannot be read, which is named."""
    item = register.id_of(wanted, "item") if wanted else None
    for held in register.evidence.items():
        if item not in (None, held.id) or (item is None and held.media_type in WORDLESS):
            continue
        try:
            words, found = register.evidence.text(held.id).raw, register.review.proposals_of(held.id)
        except (Unreadable, NotInVault, VaultDamaged) as reason:
            if item is not None:
                raise
            say("sijill: {file}: {reason}", file=held.id, reason=f"{type(reason).__name__}: {in_words(reason)}")
            yield None
            continue
        name = held.original_name or ""
        yield _Document({"item": held.id}, audits.check_document(words, found, item=held.id, name=name))


def _write_copies(arguments: Namespace, documents: Sequence[_Document], copies: Mapping[str, Path]) -> None:
    from sijill.workspace.marked_copies import write_marked_copy

    language = Language(arguments.language) if arguments.language else None
    checked = {one.key["file"]: one.checked for one in documents}
    for file, place in copies.items():
        if file in checked:
            place.parent.mkdir(parents=True, exist_ok=True)
            say("marked copy: {file}", file=str(write_marked_copy(checked[file], place, language)))


def _as_json(document: _Document) -> Iterator[dict[str, Any]]:
    for finding, about in document.checked.findings:
        yield {**document.key, **finding.as_json(), **about.as_json()}


def _moved(one: dict[str, Any]) -> dict[str, Any]:
    words = audits.said(PUBLISHED, published=one["published"], now=one["now"])
    return {
        "figure": one["id"],
        "check": "published_figure",
        "verdict": "fails",
        "figures": [],
        "explanation": words.text(Language.EN),
        "explanation_ar": words.text(Language.AR),
        **Brief().as_json(),
    }


PUBLISHED = message("published {published}, counts {now} now")


def _summary(documents: Sequence[_Document], moved: int, refused: int) -> dict[str, int]:
    answers = Counter[Verdict]()
    for one in documents:
        answers.update(one.checked.verdicts)
    return {
        "documents": len(documents),
        "unreadable": refused,
        "figures": sum(one.checked.figures for one in documents),
        "checks": answers.total() + moved,
        **{verdict.value: answers[verdict] + (moved if verdict is Verdict.FAILS else 0) for verdict in Verdict},
    }


def _document_lines(documents: Sequence[_Document], language: Language) -> Iterator[str]:
    """Give what was found in each document, failing ones first; none is held back."""
    for document in documents:
        checked = document.checked
        yield _paint(document.key.get("file") or f"{document.key['item'][:12]} {checked.name}", "1")
        if not checked.findings:
            none = "This document prints no figures that can be set against each other."
            yield f"  {visible(plain(translate(language, none)))}"
        for number, (finding, about) in enumerate(checked.findings, 1):
            yield from _finding_lines(number, finding, about, checked.text, language)
        yield ""


def _finding_lines(number: int, finding: Finding, about: Brief, text: str, language: Language) -> Iterator[str]:
    verdict = finding.verdict.value
    answer = _paint(f"{SIGNS[verdict]} {plain(translate(language, VERDICTS[verdict]))}", COLOURS[verdict])
    yield f"  {number}. {answer}: {visible(plain(_check_name(finding.check, language)))}"
    yield from (f"     {visible(plain(line))}" for line in about.lines(finding, language))
    yield from (f"       {_lit(one)}" for one in audits.excerpts(text, finding))


def _check_name(check: str, language: Language) -> str:
    return translate(language, CHECKS[check]) if check in CHECKS else check


def _lit(line: Excerpt) -> str:
    """Return a line of the document with its figures marked: in brackets, and on a terminal bold."""
    words = "".join(_paint(f"[{one.words}]", "1") if one.lit else visible(one.words) for one in line.pieces)
    return f"{'… ' * line.before}{words.strip()}{' …' * line.after}"


def _moved_lines(moved: Sequence[dict[str, Any]], language: Language) -> Iterator[str]:
    for one in moved:
        words = plain(translate(language, PUBLISHED, published=one["published"], now=one["now"]))
        yield f"{_paint(VERDICTS['fails'], COLOURS['fails'])} {one['id']}: {words}"


def _summary_lines(summary: dict[str, int], language: Language) -> Iterator[str]:
    yield plain(
        translate(
            language,
            "documents: {documents}; figures read: {figures}; checks: {checks}, of which add up: {holds}, within "
            "rounding: {rounded}, cannot be decided: {open}, do not add up: {fails}",
            documents=summary["documents"],
            figures=summary["figures"],
            checks=summary["checks"],
            holds=summary["holds"],
            rounded=summary["within_rounding"],
            open=summary["undecidable"],
            fails=summary["fails"],
        )
    )
    if summary["unreadable"]:
        yield plain(
            translate(
                language, "documents that cannot be read and were not checked: {count}", count=summary["unreadable"]
            )
        )


def _paint(words: str, code: str) -> str:
    """Return words in a colour of the terminal, or as they are where nobody sees colours."""
    shown = visible(words)
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return f"\x1b[{code}m{shown}\x1b[0m" if coloured else shown


def _write_lines(lines: Sequence[str]) -> None:
    """Write lines of which each piece was made visible already, so that the marks of colour stay."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
