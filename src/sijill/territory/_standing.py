"""How a place stands, and how one account more makes it stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sijill.model.territory import ControlState, Overlay
from sijill.territory._account import WHOLLY, Account
from sijill.territory._rules import ControlRules
from sijill.territory._share import ALL, ENTIRE, NOTHING, PART, Share

Holders = tuple[tuple[str, Share | None], ...]
_SEVERAL = (ControlState.CONTESTED, ControlState.PARTLY_HELD, ControlState.SPLIT)
_SIEGE = (Overlay.ENCIRCLED, Overlay.BESIEGED)


MOST_NAMED = 50
"""How many accounts a standing names: the first that made it so and the latest, however often it was repeated."""


@dataclass(frozen=True, slots=True)
class Standing:
    """
    The state of a place from one account on.

    ``party`` holds it, or most of it; None where that is open. ``overlays`` name who is under them. ``since`` is
    the date of the account that made it so, ``last`` the day of the last that said so, ``accounts`` those that say
    so, ``against`` those that say otherwise. ``is_filled`` is a state that an account of a wider area gave.
    """

    state: ControlState = ControlState.UNKNOWN
    party: str | None = None
    holders: Holders = ()
    of: str | None = None
    overlays: tuple[tuple[Overlay, str | None], ...] = ()
    since: str | None = None
    last: int = 0
    accounts: tuple[Account, ...] = ()
    against: tuple[Account, ...] = ()
    is_filled: bool = False

    def share_of(self, party: str) -> Share | None:
        """Return what is known of a party's share; None where it holds nothing."""
        return next((share or PART for name, share in self.holders if name == party), None)

    @property
    def width(self) -> Decimal:
        """How far the shares of its holders are left open."""
        return sum(((share or PART).width for _, share in self.holders), NOTHING)

    @property
    def others(self) -> tuple[str, ...]:
        """Those who hold or contest a part beside the party."""
        return tuple(name for name, _ in self.holders if name != self.party)


UNKNOWN = Standing()


def differs(one: Standing, other: Standing) -> bool:
    """
    Test whether two standings cannot both be true: of state, of who holds, or of how much.

    The same holders with shares that overlap are one standing, told more or less exactly (docs/explanation).
    """
    if one.state is not other.state or {name for name, _ in one.holders} != {name for name, _ in other.holders}:
        return True
    if one.party and other.party and one.party != other.party:
        return True
    return any(not (share or PART).meets(other.share_of(name) or PART) for name, share in one.holders)


def after(before: Standing, account: Account, rules: ControlRules) -> Standing:
    """Return how a place stands after an account of it that counts."""
    state, party, holders = _held_after(before, account, rules)
    if account.state is ControlState.CONCEDED_ONLY is not state:
        return beside(before, account)
    told = any(share is not None for name, share in account.holders)
    made = replace(
        before,
        state=state,
        party=party,
        holders=holders,
        of=account.of if told else before.of if holders == before.holders else None,
        overlays=_overlays(before, account, (state, party, holders), rules),
        accounts=(account,),
        against=(),
        is_filled=False,
    )
    return _said_by(before, made, account)


def filled(before: Standing, account: Account, rules: ControlRules) -> Standing:
    """
    Return how a part stands after an account that gives all of a wider area to one party.

    From whom it was taken loses what it still holds here, others keep theirs; an account that names nobody it was
    taken from speaks of parts of which nothing is known.
    """
    taker, loser = account.gainer, account.against
    known = before.state not in (ControlState.UNKNOWN, ControlState.CLAIMED_ONLY)
    if taker is None or (known and loser is None):
        return before
    loses = [name for name, _ in before.holders if loser and rules.sides.same(name, loser)]
    if known and before.state is not ControlState.ABANDONED and not loses:
        return before
    holders: Holders = ((taker, ENTIRE),)
    others = [one for one in before.holders if one[0] not in loses and not rules.sides.same(one[0], taker)]
    if not known or not others:
        state = account.state or ControlState.HELD
    else:
        holders = ((taker, None), *((name, None) for name, _ in others))
        state = _state_of(holders, rules)
    made = Standing(
        state,
        _most(holders) or (taker if state is ControlState.SPLIT else None),
        holders,
        overlays=(),
        accounts=(account,),
        is_filled=True,
    )
    return _said_by(before, made, account)


def claimed(before: Standing, account: Account, rules: ControlRules) -> Standing:
    """Return how a place stands after a claim that does not count: claimed where nothing is known, else unchanged."""
    if before.state is not ControlState.UNKNOWN or account.gainer is None:
        if account.state is ControlState.CLAIMED_ONLY:
            agrees = before.state in WHOLLY and before.party == account.gainer
        else:
            agrees = not differs(before, after(before, account, rules))
        return before if agrees else beside(before, account)
    made = Standing(
        ControlState.CLAIMED_ONLY,
        account.gainer,
        ((account.gainer, None),),
        accounts=(account,),
        against=before.against,
    )
    return _said_by(before, made, account)


def beside(before: Standing, account: Account) -> Standing:
    """Return a standing with an account more that says otherwise."""
    return before if account in before.against else replace(before, against=_one_more(before.against, account))


def _one_more(accounts: tuple[Account, ...], account: Account) -> tuple[Account, ...]:
    kept = accounts if len(accounts) < MOST_NAMED else (accounts[0], *accounts[2 - MOST_NAMED :])
    return (*kept, account)


def _said_by(before: Standing, made: Standing, account: Account) -> Standing:
    """Date a standing by the account that made it, or by the earlier one that it only repeats."""
    last = account.when.day if account.when else before.last
    if differs(before, made) or before.since is None:
        # Of two who share a place, the hold of one rests on what was said before of it.
        beside_it = before.accounts if made.state is ControlState.SPLIT and before.state is not made.state else ()
        seen = [name for name, _ in before.holders if made.share_of(name)]
        return replace(made, since=account.since, last=last, accounts=(*(beside_it if seen else ()), account))
    return replace(
        made,
        since=before.since if made.party == before.party else account.since,
        last=last,
        accounts=_one_more(before.accounts, account),
        against=before.against,
        is_filled=before.is_filled and made.is_filled,
    )


def _held_after(before: Standing, account: Account, rules: ControlRules) -> tuple[ControlState, str | None, Holders]:
    state, same = account.state, rules.sides.same
    unchanged = (before.state, before.party, before.holders)
    if state is None:
        return unchanged
    if state in WHOLLY:
        gainer = account.gainer
        if gainer is None:
            return (ControlState.UNKNOWN, None, ())
        if account.is_whole:
            return state, gainer, ((gainer, ENTIRE),)
        return _parted(before, account, rules)
    if state in _SEVERAL:
        return _parted(before, account, rules)
    if state is ControlState.ENTERED:
        return _entered(before, account, rules)
    if state is ControlState.CONCEDED_ONLY:
        loser = account.against or (before.party if before.state is not ControlState.CONCEDED_ONLY else None)
        taker = next((one for one in (account.party, account.by) if one and one != loser), None)
        if taker and any(same(taker, name) for name, _ in before.holders):
            return unchanged  # it was seen there already, which says more than a concession
        named = tuple((one, None) for one in (taker, loser) if one)
        return state, taker, named
    if state in (ControlState.ABANDONED, ControlState.PARTLY_ABANDONED):
        leaver = account.against or account.party or account.by or before.party
        left = tuple(one for one in before.holders if leaver is None or not same(one[0], leaver))
        if state is ControlState.PARTLY_ABANDONED:
            return unchanged if left else (state, leaver, ((leaver, None),) if leaver else ())
        return (_state_of(left, rules), _most(left), left) if left else (state, None, ())
    return state, None, ()


def _entered(before: Standing, account: Account, rules: ControlRules) -> tuple[ControlState, str | None, Holders]:
    """Return who holds a place that somebody entered: the holder before, and beside it who entered."""
    same = rules.sides.same
    holder = account.against or next(
        (name for name, _ in reversed(before.holders) if before.state is ControlState.CONCEDED_ONLY), before.party
    )
    entrant = account.by or next((one for one in (account.party, account.gainer) if one and one != holder), None)
    if entrant is not None and holder is not None and same(entrant, holder):
        holder = account.party if account.party and not same(account.party, entrant) else None
    if entrant is None:
        return before.state, before.party, before.holders
    within = [name for name, _ in before.holders if same(name, entrant)]
    if any(share is not None for _, share in account.holders) or (within and before.state in _SEVERAL):
        return _parted(before, replace(account, party=entrant), rules)
    if within and before.state is not ControlState.CONCEDED_ONLY:
        return before.state, before.party, before.holders
    third = tuple(
        one for one in before.holders if not same(one[0], entrant) and one[0] != holder and before.state in _SEVERAL
    )
    return ControlState.ENTERED, holder, (*(((holder, None),) if holder else ()), *third, (entrant, None))


def _parted(before: Standing, account: Account, rules: ControlRules) -> tuple[ControlState, str | None, Holders]:
    """Return who holds how much of a place of which an account gives somebody a part."""
    same, fight = rules.sides.same, rules.sides.fight
    named = dict(account.holders) or ({account.gainer: None} if account.gainer else {})
    if len(named) == 1:
        ((gainer, share),) = named.items()
        named = {gainer: _grown(before, gainer, share, account)}
    is_split = account.state is ControlState.SPLIT
    present = [name for name, _ in before.holders] + ([account.against] if account.against else [])
    if before.state in (ControlState.ENTERED, ControlState.CONCEDED_ONLY) and not named:
        named = dict(before.holders)
    others = [
        one
        for one in dict.fromkeys(present)
        if not any(same(one, name) for name in named) and not (is_split and any(fight(one, name) for name in named))
    ]
    if len(named) == 1 and len(others) == 1:
        ((gainer, share),) = named.items()
        holders: Holders = ((gainer, share), (others[0], (share or PART).rest()))
    else:
        kept = {one: before.share_of(one) for one in others}
        holders = (*named.items(), *((one, None if kept[one] in (None, ENTIRE) else kept[one]) for one in others))
    if len(holders) == 2 and sum(share is None for _, share in holders) == 1:
        stated = next(share for _, share in holders if share is not None)
        holders = tuple((name, share or stated.rest()) for name, share in holders)
    if len(holders) == 2 and all(share is not None for _, share in holders):
        (one, first_share), (other, second_share) = holders
        first_part, second_part = first_share or PART, second_share or PART
        holders = ((one, first_part.within(second_part.rest())), (other, second_part.within(first_part.rest())))
    if not holders:
        return account.state or ControlState.UNKNOWN, None, ()
    first = sorted(holders, key=lambda one: present.index(one[0]) if one[0] in present else len(present))
    state = _state_of(holders, rules, is_split=is_split)
    return state, _most(holders) or (first[0][0] if state is not ControlState.CONTESTED else None), tuple(first)


def _grown(before: Standing, gainer: str, share: Share | None, account: Account) -> Share | None:
    """
    Return a gainer's share in the light of what it held: it holds no less than before where no loss is told.

    What is said less exactly leaves a number of the same day as it stands; an advance without a share opens that of
    an earlier day upwards.
    """
    held = before.share_of(gainer)
    if held is None or before.state not in _SEVERAL or held == ENTIRE or (share is not None and share.is_exact):
        return share
    if share is not None and not share.meets(held):
        return share
    if account.when is not None and before.last == account.when.day and held.is_exact:
        return held
    return share.no_less_than(held) if share is not None else Share(held.low, ALL, held.open_low, True)


def _state_of(holders: Holders, rules: ControlRules, *, is_split: bool = False) -> ControlState:
    """Return contested where two of the holders fight, else split; one holder alone holds a part."""
    names = [name for name, _ in holders]
    if len(names) < 2:
        one_side = ControlState.CONTESTED if not rules.contested_needs_both else ControlState.PARTLY_HELD
        return ControlState.SPLIT if is_split else ControlState.HELD if holders[0][1] == ENTIRE else one_side
    fighting = any(rules.sides.fight(one, other) for one in names for other in names)
    return ControlState.CONTESTED if fighting and not is_split else ControlState.SPLIT


def _most(holders: Sequence[tuple[str, Share | None]]) -> str | None:
    """Return who holds most: the only one, or the one whose share says so."""
    if len(holders) == 1:
        return holders[0][0]
    return next((name for name, share in holders if share is not None and share.is_most), None)


def _overlays(
    before: Standing, account: Account, made: tuple[ControlState, str | None, Holders], rules: ControlRules
) -> tuple[tuple[Overlay, str | None], ...]:
    """Return what lies over a place: it ends when it is lifted, or whoever is under it is gone."""
    (state, party, holders), kept = made, before.overlays
    if account.event == "siege_lifted":
        kept = tuple(one for one in kept if one[0] not in _SIEGE)
    kept = tuple(one for one in kept if one[1] is None or any(rules.sides.same(one[1], name) for name, _ in holders))
    under = party if state in WHOLLY else account.against or before.party or party
    new = list(account.overlays)
    if account.event == "surrounded" and not new:
        new.append(Overlay.ENCIRCLED)
    return tuple(dict([*kept, *((one, under) for one in new)]).items())
