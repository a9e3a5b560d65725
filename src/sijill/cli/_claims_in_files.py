"""Claims found in files without a register: for measuring, for a look, and for other programs."""

from __future__ import annotations

import functools
import json
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import claims, evidence
from sijill.cli._claims_waiting import explained, number_text
from sijill.cli._output import about, file_bytes, files_below, progress, write
from sijill.cli._refusals import NoSuchClaim, NotBesideFiles, in_words, message
from sijill.cli._voice import say, spoken, tell, word_of
from sijill.language import AUTO, NONE
from sijill.model.theatres import Theatre
from sijill.values import PartialDate, SijillError
from sijill.workspace import Sandbox
from sijill.workspace.theatres import let_take_part

if TYPE_CHECKING:
    from sijill.evidence import Text
    from sijill.model import Claim


_sandbox: Sandbox | None = None


def reading_of(path: Path) -> tuple[str, Text]:
    """Return the fingerprint and the reading of a file. Raises a kind of Unreadable."""
    global _sandbox
    _sandbox = _sandbox or Sandbox()
    content = file_bytes(path)
    with about(path):
        return evidence.fingerprint(content), evidence.read_content(content, readers=(_sandbox,), name=path.name)


def document_id(path: Path) -> str:
    """Return the ``doc`` of the annotations: the file name up to its first underscore, without its ending."""
    return path.name.split("_", 1)[0] if "_" in path.name else path.stem


def claims_of(path: Path, theatre: str, published: str | None = None) -> list[Claim]:
    """Return the claims of one file (and its day, where known), each anchored to exact words of the file as stored."""
    item, reading = reading_of(path)
    day = PartialDate.parse(published).edtf if published else None
    found = claims.find_claims(reading, item=item, doc_date=day, theatre=_theatre(theatre))
    for claim in found:
        claims.verify_anchor(claim, reading.raw)
    return found


@functools.cache
def _theatre(wish: str) -> str | Theatre:
    """Return the theatre that files are read by; one of a file takes part with its parties and places."""
    if wish in (AUTO, NONE):
        return wish
    theatre = Theatre.named(wish)
    let_take_part(theatre)
    return theatre


def claims_in_files(arguments: Namespace) -> int:
    """Write the claims of a file or of every file in a folder; a folder is resumable by what OUT already holds."""
    where = Path(arguments.register)
    if arguments.published and where.is_dir():
        raise NotBesideFiles(
            message("--published is the day of one file, and {folder} is a folder; name the file"), folder=str(where)
        )
    if arguments.explain:
        for claim in claims_of(where, arguments.theatre, arguments.published):
            if claim.id.startswith(arguments.explain):
                write(arguments, claims.to_gold(claim, doc=document_id(where)), explained(claim))
                return 0
        raise NoSuchClaim(
            message("{file} gives no claim {claim}; list them with sijill claims {file}"),
            file=str(where),
            claim=arguments.explain,
        )
    if where.is_dir():
        return _folder(arguments, where)
    claimed = claims_of(where, arguments.theatre, arguments.published)
    found = [claims.to_gold(claim, doc=document_id(where)) for claim in claimed]
    if arguments.jsonl:
        _write_whole(Path(arguments.jsonl), (json.dumps(one, ensure_ascii=False) for one in found))
        say("claims written to {file}: {count}", file=arguments.jsonl, count=len(found))
    else:
        lines = [_line(one) for one in found] or [tell("no claims were found in {file}", file=str(where))]
        write(arguments, {"claims": found}, lines)
    return 0


def _line(gold: dict[str, Any]) -> str:
    held = gold.get("number") or {}
    number = number_text(held.get("min"), held.get("max"), held.get("unit"))
    kind = word_of(gold["kind"], spoken())
    return f"{gold['start']}-{gold['end']}  {kind:12} {number:18} {' '.join(gold['quote'].split())}"


def _folder(arguments: Namespace, folder: Path) -> int:
    """Files already named in OUT's progress list are not read again; a cut last line is written anew."""
    paths = list(files_below(folder))
    out = Path(arguments.jsonl) if arguments.jsonl else None
    done_list = out.with_name(out.name + ".done") if out else None
    done = set(done_list.read_text("utf-8").split("\n")) if done_list and done_list.exists() else set()
    if out is not None and done_list is not None:
        _drop_unfinished(out, done, folder)
    left = [path for path in paths if str(path.relative_to(folder)) not in done]
    show, refused, count = progress("read: {done} of {of}"), 0, 0
    for beside in (out, done_list) if out and done_list else ():
        beside.touch(mode=0o600)
    sink = out.open("a", encoding="utf-8") if out else None
    marks = done_list.open("a", encoding="utf-8") if done_list else None
    try:
        for number, (path, found, reason) in enumerate(_each(left, folder, arguments.jobs, arguments.theatre), 1):
            if reason:
                refused += 1
                say("sijill: {file}: {reason}", file=path, reason=reason)
            count += len(found)
            if sink is not None and marks is not None:
                sink.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
                sink.flush()
                marks.write(f"{path}\n")
                marks.flush()
            show(number, len(left))
    finally:
        for handle in (sink, marks):
            if handle is not None:
                handle.close()
    if done_list is not None:
        done_list.unlink(missing_ok=True)
    write(
        arguments,
        {"files": len(left), "refused": refused, "claims": count},
        [tell("files: {files}, claims: {claims}, refused: {refused}", files=len(left), claims=count, refused=refused)],
    )
    return 1 if refused else 0


def _drop_unfinished(out: Path, done: set[str], folder: Path) -> None:
    """Keep only claims of files that were finished, so that a killed run can go on without doubles."""
    if not out.exists():
        return
    if not done:
        out.unlink()
        return
    with out.open(encoding="utf-8") as lines:
        kept = [line for line in lines if line.endswith("\n") and json.loads(line).get("file") in done]
    _write_whole(out, (line.rstrip("\n") for line in kept))


def _each(paths: list[Path], folder: Path, jobs: int, theatre: str) -> Iterator[tuple[str, list[dict[str, Any]], str]]:
    work = [(path, folder, theatre) for path in paths]
    if jobs <= 1:
        yield from map(_one, work)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_one, work, chunksize=4)


def _one(work: tuple[Path, Path, str]) -> tuple[str, list[dict[str, Any]], str]:
    path, folder, theatre = work
    name = str(path.relative_to(folder))
    try:
        return name, [{**claims.to_gold(c, doc=document_id(path)), "file": name} for c in claims_of(path, theatre)], ""
    except SijillError as reason:
        return name, [], f"{type(reason).__name__}: {in_words(reason)}"


def _write_whole(path: Path, lines: Iterator[str]) -> None:
    """Write beside and rename, so that nobody reads half a file."""
    beside = path.with_name(path.name + ".part")
    beside.touch(mode=0o600)
    with beside.open("w", encoding="utf-8") as handle:
        handle.writelines(line + "\n" for line in lines)
    beside.replace(path)
