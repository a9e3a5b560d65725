"""Doors to which records are one: ``same``, ``apart``, ``unlink``."""

from __future__ import annotations

from argparse import Namespace

from sijill.cli._output import opened, write


def decide(asked: Namespace) -> int:
    """Decide that two records are one or two, or take that back; tell under which id and handle each is known now."""
    with opened(asked) as register:
        does = {"same": register.links.same, "apart": register.links.apart, "unlink": register.links.unlink}[asked.verb]
        done = does(asked.left, asked.right, reason=asked.reason, append_id=asked.append_id)
        clusters = list(dict.fromkeys((done.left, done.right)))
        names = register.records.names([members[0] for members in clusters])
    document = {
        "link": done.link,
        "decision": asked.verb,
        "records": [
            {"id": members[0], "handle": names[members[0]].handle, "former_ids": list(members[1:])}
            for members in clusters
        ],
        "seq": done.receipt.last_seq,
        "head": done.receipt.head,
        "repeated": done.receipt.repeated,
    }
    told = [f"record {names[members[0]].handle} {' '.join(members)}" for members in clusters]
    write(asked, document, [f"decided in entry {done.receipt.last_seq} by decision {done.link}", *told])
    return 0
