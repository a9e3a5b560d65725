"""A register taken out in a format of the field: its files, what they could not hold, and what they stand on."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sijill import formats
from sijill.adapters.files import write_whole
from sijill.adapters.sql import Act
from sijill.formats import Column, TableKind
from sijill.values import Language, SijillError, UnknownWord, message, translate
from sijill.workspace.exports._tables import deaths_by_year, own_tables
from sijill.workspace.exports._walk import tell_walk

if TYPE_CHECKING:
    from sijill.formats import Facts, Shape
    from sijill.workspace.exports._export_view import Export
    from sijill.workspace.exports._tables import Content

EXPORT_FORMATS = (*formats.SHAPES, "prov", "csv", "parquet")
"""What a register can be taken out as."""

EXCLUDED = tuple(
    Column(name, label)
    for name, label in (
        ("record", message("Id of the record")),
        ("kind", message("Kind")),
        ("what", message("Property")),
        ("value", message("Value")),
        ("reason", message("Reason")),
        ("rule", message("Rule")),
        ("says_en", message("What the rule says")),
        ("says_ar", message("What the rule says")),
    )
)
"""What is told of everything that a format could not hold."""


class FolderNotEmpty(SijillError):
    """A folder that holds something already, so that an export could not stand alone in it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, how many rows its tables hold, how much was left out, and what it stands on."""

    files: tuple[Path, ...]
    rows: Mapping[str, int]
    excluded: Mapping[str, int]
    seq: int
    head: str


def contents(export: Export, format_: str) -> Iterator[tuple[str, Content]]:
    """Yield the files of a format by name, in order, each with what writes it. Raises UnknownWord."""
    if format_ not in EXPORT_FORMATS:
        raise UnknownWord("format", format_, EXPORT_FORMATS)
    match format_:
        case "csv" | "parquet":
            yield from own_tables(export, TableKind(format_))
        case "prov":
            yield "prov.json", lambda file: tell_walk(export, file)
        case "sdg":
            yield from _table_of_shape("sdg", formats.read_shape("sdg"), lambda: deaths_by_year(export))
        case "geojson":
            yield "events.geojson", lambda file: _features(export, format_, formats.write_geojson, file)
        case "ftm":
            yield "entities.ftm.json", lambda file: _entities(export, file)
        case _:
            shape = formats.read_shape(format_)
            events: list[Facts] = []

            def told() -> Iterable[Facts]:
                events.extend(export.events(shape))
                return events

            yield from _table_of_shape(format_, shape, told)
            if shape.sidecar:
                rows = (shape.row(facts, shape.sidecar) for facts in events)
                yield f"{format_}-beside.csv", lambda file: _write_rows(shape.sidecar_columns, rows, file)
                yield f"{format_}-deleted.csv", lambda file: _write_gone(export, shape, file)
            export.exclude_uncounted(silent="killed" in shape.needs)


def _table_of_shape(name: str, shape: Shape, told: Callable[[], Iterable[Facts]]) -> Iterator[tuple[str, Content]]:
    def write(file: BinaryIO) -> int:
        rows = [*map(shape.row, told())]
        formats.write_table(shape.file_columns, [*([shape.tags] if shape.tags else []), *rows], file, TableKind.CSV)
        return len(rows)

    yield f"{name}.csv", write


def _write_rows(columns: Sequence[Column], rows: Iterable[Sequence[Any]], file: BinaryIO) -> int:
    held = list(rows)
    formats.write_table(columns, held, file, TableKind.CSV)
    return len(held)


def _write_gone(export: Export, shape: Shape, file: BinaryIO) -> int:
    """Write which rows of earlier exports stand no more, under the ids that they had there, and what they are now."""
    first = shape.sidecar[0]
    gone = dict(export.gone())
    rows = [(first.cell({"id": old}), now and first.cell({"id": now})) for old, now in sorted(gone.items())]
    return _write_rows((Column(first.name, first.name), Column("now", "now")), rows, file)


def _features(export: Export, format_: str, write: Callable[..., None], file: BinaryIO) -> int:
    shape = formats.read_shape(format_)
    events = list(export.events(shape))
    write(shape, events, file)
    export.exclude_uncounted()
    return len(events)


def _entities(export: Export, file: BinaryIO) -> int:
    shape, count = formats.read_shape("ftm"), 0

    def entities() -> Iterator[Any]:
        nonlocal count
        for facts in export.events(shape):
            count += 1
            shown = export.shown(facts["id"])
            yield from formats.ftm_event(shape, facts, () if shown is None else export.documents(shown))
            people = (facts["id"], *(one.id for one in export.counting.unit(facts["id"]).people))
            for person in dict.fromkeys(people):
                seen = export.shown(person)
                if seen is not None and seen.kind == "victim":
                    if seen.noun.name is None:
                        export.exclude_nameless(seen)
                    else:
                        yield from formats.ftm_person(seen, facts["id"])

    formats.write_entities(entities(), file)
    export.exclude_uncounted()
    return count


def write_export(export: Export, format_: str, audience: str, out: Path) -> Exported:
    """
    Write an export into a folder that is new or empty: whole or not at all, for its owner alone.

    The same register at the same entry gives the same bytes. What it shows stands in the access log first.
    Raises UnknownWord, FolderNotEmpty.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FolderNotEmpty(message("{folder} holds something already; name a new folder for the export"), folder=out)
    making = out.with_name(f".{out.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700, parents=True)
    try:
        rows: dict[str, int] = {}
        for name, write in contents(export, format_):
            held = io.BytesIO()
            rows[name] = write(held)
            write_whole(making / name, held.getvalue())
        held = io.BytesIO()
        _write_rows(EXCLUDED, export.excluded, held)
        write_whole(making / "excluded.csv", held.getvalue())
        reasons = Counter(one[4] for one in export.excluded)
        manifest = _manifest(export, format_, audience, making, rows, reasons)
        write_whole(making / "manifest.json", (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
        write_whole(making / "README.md", _readme(export, format_, audience, manifest).encode())
        ids = dict.fromkeys((*export.shown_ids, *(str(one[0]) for one in export.excluded)))
        export.opened.log_access(list(ids) or [f"export/{format_}"], act=Act.EXPORTED)
        if out.exists():
            out.rmdir()
        making.rename(out)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    files = tuple(sorted(out.iterdir()))
    return Exported(files, rows, reasons, export.counting.seq, manifest["register"]["head"])


def _manifest(
    export: Export, format_: str, audience: str, folder: Path, rows: Mapping[str, int], reasons: Mapping[str, int]
) -> dict[str, Any]:
    rules, seq = export.counting.rules, export.counting.seq
    return {
        "format": format_,
        "audience": audience,
        "register": {
            "name": export.opened.settings.name,
            "head": export.opened.head_at(seq),
            "entry": seq,
            "recorded_at": export.opened.recorded_at(seq),
        },
        "methodology": {"name": rules.name, "sha256": rules.digest, "rule_of_numbers": rules.rule_of("numbers")},
        "period": export.window.text if export.window else None,
        "files": [
            {"name": one.name, "sha256": hashlib.sha256(one.read_bytes()).hexdigest(), "rows": rows.get(one.name)}
            for one in sorted(folder.iterdir())
        ],
        "excluded": dict(sorted(reasons.items())),
    }


_FOR = {
    "public": message("{register}, taken out as {format} for the public."),
    "partner": message("{register}, taken out as {format} for a partner, who sees what the public may."),
    "internal": message("{register}, taken out as {format} for the team. Do not pass it on."),
}
_TELLS = (
    message("It stands on entry {entry} of the register, recorded at {at}. The head of its chain is {head}."),
    message("Numbers are counted by {methodology}; where sources differ, its rule {rule} chooses."),
    message("What the format could not hold, and every value that another one was chosen over, is in excluded.csv."),
    message("The fingerprints of the files are in manifest.json."),
)
_LIKE = message("The columns are those of {format}. The rows are this register's own; {format} did not make them.")


def _readme(export: Export, format_: str, audience: str, manifest: Mapping[str, Any]) -> str:
    """Return what whoever opens the folder has to know, in both languages."""
    register, method = manifest["register"], manifest["methodology"]
    places = {
        "register": export.opened.settings.name,
        "format": format_.upper(),
        "entry": str(register["entry"]),
        "at": register["recorded_at"],
        "head": register["head"],
        "methodology": method["name"],
        "rule": method["rule_of_numbers"],
    }
    lines = (_FOR[audience], *_TELLS, *([_LIKE] if format_ in ("ged", "acled") else []))
    notice = {Language.EN: export.opened.settings.notice_en, Language.AR: export.opened.settings.notice_ar}
    told = (
        "\n\n".join([*([notice[each]] if notice[each] else []), *(translate(each, one, **places) for one in lines)])
        for each in Language
    )
    return "\n\n---\n\n".join(told) + "\n"
