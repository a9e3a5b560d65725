"""A kind of document is a file that names blocks and their order; a bad file is refused before anything is written."""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from sijill.reports._blocks import BLOCKS, COVERS, MATERIALS, NUMERALS, PARTS
from sijill.values import SijillError, message

MONTHLY = "monthly"
"""The kind that a register writes where no other is named."""
_SHIPPED = resources.files("sijill.reports").joinpath("kinds")


class KindRefused(SijillError):
    """A kind of document whose file cannot be followed."""


class UnknownPart(SijillError):
    """A part that a document does not have, or that none may leave out."""


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block where it stands: in which part, for each of which list, and the name that leaves it out."""

    block: str
    part: str = ""
    each: str = ""
    left_out_as: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what it is made of, its cover and its blocks in order."""

    name: str
    material: str
    cover: str
    lines: tuple[BlockLine, ...]

    @property
    def optional(self) -> tuple[str, ...]:
        """The names by which blocks and parts may be left out, in order."""
        return tuple(dict.fromkeys(line.left_out_as for line in self.lines if line.left_out_as))

    def left_out(self, names: Iterable[str]) -> Mapping[str, Any]:
        """
        Return the material that some blocks need, each field with its empty value, so that they have nothing to say.

        Headline and sums read the same material: they leave out what the blocks do. Raises UnknownPart.
        """
        left_out = set(names)
        for part in sorted(left_out - set(self.optional)):
            parts = ", ".join(self.optional)
            raise UnknownPart(
                message("{part} cannot be left out of a report; these can: {parts}"), part=part, parts=parts
            )
        needs = {BLOCKS[line.block].needs for line in self.lines if line.left_out_as in left_out}
        return {name: empty for name, empty in _empty(self.material).items() if name in needs}


def _empty(material: str) -> Mapping[str, Any]:
    """Return each field of a material with its empty value."""
    return {field.name: field.default for field in dataclasses.fields(MATERIALS[material])}


@functools.cache
def read_kind(name: str = MONTHLY, folder: Traversable = _SHIPPED) -> Kind:
    """Return a kind of document by its name. Raises KindRefused when its file is missing or cannot be followed."""
    reader = _KindReader(name, folder)
    if (material := str(reader.file.get("material", ""))) not in MATERIALS:
        raise reader.refusal(
            message("The kind of document {kind} needs a material; one of: {materials}."),
            materials=", ".join(MATERIALS),
        )
    reader.material = material
    kind = Kind(name, material, str(reader.file.get("cover", "")), tuple(reader.lines()))
    if kind.cover not in COVERS:
        raise reader.refusal(
            message("The kind of document {kind} needs a cover; one of: {covers}."), covers=", ".join(COVERS)
        )
    if len({line.part for line in kind.lines if not BLOCKS[line.block].annex} - {""}) > len(NUMERALS):
        raise reader.refusal(message("The kind of document {kind} has more than {most} parts."), most=len(NUMERALS))
    return kind


class _KindReader:
    def __init__(self, name: str, folder: Traversable, above: tuple[str, ...] = ()) -> None:
        self.name, self.folder, self.above = name, folder, above
        self.material = ""
        if name in above:
            raise self.refusal(message("The kind of document {kind} includes itself; take the include away."))
        try:
            self.file = tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))
        except (OSError, ValueError) as problem:
            raise self.refusal(message("No kind of document {kind} can be read; add or mend {kind}.toml.")) from problem

    def refusal(self, told: str, **places: str | int) -> KindRefused:
        return KindRefused(told, kind=self.name, **places)

    def lines(self) -> Iterator[BlockLine]:
        return self._in_part(self.file.get("blocks"), "", "")

    def _in_part(self, listed: Any, part: str, left_out_as: str) -> Iterator[BlockLine]:
        if not isinstance(listed, list) or not listed:
            raise self.refusal(message("The kind of document {kind} has a list without blocks; name at least one."))
        for one in listed:
            match {"block": one} if isinstance(one, str) else one:
                case {"include": str(other), **rest} if not rest:
                    included = _KindReader(other, self.folder, (*self.above, self.name))
                    included.material = self.material
                    yield from included.lines()
                case {"part": str(inner), "blocks": blocks, **rest} if not rest.keys() - {"optional"}:
                    self._require(inner, PARTS)
                    yield from self._in_part(blocks, inner, inner if rest.get("optional") else "")
                case {"block": str(block), **rest} if not rest.keys() - {"each", "optional"}:
                    self._require(block, BLOCKS)
                    each = str(rest.get("each", ""))
                    self._require_list(block, each)
                    yield BlockLine(block, part, each, block if rest.get("optional") else left_out_as)
                case _:
                    raise self.refusal(
                        message("A line of the kind of document {kind} is no block, no part and no include.")
                    )

    def _require(self, name: str, known: Mapping[str, Any]) -> None:
        if name not in known:
            raise self.refusal(
                message("The kind of document {kind} names {name}, which is not one of: {known}."),
                name=name,
                known=", ".join(known),
            )

    def _require_list(self, block: str, each: str) -> None:
        if bool(each) is not BLOCKS[block].one_of_many or (each and each.split(".")[0] not in _empty(self.material)):
            raise self.refusal(
                message(
                    "In the kind of document {kind} the block {block} is written once or for each of a list; "
                    "its line says the other."
                ),
                block=block,
            )
