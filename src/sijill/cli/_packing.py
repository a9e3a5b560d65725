"""A package for a receiving body: ``pack``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sijill.cli._archives import RECIPIENT
from sijill.cli._output import opened, write
from sijill.cli._verb import APPEND_ID, AS_OF, PERIOD, option, verb
from sijill.cli._voice import tell

RECEIVERS = ("sr-executions", "coi", "iiim")
"""The receiving bodies, written out so that the grammar imports nothing heavy; a test holds them to the packages."""


@verb(
    "pack",
    "write a package for a receiving body: form or case files, originals, custody and index, encrypted to its key",
    option("--for", "the body that receives it", dest="receiver", choices=RECEIVERS, required=True),
    RECIPIENT,
    option("--out", "a new file", required=True, metavar="FILE"),
    option("--incident", "one incident, with the persons in it", metavar="ID"),
    PERIOD,
    option("--record", "an incident or a person; repeat it for several", action="append", default=[], metavar="ID"),
    AS_OF,
    option("--sealed", "with what is restricted or sealed, by two persons", action="store_true"),
    option("--second-actor", "the second person, for what is sealed", default=""),
    option("--reason", "why it is submitted; it stays in the history", default=""),
    option("--identity", "a file with the age key that opens sealed identities", metavar="KEYFILE"),
    APPEND_ID,
    example="pack aleppo --for iiim --recipient age1... --incident K7F-6FD8 --out iiim.zip.age",
)
def pack(arguments: Namespace) -> int:
    """Write a package, and say how much is in it and how much stays in the house."""
    from sijill.values import Period
    from sijill.wording.handing_in import KEPT, KEPT_OF
    from sijill.workspace.exports.packs import ToPack

    with opened(arguments) as register:
        done = register.publishing.pack(
            ToPack(
                receiver=arguments.receiver,
                recipients=arguments.recipient,
                incident=arguments.incident,
                period=Period.parse(arguments.period) if arguments.period else None,
                records=arguments.record,
                as_of=arguments.as_of,
                sealed=arguments.sealed,
                reason=arguments.reason,
                second_actor=arguments.second_actor,
                identity=Path(arguments.identity) if arguments.identity else None,
            ),
            Path(arguments.out),
            append_id=arguments.append_id,
        )
    withheld = [{"what": what, "why": why.value, "number": number} for (what, why), number in sorted(done.kept.items())]
    document = {
        "package": arguments.out,
        "digest": done.digest,
        "cases": done.cases,
        "persons": done.persons,
        "documents": done.documents,
        "withheld": withheld,
        "seq": done.seq,
        "head": done.head,
    }
    lines = [
        tell("package written to {file}", file=arguments.out),
        tell(
            "cases: {cases}, persons: {persons}, documents: {documents}",
            cases=done.cases,
            persons=done.persons,
            documents=done.documents,
        ),
        tell("tell the receiver this digest apart from the file: {digest}", digest=done.digest),
    ]
    lines += [
        tell("withheld: {what}, {number} ({why})", what=tell(KEPT_OF[what]), number=number, why=tell(KEPT[why]))
        for (what, why), number in sorted(done.kept.items())
    ]
    write(arguments, document, lines)
    return 0
