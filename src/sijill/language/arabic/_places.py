"""Places in an Arabic sentence by their shape: village of X, in X, shelling on X; the gazetteer only resolves."""

from __future__ import annotations

import functools
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from sijill.language._gazetteer import PlaceFound
from sijill.language._place_mention import Case, PlaceMention, place_words
from sijill.language.arabic._normal import normalise
from sijill.language.arabic._tokens import Token

_WRITTEN_ON = ("", "و", "ب", "ل", "ف", "وب", "ول", "فب")
_OWN = ("ها", "هم", "هن", "هما", "نا")
_SIGNS = frozenset('"“”«»#(')
_REACH_OF_AN_ACT = 9


def arabic_places(
    tokens: Sequence[Token], known: Mapping[int, PlaceFound], named: Container[str] = ()
) -> list[PlaceMention]:
    """
    Return the places of a sentence in order.

    ``known`` are the gazetteer's finds by the offset they begin at, ``named`` the words that the text has told to be
    names of places ("the village of X") elsewhere. The names of channels, brigades and people are none.
    """
    found: list[PlaceMention] = []
    at = 0
    while at < len(tokens):
        mention = _place_at(tokens, at, known, named)
        if mention is None:
            at += 1
            continue
        within = found and [
            token.text for token in tokens[found[-1].end : mention.start] if token.text not in _SIGNS
        ] in ([], ["في"], ["ضمن"])
        parted = found and found[-1].case == "elsewhere" and found[-1].end < mention.start  # from X, in Y
        if within and not parted and mention.case != "elsewhere":
            lead = tokens[mention.start].text[: mention.cut]
            chained = lead in ("ب", "") and not tokens[mention.start].text.startswith("و")
            found[-1] = replace(found[-1], chained=chained)
            if chained or mention.case == "bare":
                mention = replace(mention, case=found[-1].case)
        found.append(mention)
        at = mention.end
    return found


def names_of_places(tokens: Sequence[Token]) -> set[str]:
    """Return the words that a sentence says are names of places, behind a word for a village, town or quarter."""
    told: set[str] = set()
    for at in range(len(tokens) - 1):
        kind = _kind_of(tokens[at].text)[1]
        if kind and kind not in _of_places("broad"):
            end = _name_end(tokens, at + 1, {})
            if end == at + 2:
                told.add(tokens[at + 1].text)
    return told


def _place_at(
    tokens: Sequence[Token], at: int, known: Mapping[int, PlaceFound], named: Container[str]
) -> PlaceMention | None:
    if tokens[at].kind != "word":
        return None
    lead, kind = _kind_of(tokens[at].text)
    start, here, broad = at, at, False
    while kind and here + 1 < len(tokens):  # "the surroundings of the village of X"
        broad = kind in _of_places("broad")
        here += 1
        while here + 1 < len(tokens) and tokens[here].text in _SIGNS:
            here += 1
        further, kind = _kind_of(tokens[here].text) if not _found(tokens, here, known) else ("", "")
        if further:
            break
    if here > start:
        end = _name_end(tokens, here, known)
        last = _kind_of(tokens[here - 1].text)[1]
        if end == here or (last in _of_places("only_known") and not _found(tokens, here, known)):
            return None
        if last in _of_places("several"):
            end = _listed_end(tokens, end)
    else:
        lead, end = _bare_name(tokens, at, known, named)
        if end == at:
            return None
        broad = tokens[at].text[len(lead) :] in _of_places("countries")
    places = next((f.places for place in range(here, end) if (f := _found(tokens, place, known))), ())
    if here == start and (_is_body(tokens, at, end) or tokens[at].text[len(lead) :] in _of_places("not_names")):
        return None
    case = _case(tokens, start, end, lead, led=here > start)
    while end < len(tokens) and tokens[end].text in _of_places("sides") and tokens[end].text.startswith("ال"):
        end += 1
    if here == start > 0 and not lead and tokens[start - 1].text in _of_places("sides"):
        start -= 1
    broad = broad or (here == start and bool(places) and places[0].kind == "governorate")
    return PlaceMention(start, end, case, places, broad, cut=len(lead))


def _listed_end(tokens: Sequence[Token], end: int) -> int:
    """Return the end of "the villages of X, Y and Z"."""
    while end < len(tokens) and tokens[end].text.startswith("و") and not _is_small(tokens[end].text[1:]):
        end += 2 if tokens[end].text == "و" else 1
    return min(end, len(tokens))


def _bare_name(
    tokens: Sequence[Token], at: int, known: Mapping[int, PlaceFound], named: Container[str]
) -> tuple[str, int]:
    """Return the lead and end of a name without a kind: a known one, one the text has told, one before "in rural"."""
    text = tokens[at].text
    if found := _found(tokens, at, known):
        end = at + 1
        while end < len(tokens) and tokens[end].end <= found.end:
            end += 1
        return text[: found.start - tokens[at].start], end
    for lead in ("", "و", "ب"):
        if text.startswith(lead) and text[len(lead) :] in named:
            return lead, at + 1
    before = tokens[at - 1].text if at else ""
    if text in _of_places("openers") and before in _of_places("at") | _of_places("on") | _of_places("acts"):
        return "", _name_end(tokens, at, known)
    following = at + 1
    while following < len(tokens) and (tokens[following].kind == "comma" or tokens[following].text.startswith("و")):
        following += 1
    rural, kind = _kind_of(tokens[following].text) if following < len(tokens) else ("", "")
    told = rural == "ب" and kind in _of_places("broad")
    if following < len(tokens) and (found := _found(tokens, following, known)):
        told = told or (tokens[following].text.startswith("ب") and found.start == tokens[following].start + 1)
    told = told and before in _of_places("at") | _of_places("on")
    ends = at + 1 == len(tokens) or tokens[at + 1].kind == "comma" or tokens[at + 1].text in _of_places("sides")
    if (told or (ends and before == "في")) and not text.startswith(("ال", "لل")) and not text.endswith(_OWN):
        return "", at + (tokens[at].kind == "word" and not _is_small(text) and text not in _of_places("common"))
    return "", at


def _found(tokens: Sequence[Token], at: int, known: Mapping[int, PlaceFound]) -> PlaceFound | None:
    start = tokens[at].start
    return next((known[start + cut] for cut in range(3) if start + cut in known and start + cut < tokens[at].end), None)


@functools.lru_cache(maxsize=16_384)
def _kind_of(text: str) -> tuple[str, str]:
    """Return the letters before a kind of place and the kind, or nothing."""
    for lead in _WRITTEN_ON:
        if text.startswith(lead) and text[len(lead) :] in _of_places("kinds"):
            return lead, text[len(lead) :]
    return "", ""


def _name_end(tokens: Sequence[Token], at: int, known: Mapping[int, PlaceFound]) -> int:
    """Return the end of the name that begins at a token, or the token itself when none does."""
    if found := _found(tokens, at, known):
        if found.start == tokens[at].start:
            end = at + 1
            while end < len(tokens) and tokens[end].end <= found.end:
                end += 1
            return end
        return at
    if tokens[at].kind != "word" or _is_small(tokens[at].text):
        return at
    if tokens[at - 1].text == "وادي" and tokens[at].text.startswith("ل"):
        return at  # "and led to": no valley
    end = at + 1
    if end < len(tokens) and tokens[end].kind == "word" and not _is_small(tokens[end].text):
        text = tokens[end].text
        if tokens[at].text in _of_places("heads") or (text.startswith("ال") and not tokens[at].text.startswith("ال")):
            end += 1
    return end


@functools.lru_cache(maxsize=16_384)
def _is_small(text: str) -> bool:
    known = (
        _of_places("not_names"),
        _of_places("at"),
        _of_places("on"),
        _of_places("elsewhere"),
        _of_places("sides"),
        _of_places("acts"),
    )
    owned = text.removesuffix("ته") + "ه" if text.endswith("ته") else text.removesuffix("ه")  # "his village"
    return (
        any(text in words for words in known)
        or any(_kind_of(form)[1] for form in (text, text.removeprefix("ال"), owned if owned != text else ""))
        or text.startswith("لل")
        or (text[:1] in "يت" and text.endswith("ون"))
        or len(text) < len("حي")
    )


def _is_body(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Test whether a name belongs to a channel, a brigade or a council: "news network of X", "the X media centre"."""
    if end < len(tokens) and tokens[end].text in _of_places("behind_not_places"):
        return True
    for back in range(at - 1, max(-1, at - 3), -1):
        text = tokens[back].text
        if text in _of_places("at") or text in _of_places("on") or tokens[back].kind == "comma":
            return False
        if any(text.startswith(lead) and text[len(lead) :] in _of_places("not_places") for lead in _WRITTEN_ON):
            return True
    return False


def _case(tokens: Sequence[Token], start: int, end: int, lead: str, *, led: bool) -> Case:
    at = start - 1
    while at >= 0 and tokens[at].text in _SIGNS:
        at -= 1
    word = tokens[at].text if at >= 0 else ""
    before = tokens[at - 1].text if at > 0 else ""
    bare = word[1:] if word[:1] in "وفل" and len(word) > len("في") else word
    ahead = tokens[max(0, start - _REACH_OF_AN_ACT) : start]
    acting = any(token.text.lstrip("و") in _of_places("acts") | _of_places("suffers") for token in ahead)
    if word in _of_places("people") or bare in _of_places("people") or before in _of_places("people"):
        return "elsewhere"
    if lead.endswith("ب"):
        return "at"
    if lead.endswith("ل"):
        return "object" if acting else "elsewhere"
    if word in _of_places("elsewhere"):
        return "at" if word == "من" and before in _of_places("near") else "elsewhere"
    if word in _of_places("at") or bare in _of_places("at") or {word, tokens[start].text} & _of_places("sides"):
        return "at"
    if word in _of_places("on") or (led and acting) or bare in _of_places("acts"):
        return "object"
    if end < len(tokens) and tokens[end].text.lstrip("و") in _of_places("suffers"):
        return "object"
    if start == 0 and start + 1 < len(tokens) and tokens[start + 1].text in (":", ".", "-", "/"):
        return "at"
    return "bare"


@functools.cache
def _of_places(name: str) -> frozenset[str]:
    return frozenset(normalise(word).text for word in place_words("arabic", name))
