"""Which documents repeat each other, as a program found and people decided it: ten copies count as one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from sijill.claims._origins import NEAR, Signature, document_origin, likeness
from sijill.claims._signatures import Alike
from sijill.ledger import Entry
from sijill.model import read
from sijill.model.custody import Copy

FOUND_BY = "sijill-copies/1"
KIN = "sijill-kin/1"
"""What found that two documents are one origin because the one came attached to the other."""

Member = TypeVar("Member", str, tuple[str, str])
Pair = tuple[str, str]


@dataclass(frozen=True)
class _Groups(Generic[Member]):
    """Things that are one, by whatever road; each group is known by its member that sorts first."""

    firsts: Mapping[Member, Member] = field(default_factory=dict)
    members: Mapping[Member, tuple[Member, ...]] = field(default_factory=dict)

    def first(self, one: Member) -> Member:
        return self.firsts.get(one, one)

    def joined(self, pairs: Iterable[tuple[Member, Member]]) -> _Groups[Member]:
        firsts, members = dict(self.firsts), dict(self.members)
        for pair in pairs:
            first, second = sorted(firsts.get(one, one) for one in pair)
            if first != second:
                members[first] = members.get(first, (first,)) + members.pop(second, (second,))
                firsts.update(dict.fromkeys(members[first], first))
        return _Groups(firsts, members)


@dataclass(frozen=True)
class Copies:
    """
    The documents that repeat each other after a run of ``copy`` entries; it never changes.

    Copies of copies are copies, whatever came first: a text that is nearly two others makes
    all three one origin. A long quotation in several documents began once, in the one of
    them that sorts first. The last word on a pair holds, and a person's "no copy" keeps the two
    documents, with whatever each is a copy of, apart when they are read again.
    """

    pairs: Mapping[Pair, tuple[Copy, ...]] = field(default_factory=dict)
    parted: frozenset[Pair] = frozenset()
    _texts: _Groups[str] = field(default_factory=_Groups)
    _quotations: _Groups[Pair] = field(default_factory=_Groups)

    @property
    def standing(self) -> list[Copy]:
        """What holds of every pair."""
        return [one for copies in self.pairs.values() for one in copies]

    def learn(self, entries: Iterable[Entry]) -> Copies:
        """Return what holds after more entries; those of another kind say nothing here."""
        told = ((entry.id, entry.body) for entry in entries if entry.kind == "copy" and entry.body)
        return self.further(read(Copy, {"id": name, **body}) for name, body in told)

    def further(self, told: Iterable[Copy]) -> Copies:
        """Return what holds after more was said, in order."""
        pairs, parted = dict(self.pairs), set(self.parted)
        texts, quotations, new = self._texts, self._quotations, list[Copy]()
        for one in told:
            pair = _sorted_pair(one.item, one.of)
            if one.stands:
                pairs[pair] = (*pairs.get(pair, ()), one)
                parted.discard(pair)
                new.append(one)
            else:
                pairs.pop(pair, None)
                parted.add(pair)
                texts, quotations = _Groups[str](), _Groups[Pair]()
                new = [copy for copies in pairs.values() for copy in copies]  # a group may fall apart: all anew
        texts = texts.joined((one.item, one.of) for one in new if one.likeness is not None)
        quotations = quotations.joined(
            ((one.item, mine), (one.of, theirs)) for one in new for mine, theirs in one.quoted
        )
        return Copies(pairs, frozenset(parted), texts, quotations)

    def first(self, item: str) -> str:
        """Return the document that stands for an item and all its copies."""
        return self._texts.first(item)

    def origin(self, claim: str, recorded: str) -> str:
        """Return where a claim began, given the origin that was recorded with it."""
        item, first = self._quoted.get(claim, ("", ""))
        if first and recorded == document_origin(item):
            return document_origin(self.first(first))
        return self._moved.get(recorded, recorded)

    def began(self, claim: str, recorded: str) -> str | None:
        """Return the document in which a claim's words began, where the one it stands in only repeats them."""
        origin = self.origin(claim, recorded)
        return None if origin == recorded else self._documents.get(origin)

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        firsts = {*self._texts.firsts.values(), *(first for _, first in self._quoted.values())}
        return {document_origin(self.first(one)): self.first(one) for one in firsts}

    @cached_property
    def _quoted(self) -> Mapping[str, Pair]:
        """Of each claim whose quotation others print too: its document, and the one where it began."""
        return {claim: (item, first) for (item, claim), (first, _) in self._quotations.firsts.items()}

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        firsts = self._texts.firsts.items()
        return {document_origin(item): document_origin(first) for item, first in firsts if item != first}

    def differing(self, other: Copies) -> tuple[set[str], set[str]]:
        """Return the documents, and the single claims, whose origin may not be the same in the other."""
        documents = {one for one, _ in self._texts.firsts.items() ^ other._texts.firsts.items()}
        quoted = self._quoted.items() ^ other._quoted.items()
        quoted |= {pair for pair in {*self._quoted.items(), *other._quoted.items()} if pair[1][1] in documents}
        return documents, {claim for claim, _ in quoted}

    def are_parted(self, item: str, other: str) -> bool:
        """Test whether a person keeps two documents apart, or any two of which these are copies."""
        mine, theirs = self.first(item), self.first(other)
        return any({self.first(a), self.first(b)} == {mine, theirs} for a, b in self.parted)


def find_copies(item: str, signature: Signature, alike: Alike, known: Copies) -> list[Copy]:
    """
    Return what a document repeats that is not known: of each group of copies the likest one.

    Each has the pair's two documents for an id until it is recorded.
    """
    measured = ((likeness(signature.sketch, sketch), one) for one, sketch in alike.sketches.items())
    near = sorted((-share, one) for share, one in measured if share >= NEAR)
    likest: dict[str, int] = {}
    for share, other in near:
        if known.first(item) != known.first(other) and not known.are_parted(item, other):
            likest[other] = round(-share * 100)
            known = known.further([Copy("", item, other, likest[other])])
    quoted: dict[str, list[Pair]] = {}
    for claim, (other, theirs) in sorted(alike.quoted.items()):
        pair = _sorted_pair(item, other)
        held = {_sorted_pair(*one) for copy in known.pairs.get(pair, ()) for one in copy.quoted}
        if _sorted_pair(claim, theirs) not in held and pair not in known.parted:
            quoted.setdefault(other, []).append((claim, theirs))
    return [
        Copy(f"{item}.{other}", item, other, likest.get(other), tuple(quoted.get(other, ())), FOUND_BY)
        for other in dict.fromkeys((*likest, *quoted))
    ]


def find_kin(item: str, signature: Signature, kin: Mapping[str, Signature], known: Copies) -> list[Copy]:
    """
    Return that a mail and its attachments are one origin, where that is not known and nobody keeps them apart.

    One sender handed them over together: of two that say the same, neither bears the other out (R-OH.2).
    """
    found = list[Copy]()
    for other, theirs in kin.items():
        if known.first(item) != known.first(other) and not known.are_parted(item, other):
            share = round(likeness(signature.sketch, theirs.sketch) * 100)
            found.append(Copy(f"{item}.{other}", item, other, share, found_by=KIN))
            known = known.further(found[-1:])
    return found


def _sorted_pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
