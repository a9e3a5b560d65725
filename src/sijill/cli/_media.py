"""Pictures handled with care: ``alike``, ``redact``."""

from __future__ import annotations

import argparse
from argparse import Namespace

from sijill.cli._output import opened, progress, write
from sijill.cli._verb import APPEND_ID, REASON, SENSITIVITIES, option, verb
from sijill.cli._voice import tell


def box(text: str) -> tuple[int, int, int, int]:
    """Return LEFT,TOP,WIDTH,HEIGHT in thousandths."""
    numbers = text.split(",")
    if len(numbers) != 4 or not all(one.strip().isdecimal() and len(one) < 6 for one in numbers):
        raise argparse.ArgumentTypeError(tell("{text} is not LEFT,TOP,WIDTH,HEIGHT in thousandths", text=repr(text)))
    left, top, width, height = map(int, numbers)
    return left, top, width, height


@verb(
    "alike",
    "pictures that look the same: saved again, made smaller or trimmed a little",
    option("item", "only those like this picture", nargs="?", metavar="ITEM"),
    example="alike aleppo",
)
def list_alike(arguments: Namespace) -> int:
    """List the pictures that look the same."""
    with opened(arguments) as register:
        item = register.id_of(arguments.item, "item") if arguments.item else None
        found = register.media.alike(item, progress=progress("pictures marked: {done} of {of}"))
    pairs = [{"item": one.item, "other": one.other, "differing": one.differing} for one in found]
    lines = [tell("{item} and {other} look the same", item=one.item, other=one.other) for one in found]
    write(arguments, {"alike": pairs}, lines or [tell("no two pictures look the same")])
    return 0


@verb(
    "redact",
    "make a copy of a picture in which boxes are blackened for good; the original stays sealed",
    option("item", "a document's SHA-256, or its beginning", metavar="ITEM"),
    option(
        "--box",
        "what to hide, in thousandths of the upright picture; repeat it for several",
        type=box,
        action="append",
        default=[],
        metavar="LEFT,TOP,WIDTH,HEIGHT",
    ),
    option("--authorised-by", "the other person, who lets the copy be shown", required=True),
    option("--source", "who is named as the source of the copy (default: this register)", default=""),
    option("--sensitivity", "who may see the copy (default: as its original)", choices=SENSITIVITIES),
    REASON,
    APPEND_ID,
    example='redact aleppo 3fa9c2d1 --box 120,80,200,150 --authorised-by lead --reason "a face"',
)
def redact(arguments: Namespace) -> int:
    """Make a redacted copy and name it."""
    from sijill.model import Sensitivity

    with opened(arguments) as register:
        item = register.id_of(arguments.item, "item")
        made = register.media.redact(
            item,
            arguments.box,
            reason=arguments.reason,
            authorised_by=arguments.authorised_by,
            source=arguments.source,
            sensitivity=Sensitivity(arguments.sensitivity) if arguments.sensitivity else None,
            append_id=arguments.append_id,
        )
    document = {"item": item, "redacted": made.item, "seq": made.receipt.last_seq, "head": made.receipt.head}
    line = tell("redacted copy {copy} of item {item}; the original is untouched", copy=made.item, item=item[:12])
    write(arguments, document, [line])
    return 0
