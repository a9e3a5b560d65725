"""Make claims of counted people: killed, injured, detained, displaced."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._settings import weapon_in
from sijill.claims.english.people._by_party import shares_by_party
from sijill.claims.english.people._counted import CountedPeople, counted_people
from sijill.claims.english.people._leftward import Outcome
from sijill.claims.english.people._linker import Linker
from sijill.claims.english.people._outcomes import other_verbs, predicates
from sijill.claims.english.people._rates import counting
from sijill.claims.english.people._shares import nobody, percents, ratios, single, told, zeros
from sijill.claims.english.people._words import TERMS, groups_of
from sijill.language import NumberPhrase
from sijill.language.english import PartyMention
from sijill.language.page import norm_at
from sijill.model import ClaimKind, Measure, Stance, Zone
from sijill.model.slots import ResponsibilityMode

_STATE_REACH, _LONGEST_QUOTE = 5, 28
_ORDER = ["pows", "fighters", "civilians"]
_GROUPS = {"idps": ["civilians"], "pows": ["pows", "fighters"], "pow": ["pows", "fighters"]}


def counts(scene: SentenceContext) -> list[Draft]:
    """Return the claims that count people in one sentence."""
    run = scene.run
    if _defines(scene) or any(token.text == "?" for token in run[-2:]):
        return []
    known = predicates(run)
    others = other_verbs(run, known) if scene.numbers else []
    verbs = {p.verb.start for p in known} | {v.start for v in others}
    parties = {place: mention for mention in scene.parties for place in range(mention.start, mention.end)}
    items = counting(run, [counted_people(run, n, parties, verbs) for n in scene.numbers if _is_count(scene, n)])
    proportions = ratios(scene, items)
    compared = {id(c) for _, pair in proportions for c in pair}
    items = [c for c in items if id(c) not in compared]
    linker = Linker(run, items, known, others, scene.thread.counting) if items else None
    results = linker.outcomes() if linker is not None else []
    later = [found for o in results if linker is not None and (found := linker.second(o)) is not None]
    results = [o or _itemised(scene, c) for o, c in zip(results, items, strict=True)]
    shares = shares_by_party(scene, items, results, parties)
    made: list[Draft | None] = []
    for place, found in enumerate(results):
        share, outcome = shares.get(place, (None, found))
        draft = None if outcome is None else _draft(scene, outcome, items, made)
        if draft is not None and shares:
            _done_by(draft, share)
        made.append(draft)
    _share_dates(made, results)
    drafts = [d for d in made if d is not None] + [d for d, _ in proportions] + percents(scene)
    drafts += [d for outcome in later if (d := _draft(scene, outcome, items, made)) is not None]
    drafts += zeros(scene) + nobody(scene, known)
    return drafts + single(scene, known, drafts, parties)


def _defines(scene: SentenceContext) -> bool:
    """Test whether a sentence says what is called a massacre: "any attack that kills five or more" (gold)."""
    words = set(scene.norms)
    bounds = {n.hedge for n in scene.numbers}
    said = {"any", "term", "as"} & words and TERMS["terms"] & words
    said = said or ({"any", "we"} & words and {"mean", "means"} & words)
    called = bounds & {"or more", "at least"} and TERMS["calls"] & words
    ruled = bounds & {"or more", "at least", "more than"} and TERMS["rules"] & words
    return bool(said or called or ruled or ("or more" in bounds and "any" in words))


def _is_count(scene: SentenceContext, number: NumberPhrase) -> bool:
    """Test whether a number counts; behind "endnote" or "page" it names a place in a document."""
    noted = number.core == 0 and scene.sentence.first and scene.sentence.zone is Zone.ENDNOTE
    if number.measure is not Measure.COUNT or noted or _is_name(scene, number):
        return False
    return norm_at(scene.run, number.core - 1) not in TERMS["references"]


def _is_name(scene: SentenceContext, number: NumberPhrase) -> bool:
    """Test whether a number belongs to a name or title: "Seven Martyrs Street", the film "Forty Dead"."""
    run, at = scene.run, number.core
    if scene.sentence.zone is Zone.TITLE or at == 0 or number.end >= len(run):
        return False
    before = run[at - 1]
    opens = before.text in ("“", '"', "‘", "'") and at > 1 and run[at - 2].kind == "word"
    return run[at].capital and run[number.end].capital and (opens or (before.kind == "word" and not before.capital))


def _done_by(draft: Draft, doer: PartyMention | None) -> None:
    """Give a share of a toll the doer of its own part of the list, and of no other; the whole toll has none."""
    unknown = doer is not None and doer.slug == ResponsibilityMode.UNKNOWN
    draft.perpetrators = (doer.slug,) if doer is not None and not unknown else ()
    draft.mode = ResponsibilityMode.UNKNOWN if unknown else ResponsibilityMode.SINGLE if doer is not None else None
    draft.spans |= {"party": (doer.start, doer.end)} if doer is not None else {}
    draft.rules.append("doer:by-party")


def _itemised(scene: SentenceContext, item: CountedPeople) -> Outcome | None:
    """Read a list under "distributed as follows:": its members count what its heading counts (S1.36)."""
    pair = scene.thread.itemising
    if pair is None or item.sort not in ("people", "bare"):
        return None
    before = norm_at(scene.run, item.start - 1) or ":"
    member = before in (":", "-") or (before in ("including", "and", ",") and ":" in scene.norms[: item.start])
    return Outcome(item, *pair, "itemised") if member else None


def _draft(
    scene: SentenceContext, outcome: Outcome, items: Sequence[CountedPeople], made: Sequence[Draft | None]
) -> Draft | None:
    item, run, predicate, deadly = outcome.counted, scene.run, outcome.predicate, outcome.kind == "casualties"
    negated = predicate is not None and predicate.verb.negated
    if negated and (not deadly or predicate is None or predicate.verb.voice != "active"):
        return None
    start, end = _quoted(scene, outcome, items)
    part = made[outcome.part_of] if outcome.part_of is not None and outcome.part_of >= 0 else None
    at = predicate.verb.start if predicate is not None and outcome.side in ("left", "right") else item.number.core
    number = item.number.number(outcome.unit)
    key = (item.number.core, item.number.end)
    draft = told(scene, (start, end), key, at, number, _population(outcome), _rules(outcome))
    draft.kind, draft.part = ClaimKind(outcome.kind), part
    if negated:  # "its fighters had not killed seven people": who says so denies it
        draft.stance = Stance.DENY
        if draft.claimant is None:
            return None
    if outcome.rule == "included" and item.sort == "bare":
        draft.population = groups_of(scene.norms[item.end : end]) or (part.population if part else ())
    draft.tags += (["vague"] if number.vague else []) + (["list_member"] if outcome.rule == "list-member" else [])
    verb = None if predicate is None else predicate.verb
    before = [] if verb is None else [t.norm for t in run[max(0, verb.head - 2) : verb.start] if not t.capital]
    modal = not {"may", "might", "feared", "believed"}.isdisjoint(before)
    draft.tags += ["modal"] if modal else []
    if modal or (scene.sentence.zone is Zone.TITLE and run[0].norm in ("claims", "claimed", "claim")):
        draft.stance = Stance.UNVERIFIED
    draft.targets = item.parties or (part.targets if part is not None and not item.population else ())
    draft.weapon = weapon_in(run) if deadly else None
    if outcome.kind == "displacement" and verb is not None and verb.unreal and outcome.unit == "evacuated":
        draft.event = "planned"
    if outcome.rule == "of-these" and not scene.said:
        draft.claimant, draft.date = scene.thread.counting_claimant, scene.thread.counting_date
    if outcome.rule == "of-these" and deadly and not draft.targets and item.sort == "party":
        draft.targets = scene.thread.counting_targets
    return draft


def _quoted(scene: SentenceContext, outcome: Outcome, items: Sequence[CountedPeople]) -> tuple[int, int]:
    """Return the words to quote: the number, what it counts, and what says it where nothing counted stands between."""
    item, start, end = outcome.counted, outcome.counted.start, outcome.counted.end
    verb = outcome.predicate.verb if outcome.predicate is not None else None
    following = next((c.start for c in _after(items, item) if c.sort != "other"), len(scene.run))
    if outcome.side == "right" and verb is not None and following >= verb.start:
        return start, end if verb.end - start > _LONGEST_QUOTE else max(end, verb.end)
    if outcome.side == "left" and verb is not None:
        return verb.start, end
    if outcome.side == "state" and following >= min(end + _STATE_REACH + 1, len(scene.run)):
        words = scene.norms[end : end + _STATE_REACH]
        said = next(
            (k for k, word in enumerate(words) if word in TERMS["state_words"] or word in (",", ".", ";")), None
        )
        return start, end if said is None or words[said] not in TERMS["state_words"] else end + said + 1
    if (
        outcome.rule == "included"
        and item.sort == "bare"
        and norm_at(scene.run, end) in ("were", "was", "are", "being")
    ):
        last = min(end + 1 + _STATE_REACH, len(scene.run))
        ends = (
            k for k in range(end + 1, last) if scene.run[k].kind != "word" or scene.norms[k] in TERMS["complement_ends"]
        )
        return start, next(ends, last)
    if outcome.rule == "total":
        raised = (k for k in range(start - 1, max(-1, start - 8), -1) if scene.norms[k] in TERMS["raising"])
        return next(raised, start), end
    return start, end


def _after(items: Sequence[CountedPeople], item: CountedPeople) -> Sequence[CountedPeople]:
    return items[bisect_left(items, item.end, key=lambda c: c.start) :]


def _rules(outcome: Outcome) -> list[str]:
    """Name the rule and the lexicon entries that made a count."""
    item, verb = outcome.counted, outcome.predicate.verb.lemma if outcome.predicate is not None else None
    named = (("verb", verb), ("noun", item.noun), ("hedge", item.number.hedge))
    return [f"count:{outcome.rule}", f"unit:{outcome.unit}", *(f"{name}:{word}" for name, word in named if word)]


def _population(outcome: Outcome) -> tuple[str, ...]:
    """Return the populations of those counted, the wider first."""
    groups = _GROUPS.get(outcome.counted.noun, [*outcome.counted.population])
    if outcome.unit == "detained" and not groups:
        groups = ["detainees"]
    if outcome.rule == "unidentified":
        groups = ["unidentified"]
    return tuple(sorted(dict.fromkeys(groups), key=lambda g: _ORDER.index(g) if g in _ORDER else len(_ORDER)))


def _share_dates(made: Sequence[Draft | None], results: Sequence[Outcome | None]) -> None:
    """Give list members and parts the date of the one they lean on."""
    for draft, outcome in zip(made, results, strict=True):
        lean = None if outcome is None else outcome.part_of if outcome.part_of is not None else outcome.list_of
        other = made[lean] if lean is not None and lean >= 0 else None
        if draft is not None and other is not None:
            draft.date, draft.place, draft.weapon = other.date, other.place, other.weapon
            draft.claimant, draft.stance = other.claimant, other.stance
