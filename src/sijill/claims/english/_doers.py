"""Give the claims of a sentence who did it, to whom, and how the words name them (DESIGN 11.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijill.claims.clauses import (
    NOBODY,
    Clause,
    Group,
    Link,
    Responsibility,
    Sort,
    acting,
    hit,
    opposed,
    recalls,
    responsible,
    responsible_for,
    strikes,
    struck,
)
from sijill.claims.clauses._frames import noun_frames, small
from sijill.claims.english._clauses import clauses
from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english.people._words import THE_DEAD
from sijill.model import ClaimKind, Stance
from sijill.model.slots import ResponsibilityMode

_FRAMES = {
    ClaimKind.CASUALTIES: frozenset({"KILL", "INJURE", "ATTACK", "CAUSE"}),
    ClaimKind.DETENTION: frozenset({"DETAIN", "TAKE", "LEAVE", "HOLD"}),
    ClaimKind.DAMAGE: frozenset({"DAMAGE", "ATTACK"}),
    ClaimKind.ATTACK: frozenset({"ATTACK", "DO", "TAKE", "ADVANCE"}),
}
_MISTAKES = small("mistakes")
_CAUSING = frozenset({"of", "in", "from", "by"})
_VICTIMS = frozenset(THE_DEAD)
_FIGHTING = frozenset({"in", "during", "after", "amid"})
_FIRST = {ClaimKind.CASUALTIES: frozenset({"KILL", "INJURE"}), ClaimKind.DAMAGE: frozenset({"DAMAGE"})}


def name_doers(scene: SentenceContext, drafts: Sequence[Draft]) -> None:
    """Set perpetrators, targets, mode and their spans on every draft of harm."""
    found = clauses(scene)
    thread = scene.thread
    if thread.attack_block != scene.sentence.block.start:
        thread.attack, thread.attack_block = NOBODY, scene.sentence.block.start
    homes: dict[int, list[Draft]] = {}
    for draft in drafts:
        listed = "doer:by-party" in draft.rules
        if draft.kind in _FRAMES and "denial" not in draft.tags and not listed:
            clause = _name(scene, draft, found)
            if clause is not None and draft.kind is ClaimKind.CASUALTIES:
                homes.setdefault(id(clause), []).append(draft)
    for clause in found:
        thread.opposed.update(opposed(clause))
    for clause in found:
        _face(clause, homes.get(id(clause), []), thread.opposed)
    end = scene.sentence.tokens[-1].end
    attack = next((c for c in reversed(found) if strikes(c) and c.frame in ("ATTACK", "DO")), None)
    raid = next((c for c in reversed(found) if c.frame in ("TAKE", "ADVANCE") and acting(c.subject)), None)
    told = attack or raid
    if told is not None:
        thread.attack = replace(responsible(found, told), rule="told-before", struck=struck(told), at=())
        thread.attack_told = end if attack is not None else 0
    subjects = {acting(c.subject): c.subject for c in found if c.link is Link.MAIN and acting(c.subject)}
    thread.subject = next(iter(subjects.values())) if len(subjects) == 1 else None
    thread.subject_told = end


def _name(scene: SentenceContext, draft: Draft, found: list[Clause]) -> Clause | None:
    """Set who did it on one draft, and return the clause that says it."""
    clause, group = _home_of(scene, draft, found)
    who = NOBODY
    if clause is not None and clause.frame in _FRAMES[draft.kind]:
        told = scene.thread.runs_on(scene.sentence, scene.thread.attack_told)
        who = responsible(found, clause, scene.thread.attack if told or recalls(clause) else NOBODY)
        if clause.lemma == "lose" and not draft.targets:
            draft.targets = hit(clause.subject)  # who loses men is who they were taken from
        if draft.kind is ClaimKind.ATTACK:
            draft.targets = tuple(p for p in struck(clause) if p not in who.doers)
    elif clause is not None and group is not None:
        who = _by_noun(scene, found, clause, group, draft.kind)
    if draft.part is not None and who.mode is None:
        draft.perpetrators, draft.mode = draft.part.perpetrators, draft.part.mode
        return clause
    if not draft.targets and "fighters" in draft.population:
        draft.targets = tuple(p for p in who.struck if p not in who.doers)
    own = who.rule in ("subject", "by", "own-side") or not _MISTAKES.isdisjoint(scene.norms)
    if set(who.doers) & set(draft.targets) and not own:
        beaten = who.struck if not set(who.struck) & set(draft.targets) else ()
        who = replace(who, doers=beaten, rule="beaten-back") if beaten else NOBODY  # who attacked, and was killed
    draft.perpetrators, draft.mode = who.doers, who.mode
    if who.mode is ResponsibilityMode.DENIED:
        draft.stance = Stance.DENY
    elif who.doers and draft.stance is Stance.DENY:
        draft.mode = ResponsibilityMode.DENIED
    if who.at:
        draft.spans["party"] = (min(low for low, _ in who.at), max(high for _, high in who.at))
    elif who.rule == "told-before":
        draft.inferred["party"] = "sentence"
    struck_at = next((p for p in scene.parties if p.slug in draft.targets and draft.start <= p.start < draft.end), None)
    if struck_at is not None:
        draft.spans["target"] = (struck_at.start, struck_at.end)
    if who.rule:
        draft.rules.append(f"doer:{who.rule}")
    return clause


def _face(clause: Clause, drafts: Sequence[Draft], enemies: set[frozenset[str]]) -> None:
    """Let the dead of two sides that the text sets against each other be each other's: "nine X and two Y died"."""
    causes = [clause.subject, *(g for g in clause.obliques if g.case in _FIGHTING)]
    if clause.frame != "CAUSE" and not any(g is not None and g.sort in (Sort.ACT, Sort.CLASH) for g in causes):
        return
    sides = {draft.targets[0] for draft in drafts if len(draft.targets) == 1}
    for draft in drafts if frozenset(sides) in enemies else ():
        if len(draft.targets) == 1 and not draft.perpetrators and draft.mode is None:
            draft.perpetrators, draft.mode = tuple(sides - set(draft.targets)), ResponsibilityMode.SINGLE
            draft.rules.append("doer:two-sides")


def _home_of(scene: SentenceContext, draft: Draft, found: list[Clause]) -> tuple[Clause | None, Group | None]:
    """Return the clause that says what a draft counts, and the group that holds its number."""
    at, wanted = draft.key[0], _FRAMES[draft.kind]
    holding = [
        (clause, group)
        for clause in found
        for group in (clause.subject, clause.object, *clause.obliques)
        if group is not None and group.start <= at < group.end
    ]
    first = _FIRST.get(draft.kind, frozenset())
    holding.sort(
        key=lambda pair: (
            pair[0].frame not in first,
            pair[0].frame not in wanted or not _is_done(pair[0]),
            pair[1] is not pair[0].subject and pair[1] is not pair[0].object,
            not draft.start <= pair[0].verb[0] < draft.end,
        )
    )
    if holding and holding[0][0].frame in wanted and _is_done(holding[0][0]):
        return holding[0]
    spoken = next(
        (c for c in found if c.frame in wanted and _is_done(c) and draft.start <= c.verb[0] < draft.end), None
    )
    if spoken is not None:
        return spoken, None
    loose = [c for c in found if c.frame in first and c.verb[0] < at and _is_bare(c.subject)]
    listed = bool(loose) and loose[-1].subject is None and ":" in scene.norms[loose[-1].verb[0] : at]
    if loose and (listed or not holding or holding[0][0].lemma == "be"):
        return loose[-1], None  # "Killed by X: ten children", "Among those killed by X were ten children"
    return holding[0] if holding else (None, None)


def _as_cause(group: Group) -> str:
    return "by" if group.sort is Sort.PARTY else "in"


def _is_done(clause: Clause) -> bool:
    """Test whether a clause tells of something done: a garage used by fighters is no attack of theirs."""
    return clause.frame != "DO" or strikes(clause)


def _is_bare(group: Group | None) -> bool:
    return group is None or group.end - group.start == 1


def _by_noun(
    scene: SentenceContext, found: list[Clause], host: Clause, group: Group, kind: ClaimKind
) -> Responsibility:
    """Read "the deaths of nine people", "12 deaths in ...", "14 by ...": the noun that counts, and what follows."""
    groups = [g for g in (host.subject, host.object, *host.obliques) if g is not None]
    groups.sort(key=lambda g: g.start)
    place = next(k for k, g in enumerate(groups) if g is group)
    act = group
    if group.case == "of" and place and groups[place - 1].sort is Sort.ACT:
        act = groups[place - 1]
    counted = [g for g in groups if g.start < group.start and g.head_word in (_VICTIMS | small("tolls"))]
    if counted and kind is ClaimKind.CASUALTIES and host.frame == "OTHER":
        at = groups.index(counted[-1])  # "the victims of X's raid included nine", "the toll from X's raid rose to nine"
        doers = (Sort.ACT, Sort.WEAPON, Sort.PARTY)
        cause = next((g for g in groups[at + 1 :] if g.case in _CAUSING and g.sort in doers), None)
        named = cause is not None and (cause.sort is not Sort.PARTY or counted[-1].head_word in _VICTIMS)
        return (
            responsible_for(found, host, replace(counted[-1], sort=Sort.THING), [replace(cause, case=_as_cause(cause))])
            if cause is not None and named
            else NOBODY
        )
    following = []
    for k in range(place + 1, len(groups)):
        if groups[k].start - groups[k - 1].end > 4 or not groups[k].case:
            break
        following.append(groups[k])
    if kind is ClaimKind.ATTACK:
        return responsible_for(found, host, group, following)
    if act is group and noun_frames().get(scene.norms[group.head]) not in ("KILL", "INJURE"):
        act = Group(group.start, group.end, group.head, Sort.THING)
    return responsible_for(found, host, act, following)
