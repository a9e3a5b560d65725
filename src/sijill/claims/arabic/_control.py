"""Who took a place, advanced in it, left it or failed to take it, in an Arabic sentence."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.language import PlaceFound, lexicon
from sijill.language.arabic import Token, normalise
from sijill.model.phrases import Found

_LEADS = ("", "و", "ف", "ب", "ل")
_EVENTS = ("captured", "recaptured", "advanced", "withdrew", "surrounded")
_REACH = 9  # tokens between the verb and the place, party or attempt it belongs with
_LONGEST_PLACE = 7


@dataclass(frozen=True, slots=True)
class Change:
    """A change of control: tokens ``start`` up to ``end`` of the sentence, the place as its own run of tokens."""

    start: int
    end: int
    event: str
    place: tuple[int, int]
    found: PlaceFound | None
    to_party: str | None
    from_party: str | None
    extent: str | None


def changes(tokens: Sequence[Token], places: Sequence[PlaceFound], parties: Sequence[Found]) -> list[Change]:
    """Return the changes of control that a sentence tells; one without a party or a place is left out."""
    table = _forms()
    result: list[Change] = []
    at = 0
    while at < len(tokens):
        event = table.get(tokens[at].text)
        change = _change_of_hands(tokens, at, event, places, parties) if event in _EVENTS else None
        if change is not None:
            result.append(change)
            at = max(change.end, at + 1)
        else:
            at += 1
    return result


def _change_of_hands(
    tokens: Sequence[Token], at: int, event: str, places: Sequence[PlaceFound], parties: Sequence[Found]
) -> Change | None:
    words = _lists()
    before = [token.text for token in tokens[max(0, at - 4) : at]]
    if any(word in words["state"] for word in before[-2:]) or (tokens[at].text.startswith("ل") and event == "captured"):
        return None  # "areas under the control of" tells a state, not a change
    span = _place_run(tokens, at + 1, event)
    party = _party_beside(tokens, at, parties)
    if span is None or party is None:
        return None
    found = next((p for p in places if tokens[span[0]].start <= p.start < tokens[span[1] - 1].end), None)
    if found is None and tokens[span[0]].text not in words["place_words"]:
        return None
    start = min(at, _token_at(tokens, party.start))
    lead = [_forms().get(token.text) for token in tokens[max(0, at - 4) : at]]
    if "attempt" in lead:
        event, start = "attempted", min(start, max(0, at - 4) + lead.index("attempt"))
    if "repel" in lead:
        event = "repelled"
    end = max(span[1], _token_at(tokens, party.end - 1) + 1)
    leaves = event == "withdrew"
    return Change(
        start=start,
        end=end,
        event=event,
        place=span,
        found=found,
        to_party=None if leaves else party.key,
        from_party=party.key if leaves else _from_party(tokens, span[1], parties),
        extent=_extent(tokens, start, span, event),
    )


def _place_run(tokens: Sequence[Token], after: int, event: str) -> tuple[int, int] | None:
    """Return the run of tokens that names the place: what follows "on", "in", "towards", up to the next clause."""
    words = _lists()
    wanted = {"من"} if event == "withdrew" else words["before_place"] - {"من"}
    for at in range(after, min(len(tokens) - 1, after + _REACH)):
        if tokens[at].kind == "comma":
            return None
        if tokens[at].text in wanted or (event == "captured" and tokens[at].text in words["part"]):
            first = at if tokens[at].text in words["part"] else at + 1
            end = first
            while end < len(tokens) and end - first < _LONGEST_PLACE and _goes_on(tokens, first, end):
                end += 1
            return (first, end) if end > first else None
    return None


def _goes_on(tokens: Sequence[Token], first: int, at: int) -> bool:
    word = tokens[at].text
    if tokens[at].kind != "word" or word in _ENDS:
        return False
    if at == first:
        return True
    if word == "من":  # "the northern part of ...", but "the village from the army"
        return any(token.text in _lists()["part"] for token in tokens[first:at])
    return word not in _lists()["before_place"] and not (word.startswith("و") and len(word) > 4)


_ENDS = frozenset(
    normalise(form).text
    for form in "بعد إثر عقب خلال وسط جراء إلى بعدما حيث الذي التي اليوم أمس مساء صباح بدعم عن وذلك".split()
)


def _party_beside(tokens: Sequence[Token], at: int, parties: Sequence[Found]) -> Found | None:
    """Return the party nearest to the verb, before it or after it, within reach."""
    low, high = tokens[max(0, at - _REACH)].start, tokens[min(len(tokens) - 1, at + 5)].end
    near = [party for party in parties if low <= party.start < high]
    return min(near, key=lambda party: abs(party.start - tokens[at].start), default=None)


def _from_party(tokens: Sequence[Token], after: int, parties: Sequence[Found]) -> str | None:
    if after >= len(tokens) or tokens[after].text not in {"من", "بعد"}:
        return None
    reach = tokens[min(len(tokens) - 1, after + 5)].end
    return next((party.key for party in parties if tokens[after].start <= party.start < reach), None)


def _extent(tokens: Sequence[Token], start: int, place: tuple[int, int], event: str) -> str:
    words = _lists()
    said = {token.text for token in tokens[start : place[1] + 1]}
    if event in {"attempted", "repelled"}:
        return "none"
    if event == "advanced" or said & words["part"]:
        return "part"
    return "full"


def _token_at(tokens: Sequence[Token], offset: int) -> int:
    return next((number for number, token in enumerate(tokens) if token.end > offset), len(tokens) - 1)


@functools.cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset(normalise(form).text for form in forms) for name, forms in lexicon("arabic")["control"].items()
    }


@functools.cache
def _forms() -> Mapping[str, str]:
    lists = _lists()
    return {lead + form: name for name in (*_EVENTS, "attempt", "repel") for form in lists[name] for lead in _LEADS}


def tells_of_control(tokens: Sequence[Token]) -> bool:
    """Test whether a sentence has a word for a change of control at all."""
    return any(token.text in _forms() for token in tokens)
