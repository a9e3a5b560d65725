"""A toll broken down by who did it: each number keeps the doer of its own part of the list (V-RESP)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.claims.english._scene import SentenceContext
from sijill.claims.english.people._counted import CountedPeople
from sijill.claims.english.people._leftward import Outcome
from sijill.claims.english.people._nouns import is_thing
from sijill.language import lexicon
from sijill.language.english import PartyMention

_TOLL_WORDS = {name: frozenset(words) for name, words in lexicon("deaths")["by_party"].items()}
_UNKNOWN = "unknown"


def shares_by_party(
    scene: SentenceContext,
    items: Sequence[CountedPeople],
    outcomes: Sequence[Outcome | None],
    parties: Mapping[int, PartyMention],
) -> dict[int, tuple[PartyMention | None, Outcome]]:
    """
    Return the shares of a list by party: the party that did each, and its outcome, by the place of the number.

    The party "unknown" is one of which the words say so, None one that we do not know. Empty where the words make
    no such list.
    """
    norms, low, listed = scene.norms, 0, scene.thread.itemising is not None
    if len(items) < (1 if listed else 2) or not parties:
        return {}
    nameless = {k: PartyMention(k, k + 1, _UNKNOWN) for k, word in enumerate(norms) if word in _TOLL_WORDS["unknown"]}
    named = nameless | {place: mention for place, mention in parties.items() if not mention.owner}
    cores = {item.number.core: place for place, item in enumerate(items)}
    found: dict[int, PartyMention] = {}
    alone: list[int] = []
    for at in range(len(norms) + 1):
        inside = at in named and at > named[at].start  # no name is cut, nor "SDF: 9"
        colon = norms[at : at + 1] in ([":"], ["-"], ["–"]) and at - 1 in named
        if at == len(norms) or (norms[at] in _TOLL_WORDS["cuts"] and not inside and not colon):
            numbers = [cores[k] for k in range(low, at) if k in cores]
            doers = list({named[k].slug: named[k] for k in range(low, at) if k in named}.values())
            if len(numbers) == len(doers) == 1 and _did(norms, items[numbers[0]], doers[0]):
                found[numbers[0]] = doers[0]
            elif len(numbers) == 1 and not doers and _TOLL_WORDS["by"].intersection(norms[low:at]):
                alone += numbers  # "120 by shelling": no party that we know
            low = at + 1
    if not found or (len(found) < 2 and not listed):
        return {}
    known = next((o for k in found if (o := outcomes[k]) is not None and o.kind == "casualties"), None)
    opening = set(norms[: items[min(found)].end + 4])
    headed = opening & _TOLL_WORDS["deaths"] and (":" in opening or opening & _TOLL_WORDS["blame"])
    unit = known.unit if known else "injured" if opening & _TOLL_WORDS["injuries"] else "killed"
    shares = [*found, *(alone if ":" in opening else ())] if known or headed or listed else []
    return {k: (found.get(k), outcomes[k] or Outcome(items[k], "casualties", unit, "by-party")) for k in shares}


def _did(norms: Sequence[str], item: CountedPeople, doer: PartyMention) -> bool:
    """Test whether the words between a number and a party say that it did it: "ISIS 34", "14 by SDF fire"."""
    if doer.end <= item.number.start:
        return all(word in _TOLL_WORDS["links"] or is_thing(word) for word in norms[doer.end : item.number.start])
    between = set(norms[item.number.end : doer.start])
    return bool(between & _TOLL_WORDS["by"]) and not between & _TOLL_WORDS["apart"]
