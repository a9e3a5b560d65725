"""Which records are one: ``same``, ``apart``, ``unlink``."""

from __future__ import annotations

from argparse import Namespace

from sijill.cli._output import opened, write
from sijill.cli._verb import APPEND_ID, REASON, option, verb
from sijill.cli._voice import tell

PAIR = (
    option("left", "a record: its handle (K7F-6FD8), its id, or the beginning of it", metavar="A"),
    option("right", "the other record, in the same way", metavar="B"),
    REASON,
    APPEND_ID,
)


@verb(
    "unlink",
    "take back what was decided about two records",
    *PAIR,
    example='unlink aleppo K7F-6FD8 2QD-91XA --reason "the number was misread"',
)
@verb(
    "apart",
    "decide that two records are two, so that nobody asks again",
    *PAIR,
    example='apart aleppo K7F-6FD8 2QD-91XA --reason "cousins of one name"',
)
@verb(
    "same",
    "decide that two records are one, which counts once",
    *PAIR,
    example='same aleppo K7F-6FD8 2QD-91XA --reason "one identity number"',
)
def decide(arguments: Namespace) -> int:
    """Decide that two records are one or two, or take that back; tell under which id and handle each is known now."""
    with opened(arguments) as register:
        does = {"same": register.links.same, "apart": register.links.apart, "unlink": register.links.unlink}[
            arguments.verb
        ]
        done = does(arguments.left, arguments.right, reason=arguments.reason, append_id=arguments.append_id)
        clusters = list(dict.fromkeys((done.left, done.right)))
        names = register.records.names([members[0] for members in clusters])
    document = {
        "link": done.link,
        "decision": arguments.verb,
        "records": [
            {"id": members[0], "handle": names[members[0]].handle, "former_ids": list(members[1:])}
            for members in clusters
        ],
        "seq": done.receipt.last_seq,
        "head": done.receipt.head,
        "repeated": done.receipt.repeated,
    }
    decided = tell("decided in entry {entry} by decision {link}", entry=str(done.receipt.last_seq), link=done.link)
    known = (
        tell("record {handle} {ids}", handle=names[members[0]].handle, ids=" ".join(members)) for members in clusters
    )
    write(arguments, document, [decided, *known])
    return 0
