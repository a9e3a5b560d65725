"""Hear who says it: named sources, doubt and denial, and the reach of each (V-STATUS, gold rules 6 and 7)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims.english._verbs import Verb, VerbList
from sijill.language import lexicon, small_words
from sijill.language.english.dates import MONTHS, WEEKDAYS
from sijill.language.page import Token, norm_at
from sijill.model import Stance
from sijill.model.phrases import Phrases

_VOICE = lexicon("voice")
_STANCE = {verb: kind for kind, verbs in _VOICE["verbs"].items() for verb in verbs}
VERBS = VerbList(_STANCE)
UNVERIFIED = frozenset(_VOICE["unverified"]["words"])
_HEADS = frozenset(_VOICE["speakers"]["heads"])
_NAMES = Phrases((form, name) for name, forms in _VOICE["names"].items() for form in forms)
_PRONOUNS = frozenset("it they he she".split())
_TURNS = frozenset("after before when who following amid despite".split())
_WE = re.compile(
    r"\b(?:[Ww]e (?:have |were able to |could )?(?:document|record|register|verif|collect|maintain|publish|analy[sz])"
    r"|[Oo]ur (?:team|database|investigation|researchers|network|documentation))"
)
_BOUNDS = frozenset("while but ; although though whereas that however".split())
_DAY_FILL = frozenset("on by in of the same that early late next following".split())
_DAY_WORDS = frozenset((*MONTHS, *WEEKDAYS, "day", "morning", "evening", "afternoon", "night", *_DAY_FILL))
_STRIP = frozenset("which the both however later meanwhile on in later, subsequently also and".split())
_MONITORS = frozenset({"SOHR", "SNHR", "VDC", "Airwars", "Local Coordination Committees"})
_NOT_SPEECH = small_words("voice", "not_speech")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words of a source: who, relayed by whom, and the token span they reach over."""

    claimant: str
    via: str | None
    stance: Stance
    verb: str
    start: int
    end: int
    accuses: bool = False
    at: int = 0


def find_attributions(run: Sequence[Token], last: str | None) -> list[Attributed]:
    """Return the sources that speak in a sentence, in order; ``last`` is the one that spoke before."""
    found = _according(run, last) + _saying(run, last)
    found.sort(key=lambda s: s.at)
    return found


def voice_at(found: Sequence[Attributed], place: int) -> Attributed | None:
    """Return the source whose words reach a token; the closest one when several do."""
    reach = [s for s in found if s.start <= place < s.end]
    return min(reach, key=lambda s: s.end - s.start) if reach else None


def is_monitor(name: str | None) -> bool:
    """Test whether a source is one that counts: its figures run on over sentences."""
    return name in _MONITORS


def doubted(run: Sequence[Token], start: int, end: int) -> bool:
    """Test whether words near a claim leave it open: reportedly, may have, feared."""
    low = start
    while low > 0 and start - low < 8 and run[low - 1].norm not in (",", ";", "and", "while", "but", "."):
        low -= 1
    return any(t.norm in UNVERIFIED and not (t.norm == "may" and t.capital) for t in run[low:end])


def named(words: Sequence[Token]) -> str | None:
    """Return the source that a noun phrase names, short form where there is one; None when nobody speaks in it."""
    while words and (words[0].norm in _STRIP or (words[0].kind != "word" and words[0].kind != "number")):
        words = words[1:]
    while words and words[-1].kind not in ("word",):
        words = words[:-1]
    words = _undated(words)
    if not words or len(words) > 16:
        return None
    text = " ".join(t.text for t in words).replace(" - ", "-")
    known = _NAMES.find(text)
    if known:
        longest = max(known, key=lambda f: f.end - f.start)
        if (
            (longest.end - longest.start) * 2 > len(text)
            or len(words) <= 3
            or not any(t.norm in ("officials", "official", "envoy", "adviser", "advisor", "spokesman") for t in words)
        ):
            return longest.key
    person = _person(words)
    if person:
        return person
    if any(t.norm.removesuffix("'s") in _HEADS for t in words) or all(t.capital for t in words):
        return text if not all(t.norm in ("one", "some") for t in words) else None
    return None


def _undated(words: Sequence[Token]) -> Sequence[Token]:
    """Drop the day that opens a sentence before its subject: "On 22 February the army said", "Friday, SOHR said"."""
    at = 0
    while at < len(words) and (
        words[at].kind in ("number", "ordinal", "mark") or words[at].norm in _DAY_WORDS or words[at].norm in _STRIP
    ):
        at += 1
    dated = any(t.norm in _DAY_WORDS and t.norm not in _DAY_FILL for t in words[:at])
    return words[at:] if dated and at < len(words) else words


def own_name(text: str) -> str | None:
    """Return the source that speaks as "we" in a document, by the name it uses for itself."""
    head = text[:60_000]
    if len(_WE.findall(head)) < 3:
        return None
    found = _NAMES.find(text[:4_000])
    counts = Counter(f.key for f in found)
    return counts.most_common(1)[0][0] if counts else None


def named_source(text: str | None) -> str | None:
    """Return the short form of a source's name, None when it has none."""
    found = _NAMES.find(text) if text else []
    return found[0].key if found and (found[0].end - found[0].start) * 3 > len(text or "") else None


def _person(words: Sequence[Token]) -> str | None:
    """Return the last run of two or more capitals that reads as a person's name after a title or before a comma."""
    titles = (
        "minister",
        "envoy",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "secretary",
        "president",
        "general",
        "adviser",
        "advisor",
        "ambassador",
        "director",
        "representative",
        "commander",
        "head",
        "leader",
        "lieutenant-general",
        "colonel",
        "prince",
        "president",
    )
    if not any(t.norm in titles for t in words):
        return None
    best: list[str] = []
    tail: list[str] = []
    for token in words:
        if (token.capital and token.norm not in titles) or (tail and token.norm in ("de", "al", "bin", "van", "von")):
            tail.append(token.text)
        else:
            if len(tail) >= 2:
                best = tail
            tail = []
    if len(tail) >= 2:
        best = tail
    return " ".join(best[-3:]) if best else None


def _according(run: Sequence[Token], last: str | None) -> list[Attributed]:
    found = []
    for place, token in enumerate(run):
        if token.norm == "according" and norm_at(run, place + 1) == "to":
            begin = place + 2
        elif token.norm == "per" and place == 0:
            begin = 1
        elif token.norm == "citing":
            begin = place + 1
        else:
            continue
        end = begin
        while (
            end < len(run)
            and end - begin < 14
            and run[end].text not in (",", ".", ";", ")", ":")
            and run[end].norm
            not in ("while", "but", "and", "which", "at", "released", "published", "said", "by", "made")
        ):
            end += 1
        if norm_at(run, end) in ("made", "released", "published", "issued") and norm_at(run, end + 1) == "by":
            begin, end = end + 2, end + 2
            while end < len(run) and run[end].text not in (",", ".", ";"):
                end += 1
        name = named(run[begin:end])
        if "same" in [t.norm for t in run[begin:end]]:
            name = last
            if name is None:
                continue
        if name is None and 0 < end - begin <= 8:
            name = " ".join(t.text for t in run[begin:end] if t.kind in ("word", "number")).removeprefix("the ")
        if name:
            found.append(
                Attributed(name, None, Stance.ASSERT, "according to", _left(run, place), _right(run, end), at=place)
            )
    return found


def _left(run: Sequence[Token], place: int) -> int:
    """Return where the clause before an "according to" begins."""
    at = place - 1
    while at >= 0 and run[at].norm not in ("while", "but", ";", "however", "although"):
        at -= 1
    return at + 1


def _right(run: Sequence[Token], place: int) -> int:
    at = place
    while at < len(run) and run[at].norm not in ("while", ";", "but", "although", "whereas"):
        if run[at].text == "," and at > place + 2 and at + 1 < len(run) and run[at + 1].norm in _TURNS:
            break
        at += 1
    return at


def _saying(run: Sequence[Token], last: str | None) -> list[Attributed]:
    found = []
    for verb in VERBS.find(run):
        if verb.voice == "passive":
            by = _by(run, verb)
            if by:
                found.append(Attributed(by, None, Stance.ASSERT, verb.lemma, 0, len(run), at=verb.start))
            continue
        if verb.voice not in ("active", "either", "participle") or (run[verb.start].capital and verb.start > 0):
            continue
        begin, end = _subject(run, verb)
        words = run[begin:end]
        if verb.voice == "participle":
            name = (
                named(words)
                if _STANCE[verb.lemma] == "accuse" or verb.lemma in ("say", "put", "state", "claim", "report")
                else None
            )
        elif words and all(t.norm in _PRONOUNS | {"also", "later"} for t in words):
            name = last
        else:
            name = named(words)
        if name is None and len(words) == 1 and words[0].norm in ("another", "others", "some", "one"):
            name = (
                words[0].norm + (" report" if words[0].norm in ("another", "one") else " reports")
                if last and "report" in last
                else words[0].norm
            )
        if name is None and words and _STANCE[verb.lemma] == "assert" and _speaks(words):
            name = _plain_name(words)
        if name is None or (
            verb.lemma in _NOT_SPEECH
            and not (_NAMES.find(name) or name in _VOICE["names"])
            and verb.lemma not in ("put", "describe", "believe")
        ):
            continue
        inverted = _is_inverted(run, verb, begin)
        start, reach = (_opening(run, begin), verb.end) if inverted else (verb.start, _right(run, verb.end))
        kind = _STANCE[verb.lemma]
        stance = {"deny": Stance.DENY, "dispute": Stance.DISPUTE}.get(kind, Stance.ASSERT)
        if verb.lemma in ("document", "record", "count", "estimate", "put", "register"):
            start = begin
        found.append(Attributed(name, None, stance, verb.lemma, start, reach, kind == "accuse", verb.start))
    return found


def _by(run: Sequence[Token], verb: Verb) -> str | None:
    if norm_at(run, verb.end) != "by":
        return None
    end = verb.end + 1
    while (
        end < len(run)
        and end - verb.end < 12
        and run[end].kind == "word"
        and run[end].norm not in ("that", "as", "in", "on", "to", "which")
    ):
        end += 1
    return named(run[verb.end + 1 : end])


def _subject(run: Sequence[Token], verb: Verb) -> tuple[int, int]:
    """Return the span of the noun phrase before a verb; a phrase between commas is stepped over."""
    end = verb.head
    while end > 0 and (
        run[end - 1].norm in ("also", "later", "have", "has", "had", "and", "both", "effectively", "initially")
        or run[end - 1].norm.endswith("ly")
    ):
        end -= 1
    begin = end
    if begin > 0 and run[begin - 1].text == ",":
        back = begin - 2
        while back >= 0 and run[back].text not in (",", ".", ";") and begin - back < 24:
            back -= 1
        if back > 0 and run[back].text == ",":
            begin = back
            end = back
            begin = end
    while (
        begin > 0
        and end - begin < 14
        and run[begin - 1].text not in (",", ";", ":", "”", '"', "(", ")", "–", "—", "*")
        and run[begin - 1].norm not in _BOUNDS
        and run[begin - 1].norm not in ("when", "as", "after", "which", "who", "where", "because", "since")
    ):
        begin -= 1
    return begin, end


def _speaks(words: Sequence[Token]) -> bool:
    return any(t.norm.removesuffix("'s") in _HEADS for t in words)


def _plain_name(words: Sequence[Token]) -> str:
    text = [t.text for t in words if t.kind in ("word", "number")]
    while text and text[0].lower() in _STRIP:
        text = text[1:]
    return " ".join(text[:10])


def _is_inverted(run: Sequence[Token], verb: Verb, begin: int) -> bool:
    """Test whether the words came first: "..., the monitor said."."""
    after = norm_at(run, verb.end)
    ended = after == ";" or (after in (".", "", ",") and verb.end >= len(run) - 3)
    return begin > 2 and run[begin - 1].text in (",", "”", '"') and ended


def _opening(run: Sequence[Token], place: int) -> int:
    """Return where the words begin that a source after them speaks: behind the last semicolon."""
    return next((at + 1 for at in range(place - 1, -1, -1) if run[at].text == ";"), 0)
