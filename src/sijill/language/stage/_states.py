"""States of the world as doers: named by their forces and by what they do, not by their people, goods or ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.language.stage._beside import small_words_of, words_after, words_before, words_before_arabic
from sijill.language.stage._forms import Forms, Mark, Sort
from sijill.model.phrases import Found, fold


def state_mention(
    line: str, marks: Sequence[Mark], number: int, acting: Mapping[int, Found], words: Forms
) -> Found | None:
    """Return whom the name or adjective of a state names: its forces or itself, and nobody where it only says where."""
    mark = marks[number]
    if line[mark.start] > "\u0600":
        return _arabic_mention(line, marks, number, acting, words)
    if mark.sort == Sort.PEOPLE:
        return Found(mark.start, mark.end, mark.of) if words_before(line, mark.start, 1) == ["the"] else None
    if mark.sort == Sort.NAME and mark.of in words.ground:
        return None
    end = _forces_end(line, marks, number)
    if end is not None:
        return Found(mark.start, end, mark.of)
    if mark.sort == Sort.ADJECTIVE or line[mark.end : mark.end + 1] in ("'", "’", "-"):
        return None
    before, after = words_before(line, mark.start, 3), next(words_after(line, mark.end), (0, 0, ""))[2]
    if _heads(line, mark.end):
        return None
    if before[-1:] == ["to"] and small_words_of("where", "yields") & set(words_before(line, mark.start, 6)):
        return Found(mark.start, mark.end, mark.of)
    if before and before[-1] in small_words_of("where", "en") | {"of"}:
        owned = before[-1] == "of" and bool(small_words_of("en", "force") & set(before[:-1]))
        return Found(mark.start, mark.end, mark.of) if owned else None
    listed = bool(before) and (before[-1] in ("and", "or") or before[-1].endswith(","))
    if listed and after == "," and small_words_of("where", "inside") & set(words_before(line, mark.start, 4)):
        return None  # "in Derna, Libya, the army"
    if listed and number and marks[number - 1].sort in (Sort.CITY, Sort.CUE, Sort.NAME) and number - 1 not in acting:
        return None  # "Tripoli, Lebanon", "to Syria and Iraq"
    return None if mark.of in words.silent and after[:1].isupper() else Found(mark.start, mark.end, mark.of)


def _forces_end(line: str, marks: Sequence[Mark], number: int) -> int | None:
    """Return where "Kenyan army helicopters" or "Kenyan and Sudanese shelling" ends as a name; None if it is none."""
    mark = marks[number]
    following = marks[number + 1] if number + 1 < len(marks) else None
    rest = line[mark.end : mark.end + 1]
    if rest == "-":
        if following is not None and following.start == mark.end + 1:
            return mark.end if following.sort in (Sort.ADJECTIVE, Sort.NAME, Sort.PARTY, Sort.GENERIC) else None
        word = next(words_after(line, mark.end + 1), (0, 0, ""))[2].lower()
        return mark.end if word.startswith(tuple(small_words_of("held"))) else None
    at = mark.end + 2 if rest in ("'", "’") else mark.end
    end: int | None = None
    for count, (_start, stop, word) in enumerate(words_after(line, at)):
        small = word.lower()
        if small in small_words_of("en", "force"):
            end = stop
            if small in small_words_of("en", "between"):
                continue
            return end
        if small in small_words_of("en", "act"):
            return end if end is not None else mark.end
        if count == 0 and small in ("and", "or", ",", "/") and following is not None and mark.sort == Sort.ADJECTIVE:
            if following.start in (stop, stop + 1) and following.sort in (Sort.ADJECTIVE, Sort.PARTY, Sort.GENERIC):
                return mark.end
        elif small not in small_words_of("en", "between"):
            return end
    return end


def _arabic_mention(
    line: str, marks: Sequence[Mark], number: int, acting: Mapping[int, Found], words: Forms
) -> Found | None:
    mark = marks[number]
    if (
        (mark.sort == Sort.ADJECTIVE or line[mark.end - 1] in "ةه")  # سورية is both
        and number
        and _joins(line, marks[number - 1], mark)
        and number - 1 in acting
    ):
        return Found(mark.start, mark.end, mark.of)
    before = list(words_before_arabic(line, mark.start, 4))
    opens: int | None = None
    for start, word, joined in before:
        if word in small_words_of("ar", "force"):
            opens = start
        elif opens is None and word in small_words_of("ar", "act"):
            return Found(mark.start, mark.end, mark.of)
        elif word not in small_words_of("ar", "between"):
            break
        if joined:
            break
    if opens is not None:
        return Found(opens, mark.end, mark.of)
    if (
        mark.sort == Sort.ADJECTIVE
        or _heads(line, mark.end)
        or mark.of in words.ground | words.silent
        or (mark.start and line[mark.start - 1] in "بل")
    ):
        return None
    return None if before and before[0][1] in small_words_of("where", "ar") else Found(mark.start, mark.end, mark.of)


def _heads(line: str, end: int) -> bool:
    """Test whether a name stands at the head of a report: "Kenya: rebels killed four" names a country and nobody."""
    behind = line[end : end + 2]
    return behind == " -" or behind.strip()[:1] in (":", "–", "—")


def _joins(line: str, left: Mark, right: Mark) -> bool:
    return left.sort == Sort.ADJECTIVE and fold(line[left.end : right.start]).strip() in ("و", "او", "")
