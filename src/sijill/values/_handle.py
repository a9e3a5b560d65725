"""Six signs and a check sign by which people name a record to each other, also on the telephone."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Callable

from sijill.values._arabic import arabic_digits_to_ascii
from sijill.values._errors import SijillError
from sijill.values._language import message

# No vowel, so that no word comes about; of signs that look alike (0 O D Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) only one
# stays. Their number is prime, which lets the check sign find every single wrong sign and every exchange of two.
SIGNS = "23456789CDFHJKMNPRTVWXY"
LENGTH = 6

# Signs that a hand or an ear puts in place of one of ours; any other letter makes a text a word and no handle.
_TAKEN_FOR = "01BGILOQSUZ"
_SAID = re.compile(f"([{SIGNS}{_TAKEN_FOR}]{{3}})[-\u2010-\u2015\u2212 \u00a0\u2009\u202f]([{SIGNS}{_TAKEN_FOR}]{{4}})")
_RUN = re.compile(f"[{SIGNS}]{{{LENGTH + 1}}}")


class MistypedHandle(SijillError):
    """A handle whose check sign does not fit its other signs."""


def handle_of(record: str, *, is_taken: Callable[[str], bool] = lambda _: False) -> str:
    """
    Return the handle of a record: a digest of its id, so it tells neither order nor number.

    Where another record has it already, the next digest is taken, and so on.
    """
    for attempt in itertools.count():
        number = int.from_bytes(hashlib.sha256(f"handle\0{attempt}\0{record}".encode()).digest(), "big")
        places = [number // len(SIGNS) ** place % len(SIGNS) for place in range(LENGTH)]
        made = "".join(SIGNS[place] for place in (*places, _check(places)))
        if not is_taken(handle := f"{made[:3]}-{made[3:]}"):
            return handle
    raise AssertionError  # pragma: no cover  (the attempts never end)


def read_handle(text: str) -> str | None:
    """
    Return the handle that a person typed, in either case and with digits of either script; None for any other text.

    Invisible marks that a page or a word processor put into it are not signs of it. Raises MistypedHandle.
    """
    seen = unmarked(text)
    typed = arabic_digits_to_ascii(seen).upper()
    if (said := _SAID.fullmatch(typed)) is not None:
        typed = said[1] + said[2]
    elif not _RUN.fullmatch(typed):
        return None
    places = [SIGNS.find(sign) for sign in typed]
    if -1 in places or _check(places[:LENGTH]) != places[LENGTH]:
        raise MistypedHandle(
            message("the handle {handle} is mistyped: its last sign does not fit the others; have it read out again"),
            handle=seen[: LENGTH + 2],
        )
    return f"{typed[:3]}-{typed[3:]}"


def unmarked(text: str) -> str:
    """Return what a person sees of an id or a handle: none of the marks that keep it in order inside a line."""
    return "".join(one for one in text if unicodedata.category(one) != "Cf").strip()


def _check(places: list[int]) -> int:
    """Weights that all differ make the exchange of any two signs show."""
    return -sum(weight * place for weight, place in enumerate(places, 2)) % len(SIGNS)
