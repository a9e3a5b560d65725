"""Doors to which records are one: ``same``, ``apart``, ``unlink``."""

from __future__ import annotations

from argparse import Namespace

from sijill.actions import Linked
from sijill.cli._output import opened, write
from sijill.workspace import Register


def same(asked: Namespace) -> int:
    """Decide that two records are one."""
    with opened(asked) as register:
        return _tell(asked, register, register.same(asked.left, asked.right, **_why(asked)))


def apart(asked: Namespace) -> int:
    """Decide that two records are two."""
    with opened(asked) as register:
        return _tell(asked, register, register.apart(asked.left, asked.right, **_why(asked)))


def unlink(asked: Namespace) -> int:
    """Take back what was decided about two records."""
    with opened(asked) as register:
        return _tell(asked, register, register.unlink(asked.left, asked.right, **_why(asked)))


def _why(asked: Namespace) -> dict[str, str | None]:
    return {"reason": asked.reason, "append_id": asked.append_id}


def _tell(asked: Namespace, register: Register, done: Linked) -> int:
    clusters = list(dict.fromkeys((done.left, done.right)))
    names = register.names([members[0] for members in clusters])
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
    write(asked, document, [f"decided in entry {done.receipt.last_seq}, {done.link}", *told])
    return 0
