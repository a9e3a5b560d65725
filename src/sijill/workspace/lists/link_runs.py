"""A run of a linkage in a file: what it was told, what it learnt and what came of it, so that it can be repeated."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sijill.adapters.files import write_whole
from sijill.linkage import Weighed, WeighedBy
from sijill.values import SijillError, message
from sijill.workspace.lists.link_measures import Measured

_FORM = 2
_MADE_WITH = ("sijill", "splink", "duckdb")


class RunUnrepeatable(SijillError):
    """A file that is no whole run of this form, or a run of other lists."""


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """What a run is told, and of an earlier one what it learnt, the digests of its lists and of what it wrote."""

    command: str
    mapping: str
    threshold: float
    by: WeighedBy | None
    inputs: tuple[str, ...]
    output: str

    @classmethod
    def of(cls, text: str, command: str, inputs: Sequence[bytes]) -> EarlierRun:
        """Read the file of a run, to repeat it with the same lists. Raises RunUnrepeatable."""
        try:
            told = json.loads(text)
            if told["sijill_run"] != _FORM or told["sha256"] != _digest_of_run(told):
                raise ValueError
            by = WeighedBy(
                float(told["weighed_by"]["prior"]),
                {name: [(m, u) for m, u in shares] for name, shares in told["weighed_by"]["learnt"].items()},
                float(told["weighed_by"]["shift"]),
            )
            digests = tuple(one["sha256"] for one in told["inputs"])
            found = cls(told["command"], told["mapping"], told["threshold"], by, digests, told["output"]["sha256"])
        except (ValueError, TypeError, KeyError, AttributeError) as reason:
            raise RunUnrepeatable(
                message("this is no run; give the file that --run wrote, as it was written")
            ) from reason
        if found.command != command or found.inputs != tuple(map(digest, inputs)):
            raise RunUnrepeatable(
                message("the run is of other lists, or of another command ({command}); give the lists it was made of"),
                command=found.command,
            )
        return found


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, in hex."""
    return hashlib.sha256(content).hexdigest()


def write_run(
    path: Path,
    command: str,
    *,
    inputs: Sequence[tuple[str, bytes]],
    mapping: str,
    threshold: float,
    weighed: Weighed,
    out: Path,
    found: Mapping[str, int],
    measured: Measured | None = None,
) -> dict[str, Any]:
    """Write a run into a file, and return it; it names no person and no row."""
    run = {
        "sijill_run": _FORM,
        "command": command,
        "made_with": {name: version(name) for name in _MADE_WITH},
        "inputs": [{"name": name, "sha256": digest(content)} for name, content in inputs],
        "mapping": mapping,
        "threshold": threshold,
        "weighed_by": asdict(weighed.by),
        "rules": [asdict(rule) for rule in weighed.rules if rule.pairs or rule.left],
        "not_compared": len(weighed.alone),
        "output": {"name": out.name, "sha256": digest(out.read_bytes())},
        "found": dict(found),
        "measured": measured.as_json() if measured else None,
    }
    run["sha256"] = _digest_of_run(run)
    write_whole(path, (json.dumps(run, ensure_ascii=False, indent=2) + "\n").encode())
    return run


def _digest_of_run(run: Mapping[str, Any]) -> str:
    """Return the digest of all that a run says beside its digest."""
    told = {name: value for name, value in run.items() if name != "sha256"}
    return digest(json.dumps(told, ensure_ascii=False, sort_keys=True).encode())
