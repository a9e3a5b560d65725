"""What a column of somebody's may fill: our words for a kind of record, by heading, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sijill.actions.statements import words_taken
from sijill.model import NOUNS, Attribution, properties
from sijill.model.cards import Declared, is_own
from sijill.model.parties import Parties
from sijill.records import REFERENCES
from sijill.values import CountRange, GeoPoint, Identifier, PartialDate, PersonName, message, translate
from sijill.web.desk.card_fields import NAME_PARTS, choices
from sijill.web.desk.timeline import called
from sijill.web.templatetags.sijill import code, language
from sijill.wording.form_groups import FORM_GROUPS, OWN_GROUP

INCIDENT, KEY = "incident.", "incident.key"
OF_INCIDENT = message("Of the incident that rows share")
KEY_LABEL = message("What the incident is known by")
RANGE_ENDS = {".low": message("{property}, at least"), ".high": message("{property}, at most")}
DEGREES = {".latitude": message("{property}, latitude"), ".longitude": message("{property}, longitude")}
OF_SCHEME = message("{property}: {scheme}")

Options = list[tuple[str, list[tuple[str, str]]]]


def options_of(kind: str, also: Iterable[str] = ()) -> Options:
    """Return the words of a kind of record by their headings; ``also`` are words of a mapping that no list has."""
    found = _by_heading(kind, "")
    if kind == "victim":
        incident = [(KEY, translate(language(), KEY_LABEL))]
        incident += [pair for _, words in _by_heading("incident", INCIDENT) for pair in words]
        found.append((translate(language(), OF_INCIDENT), incident))
    known = {word for _, words in found for word, _ in words}
    if others := [(word, label_of(kind, word)) for word in dict.fromkeys(also) if word and word not in known]:
        found.insert(0, (translate(language(), message("Lists and identifiers")), others))
    return found


def label_of(kind: str, word: str) -> str:
    """Return what a word of a mapping is called."""
    if word == KEY:
        return translate(language(), KEY_LABEL)
    name, noun = word.removeprefix(INCIDENT), "incident" if word.startswith(INCIDENT) else kind
    known = properties(NOUNS[noun])
    stem, _, part = name.partition(".")
    if card := known.get(name) or known.get(stem):
        label = called(card.prop, language())
        own = label if name in known else translate(language(), OF_SCHEME, property=label, scheme=part)
        return dict(_words_filling(card)).get(name, own)
    return name


def card_of(kind: str, word: str) -> Declared | None:
    """Return the property that a whole column fills by itself; None for a part of one."""
    noun = "incident" if word.startswith(INCIDENT) else kind
    return properties(NOUNS[noun]).get(word.removeprefix(INCIDENT))


def closed_list(card: Declared) -> list[tuple[str, str]]:
    """Return the words that a property takes, each as the page says it; nothing where any word is taken."""
    if card.type is Attribution:
        return choices(Parties.load().slugs())[1:]
    if card.type is bool:
        return choices(("yes", "no"))[1:]
    own = is_own(card.name)
    return choices(words_taken(card), str if own else code)[1:]


def is_date(card: Declared) -> bool:
    """Test whether a property says when."""
    return card.type is PartialDate


def _by_heading(kind: str, before: str) -> Options:
    cards = properties(NOUNS[kind])
    groups: Mapping[str, Iterable[str]] = {**FORM_GROUPS, OWN_GROUP: filter(is_own, cards)}
    found: Options = []
    for heading, names in groups.items():
        listed = [cards[name] for name in names if name in cards and name not in REFERENCES]
        words = [(before + word, label) for card in listed for word, label in _words_filling(card)]
        if words:
            found.append((translate(language(), heading), words))
    return found


def _words_filling(card: Declared) -> Iterator[tuple[str, str]]:
    """Give the words by which columns fill a property: one, or one for each of its parts."""
    label = called(card.prop, language())
    if card.type is PersonName:
        for part, (words, _) in NAME_PARTS.items():
            yield f"{card.name}.{part[1:]}", translate(language(), words)
        return
    if card.type is Identifier:
        yield f"{card.name}.list", translate(language(), OF_SCHEME, property=label, scheme="list")
        return
    yield card.name, label
    for part, words in (
        RANGE_ENDS.items() if card.type is CountRange else DEGREES.items() if card.type is GeoPoint else ()
    ):
        yield card.name + part, translate(language(), words, property=label)
