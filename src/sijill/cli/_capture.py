"""What is on the web, and what others captured of it: ``capture``, ``receive``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli._output import about, opened, write
from sijill.cli._proof import DOES_NOT_HOLD
from sijill.cli._verb import SENSITIVITIES, option, verb
from sijill.cli._voice import tell

if TYPE_CHECKING:
    from sijill.actions import Provenance
    from sijill.workspace.capturing import Received

SOURCE = option("--source", "who published or handed it over", required=True)
SENSITIVITY = option("--sensitivity", "who may see it", choices=SENSITIVITIES, default="team")


@verb(
    "capture",
    "fetch one page with this machine's browser and seal its words, its picture and a WACZ",
    option("url", "the address of the page", metavar="URL"),
    SOURCE,
    option("--title", "what it is called (default: the title it gives itself)"),
    option("--published", "the day of publication (EDTF)"),
    SENSITIVITY,
    option("--anyway", "seal whatever came, also what looks like a login or a notice", action="store_true"),
    example='capture aleppo https://example.org/post/7 --source "Invented Monitor"',
)
def capture(arguments: Namespace) -> int:
    """Capture a page; exit with 3 where it failed."""
    from sijill.model import to_json
    from sijill.wording.capturing import FAILED

    with opened(arguments) as register:
        made = register.captures.capture(arguments.url, _provenance(arguments), anyway=arguments.anyway)
    line = (
        tell(FAILED[made.failure])
        if made.failure
        else tell(
            "captured: item {item}, picture {picture}, archive {archive}",
            item=made.item[:12],
            picture=made.screenshot[:12],
            archive=made.archive[:12],
        )
    )
    write(arguments, {"state": "failed" if made.failure else "captured", **to_json(made)}, [line])
    return DOES_NOT_HOLD if made.failure else 0


@verb(
    "receive",
    "take in what others captured or hold: a WACZ, a WARC, a folder of an auto-archiver, another register's hand-over",
    option("file", "a file, or the folder that an auto-archiver wrote", metavar="FILE"),
    SOURCE,
    SENSITIVITY,
    option("--identity", "a file with the age key that opens another register's hand-over", metavar="KEYFILE"),
    option("--head", "the head of the other register that you were told apart from the file", metavar="HEX"),
    example='receive aleppo page.wacz --source "Invented Archive"',
)
def receive(arguments: Namespace) -> int:
    """Take in an archive and say what does not fit in it; exit with 3 where something does not."""
    with opened(arguments) as register, about(arguments.file):
        made = register.captures.receive(
            Path(arguments.file),
            _provenance(arguments),
            identity=Path(arguments.identity) if arguments.identity else None,
            head=arguments.head,
        )
    document = {
        "kind": made.kind,
        "item": made.item,
        "pages": list(made.pages),
        "media": list(made.media),
        "records": made.records,
        "problems": [{"code": code, "what": what} for code, what in made.problems],
    }
    write(arguments, document, _received_lines(made, arguments.head))
    return DOES_NOT_HOLD if made.problems else 0


def _received_lines(made: Received, head: str | None) -> Iterator[str]:
    from sijill.wording.capturing import PROBLEMS

    yield tell("sealed as it came: item {item}", item=made.item[:12])
    for code, what in made.problems:
        yield tell(PROBLEMS[code], what=what)
    if made.problems and not made.media and made.kind != "register":
        yield tell("nothing was read from it: mend it where it was made, or read it with another tool")
    if made.kind == "register":
        if any(code == "chain" for code, _ in made.problems):
            yield tell("nothing of it was taken")
            return
        yield (
            tell("every entry of its log fits, up to the head that you gave")
            if head
            else tell(
                "every entry of its log fits the next; whether it is the log that the other team keeps, and all of it, "
                "was not checked: ask them for its head and give it with --head"
            )
        )
        yield tell(
            "claims that it accepted and that wait here now: {claims}; documents: {media}",
            claims=made.records,
            media=len(made.media),
        )
        return
    yield tell("pages read from it: {pages}; files of it: {media}", pages=len(made.pages), media=len(made.media))


def _provenance(arguments: Namespace) -> Provenance:
    from sijill.actions import Provenance
    from sijill.model import Sensitivity
    from sijill.values import PartialDate

    published, title = getattr(arguments, "published", None), getattr(arguments, "title", None)
    return Provenance(
        arguments.source,
        title=title,
        published_on=PartialDate.parse(published) if published else None,
        sensitivity=Sensitivity(arguments.sensitivity),
    )
