"""The manifest of an example register: what is sealed, which words each value rests on, what was decided and why."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import sijill
from sijill.model.custody import Cited
from sijill.values import PartialDate, SijillError
from sijill.workspace import Settings

LANGUAGES = ("en", "ar")
CITED = "cited-"
"""How the keys of cards of cited works begin."""

STEPS = ("record", "state", "table", "rows", "retract", "compose", "publish")
"""What a step does: makes a record, says more of one, imports a table, makes a record of each row of a table on the
numbered sentence of a note that the row names, withdraws values, writes what the report of a month says beside its
numbers, publishes a month."""

_OPTIONS = ("mapping", "key", "property", "reason", "part", "en", "ar", "to_en", "to_ar")


class ManifestBroken(SijillError):
    """An example's manifest that cannot be followed."""


class ExamplesMissing(SijillError):
    """An installation without its examples."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """
    One file to seal, in one language; ``origin`` is where its sayings began.

    ``published_on`` is the day of the publication it follows. A card of a cited work has its ``text`` here.
    """

    key: str
    path: Path
    title: str
    source: str
    origin: str
    language: str
    published_on: PartialDate | None = None
    cited: Cited | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """A value with the words it rests on, by item; ``line`` is how the line that holds them begins."""

    name: str
    value: Any
    quotes: Mapping[str, str]
    lines: Mapping[str, str]
    hedges: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """A value that no words say, with the reason for it."""

    name: str
    value: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``does`` is a word of STEPS and ``of`` what it is done to."""

    does: str
    of: str
    kind: str | None = None
    source: str | None = None
    worded: tuple[Worded, ...] = ()
    decided: tuple[Decided, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything one example register is built from; ``judge`` is who judges the words that its owner enters."""

    folder: Path
    settings: Settings
    judge: str
    sealed: tuple[Sealed, ...]
    steps: tuple[Step, ...]


def examples_folder() -> Path:
    """Return where the examples lie: inside an installed package, or beside the source. Raises ExamplesMissing."""
    packed = Path(str(files("sijill"))) / "examples_data"
    beside = Path(str(sijill.__file__)).resolve().parents[2] / "examples"
    for folder in (packed, beside):
        if (folder / "example" / "register.toml").is_file():
            return folder
    raise ExamplesMissing("this installation has no examples; install Sijill from its wheel or run it from a clone")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of an example. Raises ManifestBroken."""
    path = folder / "register.toml"
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        shared = tables.get("shared", {})
        notes = (one for table in tables["items"] for one in _sealed(table, folder))
        cards = [one for told in tables.get("cited", ()) for one in _cards(folder / told["table"], told["origin"])]
        sealed = (*notes, *cards)
        steps = tuple(_step(table, shared) for table in tables["steps"])
        return Manifest(folder, Settings(**tables["register"]), str(tables["judge"]), sealed, steps)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as reason:
        raise ManifestBroken(f"{path} cannot be followed: {type(reason).__name__} {reason}; correct it") from reason


def _sealed(table: Mapping[str, Any], folder: Path) -> list[Sealed]:
    return [
        Sealed(
            f"{table['key']}.{language}",
            folder / f"{table['file']}.{language}.txt",
            table["title"][language],
            table["source"] if isinstance(table["source"], str) else table["source"][language],
            table["origin"],
            language,
            PartialDate.parse(table["published_on"]) if "published_on" in table else None,
        )
        for language in table["languages"]
    ]


def _cards(path: Path, origin: str) -> Iterator[Sealed]:
    """
    Give a card for each work of a table of cited works: what a note says of where it was found.

    ``origin`` is the publication that cites them: what a card says is its word, and no second one.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            told = {name: text for name, text in row.items() if text}
            facts = {name: told.get(name) for name in ("author", "issue", "page", "minute", "comment")}
            accessed = PartialDate.parse(told["accessed_on"]) if "accessed_on" in told else None
            words = "; ".join(f"{name}: {text}" for name, text in told.items() if name not in ("key", "language"))
            yield Sealed(
                f"{CITED}{row['key']}.{row['language']}",
                path.with_name(f"{CITED}{row['key']}.txt"),
                row["title"],
                row["outlet"],
                origin,
                row["language"],
                PartialDate.parse(told["published_on"]) if "published_on" in told else None,
                Cited(**facts, accessed_on=accessed),
                f"Card of a cited work, written for Sijill.\n\n1. {words}\n",
            )


def _step(table: Mapping[str, Any], shared: Mapping[str, Any]) -> Step:
    does = [word for word in STEPS if word in table]
    if len(does) != 1:
        raise ManifestBroken(f"a step does one of {', '.join(STEPS)}; this one has {', '.join(table)}")
    worded: list[Worded] = []
    decided: list[Decided] = []
    # "more" stands anywhere in the item; "words" stand in the step's own line.
    for part in (*(shared[name] for name in table.get("with", ())), table):
        on, line = part.get("on", ""), part.get("line", {})
        worded += [_worded(name, one, on, line) for name, one in part.get("words", {}).items()]
        worded += [_worded(name, one, on, {}) for name, one in part.get("more", {}).items()]
        decided += [Decided(name, one["value"], one["reason"]) for name, one in part.get("decided", {}).items()]
    options = {word: str(table[word]) for word in _OPTIONS if word in table}
    return Step(
        does[0], str(table[does[0]]), table.get("kind"), table.get("source"), tuple(worded), tuple(decided), options
    )


def _worded(name: str, one: Mapping[str, Any], on: str, line: Mapping[str, str]) -> Worded:
    spoken = [language for language in LANGUAGES if language in one]
    if not spoken:
        raise ManifestBroken(f"{name} has no words; give them in English or Arabic, or decide it with a reason")
    hedge = one.get("hedge", {})
    return Worded(
        name,
        one["value"],
        {f"{on}.{language}": one[language] for language in spoken},
        {f"{on}.{language}": line[language] for language in spoken if language in line},
        {f"{on}.{language}": hedge[language] for language in spoken if language in hedge},
    )
