"""Make claims of counted people: killed, injured, detained, displaced."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._settings import agents, place_near, weapon_in
from sijill.claims.english.people._counted import POPULATION, CountedPeople, counted_people
from sijill.claims.english.people._leftward import Outcome
from sijill.claims.english.people._linker import Linker
from sijill.claims.english.people._outcomes import other_verbs, predicates
from sijill.claims.english.people._shares import _nobody, _percents, _ratios, _single, _zeros
from sijill.model import ClaimKind, Measure, Stance, Zone

# "endnote 19 puts the dead at 40": a number behind one of these names a place in a document.
_REFERENCES = frozenset(
    "endnote footnote note page pages chapter table figure paragraph section annex appendix".split()
)
_DEFINING = frozenset({"any", "term", "as"})


def counts(scene: SentenceContext) -> list[Draft]:
    """Return the claims that count people in one sentence."""
    run = scene.run
    found = scene.numbers
    if _DEFINING & set(scene.norms) and {"term", "define", "defined", "refer", "refers"} & set(scene.norms):
        return []  # "any attack that kills five or more" defines; it does not claim (gold)
    plain = [
        n
        for n in found
        if n.measure is Measure.COUNT
        and not (n.core > 0 and run[n.core - 1].norm in _REFERENCES)
        and not (n.core == 0 and scene.sentence.first and scene.sentence.zone is Zone.ENDNOTE)
    ]
    if run[-1].text == "?" or (len(run) > 1 and run[-2].text == "?"):
        return []
    items = [counted_people(run, n, scene.parties) for n in plain]
    items = [c for c in items if not (run[c.number.core].norm == "both" and c.sort != "people")]
    items = [c for c in items if not any(o.start < c.start < o.end for o in items)]
    known = predicates(run)
    drafts: list[Draft] = []
    ratios = _ratios(scene, items)
    skip = {id(c) for _, pair in ratios for c in pair}
    items = [c for c in items if id(c) not in skip]
    if items:
        linker = Linker(run, items, known, other_verbs(run, known), scene.thread.counting)
        results = linker.outcomes()
        results = [o or _itemised(scene, c) for o, c in zip(results, items, strict=True)]
        made: list[Draft | None] = []
        for outcome in results:
            made.append(None if outcome is None else _draft(scene, outcome, items, made))
        drafts += [d for d in made if d is not None]
        _share_dates(made, results)
    drafts += [d for d, _ in ratios]
    drafts += _percents(scene, [n for n in found if n.measure is Measure.PERCENT])
    drafts += _zeros(scene, known) + _nobody(scene, known) + _single(scene, known, drafts)
    return drafts


def _itemised(scene: SentenceContext, item: CountedPeople) -> Outcome | None:
    """Read a list under "distributed as follows:": its members count what its heading counts (S1.36)."""
    pair = scene.thread.itemising
    if pair is None or item.sort not in ("people", "bare"):
        return None
    before = scene.run[item.start - 1].norm if item.start else ":"
    if before in (":", "-") or (
        before in ("including", "and", ",") and any(t.text == ":" for t in scene.run[: item.start])
    ):
        return Outcome(item, *pair, "itemised")
    return None


def _draft(
    scene: SentenceContext, outcome: Outcome, items: Sequence[CountedPeople], made: Sequence[Draft | None]
) -> Draft | None:
    item, run = outcome.counted, scene.run
    start, end = item.start, item.end
    predicate = outcome.predicate
    if outcome.side == "right" and predicate is not None and not _between(items, item.end, predicate.verb.start, item):
        end = max(end, predicate.verb.end)
        if predicate.verb.end - start > 28:
            end = item.end
    elif outcome.side == "left" and predicate is not None:
        start = predicate.verb.start
    elif outcome.side == "state" and not _between(items, item.end, min(item.end + 6, len(run)), item):
        end = _state_end(scene, item.end)
    elif (
        outcome.rule == "included"
        and item.sort == "bare"
        and end < len(run)
        and run[end].norm in ("were", "was", "are")
    ):
        end = _complement(scene, end + 1)
    elif outcome.rule == "total":
        start = _total_start(scene, item.start)
    part = made[outcome.part_of] if outcome.part_of is not None and outcome.part_of >= 0 else None
    at = predicate.verb.start if predicate is not None and outcome.side in ("left", "right") else item.number.core
    claimant, stance, verb, carried = scene.voice(item.number.core, start, end, counts=True)
    population = _population(outcome)
    if outcome.rule == "included" and item.sort == "bare":
        population = tuple(
            dict.fromkeys(POPULATION[t.norm] for t in run[item.end : end] if POPULATION.get(t.norm, "any") != "any")
        ) or (part.population if part else ())
    number = item.number.number(outcome.unit)
    unreal = predicate is not None and predicate.verb.unreal
    if predicate is not None and (predicate.verb.negated and outcome.kind == "casualties"):
        return None
    tags = (
        (["claimant_carryover"] if carried else [])
        + (["vague"] if number.vague else [])
        + (["list_member"] if outcome.rule == "list-member" else [])
    )
    if predicate is not None and {"may", "might", "feared", "believed"} & {
        t.norm for t in run[max(0, predicate.verb.head - 2) : predicate.verb.start] if not t.capital
    }:
        stance = Stance.UNVERIFIED
        tags.append("modal")
    if scene.sentence.zone is Zone.TITLE and run[0].norm in ("claims", "claimed", "claim"):
        stance = Stance.UNVERIFIED
    targets = item.parties or (part.targets if part is not None and not item.population else ())
    made_by = (
        agents(scene, predicate.verb if predicate else None, (start, end)) if outcome.kind != "displacement" else ()
    )
    if predicate is not None and predicate.mode == "loss":
        targets, made_by = targets or made_by, ()  # who loses men is who they were taken from
    made_by = tuple(p for p in made_by if p not in item.parties)
    if not made_by and outcome.side == "inherited":
        made_by = next((d.perpetrators for d in reversed(made) if d is not None), ())
    draft = Draft(
        ClaimKind(outcome.kind),
        start,
        end,
        (item.number.core, item.number.end),
        claimant=claimant,
        stance=stance,
        verb=verb,
        number=number,
        population=population,
        perpetrators=made_by,
        targets=targets,
        place=place_near(scene, at),
        date=scene.date(at),
        weapon=weapon_in(run) if outcome.kind == "casualties" else None,
        tags=tags,
        rules=_rules(outcome),
        part=part,
    )
    if outcome.kind == "displacement" and unreal and outcome.unit == "evacuated":
        draft.event = "planned"
    if outcome.rule == "of-these" and not scene.said:
        draft.claimant, draft.date = scene.thread.counting_claimant, scene.thread.counting_date
    if (
        outcome.kind == "casualties"
        and outcome.rule == "of-these"
        and scene.thread.counting_targets
        and not draft.targets
        and outcome.counted.sort == "party"
    ):
        draft.targets = scene.thread.counting_targets
    return draft


def _rules(outcome: Outcome) -> list[str]:
    """Name the rule and the lexicon entries that made a count."""
    rules = [f"count:{outcome.rule}", f"unit:{outcome.unit}"]
    if outcome.predicate is not None:
        rules.append(f"verb:{outcome.predicate.verb.lemma}")
    if outcome.counted.noun:
        rules.append(f"noun:{outcome.counted.noun}")
    if outcome.counted.number.hedge:
        rules.append(f"hedge:{outcome.counted.number.hedge}")
    return rules


def _population(outcome: Outcome) -> tuple[str, ...]:
    groups = list(outcome.counted.population)
    if outcome.kind == "detention" and outcome.unit in ("detained",) and not groups:
        groups = ["detainees"]
    if outcome.rule == "unidentified":
        groups = ["unidentified"]
    if (outcome.unit == "besieged" and outcome.counted.noun == "idps") or outcome.counted.noun == "idps":
        groups = ["civilians"]
    if outcome.counted.noun in ("pows", "pow"):
        groups = ["pows", "fighters"]
    order = ["pows", "fighters", "civilians"]
    return tuple(sorted(dict.fromkeys(groups), key=lambda g: order.index(g) if g in order else 9))


def _between(items: Sequence[CountedPeople], low: int, high: int, item: CountedPeople) -> bool:
    return any(low <= c.start < high for c in items if c is not item and c.sort != "other")


def _state_end(scene: SentenceContext, place: int) -> int:
    """Take in the word that says it: "killed", "were killed", "missing"."""
    for end in range(place, min(place + 5, len(scene.run))):
        if scene.run[end].norm in (
            "killed",
            "dead",
            "injured",
            "wounded",
            "missing",
            "executed",
            "unidentified",
            "bars",
            "detained",
            "kidnapped",
            "abducted",
            "slain",
        ):
            return end + 1
        if scene.run[end].norm in (",", ".", ";"):
            break
    return place


def _complement(scene: SentenceContext, place: int) -> int:
    """Take in what the share is said to be: "85 were civilians"."""
    end = place
    while (
        end < len(scene.run)
        and end - place < 5
        and scene.run[end].kind == "word"
        and scene.run[end].norm not in ("and", "in", "from", "by", "who", "while", "killed", "including")
    ):
        end += 1
    return end


def _total_start(scene: SentenceContext, start: int) -> int:
    for place in range(start - 1, max(-1, start - 8), -1):
        if scene.run[place].norm in (
            "putting",
            "bringing",
            "raise",
            "raising",
            "raised",
            "brings",
            "put",
            "increasing",
        ):
            return place
    return start


def _share_dates(made: Sequence[Draft | None], results: Sequence[Outcome | None]) -> None:
    """Give list members and parts the date of the one they lean on."""
    for draft, outcome in zip(made, results, strict=True):
        lean = None if outcome is None else outcome.part_of if outcome.part_of is not None else outcome.list_of
        if draft is None or lean is None or lean < 0:
            continue
        other = made[lean]
        if other is not None:
            draft.date = other.date
            draft.place = other.place
            draft.claimant, draft.stance = other.claimant, other.stance
            draft.weapon = other.weapon
