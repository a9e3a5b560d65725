"""Cut a sentence into noun groups, verbs and the small words between them, and say what each group is."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.claims.clauses import Group, Sort
from sijill.claims.clauses._frames import head_sorts, marks, noun_frames, prepositions, small
from sijill.claims.clauses._frames import verb_frames as _verb_frames
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import BE, HAVE, MODALS, Verb, VerbList
from sijill.claims.english.people._outcomes import predicates
from sijill.language import lexicon, small_words
from sijill.language.english import PartyMention
from sijill.language.english.dates import MONTHS, WEEKDAYS
from sijill.language.english.numbers import COUNT_WORDS
from sijill.language.page import Token, norm_at

_FOUND = VerbList(_verb_frames())
_ALWAYS_ADVERBS = small_words("verbs", "adverbs")
_PREPOSITIONS = prepositions()
_SMALL, _DETERMINERS = small("adverbs"), small("determiners")
_BEFORE_ACT, _AFTER_NOUN = small("before_act"), small("after_noun")
_EVERYDAY = frozenset({"be", "have", "do"})
_AUXILIARIES = BE | HAVE | MODALS
_KEPT_APART = frozenset({"ground", "emplacement", "speaker", "kin"})
_SORTS = {"weapon": Sort.WEAPON, "clash": Sort.CLASH, "prison": Sort.PRISON} | dict.fromkeys(
    ("ground", "emplacement"), Sort.PLACE
)
_ONLY = frozenset({"only", "just", "merely", "all", "one", "a"})
_WHOLES = frozenset({"all", "both", "half", "such", "what", "quite", "many"})
_POSSESSIVE = ("'s", "s'", "’s")
_SMALL_WORDS = {
    **{"and": "and", "&": "and", "but": "and", "or": "or", "nor": "or", ",": "comma", "that": "that"},
    **dict.fromkeys(";:()[]–—", "stop"),
    **dict.fromkeys(small("relatives"), "rel"),
    **dict.fromkeys(small("subordinators"), "sub"),
    **dict.fromkeys(("not", "n't", "either", "neither"), "adverb"),
    **dict.fromkeys({*WEEKDAYS, "today", "yesterday", "tomorrow", "overnight", "tonight"} - {"sun"}, "time"),
}
_TELLING = frozenset({*_PREPOSITIONS, *_SMALL_WORDS, *MONTHS})


@dataclass(slots=True)
class Piece:
    """A stretch of a sentence: ``kind`` is group, verb, and, or, comma, stop, sub, rel, that, case, time or adverb."""

    kind: str
    start: int
    end: int
    word: str = ""
    group: Group | None = None
    verb: Verb | None = None


def pieces(scene: SentenceContext) -> list[Piece]:
    """Return the pieces of a sentence in order."""
    return _Cutter(scene).cut()


class _Cutter:
    """One walk over the tokens: what is no verb and no small word belongs to a group."""

    def __init__(self, scene: SentenceContext) -> None:
        self._run, self._norms, self._stage = scene.run, scene.norms, scene.stage
        self._inside: dict[int, list[PartyMention]] = {}
        for mention in scene.parties:
            for k in range(mention.start, mention.end):
                self._inside.setdefault(k, []).append(mention)
        tails = {k for mention in scene.parties for k in range(mention.start + 1, mention.end)}
        self._counts = {n.start for n in scene.numbers}
        self._plain = tails | {k for n in scene.numbers for k in range(n.start, n.end)}
        self._days = {k for d in scene.dates for k in range(d.start, d.end) if self._norms[k] not in ("and", "or", ",")}
        self._verbs = {}
        for at, verb in _verbs(scene.run, scene.norms).items():
            if at in self._inside and at < verb.start:  # "IS said": a name, and no auxiliary
                self._verbs[verb.start] = replace(verb, head=verb.start, voice="either")
            elif at not in tails and not (at in self._inside and self._norms[at] in BE):
                self._verbs[at] = verb
        self._out: list[Piece] = []

    def cut(self) -> list[Piece]:
        at, low, case = 0, -1, ""
        while at < len(self._run):
            kind, step, word = ("", 1, "") if self._is_inner(at, low) else self._kind(at, low)
            if not kind:
                if low >= 0 and self._begins(at, low, case):
                    self._close(low, at, case)
                    low, case = at, ""
                low, at = (at if low < 0 else low), at + 1
                continue
            if low >= 0:
                self._close(low, at, case)
                low, case = -1, ""
            if kind != "mark":
                self._out.append(Piece(kind, at, at + step, word, verb=self._verbs.get(at) if kind == "verb" else None))
            case = word if kind == "case" else case if kind in ("mark", "adverb") else ""
            at += step
        if low >= 0:
            self._close(low, at, case)
        return _without_denied(self._without_asides(), self._norms)

    def _begins(self, at: int, low: int, case: str) -> bool:
        """Test whether another group begins inside a stretch: "in Homs | a raid killed", "in Homs | rebels killed"."""
        before = self._norms[at - 1]
        if at in self._counts and case and at - 1 in self._inside and at not in self._inside:
            return True  # "after a raid by X | nine people lay dead"
        if self._run[at].kind != "word" or self._run[at - 1].kind == "mark" or at in self._plain:
            return False
        if self._norms[at] in ("the", "a", "an"):
            return before not in _DETERMINERS and before not in _WHOLES and at - 1 not in self._inside
        fronted = case and all(p.kind not in ("verb", "sub") and (not p.group or p.group.case) for p in self._out)
        armed = head_sorts().get(before) == "weapon" and norm_at(self._run, low) in _DETERMINERS
        if not (fronted or armed) or at - 1 in self._inside or at not in self._inside or before in _DETERMINERS:
            return False
        scene = armed or (self._run[at - 1].capital and at - 1 > 0) or head_sorts().get(before) == "time"
        ahead = next((k for k in range(at, len(self._run)) if k in self._verbs or self._norms[k] in _SMALL_WORDS), at)
        return scene and ahead in self._verbs and self._verbs[ahead].voice != "participle"

    def _without_asides(self) -> list[Piece]:
        """Return the pieces without brackets that hold no verb: "X (formerly Y) were behind"."""
        if "(" not in self._norms:
            return self._out
        opened = None
        out: list[Piece] = []
        for piece in self._out:
            if piece.word == "(":
                opened = len(out)
            out.append(piece)
            if piece.word == ")" and opened is not None:
                aside, opened = opened, None
                out = out[:aside] if all(p.verb is None for p in out[aside:]) else out
        return out

    def _is_inner(self, at: int, low: int) -> bool:
        """Test whether a token is a plain word that can only be part of a group: most are, and are passed over."""
        word = self._norms[at]
        told = word in _TELLING or at in self._verbs or at in self._days or (low < 0 and word in _ALWAYS_ADVERBS)
        return not told and self._run[at].kind == "word"

    def _kind(self, at: int, low: int) -> tuple[str, int, str]:
        """Return what begins at a token, how long it is, and its word; "" for a part of a group."""
        token, word = self._run[at], self._norms[at]
        verb, case = self._verbs.get(at), _preposition(self._norms, at)
        if verb is not None and not (case is not None and verb.voice == "participle"):
            return "verb", verb.end - at, word
        if at in self._days or _is_day(self._run, at):
            return "time", 1, word
        if at in self._plain:
            return "", 1, word
        if case is not None:
            kind = "and" if case[1] == "and" else "adverb" if case[1] in ("adverb", "maybe") else "case"
            return kind, *case
        kind = _SMALL_WORDS.get(word, "")
        if kind == "stop" and token.is_dash and not token.spaced:
            kind = ""  # "18–25"
        if kind == "that" and not self._out and norm_at(self._run, at + 1) in noun_frames():
            kind = ""  # "That attack killed ..."
        if not kind and token.kind in ("mark", "ref", "link", "break") and not token.is_dash:
            last = at + 1 == len(self._run)
            inner = word == "." and not last and not self._run[at + 1].spaced  # "U.S.-led"
            glued = low >= 0 and not token.spaced and (inner or word in ("'", "’"))
            kind = "" if glued else "stop" if last and word in ".!?" else "mark"
        elif not kind and low < 0 and word in _ALWAYS_ADVERBS:
            kind = "adverb"
        return kind, 1, word

    def _close(self, low: int, high: int, case: str) -> None:
        """Add the group of a stretch, without the adverbs around it; a stretch of time is none."""
        first, last = low, high
        while high - low > 1 and self._norms[low] in _SMALL:
            low += 1
        while high > low and self._is_adverb(high - 1):
            high -= 1
        if high == low:
            maybe = next((word for word in self._norms[first:last] if word in small("maybe")), "")
            self._out += [Piece("adverb", first, last, maybe)] if maybe else []
            return
        group = self._group(low, high, case)
        group.doubt = not marks("doubt").isdisjoint(self._norms[first:last])
        if case or head_sorts().get(self._norms[group.head]) != "time" or norm_at(self._run, high) == "of":
            self._out.append(Piece("group", low, high, group=group))

    def _is_adverb(self, at: int) -> bool:
        word = self._norms[at]
        manner = word.endswith("ly") and not self._run[at].capital
        return (
            word in _ALWAYS_ADVERBS or word in _SMALL or (manner and word not in _people() and word not in head_sorts())
        )

    def _group(self, low: int, high: int, case: str) -> Group:
        run, norms = self._run, self._norms
        head = high - 1
        while head > low and head not in self._inside and (run[head].kind in ("number", "mark") or norms[head] == "'s"):
            head -= 1
        word, span = norms[head], range(low, high)
        kind = head_sorts().get(word)
        group = Group(low, high, head, _sort(word), case, head_word=word)
        if case == "in" and word in ("cell", "cells"):
            group.sort = Sort.PRISON
        nobody = norms[low] in marks("nobody") and (kind == "force" or word in ("one", "nobody", "none", "party"))
        group.unknown = nobody or not marks("unknown").isdisjoint(norms[low:high])
        group.definite = norms[low] in ("the", "this", "these", "those", "both")
        inside = [k for k in span if k in self._inside]
        group.named = not inside and any(run[k].text[0].isupper() for k in span if k > 0)
        mentions = list(dict.fromkeys(m for k in inside for m in self._inside[k]))
        jailed = group.sort is Sort.PRISON
        mentions = [m for m in mentions if not m.owner or (jailed and norm_at(run, m.end + 1) == "run")]
        owned = any(m.start <= head < m.end for m in mentions) and not word.endswith(_POSSESSIVE)
        named = [(m.slug, (m.start, m.end)) for m in mentions if m.slug != "unknown"]
        if not named and "army" in norms[low:high]:  # "army snipers"; by itself a word of many wars
            line = " ".join(["the", *(t.text for t in run[norms.index("army", low) : high])])
            named = [(found.key, (low, high)) for found in self._stage.mentions(line, run[low].start)[:1]]
        if kind != "force" and not owned:
            between = [k for k in span if k < head and head_sorts().get(norms[k]) in _KEPT_APART]
            named = [(slug, at) for slug, at in named if not any(at[1] <= k for k in between)]
        slugs = tuple(dict.fromkeys(slug for slug, _ in named))
        if owned or (kind == "force" and named):
            group.sort, group.parties = Sort.PARTY, slugs
        elif group.sort in (Sort.ACT, Sort.WEAPON, Sort.PRISON):
            group.doers = slugs
        elif kind == "speaker" or group.sort in (Sort.PLACE, Sort.THING):
            group.parties = slugs
        if group.parties or group.doers:
            group.at, group.join = tuple(dict.fromkeys(at for _, at in named)), "and" if len(slugs) > 1 else ""
        return group


def _without_denied(found: list[Piece], norms: Sequence[str]) -> list[Piece]:
    """Return the pieces without whoever did not do it: "not X but Y", "X, not Y", "Y and not by X"."""
    out: list[Piece] = []
    at = 0
    while at < len(found):
        end = at + 1
        if norms[found[at].start] == "not" and found[at].verb is None:
            end += found[end : end + 1] != [] and found[end].kind == "case"
            group = found[end].group if end < len(found) else None
            if group is not None and (group.parties or group.doers) and norms[group.start] not in _ONLY:
                end += 1
                while end + 1 < len(found) and found[end].word == "of" and found[end + 1].group is not None:
                    end += 2
                if out and out[-1].kind in ("and", "comma"):
                    out.pop()
                elif end < len(found) and found[end].kind == "and":
                    end += 1
                at = end
                continue
        out.append(found[at])
        at += 1
    return out


def _is_day(run: Sequence[Token], at: int) -> bool:
    """Test whether a token belongs to a day as written: "12 February", "July 27", "in May 2016"."""
    token = run[at]
    if token.kind not in ("number", "ordinal"):
        return token.norm in MONTHS and token.capital
    return any(0 <= k < len(run) and run[k].norm in MONTHS and run[k].capital for k in (at - 1, at + 1))


def _preposition(norms: Sequence[str], at: int) -> tuple[int, str] | None:
    for words, name in _PREPOSITIONS.get(norms[at], ()):
        if len(words) == 1 or tuple(norms[at : at + len(words)]) == words:
            return len(words), name
    return None


def _verbs(run: Sequence[Token], norms: Sequence[str]) -> dict[int, Verb]:
    """Return the verbs by the place where each begins with its auxiliaries."""
    words = [token for token in run if token.kind == "word" and len(token.text) > 3]
    titled = sum(token.capital for token in words) * 3 > len(words) * 2  # like a heading, its verbs in capitals too
    found = [v for v in _FOUND.find(run) if not _is_noun(run, norms, v)]
    known = {k for v in found for k in range(v.start, v.end)}
    deadly = [p.verb for p in predicates(run) if p.kind == "casualties"]
    found += [v for v in deadly if v.start not in known and not _is_noun(run, norms, v)]
    known |= {v.start for v in deadly}
    for at, word in enumerate(norms):
        if at in known:
            continue
        before = norms[at - 1] if at else ""
        if word == "dead" and _is_predicate(norms, at, known):
            found.append(Verb(at, at + 1, "be dead", "active", at, False, False))
        elif before == "to" and norm_at(run, at + 1) in _DETERMINERS and _is_unknown(run[at]):
            found.append(Verb(at, at + 1, word, "infinitive", at - 1, False, False))
        elif word.endswith("ed") and _is_past(run, norms, at):
            helped = before in BE | HAVE
            found.append(Verb(at, at + 1, word, "passive" if before in BE else "either", at - helped, False, False))
    out: dict[int, Verb] = {}
    last: Verb | None = None
    for verb in sorted(found, key=lambda v: (v.head, -v.end)):
        simple = verb.lemma.split()[0] in _EVERYDAY
        held = last is not None and (verb.start >= last.end or simple or last.lemma not in _EVERYDAY)
        if last is not None and verb.head < last.end and held:
            continue
        if titled or verb.start == 0 or not run[verb.start].capital:
            bare = verb.voice == "active" and verb.head == verb.start and norm_at(run, verb.end) == "by"
            bare = bare or (norms[verb.head] == "being" and verb.head < verb.start)
            last = out[verb.head] = replace(verb, voice="bare") if bare else verb
    return out


def _is_predicate(norms: Sequence[str], at: int, verbs: set[int]) -> bool:
    """Test whether "dead" is all the verb there is: "Five dead in a raid", "Dead at the hands of ...:"."""
    low = at
    while low > 0 and at - low < 12 and _SMALL_WORDS.get(norms[low - 1]) not in ("stop", "comma", "and"):
        low -= 1
    follow = norms[at + 1] if at + 1 < len(norms) else ""
    free = verbs.isdisjoint(range(low, at)) and (at == 0 or norms[at - 1] not in _DETERMINERS)
    return free and (follow in _PREPOSITIONS or _SMALL_WORDS.get(follow) == "sub")


def _is_unknown(token: Token) -> bool:
    """Test whether a word behind "to" can only be a verb: it is no noun that we know, no name and no number."""
    known = token.norm in head_sorts() or token.norm in noun_frames() or token.norm in _people()
    return token.kind == "word" and not token.capital and not known and token.norm not in _DETERMINERS


def _is_past(run: Sequence[Token], norms: Sequence[str], at: int) -> bool:
    """Test whether a word that no list knows is the past or the participle of a verb."""
    if not at or {run[at].kind, run[at - 1].kind} != {"word"} or run[at].capital or len(norms[at]) < 5:
        return False
    before, follow = norms[at - 1], norm_at(run, at + 1)
    return before in BE | HAVE or (
        before not in _DETERMINERS
        and (follow in _PREPOSITIONS or follow in _DETERMINERS or (follow != "" and run[at + 1].capital))
    )


def _is_noun(run: Sequence[Token], norms: Sequence[str], verb: Verb) -> bool:
    """Test whether a form that is also a noun of action or a weapon stands as the noun here."""
    at, word = verb.start, norms[verb.start]
    before, follow = norms[at - 1] if at else "", norm_at(run, verb.end)
    if verb.end - at > 1 or verb.head < at:
        return False
    if (before in _FOUND.words or before == "as") and word == verb.lemma + "s":
        return True  # "rejected claims", "dismissed as lies"
    if before in COUNT_WORDS or (at and run[at - 1].kind == "number"):
        return verb.voice == "active" or (verb.voice == "either" and follow in _people())
    if word in marks("doubt"):
        return verb.voice in ("either", "bare") and follow not in ("to", "by", "that", "of", "")
    act = word in noun_frames()
    if not (act or word in head_sorts()) or verb.voice in ("infinitive", "passive"):
        return False
    if verb.voice == "participle":
        chained = follow in ("and", "or") and norm_at(run, verb.end + 1).endswith("ing")
        governed = follow in _FOUND.words or follow in _AUXILIARIES or follow in _AFTER_NOUN or before in _BEFORE_ACT
        return not chained and (governed or not follow)
    plural = before.endswith("s") and not before.endswith("'s") and not run[at - 1].capital
    if at and not act and word == verb.lemma and plural:
        return False  # "outlets report attacks"
    object_follows = follow in _DETERMINERS or follow in COUNT_WORDS
    return (
        not at
        or follow in _AFTER_NOUN
        or not (follow and (object_follows or run[verb.end].capital or run[verb.end].kind == "number"))
    )


def _sort(word: str) -> Sort:
    plain = word.removesuffix("'s")
    plain = plain if plain in head_sorts() or plain in noun_frames() else plain.rpartition("-")[2]  # "tunnel-bombs"
    kind = head_sorts().get(plain, "")
    if plain in noun_frames() and kind not in ("weapon", "prison"):
        return Sort.ACT
    people = plain in _people() or kind in ("force", "speaker", "kin")
    return _SORTS.get(kind) or (Sort.PEOPLE if people else Sort.THING)


@functools.cache
def _people() -> frozenset[str]:
    tables = lexicon("people").items()
    return frozenset(word for name, table in tables if name not in ("adjective", "participles") for word in table["en"])
