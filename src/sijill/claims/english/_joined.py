"""What noun groups take from one another: whose a strike is, who is on a list, whom "its" means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijill.claims.clauses import Clause, Group, Sort, acting
from sijill.claims.clauses._frames import clients, head_sorts, irregulars, object_nouns, small

OWNING = frozenset({Sort.ACT, Sort.WEAPON, Sort.PRISON})
_WHOSE = frozenset({"by", "from", "of", "because", "in", "loyal"})
_OPPOSED = frozenset({"between", "with", "against", "of", "among"})
_PRONOUNS, _OWN = small("pronouns"), small("own")


def complete(norms: Sequence[str], group: Group, chain: Sequence[Group]) -> Group | None:
    """
    Tell the groups before whose they are: "a strike by X", "fighters of X", "clashes with X".

    Returns the one that the group behind the preposition belongs to, or None.
    """
    fight = next((g for g in chain if g.sort is Sort.CLASH), None)
    if fight is not None and group.case in _OPPOSED:
        fight.parties = fight.parties or group.parties
        fight.join = "own" if "own" in norms[group.start : group.end] else fight.join
        return None
    emplaced = group.case == "from" and head_sorts().get(norms[group.head]) == "emplacement"
    given = group.parties if emplaced else acting(group)  # "fire from rebel positions"
    counts = bool(chain) and chain[-1].sort is Sort.THING and head_sorts().get(norms[chain[-1].head]) == "measure"
    if counts and not given and group.case == "of" and group.sort in OWNING:
        chain[-1].sort = group.sort  # "a hail of bullets", and whose they are follows
    if group.case == "at" and group.sort is Sort.PRISON and chain and head_sorts().get(chain[-1].head_word) == "force":
        chain[-1].sort, chain[-1].parties = Sort.PARTY if given else chain[-1].sort, given  # "jailers at X's prison"
        return None
    if not chain or not given or group.case not in _WHOSE:
        return None
    before = chain[-1]
    if group.case == "loyal" and norms[before.head] in irregulars():
        given = tuple(clients().get(party, party) for party in given)
    measured = group.sort in OWNING and before.sort is Sort.THING and group.case in ("of", "in")
    if measured and head_sorts().get(norms[before.head], "measure") == "measure":
        before.sort = group.sort  # "a wave of Russian strikes", "dozens of government shells"
    near = chain[-1:] if group.case in ("of", "in", "loyal") else chain
    for owner in reversed(near if measured or group.case != "in" else ()):
        force = head_sorts().get(norms[owner.head]) == "force" and owner.sort in (Sort.PEOPLE, Sort.PARTY)
        if (
            owner.sort in OWNING
            and not owner.doers
            and not (group.case == "of" and norms[owner.head] in object_nouns())
        ):
            owner.doers = given
            first = chain[0]
            if owner.case == "of" and len(chain) > 1 and first.sort is owner.sort and not first.doers:
                first.doers = given
                _mark(first, group)
        elif force and group.sort is Sort.PARTY and group.case in ("of", "from", "loyal"):
            owner.sort, owner.parties = Sort.PARTY, given
        elif owner.sort in (Sort.THING, Sort.PLACE) and group.sort is Sort.PARTY and group.case == "of":
            owner.parties = owner.parties or given
        else:
            continue
        _mark(owner, group)
        return owner
    return None


def merge(target: Group, group: Group, join: str, owner: Group | None) -> None:
    """Take a member into a list: "X and Y", "Russian and government jets"; ``owner`` is whose the list is."""
    if target.sort is Sort.PARTY and group.sort in OWNING and group.doers:
        target.sort, target.doers, target.parties, target.head = group.sort, target.parties, (), group.head
    mine, theirs = acting(target), acting(group)
    both = tuple(dict.fromkeys((*mine, *theirs)))
    adds = theirs and (mine or target.sort in (Sort.THING, Sort.PEOPLE)) and group.sort is not Sort.PLACE
    for one in (target, owner) if adds else ():
        if one is not None:
            one.doers, one.parties = (both, one.parties) if one.sort in OWNING else (one.doers, both)
            one.at, one.join = one.at + group.at, join if len(both) > 1 else one.join
    target.doubt, target.unknown = target.doubt or group.doubt, target.unknown or group.unknown
    target.end = group.end


def lend(norms: Sequence[str], group: Group, owner: Group) -> None:
    """Give "whose fighters" and "its strikes" the party that the pronoun means."""
    given = owner.parties or owner.doers
    if given and group.sort in OWNING:
        group.doers = given
    elif given and group.sort is Sort.PEOPLE and head_sorts().get(norms[group.head]) == "force":
        group.sort, group.parties = Sort.PARTY, given
    if given and acting(group):
        _mark(group, owner)


def refer(norms: Sequence[str], clause: Clause, meant: Group) -> None:
    """Let "they", "its strikes" and "one of its strikes" in what somebody says or does mean the one who does."""
    subject = clause.subject
    part = next((g for g in clause.obliques if g.case == "of" and norms[g.start] in _OWN), None)
    if subject is None or acting(subject):
        return
    if part is not None and subject.sort is Sort.THING:
        clause.subject = subject = part
    if norms[subject.start] in _PRONOUNS and subject.end - subject.start == 1:
        clause.subject = replace(meant, sort=Sort.PARTY if meant.parties else meant.sort)
    elif norms[subject.start] in _OWN:
        lend(norms, subject, meant)


def is_adjective(norms: Sequence[str], group: Group, *, bare: bool = False) -> bool:
    """Test whether a group is an adjective that shares the next noun: "Syrian or Russian forces"."""
    word = norms[group.head]
    bare = bare or (group.sort is Sort.PARTY and not group.definite)
    return bare and (word in small("adjectives") or word.endswith(("an", "ish", "eli", "ese", "qi")))


def _mark(group: Group, source: Group) -> None:
    group.at, group.join = group.at or source.at, group.join or source.join
    group.doubt, group.unknown = group.doubt or source.doubt, group.unknown or source.unknown
