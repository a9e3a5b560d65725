"""Ground that is fought over: withdrawals without a place, sieges made and lifted, attacks that were repelled."""

from __future__ import annotations

from collections.abc import Callable

from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._front import Front
from sijill.claims.english.ground._groups import Ground
from sijill.claims.english.ground._parties import Named
from sijill.claims.english.ground._patterns import ATTACKS, WORD, Pattern
from sijill.claims.english.ground._roles import Move, of_extent, plain
from sijill.claims.english.ground._sentence import CLAUSE_ENDS, Told

_Reader = Callable[[Told, Verb, Pattern, Front], Move | None]
_TARGETS = WORD["targets"]


def _withdrew(told: Told, verb: Verb, pattern: Pattern, front: Front) -> Move | None:
    """Read also "as the army withdrew", of ground that the sentence names elsewhere."""
    move = plain(told, verb, pattern)
    loser = told.cast.subject(verb) if move is None and verb.lemma in ("withdraw", "retreat", "pull out") else None
    if loser is None or None in loser:
        return move
    away = told.obliques(verb, {"to", "towards", "toward"})  # "withdrew to X" does not say from where
    ground = Ground(verb.start, verb.end, "", back=True, noun="here" if away else "")
    return Move(verb, "withdrew", None, loser, [ground], "withdrew")


def _routed(told: Told, verb: Verb, pattern: Pattern, front: Front) -> Move | None:
    """Read who was driven out of ground that another clause names: "X fell when the army routed the rebels there"."""
    loser, doer = told.cast.behind(verb.end), told.cast.subject(verb)
    if told.is_passive(verb):
        loser, doer = doer, told.cast.by(told.obliques(verb, {"by"}))
    return Move(verb, "captured", doer, loser, [], "routed") if loser is not None and loser[0] else None


def _surrounded(told: Told, verb: Verb, pattern: Pattern, front: Front) -> Move | None:
    """Read also "took the hill, leaving X and Y surrounded"."""
    move = plain(told, verb, pattern)
    left = next((v for v in told.every if v.lemma == "leave" and 0 < verb.start - v.end < 16), None)
    if move is None and left is not None and verb.voice in ("either", "bare"):
        grounds = of_extent(told.reader.after(left.end, verb.start), "none")
        to = told.cast.by(told.obliques(verb, {"by"})) or told.cast.subject(left)
        move = Move(verb, "surrounded", to, None, grounds, "surrounded", True) if grounds else None
    return move if move is not None and (move.to is not None or move.before) else None


def _siege_lifted(told: Told, verb: Verb, pattern: Pattern, front: Front) -> Move | None:
    """Read "broke the siege of X", "the siege of X by Y was lifted by Z"."""
    doer, low, high = _region(told, verb, 6)
    siege = next((k for k in range(low, high) if told.norms[k] in WORD["siege"]), None)
    if siege is None:
        return None
    grounds = _behind(told, siege, len(told.run), frozenset({"of", "on", "around", "at"}))
    besieger = told.cast.within(low, siege) or told.cast.by(k for k in range(siege, high) if told.norms[k] == "by")
    grounds = grounds or [Ground(siege, siege + 1, front.siege[1] or "", back=True, noun="siege")]
    return Move(verb, "siege_lifted", doer, besieger, of_extent(grounds, "none"), "siege_lifted", high == verb.head)


def _repelled(told: Told, verb: Verb, pattern: Pattern, front: Front) -> Move | None:
    """Read "X repelled an attack by Y on Z", "an attack on Z was beaten back by X", "but they were pushed back"."""
    doer, low, high = _region(told, verb, 20)
    passive = high == verb.head
    act = next((k for k in range(low, high) if told.norms[k] in ATTACKS), None)
    stopped = next((v for v in told.verbs if v.voice == "participle" and told.norms[v.start - 1] == "from"), None)
    if stopped is not None and verb.end < stopped.start < high:  # "stopped X from taking the town"
        grounds, attacker = told.reader.after(told.object(stopped)), told.cast.behind(verb.end)
        return Move(verb, "repelled", doer, attacker, of_extent(grounds, "none"), "repelled") if attacker else None
    if (doer is None and not passive) or (act is None and verb.lemma in WORD["needing"]):
        return None
    if act is not None:
        attacker = _attacker(told, act, low, high) or ((front.attack[0], None) if front.attack[0] else None)
        where = _behind(told, act, high, _TARGETS)
    else:
        attacker = told.cast.subject(verb) if passive else told.cast.behind(verb.end)
        places = told.obliques(verb, {"from", "at", "near", "around", "outside"})
        where = next((g for k in places if (g := told.reader.after(k + 1))), [])
    if act is None and attacker is None and (doer is None or not passive):
        return None
    grounds = where or [Ground(verb.start, verb.end, "", back=True, noun="attack")]
    return Move(verb, "repelled", doer, attacker, of_extent(grounds, "none"), "repelled", passive)


def _region(told: Told, verb: Verb, reach: int) -> tuple[Named | None, int, int]:
    """Return who does it, and where the act it is done to is told: the subject of a passive, else the object."""
    if not told.is_passive(verb):
        return told.cast.subject(verb), verb.end, min(len(told.run), verb.end + reach)
    return told.cast.by(told.obliques(verb, {"by"})), told.cast.begin(verb), verb.head


def _attacker(told: Told, act: int, low: int, high: int) -> Named | None:
    """Return whose attack it is: "a rebel assault", "ISIL's attempt", "an attack by X"."""
    owned = [p for p in told.scene.parties if low <= p.start and p.end <= act and not p.owner]
    if owned:
        return owned[0].slug, (owned[0].start, owned[0].end)
    return told.cast.by(k for k in range(act, min(high, act + 12)) if told.norms[k] in ("by", "from"))


def _behind(told: Told, act: int, high: int, words: frozenset[str]) -> list[Ground]:
    """Return the ground that an act is "on", "against" or "of"; in "an attempt to take X" it is X."""
    if told.norms[act] not in WORD["attack"] and (grounds := told.reader.after(act + 1)):
        return grounds  # "who had attacked X"
    for at in range(act + 1, min(high, act + 14)):
        aimed = told.norms[at - 1] == "to" and next((v for v in told.verbs if v.start == at), None)
        begin = at + 1 if told.norms[at] in words else told.object(aimed) if aimed else None
        if begin is not None and (grounds := told.reader.after(begin)):
            return grounds
        if told.norms[at] in CLAUSE_ENDS:
            break
    return []


READINGS: dict[str, _Reader] = {
    "routed": _routed,
    "withdrew": _withdrew,
    "surrounded": _surrounded,
    "siege_lifted": _siege_lifted,
    "repelled": _repelled,
}
