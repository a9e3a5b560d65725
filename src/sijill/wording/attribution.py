"""
Who is held responsible, printed and read back: what a page says of it can be typed again at every door.

Typed are a party, ``joint: a + b`` (coordination proved), ``a, b`` or "a and b" (shares not determined),
``one of: a / b`` or "a or b", ``disputed: a, b``, ``unknown: landmine`` and, behind a semicolon or alone,
``denied: a`` and ``claimed: a``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping

from sijill import methodology
from sijill.language import lexicon
from sijill.model import Attribution, AttributionMode
from sijill.model.parties import Parties, UnknownParty
from sijill.values import Language, message, normal_key, plain, translate
from sijill.wording._codes import label
from sijill.wording._responsible import TOGETHER, party_name, together

NOT_KNOWN = message("not known who")
ASIDE: Mapping[str, str] = {
    "cause_class": message("{who}; cause: {what}"),
    "claimed_by": message("{who}; claimed by: {what}"),
    "denied_by": message("{who}; denied by: {what}"),
}
_MODE_WORDS: Mapping[str, AttributionMode] = {
    **{mode.value: mode for mode in AttributionMode},
    **dict.fromkeys(("together", "both", "مشترك", "مشتركة", "معًا"), AttributionMode.JOINT),
    **dict.fromkeys(("shares not determined", "دون تحديد"), AttributionMode.JOINT_UNDETERMINED),
    **dict.fromkeys(("one of", "one of two", "either", "أحد الطرفين", "أحدهما", "إما"), AttributionMode.ONE_OF_TWO),
    **dict.fromkeys(("contested", "متنازع عليه", "مختلف عليه"), AttributionMode.DISPUTED),
    **dict.fromkeys(("not known", "مجهول", "غير معروف"), AttributionMode.UNKNOWN),
}
_ASIDE_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("cause", "السبب"), "cause_class"),
    **dict.fromkeys(("claimed", "claimed by", "admitted", "admitted by", "تبنته", "أعلنت مسؤوليتها"), "claimed_by"),
    **dict.fromkeys(("denied", "denied by", "نفته", "نفت", "نفى"), "denied_by"),
}
_NOBODY = frozenset(
    map(
        normal_key,
        (
            *("unknown", "unidentified", "not known", "not known who", "undetermined", "unclear", "unspecified"),
            *("غير معروف", "غير معروفة", "مجهول", "مجهولة", "غير محدد", "غير محددة", "الفاعل غير معروف"),
        ),
    )
)
_OR = re.compile(r"\s*(?:/|\bor\b|(?<!\S)أو(?!\S))\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[,،+&|\n]|\band\b|(?<=\s)و\s?(?=\S))\s*", re.IGNORECASE)
_ANY = re.compile(f"{_OR.pattern}|{_AND.pattern}", re.IGNORECASE)


def attributed(value: Attribution, language: Language, name: Callable[[str, Language], str] = party_name) -> str:
    """Return who is held responsible, what killed where that is known, and what parties say of themselves."""
    if value.mode is AttributionMode.UNKNOWN or (not value.parties and value.mode is not AttributionMode.DISPUTED):
        who = translate(language, NOT_KNOWN)
    else:
        who = together(value.mode, (name(party, language) for party in value.parties), language).strip()
    for field, template in ASIDE.items():
        held = getattr(value, field) or ()
        words = (label(held, language),) if isinstance(held, str) else tuple(name(one, language) for one in held)
        if words:
            who = translate(language, template, who=who, what=_comma(language).join(words))
    return who


def read_attribution(text: str) -> Attribution:
    """
    Return the attribution that a text says, by names of parties in either language; see the head of this page.

    Raises UnknownParty, UnclearAttribution (one of three).
    """
    return _read_by(text, Parties.load())


@functools.lru_cache(maxsize=10_000)  # a table names the same few in all its rows; a theatre makes another tree
def _read_by(text: str, _: Parties) -> Attribution:
    who, *more = [one for piece in re.split(r"\s*[;؛]\s*", plain(text)) if (one := piece.strip())] or [""]
    asides: dict[str, tuple[str, ...] | str] = {}
    for segment in (who, *more):
        head, colon, rest = (one.strip() for one in segment.partition(":"))
        field = _asides().get(normal_key(head)) if colon else None
        if field is not None:
            asides[field] = _cause(rest) if field == "cause_class" else _listed_parties(rest, _ANY)
        elif segment is not who:
            raise UnknownParty("party", segment, Parties.load().slugs())
    mode, parties, cause = (AttributionMode.UNKNOWN, (), None) if _is_aside(who) else _who(who)
    asides = {"cause_class": cause, **asides} if cause else asides
    return Attribution(mode, parties, **asides)  # type: ignore[arg-type]


def _who(text: str) -> tuple[AttributionMode, tuple[str, ...], str | None]:
    """Return how parties are responsible and which; of nobody the cause that is told in its place."""
    if normal_key(text) in _NOBODY:
        return AttributionMode.UNKNOWN, (), None
    text = re.sub(r"^(?:either|إما)\s+", "", text, flags=re.IGNORECASE)
    if (slug := _slug(text)) is not None:
        return _mode_of((slug,), AttributionMode.SINGLE)
    for mode, listed in _told_modes(text):
        if mode is AttributionMode.UNKNOWN:
            return mode, (), _cause(listed) if listed else None
        return _mode_of(_listed_parties(listed, _ANY) if listed else (), mode)
    for between, mode in ((_OR, AttributionMode.ONE_OF_TWO), (_AND, AttributionMode.JOINT_UNDETERMINED)):
        if between.search(text) and (named := _parties_in(text, between)) is not None:
            return _mode_of(named, mode)
    raise UnknownParty("party", text, Parties.load().slugs())


def _mode_of(named: tuple[str, ...], mode: AttributionMode) -> tuple[AttributionMode, tuple[str, ...], None]:
    """Return parties with their mode: two names of one party are one."""
    if named == ("unknown",):
        return AttributionMode.UNKNOWN, (), None
    alone = len(named) == 1 and mode is not AttributionMode.DISPUTED
    return (AttributionMode.SINGLE if alone else mode), named, None


def _told_modes(text: str) -> Iterator[tuple[AttributionMode, str]]:
    """Give the mode that a text tells, typed before a colon or in the sentence of a page, with the list of parties."""
    head, colon, rest = text.partition(":")
    if colon and (mode := _modes().get(normal_key(head))) is not None:
        yield mode, rest.strip()
    for mode, sentence in _sentences():
        if (found := sentence.fullmatch(text)) is not None:
            yield mode, found["parties"]


def _listed_parties(listed: str, between: re.Pattern[str]) -> tuple[str, ...]:
    named = _parties_in(listed, between)
    if named is None:
        strange = next((one for one in between.split(listed) if one and _slug(one) is None), listed)
        raise UnknownParty("party", strange, Parties.load().slugs())
    return named


def _parties_in(listed: str, between: re.Pattern[str]) -> tuple[str, ...] | None:
    """Return the parties of a list, the longest names first, as a name may hold a comma; None where one is strange."""
    ends = [(0, 0), *((one.start(), one.end()) for one in between.finditer(listed)), (len(listed), len(listed))]
    found: list[str] = []
    at = 0
    while at < len(ends) - 1:
        for until in range(len(ends) - 1, at, -1):
            slug = _slug(listed[ends[at][1] : ends[until][0]].strip())
            if slug is not None:
                found.append(slug)
                at = until
                break
        else:
            return None
    return tuple(dict.fromkeys(found))


def _slug(name: str) -> str | None:
    """Return the party of a name: the label that we print means itself, also where it is a name of another."""
    tree = Parties.load()
    if name.lower() in tree:
        return name.lower()
    if normal_key(name) in _NOBODY:
        return "unknown"
    return _labels(tree).get(name) or tree.slug(name) or _forces_of(re.sub(r"^the ", "", name, flags=re.IGNORECASE))


def _forces_of(name: str) -> str | None:
    """Return the state whose forces or government a name is: "Turkish Military", الجيش الروسي."""
    tree, words = Parties.load(), normal_key(name).split()
    force = lexicon("party_words")["state"]
    rest = ""
    if len(words) > 1 and words[-1] in force["en"]["force"].split():
        rest = " ".join(name.split()[:-1])
    elif len(words) > 1 and words[0].removeprefix("ال") in force["ar"]["force"].split():
        rest = " ".join(word.removeprefix("ال") for word in name.split()[1:])
    if (own := tree.slug(name)) is not None or not rest:
        return own
    slug = tree.slug(rest)
    return slug if slug is not None and tree.get(slug).kind == "state" else None


@functools.lru_cache(maxsize=2)  # a register's own theatre makes another tree
def _labels(tree: Parties) -> Mapping[str, str]:
    entries = [tree.get(slug) for slug in tree.slugs()]
    return {name: one.slug for one in reversed(entries) for name in (one.label_en, one.label_ar)}


def _cause(text: str) -> str:
    """Return the slug of a cause in words of either language; what is none of the list stays as it is."""
    return _causes().get(normal_key(text), text)


@functools.cache
def _causes() -> Mapping[str, str]:
    slugs = (*methodology.cause_labels(), *sorted(methodology.excluded_causes()))
    forms = ((form, slug) for slug in slugs for form in (*(label(slug, one) for one in Language), slug))
    return {normal_key(form): slug for form, slug in forms}


def _is_aside(segment: str) -> bool:
    head, colon, _ = segment.partition(":")
    return bool(colon) and normal_key(head) in _asides()


@functools.cache
def _asides() -> Mapping[str, str]:
    printed = {
        translate(language, template, who="", what="").strip(" ;؛:"): field
        for field, template in ASIDE.items()
        for language in Language
    }
    return {normal_key(word): field for word, field in {**_ASIDE_WORDS, **printed}.items()}


@functools.cache
def _modes() -> Mapping[str, AttributionMode]:
    return {normal_key(word): mode for word, mode in _MODE_WORDS.items()}


@functools.cache
def _sentences() -> tuple[tuple[AttributionMode, re.Pattern[str]], ...]:
    """Return what pages print of several parties, as patterns of the list of their names."""
    return tuple(
        (
            AttributionMode(mode),
            re.compile(re.escape(plain(said)).replace("\0", "(?P<parties>.*)").replace(r"\ ", r"\s")),
        )
        for mode, template in TOGETHER.items()
        if mode != AttributionMode.SINGLE
        for language in Language
        if (said := translate(language, template, parties="\0").strip())
    )


def _comma(language: Language) -> str:
    return "، " if language.is_rtl else ", "
