"""The queue of records that may be one: filled by likeness, ordered by what a decision changes, never asked again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill.ledger.pairs import LikelyPair, NotComparedCount, PairsFound
from sijill.methodology.outcomes import clock_of
from sijill.model.entries import Link, Sameness
from sijill.records import decisions, standing_decisions
from sijill.tolls import Standing, outcome_of
from sijill.tolls.axes import month_of
from sijill.workspace.alike._incidents import alike_incidents
from sijill.workspace.alike._persons import alike_persons
from sijill.workspace.alike.waiting_pairs import Effect, WaitingPair

if TYPE_CHECKING:
    from sijill.records import Canonical
    from sijill.tolls import Snapshot
    from sijill.workspace._counts import Counts
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records

PAIRED_KINDS = ("victim", "incident")


@dataclass(frozen=True, slots=True)
class Filled:
    """
    What a comparison did: how many records were new or changed, with how many, and what was found of them.

    ``not_compared`` tells which of them were not compared with all, by why.
    """

    compared: int
    among: int
    found: tuple[LikelyPair, ...]
    not_compared: tuple[NotComparedCount, ...] = ()


def fill(opened: Opened, held: Records, *, again: bool = False) -> Filled:
    """
    Compare what was recorded since the last time with all that is held, and keep what may be one.

    ``again`` compares everything anew. What was found before stays, and so does what people decided.
    """
    seq, known = opened.ledger.seq, list(held.all())
    compared, among, found = 0, 0, PairsFound()
    for kind in PAIRED_KINDS:
        after = 0 if again else opened.store.pairs.compared_upto(kind)
        some, touched = [one for one in known if one.kind == kind and one.held], _touched(opened, held, after)
        newcomers = {one.id for one in some} & touched
        alike = alike_persons if kind == "victim" else alike_incidents
        pairs = alike(some, newcomers) if newcomers else PairsFound()
        # What was found of a record that was withdrawn since is let go of with what was found of the newcomers.
        opened.store.pairs.keep(kind, pairs, of=touched, seq=seq)
        compared, among, found = compared + len(newcomers), among + len(some), found + pairs
    return Filled(compared, among, found.pairs, tuple(NotComparedCount.of(found.passed)))


def _touched(opened: Opened, held: Records, after: int) -> set[str]:
    """Return the canonical ids of records of which something was stated or withdrawn after an entry."""
    same = held.canonical().same
    stated = (
        str((one.body or {}).get("subject", ""))
        for kind in ("statement", "retraction")
        for one in opened.ledger.entries(kind=kind, after=after)
    )
    return {same.get(one, one) for one in stated}


def withdrawn_of(opened: Opened, known: Collection[str]) -> set[str]:
    """Return those of some records, by canonical id, of which all was withdrawn since records were compared."""
    if not known:
        return set()
    after = min(opened.store.pairs.compared_upto(kind) for kind in PAIRED_KINDS)
    named = {str((one.body or {}).get("subject", "")) for one in opened.ledger.entries(kind="retraction", after=after)}
    canonical = opened.store.identities.canonical()
    asked = {canonical.same.get(one, one) for one in named}.intersection(known)
    return {one for one in asked if not any(_is_stated(opened, part) for part in canonical.members(one))}


def _is_stated(opened: Opened, record: str) -> bool:
    return any(True for _ in opened.ledger.statements(subject=record))


def unjudged(opened: Opened, kind: str | None = None) -> list[WaitingPair]:
    """Return the pairs that nobody decided, likeliest first; those about which somebody was unsure come last."""
    canonical, pairs = opened.store.identities.canonical(), opened.store.pairs.found(kind)
    decided = pairs_decided(opened, canonical)
    gone = withdrawn_of(opened, {canonical.same.get(side, side) for one in pairs for side in (one.left, one.right)})
    found: dict[tuple[str, str], WaitingPair] = {}
    for one in pairs:
        left, right = sorted(canonical.same.get(side, side) for side in (one.left, one.right))
        link = decided.get((left, right))
        if (
            left == right
            or gone & {left, right}
            or (left, right) in found
            or (link and link.sameness is not Sameness.UNSURE)
        ):
            continue
        found[left, right] = WaitingPair(left, right, one.kind, one.likelihood, one.why, unsure=link)
    return sorted(found.values(), key=lambda one: one.unsure is not None)


def pairs_decided(opened: Opened, canonical: Canonical) -> Mapping[tuple[str, str], Link]:
    """Return the decision about each two persons, as they are one now; that they are two outweighs a doubt."""
    found: dict[tuple[str, str], Link] = {}
    for _, link in standing_decisions(decisions(opened.ledger.entries(kind="link"))):
        left, right = sorted(canonical.same.get(side, side) for side in (link.left, link.right))
        if left != right and ((left, right) not in found or link.sameness is Sameness.DIFFERENT):
            found[left, right] = link
    return found


def waiting(opened: Opened, counts: Counts, kind: str | None = None) -> list[WaitingPair]:
    """Return the pairs that nobody decided: what changes the toll of a month first; the unsure ones last of all."""
    pairs = unjudged(opened, kind)
    if not pairs:
        return []
    counting = counts.counting()
    told = [(one, _effect(counting, one)) for one in pairs]
    order = tuple(Effect)
    effects = [
        WaitingPair(one.left, one.right, one.kind, one.likelihood, one.why, effect, one.unsure) for one, effect in told
    ]
    return sorted(effects, key=lambda one: (one.unsure is not None, order.index(one.effect), -one.likelihood))


def _effect(counting: Snapshot, pair: WaitingPair) -> Effect:
    """Return what a toll loses when two are one: both are counted, and by the register's clock in one month."""
    sides = [counting.counted_numbers.of(one) for one in (pair.left, pair.right)]
    if any(one is None or one.standing is not Standing.COUNTED or not one.is_own for one in sides):
        return Effect.NONE
    clock = clock_of(counting.rules, outcome_of("killed"))
    months = {month_of(counting.unit(one.record), clock) for one in sides if one is not None}
    return Effect.MONTH if len(months) == 1 and None not in months else Effect.WHOLE
