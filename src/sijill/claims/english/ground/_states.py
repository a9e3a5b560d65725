"""Ground that is held by what a state says: under the control of, in the hands of, in control of, rebel-held."""

from __future__ import annotations

from sijill.claims.english._verbs import Verb, VerbList
from sijill.claims.english.ground._groups import Ground
from sijill.claims.english.ground._parties import Named
from sijill.claims.english.ground._patterns import WORD
from sijill.claims.english.ground._roles import Move, of_extent
from sijill.claims.english.ground._sentence import FILLS, Told
from sijill.language.english import PartyMention
from sijill.language.page import norm_at

_STAYS = WORD["stays"]
_MOVES = WORD["turns"]
_HOSTS = VerbList(_STAYS | _MOVES)
_CAUSED = WORD["caused"]


def states(told: Told, verbs: list[Verb]) -> list[Move]:
    """Return the states of a sentence that none of the verbs read so far is part of."""
    hosts = _HOSTS.find(told.run)
    taken = {k for v in verbs for k in range(v.start, v.end)}
    found = [_owned(told, p, hosts) for p in told.scene.parties if p.owner]
    found += [_state(told, k, hosts) for k, word in enumerate(told.norms) if word in WORD["states"] and k not in taken]
    return [move for move in found if move is not None]


def _owned(told: Told, mention: PartyMention, hosts: list[Verb]) -> Move | None:
    """Read "the hills were still rebel-held"."""
    host = _host(mention.start, hosts)
    alone = mention.end >= len(told.run) or told.run[mention.end].kind != "word"
    if host is None or not alone or told.mood(host) is None:
        return None
    if not all(n in FILLS or n.endswith("ly") for n in told.norms[host.end : mention.start]):
        return None
    holder = (mention.slug, (mention.start, mention.end))
    return _move(mention.start, mention.end, "held", holder, told.subject(host))


def _state(told: Told, at: int, hosts: list[Verb]) -> Move | None:
    """Read a noun of holding behind "under" or "in", with or without a verb before it."""
    norms = told.norms
    begin = next((k for k in range(at - 1, max(-1, at - 9), -1) if norms[k] in ("under", "in", "into", ",")), None)
    host = _host(begin, hosts) if begin is not None else None
    if begin is None or norms[begin] == "," or (host is not None and told.mood(host) is None):
        return None
    if {"not", "never", "longer"} & set(norms[max(0, begin - 3) : begin]):
        return None
    of = norm_at(told.run, at + 1) in ("of", "over", "by", "from")
    if norms[at] == "control" and norms[begin] == "in":
        beside = next(((p.slug, (p.start, p.end)) for p in told.scene.parties if 0 <= begin - p.end <= 1), None)
        holder = beside or (told.cast.subject(host) if host is not None else None)
        return _move(begin, at + 2, "held", holder, told.reader.after(at + 2) if of else [], False)
    outer = told.cast.behind(at + 2) if of else None
    holder = outer or told.cast.within(begin, at + 1)
    if holder is None and host is not None and {"its", "their"} & set(norms[begin:at]):
        holder = told.cast.subject(host)  # "brought X under their control"
    if norms[at] == "siege":
        return _move(begin, at + 1, "surrounded", holder, of_extent(_ground_in(told, begin, host), "none"))
    moved = (host is not None and host.lemma in _MOVES) or "fire" in norms[begin:at]
    return _move(
        begin, at + 1 + (outer is not None), "captured" if moved else "held", holder, _ground_in(told, begin, host)
    )


def _ground_in(told: Told, begin: int, host: Verb | None) -> list[Ground]:
    """Return the ground in a state: a verb's subject, what is left or put in it, or a share that stands before it."""
    if host is not None:
        caused = host.lemma in _CAUSED and host.voice not in ("passive", "bare")
        return told.reader.after(host.end, begin) if caused else told.subject(host)
    left = next((k + 1 for k in range(begin - 1, max(0, begin - 9), -1) if told.norms[k] == "with"), None)
    if left is not None:
        return told.reader.after(left, begin)
    shares = (n.start for n in told.scene.numbers if n.measure.value == "percent" and 0 < begin - n.start < 14)
    return told.reader.after(next(shares, begin), begin)


def _move(
    start: int, end: int, event: str, to: Named | None, grounds: list[Ground], before: bool = True
) -> Move | None:
    if not grounds or (to is None and event != "surrounded"):
        return None
    verb = Verb(start, end, "under control" if before else "in control of", "passive", start, False, False)
    return Move(verb, event, to, None, grounds, "holding", before)


def _host(begin: int, hosts: list[Verb]) -> Verb | None:
    """Return the verb that a state belongs to: the last one before it."""
    return next((v for v in reversed(hosts) if v.end <= begin and begin - v.end <= 12), None)
