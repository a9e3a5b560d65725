"""The countings that a register keeps, moved from entry to entry instead of folded anew."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from sijill import methodology, records
from sijill.claims import origins_of
from sijill.evidence import Vault
from sijill.ledger import Entry, Ledger
from sijill.methodology import Assessment, Rules, rules_in_force
from sijill.records import AnyRecord, Canonical
from sijill.tolls._recount import recount
from sijill.tolls._snapshot import Snapshot
from sijill.tolls.columns._columns import UnitColumns
from sijill.tolls.columns._forward import changed_subjects
from sijill.values import Period

KEPT = 4
"""How many countings are kept: the present one, and those whose figures people are following."""

MOST_RULES = 200
"""How many answers to "which rules hold for this window" are kept."""

FURTHEST = 20_000
"""Across how many entries a counting is moved; beyond, and beyond a third of the register, it is folded."""


class SnapshotCache:
    """
    Gives the counting of an entry, from the nearest one that it keeps.

    What is given never changes, so many readers share it; it is safe to ask from many threads.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: OrderedDict[tuple[str, int, bool], Snapshot] = OrderedDict()
        # What made room for others and is still in somebody's hands: most likely it is being read.
        self._let_go: weakref.WeakValueDictionary[tuple[str, int, bool], Snapshot] = weakref.WeakValueDictionary()
        self._rules: dict[tuple[str, int, Period | None], Rules] = {}
        self._read_to = 0
        self._one_at_a_time = threading.RLock()

    def counting(self, asked: Snapshot, *, last: int) -> Snapshot:
        """
        Return a counting of the same entry under the same methodology, folded as far as may be already.

        Who asks without a shelf is given one that stands on the ledger alone.
        ``last`` is the ledger's last entry, as whoever asks read it.
        """
        with self._one_at_a_time:
            self._forget_destroyed(asked.ledger, last)
            key = _kept_as(asked)
            found = self._kept.get(key) or self._let_go.get(key)
            if found is None or not found.is_folded:
                if (near := self._nearest(asked)) is not None:
                    found = advance(near, asked.seq)
                elif found is None:
                    asked.carried = self._carried(asked)
                    found = asked
            self._keep(found)
            return found

    def keep(self, read: Snapshot) -> None:
        """Keep a counting that was given here and read whole meanwhile, unless its words may be destroyed since."""
        with self._one_at_a_time:
            if any(one is read for one in self._held()):
                self._keep(read)

    def _keep(self, one: Snapshot) -> None:
        self._kept[_kept_as(one)] = one
        self._kept.move_to_end(_kept_as(one))
        while len(self._kept) > KEPT:
            key, oldest = self._kept.popitem(last=False)
            self._let_go[key] = oldest

    def forget_columns(self) -> None:
        """Let go of what was counted from columns: what is counted next comes of the log."""
        with self._one_at_a_time:
            for one in self._held():
                one.forget_columns()

    def rules(self, ledger: Ledger, vault: Vault, *, name: str, seq: int, window: Period | None, last: int) -> Rules:
        """Return ``rules_in_force``, looked up once for each entry: a page asks several times. Raises as it does."""
        key = (name, seq, window)
        with self._one_at_a_time:
            self._forget_destroyed(ledger, last)
            if key not in self._rules:
                if len(self._rules) >= MOST_RULES:
                    self._rules.clear()
                self._rules[key] = rules_in_force(ledger, vault, name=name, seq=seq, window=window)
            return self._rules[key]

    def _held(self) -> list[Snapshot]:
        return [*self._kept.values(), *self._let_go.values()]

    def _nearest(self, asked: Snapshot) -> Snapshot | None:
        folded = [one for one in self._held() if one.rules.digest == asked.rules.digest and one.is_folded]
        near = min(folded, key=lambda one: abs(one.seq - asked.seq), default=None)
        if near is None or abs(near.seq - asked.seq) > min(FURTHEST, max(100, asked.seq // 3)):
            return None
        return near

    def _carried(self, asked: Snapshot) -> UnitColumns | None:
        """Return the columns of the latest counting before one that has any in memory, to be brought forward."""
        if asked.shelf is None:
            return None
        alike = (one for one in self._held() if one.rules.digest == asked.rules.digest and one.seq < asked.seq)
        held = (columns for one in alike if (columns := vars(one).get("columns")) is not None)
        return max(held, key=lambda columns: columns.seq, default=None)

    def _forget_destroyed(self, ledger: Ledger, seq: int) -> None:
        """Keep nothing across a destruction: it takes words out of every earlier moment too."""
        if seq != self._read_to:
            if any(True for _ in ledger.entries(kind="destroyed", after=self._read_to, upto=seq)):
                self._kept.clear()
                self._let_go.clear()
                self._rules.clear()
            self._read_to = seq


def _kept_as(one: Snapshot) -> tuple[str, int, bool]:
    return one.rules.digest, one.seq, one.shelf is None


def advance(kept: Snapshot, seq: int) -> Snapshot:
    """
    Return the counting of another entry, earlier or later, from one that is folded.

    Only subjects that the entries between speak of are assembled and assessed again, and
    only what is tied to them becomes units again. The result equals a fresh fold.
    """
    first, last = sorted((kept.seq, seq))
    between = list(kept.ledger.entries(after=first, upto=last))
    made = Snapshot(
        kept.ledger, kept.vault, seq, kept.rules, kept.cache, known_copies=kept.known_copies, awaited=kept.awaited
    )
    made.canonical = _canonical(kept, seq, between)
    fresh: dict[str, AnyRecord | None] = dict.fromkeys(_changed(kept, made.canonical, between))
    for subject in tuple(fresh):
        whole = records.statements_of(kept.ledger, made.canonical.members(subject), upto=seq)
        fresh |= {one.id: one for one in records.assemble(whole, canonical=made.canonical.same)}
    made.records = records.renew(kept.records, fresh) if fresh else kept.records
    made.origins, made.ties = kept.origins, kept.ties
    made.origins.update(origins_of(between, ()))
    fresh |= {one: made.records[one] for one in _resting_on_copies(kept, made) if one in made.records}
    made.ties.learn(one for one in fresh.values() if one is not None)
    # What an incident says of its dead is said of each of them, so whatever is tied to a change is assessed again.
    touched = made.ties.around(fresh)
    made.assessed = _assessed_again(kept, made, touched)
    made.units = recount(
        kept.units,
        kept.records,
        made.records,
        touched,
        made.rules,
        assessed=made.assessed,
        grounds=made.grounds,
    )
    if made.units is kept.units:
        made.kept = kept.kept
    return made


def _assessed_again(kept: Snapshot, made: Snapshot, touched: Iterable[str]) -> Mapping[str, Assessment]:
    others = dict(kept.assessed)
    for subject in touched:
        others.pop(subject, None)
    again = [made.records[one] for one in touched if one in made.records]
    return others | methodology.assess_all(again, made.rules, made.grounds, cache=made.cache)


def _canonical(kept: Snapshot, seq: int, between: Iterable[Entry]) -> Canonical:
    """Return which records are one at another entry: only clusters that the decisions between touch are folded."""
    touched = [side for _, link in records.decisions(between) for side in (link.left, link.right)]
    if not touched:
        return kept.canonical
    return kept.canonical.renewed(touched, records.decided_in(kept.ledger, upto=seq), kept.ledger.first_seq)


def _changed(kept: Snapshot, now: Canonical, between: Iterable[Entry]) -> list[str]:
    """Return the records whose statements came or went, or that became one or two, with those that point at these."""
    found = changed_subjects(kept.ledger, now, between)
    if now is kept.canonical:
        return found
    joined = kept.canonical.clusters.keys() | now.clusters.keys()
    moved_on = [one for one in joined if kept.canonical.members(one) != now.members(one)]
    heads = dict.fromkeys(one.members(record)[0] for record in moved_on for one in (kept.canonical, now))
    pointing = [one for one in kept.ties.of(heads) if one in kept.records]
    return list(dict.fromkeys((*found, *sorted(heads), *sorted(pointing))))


def _resting_on_copies(kept: Snapshot, made: Snapshot) -> list[str]:
    """Return the records with statements on claims whose origin is another by what is known of copies."""
    if made.copies is kept.copies:
        return []
    ledger, (documents, claims) = made.ledger, made.copies.differing(kept.copies)
    claims |= {one.id for item in documents for one in ledger.history(item) if one.kind == "claim"}
    about = [one for claim in claims for one in ledger.history(claim) if one.kind == "statement" and one.body]
    subjects = {str((one.body or {})["subject"]) for one in about}
    return sorted({made.canonical.same.get(one, one) for one in subjects})
