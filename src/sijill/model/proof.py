"""What stands in the log of a time stamp: what was asked for, and what an authority answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """
    That a time stamp over all items sealed so far was asked for, or was given (RFC 3161).

    The items are those of the log up to entry ``seq``, whose chain's head is ``head``; ``root`` is the root of the
    hash tree over them, all hexadecimal. ``query`` is the question in base64, ready to be sent. An answer ``answers``
    the entry that asked; ``token`` is it in base64, ``stamped_at`` the moment it vouches for, ``authority`` who signed
    it, and ``certificates`` the chain of that signature up to the certificate at which it ends, in PEM; ``root_named``
    says that this one was named as the root to trust, and did not only come with the stamp.
    """

    id: str
    seq: int
    head: str
    items: int
    root: str
    query: str = ""
    answers: str = ""
    token: str = ""
    stamped_at: datetime | None = None
    authority: str = ""
    certificates: tuple[str, ...] = ()
    root_named: bool = False
