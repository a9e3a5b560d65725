"""Which records are one: ``same``, ``apart``, ``unsure``, ``unlink``, and which may be."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sijill.cli._output import opened, write
from sijill.cli._verb import APPEND_ID, REASON, option, verb
from sijill.cli._voice import spoken, tell, tell_n
from sijill.values import plain

if TYPE_CHECKING:
    from sijill.ledger.pairs import NotComparedCount

SHOWN = 20
"""How many likely pairs are told where nobody says how many."""

PAIR = (
    option("left", "a record: its handle (K7F-6FD8), its id, or the beginning of it", metavar="A"),
    option("right", "the other record, in the same way", metavar="B"),
    REASON,
    APPEND_ID,
)


@verb(
    "unsure",
    "leave open whether two records are one, and why; they are asked about after all others",
    *PAIR,
    example='unsure aleppo K7F-6FD8 2QD-91XA --reason "the age is missing"',
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
        done = getattr(register.links, arguments.verb)(
            arguments.left, arguments.right, reason=arguments.reason, append_id=arguments.append_id
        )
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


def find_pairs(arguments: Namespace) -> int:
    """Compare what is new in a register with all it holds, and tell the pairs that a person has to decide."""
    from sijill.ledger.pairs import NotComparedCount
    from sijill.model import to_json
    from sijill.workspace.pairs import pair_document

    with opened(arguments, arguments.left) as register:
        done = register.links.find(again=arguments.again)
        waiting = register.links.waiting(arguments.kind)
        shown = waiting[: SHOWN if arguments.limit is None else arguments.limit]
        register.keeping.looked_at(list(dict.fromkeys(side for one in shown for side in (one.left, one.right))))
        pairs = [pair_document(register, one) for one in shown]
        passed = NotComparedCount.of(register.links.not_compared())
    document = {
        "compared": done.compared,
        "among": done.among,
        "found": len(done.found),
        "waiting": len(waiting),
        "not_compared": [to_json(one) for one in passed],
        "pairs": pairs,
    }
    write(arguments, document, _pair_lines(document, passed))
    return 0


def _pair_lines(document: dict[str, Any], passed: Sequence[NotComparedCount]) -> Iterator[str]:
    from sijill.wording import not_compared_words

    yield tell(
        "{compared} new or changed records compared among {among}: likely pairs found: {found}",
        compared=document["compared"],
        among=document["among"],
        found=document["found"],
    )
    yield from (plain(not_compared_words(one, spoken())) for one in passed)
    yield tell_n("{n} likely pair waits for a decision", "{n} likely pairs wait for a decision", document["waiting"])
    for one in document["pairs"]:
        left, right = one["left"], one["right"]
        yield ""
        yield f"{left['handle']} · {left['called']}  ?  {right['handle']} · {right['called']}"
        yield f"    {one['why'][spoken().value]}"
        yield f"    {one['changes'][spoken().value]}"
        for value in one["values"]:
            sign = {True: "=", False: "≠", None: "~"}[value["same"]]
            yield f"    {sign} {value['label'][spoken().value]}: {value['left'] or '–'} | {value['right'] or '–'}"
    if document["pairs"]:
        yield ""
        yield tell("decide with sijill same, apart or unsure REGISTER {left} {right} --reason WHY", left="A", right="B")
