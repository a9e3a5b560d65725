"""Read what becomes of a truce: the verb, state or noun that tells it, in its mood, or fighting that is halted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from sijill.claims.english._draft import Draft
from sijill.claims.english._quotes import clause_around, with_voice
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import BE, Verb, VerbList
from sijill.language import lexicon
from sijill.model import ClaimKind
from sijill.model.phrases import Phrases

_TRUCE = lexicon("events")["truce"]
_HALT, _TURNED = _TRUCE["halt"], _TRUCE["turned"]
_EVENT, _STATE, _BESIDE = (
    {word: event for event, words in reversed(_TRUCE[table].items()) for word in words}
    for table in ("verbs", "state", "words")
)
_RANK = list(_TRUCE["words"])
_VERBS, _HALTING, _AGAIN = VerbList(_EVENT), VerbList(_HALT["verbs"]), VerbList(_HALT["again"])
_NOUNS, _BACK, _STOPS = frozenset(_TRUCE["nouns"]), frozenset(_TRUCE["back"]), frozenset(_TRUCE["stops"])
_AGREEING, _ASKING, _FAILING, _TELLING, _HALTED = (
    frozenset(_HALT[name]) for name in ("agreeing", "asking", "failing", "telling", "objects")
)
_NAMED = Phrases([*((p, "truce") for p in _TRUCE["phrases"]), *((p, "silence") for p in _HALT["phrases"])])
_LOST = frozenset({"violated", "collapsed", "extended", "resumed"})  # nouns that say more than the verb they go with
_MODAL = frozenset({"will", "may", "might", "shall"})
_BEING = BE | {"remain", "remains", "remained", "declared", "looked", "seemed", "left", "leaving", "called"}
_OPENS = {words.split()[0] for words in (*_TRUCE["phrases"], *_HALT["phrases"])}
TRIGGERS = _NOUNS | _BACK | _HALTED | _OPENS | {"arms", "guns", "weapons"}
# How far a voice stands from a truce, beside its words: what is said of it first, what leads up to it last.
_RIGHT = {"active": 0, "passive": 0, "either": 14, "infinitive": 12, "participle": 14, "bare": 14}
_Told = tuple[int, str, Verb | None]


def truces(scene: SentenceContext) -> list[Draft]:
    """Return the claims of truces in one sentence, one for each truce and each halt."""
    named = [(bisect_right(scene.starts, found.start) - 1, found.key) for found in _NAMED.find(scene.line)]
    places = {at for at, key in named if key == "truce"} | {k for k, n in enumerate(scene.norms) if n in _NOUNS}
    known = bool(places) or scene.thread.truce == scene.thread.section
    if known:  # "the deal" is one where a truce is told of
        definite = {"the", "this", "that", "another", "new"}
        back = {k for k, n in enumerate(scene.norms) if n in _BACK and k - 1 not in places}
        places |= {k for k in back if definite & set(scene.norms[max(0, k - 2) : k])}
    told: list[_Told] = [*_undergone(scene, sorted(places)), *_halted(scene, known=known, told=bool(places))]
    told += [(at, "took_effect", None) for at, key in named if key == "silence"]
    out: list[Draft] = []
    for place, event, verb in told:
        low, high = clause_around(scene, place)
        low, high = (min(low, max(verb.head, low - 14)), max(high, verb.end)) if verb else (low, high)
        if not any(d.start < high and low < d.end and (d.event == event or verb is None) for d in out):
            at = verb.start if verb else place
            rules = ["ceasefire:verb" if verb else "ceasefire:noun-and-word", f"event:{event}"]
            draft = Draft(ClaimKind.CEASEFIRE, low, high, (place, place + 1), event=event, rules=rules)
            acting = (p.slug for p in scene.parties if low <= p.start < max(place, at) and not p.owner)
            draft.perpetrators = tuple(dict.fromkeys(acting))
            out.append(with_voice(scene, draft, place, at))
            if any(said.at == at for said in scene.said):
                draft.claimant = draft.verb = None  # who announces a truce makes it
    scene.thread.truce = scene.thread.section if places else scene.thread.truce
    return out


def _undergone(scene: SentenceContext, places: list[int]) -> Iterator[_Told]:
    """Yield what each truce undergoes: what stands nearest to it of its verbs, its states and the nouns beside it."""
    norms, last = scene.norms, -1
    verbs = [v for v in _VERBS.find(scene.run) if norms[v.end : v.end + 1] != ["to"]] if places else []
    starts = [v.start for v in verbs]
    for place in places:
        ranked: list[tuple[int, str, Verb | None]] = []
        for verb in verbs[bisect_left(starts, place - 20) : bisect_left(starts, place + 24)]:
            low, high = (place + 1, verb.head) if verb.head > place else (verb.end, place)
            adjective = verb.end == place and verb.voice in ("either", "bare")  # "a negotiated deal"
            if (event := _turned(scene, verb)) and not adjective and not _is_cut(norms[low:high], place, verb):
                ranked.append((high - low + (_RIGHT[verb.voice] if verb.head > place else 7), event, verb))
        for at in range(max(0, place - 5), min(len(norms), place + 16)):
            between, word = norms[min(at, place) : max(at, place)], norms[at]
            if at == place or not _STOPS.isdisjoint(between) or "," in between:
                continue
            if word in _STATE and at > place and _BEING & {*between[-7:], *norms[max(0, place - 3) : place]}:
                ranked.append((-1, _STATE[word], None))
            elif word in _BESIDE and abs(at - place) < 6 and "and" not in between:
                close = at == place + 1 or (at < place and norms[at + 1] in ("of", "in", "to") and place - at < 4)
                asked = _TURNED["asked"] if close and _ASKING & set(norms[max(0, at - 4) : at]) else {}
                event = asked.get(_BESIDE[word], _BESIDE[word])
                ranked.append((2 if close and event in _LOST else 40 + _RANK.index(event), event, None))
        if ranked and place >= last:
            _, event, told = min(ranked, key=lambda one: one[0])
            last = told.end if told else place + 1
            yield place, event, told


def _is_cut(between: list[str], place: int, verb: Verb) -> bool:
    """Test whether something parts a truce from a verb: another clause, or one comma."""
    return len(between) > (16 if verb.head > place else 8) or not _STOPS.isdisjoint(between) or between.count(",") == 1


def _turned(scene: SentenceContext, verb: Verb) -> str:
    """Return what a verb makes of a truce in its mood: "did not hold" is its end, "hopes to extend" a proposal."""
    event, wish = _EVENT[verb.lemma], verb.voice == "infinitive"
    before = scene.norms[max(0, verb.head - 5) : verb.head]
    planned = (
        verb.unreal or (wish and not _TELLING & set(before[-2:])) or _MODAL & set(scene.norms[verb.head : verb.start])
    )
    if verb.lemma == "break" and verb.voice != "active" and scene.norms[verb.end : verb.end + 1] != ["by"] and not wish:
        event = "violated" if verb.voice == "participle" else "collapsed"
    if verb.negated or (wish and _FAILING & set(before[-3:])):
        return str(_TURNED["negated"].get(event, event))
    if wish and _ASKING & set(before):
        return str(_TURNED["asked"].get(event, event))
    return str(_TURNED["planned"].get(event, event)) if planned and not (wish and _AGREEING & set(before)) else event


def _halted(scene: SentenceContext, *, known: bool, told: bool) -> Iterator[_Told]:
    """Yield fighting that is halted, or goes on again where a truce is told of."""
    if _HALTED.isdisjoint(scene.norms):
        return
    for verb in [*_HALTING.find(scene.run), *(_AGAIN.find(scene.run) if known else [])]:
        again = verb.lemma in _HALT["again"]
        low, high = (max(0, verb.head - 4), verb.end + 3) if again else (max(0, verb.head - 5), verb.end + 6)
        real = _HALTED & set(scene.norms[low:high]) and not verb.negated and not verb.unreal
        before = set(scene.norms[max(0, verb.head - 5) : verb.head])
        if again and real and verb.voice in ("active", "either"):
            yield verb.start, "violated" if verb.lemma == "continue" else "collapsed", verb
        elif not again and real and not told:
            event = "agreed" if before & _AGREEING else "proposed" if before & _ASKING else "took_effect"
            if known or event != "took_effect" or "hostilities" in scene.norms:
                yield verb.start, event, verb
