"""Which adopted version counts a window: the newest one known by then and in force on its last day."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date

from sijill.evidence import Vault
from sijill.ledger import Ledger
from sijill.methodology._rules import Rules, UnknownMethodology, parse, shipped
from sijill.model import read
from sijill.model.entries import AdoptedMethodology
from sijill.values import Period, SijillError, message


class MethodologyNotAdopted(SijillError):
    """No version of a methodology was adopted by a moment and in force on a day."""


def in_force(
    adopted: Iterable[tuple[int, AdoptedMethodology]],
    *,
    window_end: date,
    seq: int,
    methodology: str | None = None,
    version: str | None = None,
) -> AdoptedMethodology:
    """
    Return the version that counts a window as of a ledger ``seq`` (DESIGN 6).

    Of the versions adopted by ``seq`` and effective on the window's last day, the one
    effective latest; of two effective on one day, the one adopted later. ``version`` pins
    one (``snhr@2``), whatever its effective date. Raises MethodologyNotAdopted, UnknownMethodology.
    """
    adopted = list(adopted)
    asked = f"{methodology}@{version}" if version else methodology
    known = {f"{one.methodology}@{one.version}" if version else one.methodology for _, one in adopted}
    if asked and known and asked not in known and methodology not in shipped():
        raise UnknownMethodology("methodology", asked, sorted(known))
    fit = [
        (one.effective_on, at, one)
        for at, one in adopted
        if at <= seq
        and methodology in (None, one.methodology)
        and (version == one.version if version else date.fromisoformat(one.effective_on) <= window_end)
    ]
    if not fit:
        name = f"{methodology or 'any methodology'}{'@' + version if version else ''}"
        raise MethodologyNotAdopted(
            message(
                'no version of {name} was adopted by entry {seq} and in force on {window_end}; adopt one with "sijill '
                'methodology adopt REGISTER FILE"'
            ),
            name=name,
            seq=seq,
            window_end=window_end,
        )
    return max(fit, key=lambda one: one[:2])[2]


def rules_in_force(ledger: Ledger, vault: Vault, *, name: str, seq: int | None, window: Period | None) -> Rules:
    """
    Return the newest version adopted by ``seq`` (None is now) and effective on the last day of the window.

    ``snhr@2`` pins a version. Figures are counted with the sealed bytes. Raises MethodologyNotAdopted.
    """
    methodology_id, _, pinned = name.partition("@")
    entries = [entry for entry in ledger.entries(kind="methodology", upto=seq) if entry.body]
    adopted = [(entry.seq, read(AdoptedMethodology, {"id": entry.id, **(entry.body or {})})) for entry in entries]
    chosen = in_force(
        adopted,
        window_end=window.end if window else date.max,
        seq=seq if seq is not None else max((at for at, _ in adopted), default=0),
        methodology=methodology_id,
        version=pinned or None,
    )
    return _parsed(vault.read(chosen.digest))


_parsed = functools.lru_cache(maxsize=16)(parse)
