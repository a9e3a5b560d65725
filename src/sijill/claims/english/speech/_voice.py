"""Hear who says it: named sources, denial and accusation, and the reach of each (V-STATUS, gold rules 6 and 7)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sijill.claims.english._verbs import Verb, VerbList
from sijill.claims.english.speech._doubt import DOUBT_WORDS, Doubt, doubts
from sijill.claims.english.speech._speakers import OWNERS, SOURCES, Groups, Speaker
from sijill.language import lexicon
from sijill.language.page import Token, norm_at
from sijill.model import Stance

_VOICE = lexicon("voice")
_KIND = {verb: kind for kind, verbs in _VOICE["verbs"].items() for verb in verbs}
VERBS = VerbList(_KIND)
_SIDES = frozenset(_VOICE["speakers"]["sides"])
_NEEDS = _VOICE["needs"]
_BEHIND = {lemma: need for need in _NEEDS["behind"].values() for lemma in need["lemmas"]}
_COUNTING = frozenset((*_NEEDS["behind"]["number"]["lemmas"], "document", "estimate"))
_INTRODUCED = sorted((p.split() for p in _VOICE["introduced"]["by"]), key=len, reverse=True)
_OPENERS = frozenset(words[0] for words in _INTRODUCED)
_REPORTS = frozenset(_VOICE["words"]["nouns"])
_HEARD = DOUBT_WORDS | _OPENERS | _REPORTS | {":"}
_WE = re.compile(
    r"\b(?:[Ww]e (?:have |were able to |could )?(?:document|record|register|verif|collect|maintain|publish|analy[sz])"
    r"|[Oo]ur (?:team|database|investigation|researchers|network|documentation))"
)
_MONITORS = frozenset({"SOHR", "SNHR", "VDC", "Airwars", "Local Coordination Committees"})
_DENIALS = {tuple(words.split()): kind for kind, table in _VOICE["denials"].items() for words in table}
_STANCES = {"deny": Stance.DENY, "dispute": Stance.DISPUTE}
_FURTHEST = 16
_RIGHT = re.compile(r"!|,(?=[ko])")


@dataclass(frozen=True, slots=True)
class Attributed:
    """
    Words of a source: who, relayed by whom, and the token span they reach over.

    ``at`` is the verb, ``named`` the span of the words that name the source.
    """

    claimant: str
    via: str | None
    stance: Stance
    verb: str
    start: int
    end: int
    accuses: bool = False
    at: int = 0
    named: tuple[int, int] = (0, 0)


def heard(
    run: Sequence[Token], line: str, starts: Sequence[int], last: str | None
) -> tuple[list[Attributed], list[Doubt]]:
    """
    Return the sources that speak in a sentence, in order, and what its words leave open.

    ``line`` and ``starts`` are its tokens as one line; ``last`` is the source that spoke before.
    """
    verbs, norms = VERBS.find(run), [t.norm for t in run]
    if not verbs and _HEARD.isdisjoint(norms):
        return [], []
    ends, heads = {verb.end for verb in verbs}, {verb.head for verb in verbs}
    verbs = [verb for verb in verbs if _is_verb(run, verb, beside=verb.head in ends or verb.end in heads)]
    groups = Groups(run, verbs)
    return _attributions(groups, verbs, last), [] if DOUBT_WORDS.isdisjoint(norms) else doubts(groups, line, starts)


def _attributions(groups: Groups, verbs: Sequence[Verb], last: str | None) -> list[Attributed]:
    found = list(_introduced(groups, last))
    for verb in verbs:
        said = _said(groups, verb, found, last)
        if said is not None:
            found.append(said)
    found += [said for said in _owned(groups) if all(said.named[0] != other.named[0] for other in found)]
    found.sort(key=lambda s: s.at)
    cited = next((said for said in found if said.verb in ("citing", "quoting")), None)
    found = [_relayed(said, cited, found) for said in found]
    return found + [denied for said in found if (denied := _denial(groups, said)) is not None]


def _denial(groups: Groups, said: Attributed) -> Attributed | None:
    """Return the part of a source's words that denies: "it had no hand in ...", "the claim that ... is false"."""
    if said.stance is not Stance.ASSERT or said.accuses:
        return None
    norms, tags = groups.norms, groups.tags
    for place in range(said.start, said.end):
        kind = next((_DENIALS[w] for k in (4, 3, 2) if (w := tuple(norms[place : place + k])) in _DENIALS), None)
        nobody = "z" in tags[said.start : place]
        if kind == "behind" or (kind == "nobody" and nobody):
            return replace(said, stance=Stance.DENY, start=place)
        if kind == "before" and "r" in tags[said.start : place]:
            return replace(said, stance=Stance.DENY, end=place)
    return None


def voice_at(found: Sequence[Attributed], place: int) -> Attributed | None:
    """Return the source whose words reach a token; the closest one when several do."""
    return min((s for s in found if s.start <= place < s.end), key=lambda s: s.end - s.start, default=None)


def is_monitor(name: str | None) -> bool:
    """Test whether a source is one that counts: its figures run on over sentences."""
    return name in _MONITORS


def own_name(text: str) -> str | None:
    """Return the source that speaks as "we" in a document, by the name it uses for itself."""
    if len(_WE.findall(text[:60_000])) < 3:
        return None
    counts = Counter(f.key for f in SOURCES.find(text[:4_000]))
    return counts.most_common(1)[0][0] if counts else None


def named_source(text: str | None) -> str | None:
    """Return the short form of a source's name, None when it has none."""
    found = SOURCES.find(text) if text else []
    return found[0].key if found and (found[0].end - found[0].start) * 3 > len(text or "") else None


def _attributed(speaker: Speaker, verb: str, at: int, start: int, end: int, kind: str = "assert") -> Attributed:
    stance = _STANCES.get(kind, Stance.ASSERT)
    return Attributed(speaker.name, None, stance, verb, start, end, kind == "accuse", at, (speaker.start, speaker.end))


def _introduced(groups: Groups, last: str | None) -> Iterator[Attributed]:
    """Yield the sources behind "according to" and the like, and the one a line opens with: "Police: 14 dead"."""
    run, tags = groups.run, groups.tags
    for place in (place for place, token in enumerate(run) if token.norm in _OPENERS):
        words = next((p for p in _INTRODUCED if [t.norm for t in run[place : place + len(p)]] == p), None)
        if words is None or (words == ["per"] and place and run[place - 1].kind != "mark"):
            continue
        begin = place + len(words)
        same = "same" in [t.norm for t in run[begin : begin + 4]]
        speaker = (Speaker(last, begin, begin + 1) if last else None) if same else groups.at(begin, last)
        bare = speaker is not None and speaker.end - begin == 1 and run[begin].text.islower()  # "according to plan"
        if speaker is not None and (speaker.sure or not bare):
            yield _attributed(speaker, words[0], place, _left(tags, place), _right(tags, speaker.end))
    colon = tags.find(":", 1, 9)
    begin = max(tags.rfind(mark, 0, max(colon, 0)) for mark in '"“!.') + 1
    speaker = groups.at(begin, last, colon) if colon > 0 else None
    # A side before a colon may head what it did ("Russian forces: one killed"), so it is nobody's word.
    told = speaker is not None and tags[colon - 1] in "sS" and run[colon - 1].norm not in _SIDES
    if speaker is not None and speaker.sure and (told or SOURCES.find(speaker.name)):
        yield _attributed(speaker, "say", colon, colon + 1, len(run))


def _owned(groups: Groups) -> Iterator[Attributed]:
    """Yield whose count or claim a noun group tells: "X's tally of 40", "a claim by X that", "by X's account"."""
    for group, speaker in groups.owners():
        start, end = group.start(), group.end()
        if groups.tags[start - 1 : start] in ("b", "p"):
            yield _attributed(speaker, "according", start, _left(groups.tags, start), _right(groups.tags, end))
        elif groups.tags[end : end + 1] in ("o", "f", "w", ":", "v", "n"):
            yield _attributed(speaker, "claim", start, start, _right(groups.tags, end))


def _said(groups: Groups, verb: Verb, found: Sequence[Attributed], last: str | None) -> Attributed | None:
    """Return who speaks by a verb of speech, None when the words show nobody who does."""
    run, tags, kind = groups.run, groups.tags, _KIND[verb.lemma]
    last = found[-1].claimant if found else last
    if verb.negated or verb.unreal or verb.voice in ("infinitive", "bare") or not _is_complete(groups, verb):
        return None
    if verb.voice == "passive":
        return _passive(groups, verb, kind, last)
    earlier = Speaker(found[-1].claimant, *found[-1].named) if found else None
    inverted = False
    if verb.lemma in ("quote", "cite") and (quoted := groups.at(verb.end, last)) and norm_at(run, quoted.end) == "as":
        return _attributed(quoted, verb.lemma, verb.start, quoted.end, _right(tags, quoted.end))
    clause, shared = groups.clause(verb.head), tags[verb.head - 1 : verb.head]
    if verb.voice == "participle":
        speaker = groups.before(verb.head, last) if shared != "," else None
        speaker = speaker if speaker and speaker.sure else earlier or groups.opening(_left(tags, verb.start))
    elif shared in ("u", "!") and "v" in tags[clause : verb.head]:
        same = earlier is not None and "!" not in tags[earlier.start : verb.head]
        speaker = earlier if same else groups.opening(clause, last)
    else:
        speaker = groups.before(verb.head, last)
        closed = verb.start > 1 and '"' in tags[verb.start - 2 : verb.start]
        behind = verb.head == verb.start and (closed or tags[verb.start - 1 : verb.start] in (",", "—"))
        if behind and kind != "accuse" and verb.lemma != "tell" and (closed or speaker is None or not speaker.sure):
            inverted, speaker = True, groups.at(verb.end, last) or speaker
        if speaker is not None and not inverted and kind not in _STANCES:
            inverted = _is_inverted(groups, verb, speaker)
        if inverted and speaker is not None and tags[speaker.start] == "i":
            speaker = groups.opening(_left(tags, speaker.start)) or speaker
    doubtful = kind in ("weak", "dispute") or run[verb.start].norm in _NEEDS["sure"]
    if speaker is None or (doubtful and not speaker.sure) or tags[max(0, speaker.start - 1) : speaker.end] == "oi":
        return None  # "a strike that they said was aimed at" is an aside
    if verb.lemma in _NEEDS["report"] and "r" not in tags[clause : verb.head] and not SOURCES.find(speaker.name):
        return None
    if inverted:
        end = max(verb.end, speaker.end)
        end = _right(tags, end + 1) if tags[end : end + 1] == "," else end
        return _attributed(speaker, verb.lemma, verb.start, _left(tags, min(speaker.start, verb.start) - 1), end)
    start = speaker.start if verb.lemma in _COUNTING else verb.start
    return _attributed(speaker, verb.lemma, verb.start, start, _right(tags, verb.end), kind)


def _is_verb(run: Sequence[Token], verb: Verb, *, beside: bool) -> bool:
    """Test whether a form is a verb: not in "X's count" or "denied reports"; in capitals only in headlines."""
    token, follow = run[verb.start], run[verb.end] if verb.end < len(run) else None
    owned = verb.start > 0 and run[verb.start - 1].norm.endswith(OWNERS[:2])
    headline = follow is not None and (follow.capital or follow.kind == "number") and verb.lemma != "state"
    shouted = (verb.start == 0 and token.norm not in _NEEDS["sure"]) or (
        headline and verb.voice == "active" and token.norm.endswith("s")
    )
    made = norm_at(run, verb.start - 1) in _REPORTS and follow is not None and follow.norm in ("by", "from")
    noun = owned or made or (beside and token.norm in _NEEDS["sure"])
    return not noun and (shouted or not token.capital)


def _is_complete(groups: Groups, verb: Verb) -> bool:
    """Test whether what a verb of speech needs stands behind it: "rejected the claims", not "rejected the truce"."""
    norms = [t.norm for t in groups.run[verb.end : verb.end + _FURTHEST]]
    need = _BEHIND.get(verb.lemma)
    if need is None or not {*norms[:2]}.isdisjoint(_NEEDS["lives"]):
        return need is None and {*norms[:2]}.isdisjoint(_NEEDS["lives"])
    span = slice(0, verb.head) if verb.voice == "passive" else slice(verb.end, verb.end + need["within"])
    told = not {*norms[: need["within"]]}.isdisjoint(need["words"]) or set(need["letters"]) & set(groups.tags[span])
    if verb.lemma == "tell":  # what is told stands behind, or came first
        return (bool(told) or not {",", '"'}.isdisjoint(groups.tags[: verb.head])) and "to" not in norms[:4]
    return bool(told)


def _passive(groups: Groups, verb: Verb, kind: str, last: str | None) -> Attributed | None:
    """Return who stands behind "by", or who "was quoted as saying"."""
    tags = groups.tags
    if verb.lemma in ("quote", "cite"):
        speaker = groups.before(verb.head, last) if norm_at(groups.run, verb.end) in ("as", "by") else None
        return _attributed(speaker, verb.lemma, verb.start, verb.end, _right(tags, verb.end)) if speaker else None
    by = tags.find("b", verb.end, verb.end + 9)
    speaker = groups.at(by + 1, last) if by > 0 and not set(",!") & set(tags[verb.end : by]) else None
    plain = kind not in ("assert", "weak") or by == verb.end or (speaker is not None and SOURCES.find(speaker.name))
    if speaker is None or not plain or (kind == "weak" and not speaker.sure):
        return None
    start = max(tags.rfind(mark, 0, verb.head) for mark in "!ko“") + 1
    start = (
        _left(tags, start) if tags[max(0, start - 2) : start] == ",o" else speaker.end if kind == "accuse" else start
    )
    return _attributed(speaker, verb.lemma, verb.start, start, _right(tags, by), kind)


def _relayed(said: Attributed, cited: Attributed | None, found: Sequence[Attributed]) -> Attributed:
    """Name who passes a source's words on: who says them "citing" it, or in whose words it is named."""
    if cited is not None and said is not cited and cited.start <= said.at < cited.end and said.stance is Stance.ASSERT:
        return replace(said, claimant=cited.claimant, via=said.claimant, named=cited.named)
    outer = (o for o in found if o.at < said.at and o.start <= said.named[0] < o.end and o.stance is Stance.ASSERT)
    return replace(
        said, via=next((o.claimant for o in outer if o.claimant != said.claimant and not o.accuses), said.via)
    )


def _left(tags: str, place: int) -> int:
    """Return where the words begin that a source after them speaks."""
    return tags.rfind("!", 0, max(place, 0)) + 1


def _right(tags: str, place: int) -> int:
    """Return where a source's words end: before a contrast, or a comma with a clause of its own."""
    found = _RIGHT.search(tags, place)
    if found is not None and found.group() == "," and found.start() <= place + 2:
        found = _RIGHT.search(tags, found.end())
    return found.start() if found is not None else len(tags)


def _is_inverted(groups: Groups, verb: Verb, speaker: Speaker) -> bool:
    """Test whether the words came first: "..., the monitor said." and "..., as the monitor had said"."""
    tags = groups.tags
    before = speaker.start - 1 - (tags[speaker.start - 1 : speaker.start] == "d")
    told = groups.at(verb.end) if verb.lemma == "tell" else None
    closes = told.end if told else verb.end + (norm_at(groups.run, verb.end) in ("us", "me"))  # "told us"
    later = norm_at(groups.run, closes) in ("after", "before", "following")
    ended = later or tags[closes:][:1] in ("!", ".", ",", "", '"', "p")
    opener = tags[before] if before > 0 else ""
    return (
        opener == '"'
        or (opener == "," and ended and before > 1)
        or (norm_at(groups.run, before) == "as" and (ended or norm_at(groups.run, verb.end) == "it"))
    )
