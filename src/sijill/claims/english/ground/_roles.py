"""Fill the roles of a verb of ground: who takes it, who loses it, and which ground it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._groups import CLOSED, Ground
from sijill.claims.english.ground._parties import Named
from sijill.claims.english.ground._patterns import WORD, Pattern
from sijill.claims.english.ground._sentence import TURNING, Told
from sijill.language.page import norm_at

_AIDED = WORD["aided"]


@dataclass(frozen=True, slots=True)
class Move:
    """What one verb says of ground: the event, who takes or keeps it, who loses it, and the ground itself."""

    verb: Verb
    event: str
    to: Named | None
    loser: Named | None
    grounds: Sequence[Ground]
    rule: str
    before: bool = False  # the ground stands before the verb


def of_extent(grounds: Sequence[Ground], extent: str | None) -> list[Ground]:
    """Return ground of which so much is meant; as it was where nothing is told."""
    return [replace(g, extent=extent) for g in grounds] if extent else list(grounds)


def plain(told: Told, verb: Verb, pattern: Pattern) -> Move | None:
    """Fill the roles as the pattern tells; None where the words do not tell what it needs."""
    passive = told.is_passive(verb)
    roles = pattern.passive if pattern.passive and passive else pattern.active
    moving = pattern.active.get("ground", "").startswith("into") and _has_object(told, verb)
    if moving or norm_at(told.run, verb.end) in pattern.bars:
        return None
    if passive and not pattern.passive and roles["ground"] != "subject":
        return None
    grounds = _ground(told, verb, roles["ground"])
    if grounds and passive:
        grounds += _along(told, verb)
    before = roles["ground"] == "subject" and bool(grounds) and grounds[0].start < verb.start
    described = (before or (passive and pattern.event == "surrounded")) and not _stands_apart(told, verb, pattern)
    if not grounds or described:
        return None
    turned = roles["ground"] == "subject" and not before and told.norms[0] in TURNING
    to, loser = (_party(told, verb, roles.get(role), turned) for role in ("to", "from"))
    if to is None or to[0] is None:
        to = _identified(told, verb, max(verb.end, grounds[-1].end)) or to
    named = {role for role, party in (("to", to), ("from", loser)) if party is not None}
    bare = not named and not before and grounds[0].back and not grounds[0].name
    road = any(WORD["road"] & {w.lower() for w in (*g.name.split(), g.noun)} for g in grounds)
    if bare or (pattern.needs and not pattern.needs & named) or (pattern.road and not road):
        return None
    if (
        (not named or pattern.name == "stayed")
        and verb.lemma.split()[0] in WORD["everyday"]
        and not _is_known(told, verb, grounds)
    ):
        return None
    again = pattern.event == "captured" and "again" in told.norms[max(0, verb.head - 2) : verb.end + 1]
    given = pattern.given if to is not None else None
    event = "recaptured" if again else given or pattern.event
    return Move(verb, event, to, loser, of_extent(grounds, None if given else pattern.extent), pattern.name, before)


def _ground(told: Told, verb: Verb, where: str) -> list[Ground]:
    found = told.subject(verb) if where == "subject" else []
    if "object" in where:
        found = told.reader.after(told.object(verb)) or told.antecedent(verb)
    places = [] if found else told.obliques(verb, set(where.split()))
    for at in sorted(places, key=lambda k: told.norms[k] not in ("into", "onto")):
        begin = told.reader.beside(at + 1, False) if told.norms[at] == "within" else at + 1  # "to within 3 km of X"
        found = told.reader.after(begin)
        if found and not (told.norms[at] in ("in", "at", "on") and found[0].name[:1].isdigit()):
            break
    return found


def _along(told: Told, verb: Verb) -> list[Ground]:
    """Return what was taken with it: "X was taken by the army, along with parts of Y"."""
    words = (("along", "with"), ("together", "with"), ("well", "as"))
    reach = range(verb.end, min(len(told.run) - 2, verb.end + 14))
    at = next((k + 2 for k in reach if tuple(told.norms[k : k + 2]) in words), None)
    return [replace(g, listed=True) for g in told.reader.after(at)] if at is not None else []


def _party(told: Told, verb: Verb, where: str | None, turned: bool) -> Named | None:
    """Return the party in a role; "From X to Y went the town of Z" has its prepositions before the verb."""
    if where is None or where == "subject":
        return told.cast.subject(verb) if where else None
    if where == "object" and norm_at(told.run, verb.end) in ("it", "them"):
        return told.cast.pointed(verb.end)
    if where == "object" or ("to" in where and verb.lemma.endswith(" of")):
        return told.cast.behind(verb.end)
    aided = next((k for k in range(verb.end, len(told.run)) if told.norms[k] in _AIDED), len(told.run))
    places: Iterable[int] = [k for k in told.obliques(verb, set(where.split())) if k <= aided]  # "with support from X"
    if turned:
        places = [k for k in range(verb.head) if told.norms[k] in where.split()]
    return told.cast.by(places)


def _has_object(told: Told, verb: Verb) -> bool:
    """Test whether something is moved: "moved its troops to X" is no advance."""
    word = norm_at(told.run, verb.end)
    return word in ("the", "a", "its", "their", "some", "more") or (word.endswith("s") and word not in CLOSED)


def _is_known(told: Told, verb: Verb, grounds: Sequence[Ground]) -> bool:
    """Test whether what is taken by nobody is ground at all: "steps are taken", "the parser takes PDFs"."""
    past = verb.voice == "active" and not told.norms[verb.start].endswith("s")
    places = {k for start, end in told.scene.places() for k in range(start, end)}
    shaped = any(
        g.name.lower().startswith("al-") or g.name.lower().split()[0] in WORD["place_openers"] for g in grounds
    )
    return past or shaped or any(g.noun or places & set(range(g.start, g.end)) for g in grounds)


def _stands_apart(told: Told, verb: Verb, pattern: Pattern) -> bool:
    """Test whether a participle tells more than whose ground it is: ", besieged by X since May,"."""
    if verb.head != verb.start or verb.voice == "passive" or pattern.active.get("ground") == "subject":
        return True
    apart = verb.start == 0 or told.norms[verb.start - 1] in WORD["apart_before"]
    return norm_at(told.run, verb.end) == "by" and (apart or pattern.event in ("captured", "recaptured"))


def _identified(told: Told, verb: Verb, end: int) -> Named | None:
    """Return who "the forces that took X were those of Y" names."""
    relative = {"that", "which", "who"} & set(told.norms[max(0, verb.head - 2) : verb.head])
    if not relative or norm_at(told.run, end) not in ("was", "were", "is", "are", "belonged"):
        return None
    plain_words = ("those", "of", "from", "the", "to")
    return told.cast.behind(next(k for k in range(end + 1, end + 9) if norm_at(told.run, k) not in plain_words))
