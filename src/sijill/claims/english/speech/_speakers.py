"""
Read the noun groups that speak, as patterns over one letter a token (V-STATUS, gold rule 6).

The letters: s a noun that speaks, S one in capitals, C a name, r words that are said, n any other noun or adjective,
x what does not speak, g ground, t time, d article, q number, f of, b by, p another preposition, m made, v verb,
h doing, o who, k when, ! while, u and, i it, y we, z nobody, a adverb, w another small word; marks are themselves.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sijill.claims.english._verbs import BE, HAVE, MODALS, Verb
from sijill.language import Gazetteer, lexicon, small_words
from sijill.language.english.dates import MONTHS, WEEKDAYS
from sijill.language.english.numbers import COUNT_WORDS
from sijill.language.page import Token
from sijill.model.phrases import Phrases

_VOICE = lexicon("voice")
SOURCES = Phrases((form, name) for name, forms in _VOICE["names"].items() for form in forms)
_TITLES = frozenset(_VOICE["speakers"]["titles"])
_OPEN = frozenset(_VOICE["words"]["open"])
_PERSON_ENDS = tuple(_VOICE["speakers"]["ends"])
_POSSESSIVE = re.compile(r" ?['’]s?$")
OWNERS = ("'s", "’s", "'", "’")
_LETTERS: dict[str, str] = {}
for _mark, _group in (
    ("s", (word for table in lexicon("people").values() for word in table.get("en", ()))),
    ("s", _VOICE["speakers"]["heads"]),
    ("r", _VOICE["words"]["nouns"]),
    ("x", _VOICE["silent"]["nouns"]),
    ("g", _VOICE["silent"]["grounds"]),
    ("t", _VOICE["silent"]["times"]),
    ("v", (forms[1] for forms in lexicon("verbs")["irregular"].values() if forms[1])),
    ("w", small_words("people", "stop") | small_words("voice", "breaks") | BE | HAVE | MODALS),
    ("a", small_words("verbs", "adverbs") | small_words("voice", "linking")),
    ("q", COUNT_WORDS),
    ("m", _VOICE["words"]["made"]),
    ("p", small_words("voice", "attached")),
    ("f", small_words("voice", "owning")),
    ("b", ("by",)),
    ("u", ("and",)),
    ("k", small_words("voice", "clause")),
    ("o", small_words("voice", "relative")),
    ("!", small_words("voice", "outward")),
    ("d", small_words("voice", "articles")),
    ("i", small_words("voice", "pronouns")),
    ("y", small_words("voice", "ours")),
    ("z", small_words("voice", "nobody")),
):
    _LETTERS.update(dict.fromkeys(_group, _mark))
_SMALL = frozenset("awpfbukodiyz!qm")
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_MARK_LETTERS = {";": "!", "”": '"', "’": '"', "'": '"', "“": "“", "–": "—"}
_ADJECTIVES = small_words("voice", "adjectives")
_GROUP = re.compile(
    r"""
    (?P<core> d{0,2}+ (?: [qnsSCxgh]*+ r | [qnsSCxgh]++ ) )
    (?: (?<=r) m?+ [bpf] (?P<owner> d?+ [qnsrSC]++ (?: f d?+ [qnsSCg]++ )?+ )
      | (?<=[nsrSC]) f (?!h) d?+ [qnsrxSCgh]++
      | (?<=[ns]) p{1,2}+ (?!h) d?+ [qnsSCgxh]++ (?![tr0])
      | [(] [SC]{1,3}+ [)]
    )*+
    """,
    re.VERBOSE,
)
_CLAUSE = frozenset('!ko,:"“(—*')
_WINDOW = 40


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by name as the record keeps it, and the token span of the words; ``sure`` when the words show it."""

    name: str
    start: int
    end: int
    sure: bool = True


class Groups:
    """The noun groups of one sentence; ``verbs`` are its verbs of speech."""

    def __init__(self, run: Sequence[Token], verbs: Iterable[Verb] = ()) -> None:
        """Tag the tokens and find the groups."""
        self.run, self.norms = run, [token.norm for token in run]
        tags, before, tag = [], None, ""
        for token, follow in zip_longest(run, run[1:]):
            if token.kind == "word" and not token.text[0].isupper():
                letter = _letter(token.norm)
                tag = "n" if letter == "v" and tag == "d" else letter
                if token.norm == "that" and before is not None and before.text == ",":
                    tag = "w"  # goes on behind an aside: "the report, carried by the agency, that"
            else:
                tag = _tag(token, before, tag, follow)
            tags.append(tag)
            before = token
        for verb in verbs:
            tags[verb.head : verb.end] = "v" * (verb.end - verb.head)
        self.tags = "".join(tags)
        self.all = list(_GROUP.finditer(self.tags))
        self._by_end = {m.end(): m for m in self.all}
        self._by_start = {m.start(): m for m in self.all}

    def clause(self, end: int) -> int:
        """Return where the clause begins that ends at a token."""
        return next((at for at in range(end, max(0, end - _WINDOW), -1) if self.tags[at - 1] in _CLAUSE), 0)

    def aside(self, end: int) -> int | None:
        """Return where the comma or bracket opens whose phrase closes right before a token."""
        opener = {",": ",", ")": "("}.get(self.tags[end - 1 : end], "")
        at = self.tags.rfind(opener, max(0, end - _WINDOW), end - 2) if opener else -1
        return at if at > 0 and not set('!.“"') & set(self.tags[at:end]) else None

    def before(self, end: int, last: str | None) -> Speaker | None:
        """Return who is the subject of a verb whose group begins at a token; ``last`` is whom "it" and "they" mean."""
        while end > 1 and (self.tags[end - 1] == "a" or self.run[end - 1].norm in HAVE | {"both", "however"}):
            end -= 1
        low = self.clause(end)
        if self.tags[low:end] in ("i", "y"):
            told = self.opening(0) if self.tags[max(0, low - 1) : end] == ",i" else None
            alien = self.run[low].norm in ("he", "she") and last in _VOICE["names"]  # an organisation is no "he"
            name = "we" if self.tags[low] == "y" else told.name if told else None if alien else last
            return Speaker(name, low, end) if name else None
        if self.run[end - 1].norm in _VOICE["speakers"]["vague"] and "report" in (last or ""):
            return Speaker(f"{self.run[end - 1].text} report", end - 1, end)
        group = self._by_end.get(end)
        if group is None and (aside := self.aside(end)) is not None:
            outer, inner = self.before(aside, last), self.at(aside + 1, last, end - 1)
            named = outer is None or (inner is not None and inner.name.istitle() and self.tags[outer.start] in "snqd")
            return inner if named and inner is not None and inner.sure else outer
        if group is None or (self.tags[low - 1 : low] == "o" and "v" in self.tags[low : group.start()]):
            return self._antecedent(low, end, last)
        start, speaker = group.start(), self._named(group, last)
        beside = self._known(self._by_end.get(start - 1), last) if self.tags[start - 1 : start] == "u" else None
        if beside is not None:
            return Speaker(f"{beside.name} and {self._text(start, end)}", beside.start, end)
        led = start - 1 > low and self.tags[start - 1] in "fpb" and self.tags[start - 2] in "nsrSCxgvh"
        if led and (speaker is None or speaker.name not in _VOICE["names"]):
            return self.before(start - 1, last)
        return speaker or self._antecedent(low, end, last)

    def at(self, start: int, last: str | None = None, end: int | None = None) -> Speaker | None:
        """Return who is named by the noun group that begins at a token."""
        group = self._by_start.get(start) or _GROUP.match(self.tags, start)
        speaker = self._named(group, last) if group is not None and end in (None, group.end()) else None
        if group is None or speaker is None:
            return None
        beside = self._by_start.get(group.end() + 1) if self.tags[group.end() : group.end() + 1] == "u" else None
        if beside is None or self.tags[beside.end() : beside.end() + 1] not in ",." or not self._known(beside, last):
            return speaker
        return Speaker(f"{speaker.name} and {self._text(*beside.span())}", speaker.start, beside.end())

    def opening(self, start: int, last: str | None = None) -> Speaker | None:
        """Return who is the first to be named behind a token, when the words show that it speaks."""
        led = {k for k, tag in enumerate(self.tags, 1) if tag in "fpbk"}
        return self._known(next((m for m in self.all if m.start() >= start and m.start() not in led), None), last)

    def owners(self) -> Iterable[tuple[re.Match[str], Speaker]]:
        """Yield the groups of what is said, with whose words they are: "X's count", "a claim by X"."""
        for group in self.all:
            start, end = group.span("core")
            owned = group["owner"] or any(t.norm.endswith(OWNERS) for t in self.run[start:end])
            speaker = self._known(group, None) if owned and self.tags[end - 1] == "r" else None
            if speaker is not None:
                yield group, speaker

    def _antecedent(self, low: int, end: int, last: str | None) -> Speaker | None:
        """Return whom "who" or "which" means, or the subject that opens the clause: "X did this and said"."""
        if self.tags[low - 1 : low] == "o" and low > 1:
            return self._known(self._by_end.get(low - 1 - (self.tags[low - 2] == ",")), last)
        return self.opening(low, last) if "v" in self.tags[low:end] else None

    def _known(self, group: re.Match[str] | None, last: str | None) -> Speaker | None:
        speaker = self._named(group, last)
        return speaker if speaker is not None and speaker.sure else None

    def _text(self, start: int, end: int) -> str:
        text = " ".join(t.text for t in self.run[start:end]).replace(" .", ".").replace(" - ", "-").replace(" '", "'")
        return text.replace("( ", "(").replace(" )", ")")

    def _named(self, group: re.Match[str] | None, last: str | None) -> Speaker | None:
        """Return who a noun group names; None when nobody speaks in it."""
        if group is None:
            return None
        (start, close), end = group.span("core"), group.end()
        start += self.run[start].norm in ("the", "both", "these", "those") and close - start > 1
        head, open = self.tags[close - 1], any(t.norm in _OPEN for t in self.run[start:close])
        if open or head in "xgth" or self.tags[start - 1 : start] == "z" or end - start > 18:
            return None
        if head == "r":
            return self._reported(group, last)
        text = self._text(start, end)
        known = max(SOURCES.find(text), key=lambda f: f.end - f.start, default=None)
        if known is not None and head in "CS" and ((known.end - known.start) * 2 > len(text) or close - start <= 3):
            return Speaker(known.key, start, end)
        title = max((k for k in range(start, close - 1) if self.run[k].norm.strip(".") in _TITLES), default=end) + 1
        name = self.run[title:close] if close == end and "S" not in self.tags[title:close] else ()
        if name and all(t.capital or t.norm.startswith(("al", "de", "el")) for t in name):
            return Speaker(self._text(title, close), title, close)
        return Speaker(text, start, end, head in "sS" or (head == "C" and not _is_ground(text)))

    def _reported(self, group: re.Match[str], last: str | None) -> Speaker | None:
        """Return whose report, count or statement it is."""
        start, close = group.span("core")
        if group["owner"] and self.run[group.start("owner") - 1].norm in _VOICE["words"]["from"]:
            return self.at(group.start("owner"), last)
        owner = next((k for k in range(close - 1, start, -1) if self.run[k - 1].norm.endswith(OWNERS)), None)
        if owner is not None:
            name = _POSSESSIVE.sub("", self._text(start + (self.tags[start] == "d"), owner))
            return Speaker(next((f.key for f in SOURCES.find(name)), name), start, owner)
        before = [t for t in self.run[start : close - 1] if self.tags[start] != "d" or t is not self.run[start]]
        if before and all(t.text.isupper() or SOURCES.find(t.text) for t in before):
            name = self._text(start + (self.tags[start] == "d"), close - 1)
            return Speaker(next((f.key for f in SOURCES.find(name)), name), start, close - 1)
        named = before and (self.run[start].norm != "the" or "s" in self.tags[start:close])
        if named or self.run[start].norm in ("another", "other"):
            return Speaker(self._text(start, close), start, close)
        told = self.run[close - 1].norm in _VOICE["words"]["back"] and self.tags[start] == "d"
        return Speaker(last, start, close) if told and last else None


def _tag(token: Token, before: Token | None, tag: str, follow: Token | None) -> str:
    """Return the letter of a mark, a number or a word in capitals."""
    if token.kind != "word":
        dotted = token.text == "." and follow and before is not None and before.text.isupper() and "." in before.text
        owning = token.text in "'’" and before is not None and before.text.endswith("s")  # "the lawyers' syndicate"
        mark = "n" if (token.is_dash or owning) and not token.spaced else _MARK_LETTERS.get(token.text, token.text)
        return "0" if token.kind != "mark" else "C" if dotted else mark
    letter = _letter(token.norm)
    word, first = token.norm, before is None or before.kind == "mark"
    if word in _DAYS and (word != "may" or not first):
        return "C" if tag in ("d", "C", "S") and follow is not None and follow.capital else "t"  # "the Sunday Herald"
    if letter in _SMALL and word in _LETTERS and not (len(word) > 1 and letter in "wi" and token.text.isupper()):
        return letter
    return letter if first and letter in "sxrgt" else "S" if letter in "sr" else "C"


@functools.lru_cache(maxsize=16_384)
def _letter(norm: str) -> str:
    """Return the letter of a word in small letters: from the lexicon, else by its end."""
    word = norm.removesuffix("'s").removesuffix("’s")
    past = word.endswith("ed") and "-" not in word and word not in _ADJECTIVES
    ends = "v" if past else "a" if word.endswith("ly") else "h" if word.endswith("ing") else "n"
    return _LETTERS.get(word, "s" if ends == "n" and word.endswith(_PERSON_ENDS) else ends)


def _is_ground(text: str) -> bool:
    found = Gazetteer.load().find(text)
    return bool(found) and found[0].end - found[0].start == len(text)
