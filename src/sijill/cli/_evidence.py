"""Doors to evidence and claims: ``add`` and ``claims``."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sijill.actions import Act, Provenance, act_of
from sijill.adapters.files import NoSuchFile, StillBeingWritten
from sijill.cli import _claims_in_files as in_files
from sijill.cli._claim_lines import explained, line_of
from sijill.cli._output import opened, progress, say, write
from sijill.evidence import Unreadable
from sijill.ledger import Stage, Wanted
from sijill.model import Sensitivity, to_json
from sijill.values import PartialDate, SijillError
from sijill.workspace import is_register

ALL = 1_000_000
"""A page that holds everything."""


SECOND = {
    "claim": "judged",
    Act.ENTRY: "entered by hand",
    Act.IMPORT: "imported",
    Act.VALUES: "values stated",
}
"""What was done to what waits for a second person."""


class WhichItem(SijillError):
    """A model is asked about one document, and none was named."""


class NoSuchPath(SijillError):
    """A path that does not exist."""


def files_under(paths: list[str]) -> Iterator[Path]:
    """Give every file named, or lying in a folder named, in order. Raises NoSuchPath."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
        elif path.exists():
            yield path
        else:
            raise NoSuchPath(f"{path} does not exist; check the name")


def add(asked: Namespace) -> int:
    """Seal files; what no reader can read is sealed too, and listed."""
    provenance = Provenance(
        asked.source,
        title=asked.title,
        url=asked.url,
        published_on=PartialDate.parse(asked.published) if asked.published else None,
        language=asked.language,
        sensitivity=Sensitivity(asked.sensitivity),
        graphic=None if asked.graphic is None else asked.graphic == "yes",
    )
    paths = list(files_under(asked.path))
    if not paths:
        raise NoSuchPath(f"no file lies in {', '.join(asked.path)}; name files, or a folder that holds some")
    done: list[dict[str, Any]] = []
    refused: list[dict[str, str]] = []
    show = progress("sealed")
    with opened(asked) as register:
        for number, path in enumerate(paths, 1):
            try:
                got = register.evidence.add(path, provenance, append_id=asked.append_id if len(paths) == 1 else None)
                done.append(
                    {
                        "file": str(path),
                        "item": got.item,
                        "already_held": got.already_held,
                        "proposals": len(register.review.proposals_of(got.item)),
                    }
                )
            except (Unreadable, NoSuchFile, StillBeingWritten) as reason:
                refused.append({"file": str(path), "reason": f"{type(reason).__name__}: {reason}"})
            show(number, len(paths))
    for one in refused:
        say(f"sijill: {one['file']}: {one['reason']}")
    lines = [
        f"{one['file']}: item {one['item'][:12]}, {_waiting(one['proposals'])}"
        + (" (already held)" if one["already_held"] else "")
        for one in done
    ]
    write(asked, {"added": done, "refused": refused}, lines)
    return 1 if refused else 0


def _waiting(number: int) -> str:
    return "1 proposal waits" if number == 1 else f"{number} proposals wait"


def claims(asked: Namespace) -> int:
    """Find claims in files, or list those that wait in a register."""
    if not is_register(Path(asked.register)):
        return in_files.claims_in_files(asked)
    with opened(asked) as register:
        if asked.explain:
            claim = register.review.proposal(asked.explain)
            write(asked, to_json(claim), explained(claim))
            return 0
        if asked.model:
            if not asked.item:
                raise WhichItem("--model needs --item ITEM: the document that the model is asked about")
            proposed = register.evidence.ask_model(asked.item, key=os.environ.get("SIJILL_MODEL_KEY") or None)
            write(asked, {"proposed": [to_json(claim) for claim in proposed]}, (line_of(claim) for claim in proposed))
            return 0
        if asked.changed:
            changed = register.review.changed_proposals()
            write(
                asked,
                {"changed": [{"proposal": to_json(claim), "judgement": judgement} for claim, judgement in changed]},
                (f"{claim.id[:12]}  judged in {judgement}" for claim, judgement in changed),
            )
            return 0
        if asked.second:
            wanted = Wanted(stage=Stage.SECOND, item=asked.item or "", kind=asked.kind or "")
            second = register.review.queue.page(wanted, limit=asked.limit or ALL)
            acts = [act_of((register.records.entry(one.id).body or {})["awaits"]) or "claim" for one in second]
            document = [
                {"judgement": one.judgement, "by": one.by, "claim": to_json(one.claim), "act": str(act)}
                for one, act in zip(second, acts, strict=True)
            ]
            lines = (f"{one.id}  {SECOND[act]} by {one.by}" for one, act in zip(second, acts, strict=True))
            write(asked, {"second": document}, lines)
            return 0
        found = register.review.claims(item=asked.item, kind=asked.kind, limit=asked.limit)
        write(asked, {"waiting": [to_json(claim) for claim in found]}, (line_of(claim) for claim in found))
    return 0
