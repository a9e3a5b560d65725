"""What one Arabic word can be in a clause: a verb of some frame, the head of a group, a sign between them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijill.claims.clauses import Sort
from sijill.language import lexicon
from sijill.language.arabic import Token, look, normalise
from sijill.model.parties import state_rows

_CLITICS = ("", "و", "ف", "ب", "ل", "س", "ك", "وب", "ول", "فب", "فل", "وس", "فس")
_VERB_CLITICS = {"و": ("و", "وس"), "ف": ("ف", "فس"), "س": ("س",), "ل": ("ل",), "م": ("ما", "مما")}
_CLITICS_BY_LETTER = {letter: tuple(one for one in _CLITICS if one[:1] == letter) for letter in "وفبلسك"}
_LONGEST_LEAD = 4  # "and by the"
_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "نا")
_ENDINGS = ("", "ه", "ات", "ان", "ين", "تان", "تين", "ون", "ا")
_GROUND = frozenset({"take", "retake", "leave", "enter", "surround", "lift", "repel", "try", "expel", "fall"})
_OWNED = frozenset({"party", "weapon", "act", "prison"})
_SORTS = {
    "party": Sort.PARTY,
    "weapon": Sort.WEAPON,
    "vehicle": Sort.WEAPON,
    "act": Sort.ACT,
    "blast": Sort.ACT,
    "clash": Sort.CLASH,
    "prison": Sort.PRISON,
    "thing": Sort.THING,
    "place": Sort.PLACE,
    "hold": Sort.PLACE,
    "people": Sort.PEOPLE,
}


@dataclass(frozen=True, slots=True)
class Sense:
    """The readings of a word: what is written on to it, its sort as a head, its frames as a verb."""

    lead: str = ""
    article: bool = False
    sort: Sort | None = None
    head: str = ""  # the list of heads it stands in
    frames: tuple[str, ...] = ()
    verb_lead: str = ""
    has_object: bool = False
    deed: bool = False
    theirs: bool = False  # with whose it is written on to it
    ground: str = ""  # the frame of a noun of taking, leaving, surrounding


_NOTHING = Sense()


@functools.cache
def _listed() -> frozenset[str]:
    """Return every form that is something to ``sense``: most words of a text are nothing."""
    return frozenset(_heads()).union(_verb_forms(), _ground_nouns(), _deeds())


@functools.lru_cache(maxsize=65536)
def sense(word: str) -> Sense:
    """Return what a word can be; texts repeat their words, so each is looked up once."""
    heads, verbs, ground, deeds = _heads(), _verb_forms(), _ground_nouns(), _deeds()
    known = word.endswith(_OBJECTS) or not _listed().isdisjoint(word[k:] for k in range(_LONGEST_LEAD + 1))
    if word and not known and look(word).verb is None:
        return _NOTHING
    ways = [(lead, art, word[len(lead + art) :]) for lead, art in _openings(word)]
    lead, article, head = next((way for way in ways if way[2] in heads), ("", "", ""))
    verb_leads = ("", *_VERB_CLITICS.get(word[:1], ()))
    verb_lead = next((one for one in verb_leads if word.startswith(one) and _is_verb(word, one)), "")
    frames, has_object = verbs.get(word[len(verb_lead) :], ((), False))
    if not frames and word and look(word).verb is not None and not (word[0] in "بل" and look(word[1:] or word).verb):
        frames, verb_lead = (
            ("kill",),
            word[0] if len(word) > 2 and word[0] in "وف" and look(word[1:]).verb else "",
        )
    name = heads.get(head, "")
    if not (name or frames):
        name = next((heads[stem] for stem in _owned(word) if heads.get(stem) in _OWNED), "")
    return Sense(
        theirs=bool(name and not head),
        lead=lead,
        article=bool(article),
        sort=_SORTS.get(name),
        head=name,
        frames=frames,
        verb_lead=verb_lead,
        has_object=has_object,
        deed=any(stem in deeds for _, _, stem in ways),
        ground=next((ground[stem] for _, _, stem in ways if stem in ground), ""),
    )


def _is_verb(word: str, lead: str) -> bool:
    will = lead.endswith(("س", "ل"))  # "will" and "to" stand before the present only
    return word[len(lead) :] in _verb_forms() and (not will or word[len(lead)] in "يت")


def _openings(word: str) -> Iterator[tuple[str, str]]:
    for lead in ("", *(one for one in _CLITICS_BY_LETTER.get(word[:1], ()) if word.startswith(one))):
        rest = word[len(lead) :]
        yield lead, ""
        if rest.startswith("ال"):
            yield lead, "ال"
        elif lead.endswith("ل") and rest.startswith("ل"):
            yield lead, "ل"  # "to the": the article loses its first letter


# Yield what a word is without whose it is: "their planes", "his plane".
def _owned(word: str) -> Iterator[str]:
    for end in _OBJECTS:
        if len(word) > len(end) + 3 and word.endswith(end):
            stem = word[: -len(end)]
            yield from (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem)


@functools.cache
def _heads() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, forms in lexicon("arabic_clauses")["heads"].items():
        for form in forms:
            plain = normalise(form).text
            found.setdefault(plain, name)
            found.setdefault(plain + "ا", name)
    return found


@functools.cache
def _deeds() -> frozenset[str]:
    return frozenset(normalise(form).text for form in lexicon("arabic_clauses")["signs"]["deeds"])


@functools.cache
def _ground_nouns() -> Mapping[str, str]:
    table = lexicon("arabic_clauses")["ground"]
    return {normalise(form).text: frame for frame in table if frame in _GROUND for form in table[frame]}


@functools.cache
def _verb_forms() -> Mapping[str, tuple[tuple[str, ...], bool]]:
    """Return the frames of every verb form, and whether it has its object written on to it."""
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    for frame, lemmas in lexicon("arabic_clauses")["verbs"].items():
        for lemma in lemmas:
            for form, has_object in forms_of(lemma):
                frames, _ = found.get(form, ((), False))
                if frame not in frames:
                    found[form] = ((*frames, frame), has_object)
    return found


def forms_of(lemma: str) -> Iterator[tuple[str, bool]]:
    """Yield the forms of the third person of "past present", with and without an object written on to them."""
    past, present = (normalise(form).text for form in lemma.split())
    weak = past.endswith(("ي", "ا")) and len(past) > 2
    stem = past[:-1] if weak else past
    tail = present[1:]
    short = tail[:-1] if tail.endswith(("ي", "و")) else tail
    plain = {past, past + "ت", stem + "ت", stem + "تا", stem + "وا", past + "ا"}
    plain |= set() if weak else {past + "ن"}
    plain |= {one + rest for one in "يت" for rest in (tail, tail + "ان", tail + "ن")}
    plain |= {"ي" + short + rest for rest in ("ون", "وا")}
    for form in plain:
        yield form, False
    for form in (stem + "ا" if weak else past, stem + "ت", stem + "و", "ي" + tail, "ت" + tail):
        for suffix in _OBJECTS:
            yield form + suffix, True


@functools.cache
def _openers() -> Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]:
    """Return the runs of words of every list, by their first word and the list's name, the longest first."""
    found: dict[str, dict[str, set[tuple[str, ...]]]] = {}
    for table in ("signs", "sources", "ground"):
        for name, forms in lexicon("arabic_clauses")[table].items():
            for words in (tuple(normalise(form).text.split()) for form in forms):
                run = words[:-1] if len(words) > 1 and len(words[-1]) == 1 else words  # "loyal to" is written on
                found.setdefault(run[0], {}).setdefault(name, set()).add(run)
    return {
        word: {name: tuple(sorted(runs, key=len, reverse=True)) for name, runs in names.items()}
        for word, names in found.items()
    }


@functools.lru_cache(maxsize=65536)
def _signs(word: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    bare = word[1:] if word[:1] in {"و", "ف"} and not sense(word).frames else ""
    return {**_openers().get(bare, {}), **_openers().get(word, {})}


def sign(tokens: Sequence[Token], at: int, name: str) -> int:
    """Return how many tokens the longest entry of a list takes that stands at a token, nought when none does."""
    if not 0 <= at < len(tokens):
        return 0
    for run in _signs(tokens[at].text).get(name, ()):
        if len(run) == 1 or tuple(token.text for token in tokens[at + 1 : at + len(run)]) == run[1:]:
            return len(run)
    return 0


def is_sign(word: str) -> bool:
    """Test whether any sign of the grammar begins with a word."""
    return bool(_signs(word))


def signs_at(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return the names of the lists of which an entry stands at a token."""
    return frozenset(name for name in _signs(tokens[at].text) if sign(tokens, at, name))


@functools.lru_cache(maxsize=8192)
def nation(word: str) -> str | None:
    """Return the state that an adjective names ("Russian", with article and gender or without), or None."""
    bare = word
    for lead in ("ال", "لل", "بال", "وال"):
        bare = bare.removeprefix(lead) if len(bare) > 5 else bare
    return next(
        (
            _nations()[bare[: len(bare) - len(end)]]
            for end in _ENDINGS
            if bare.endswith(end) and bare[: len(bare) - len(end)] in _nations()
        ),
        None,
    )


@functools.cache
def _nations() -> Mapping[str, str]:
    rows = [(slug, row.get("nisba", ())) for slug, row in state_rows().items()]
    listed = (*rows, *lexicon("arabic_clauses")["nations"].items())
    return {normalise(form).text: slug for slug, forms in listed for form in forms}


@functools.cache
def states() -> Mapping[str, str]:
    """Return the states of the world by their names of one word."""
    return {normalise(form).text: slug for slug, row in state_rows().items() for form in row.get("ar", ())}


@functools.cache
def proxies() -> Mapping[str, str]:
    """Return what units loyal to a party are called, by the party."""
    return dict(lexicon("arabic_clauses")["proxies"])
