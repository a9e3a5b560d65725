"""What comes in: where bytes are from, and which file comes inside which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sijill.evidence import Text
from sijill.model import Sensitivity
from sijill.model.custody import Cited
from sijill.values import PartialDate


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of where bytes came from; they are the team's until a person calls them public."""

    source: str
    original_name: str | None = None
    title: str | None = None
    url: str | None = None
    published_on: PartialDate | None = None
    cited: Cited | None = None
    language: str | None = None
    sensitivity: Sensitivity = Sensitivity.TEAM
    graphic: bool | None = None
    columns: Mapping[str, Sensitivity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inside:
    """A file that comes in inside another: ``holder`` is the SHA-256 of the one around it, ``name`` its name there."""

    content: bytes
    media_type: str
    provenance: Provenance
    holder: str
    name: str
    reading: Text | None = None
