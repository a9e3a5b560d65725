"""Check ``share``: a printed share against part and base; every part and base that the words allow competes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._said import Sum, figure_words, said
from sijill.audits.quantities import Hangs, Page, PageLine, Quantity, kinds_in, may_hold
from sijill.values import message

SHARE = message("{sum}; printed {share} %.")
_CHANGE = re.compile(
    r"\b(?:increas\w*|decreas\w*|rose|risen|rise|fell|fall\w*|drop\w*|declin\w*|"
    r"(?<!made )(?<!make )(?<!makes )(?<!making )up|"
    r"down|higher|lower|more than in|compared|growth|ceasefire|control\w*|territory|area)\b|"
    r"(?<!\w)(?:ارتفاع\w*|ارتفعت?|انخفاض\w*|انخفضت?|زياده|بزياده|تراجع\w*|مقارنه|سيطره|مساحه|ازداد\w*)(?!\w)"
)
_OF_BASE = re.compile(
    r"\)?\s*(?:(?:out )?of (?:the |all |those |these |its |their )?|(?:من|لكل)\s+)(?P<base>[^.،,;؛:()\n]{2,70})"
)
_OUT_OF = re.compile(
    r"[^\d.,;؛،]{0,30}?(?:of|out of)\s+(?:[\w']+\s+){0,3}|[^\d.,;؛،]{0,30}?من\s+(?:اصل|مجموع|اجمالي)\s+"
)
_IN_BRACKET = re.compile(r"(?:%|٪|\s|per\s?cent|بالميه|في\s+الميه)*[(]\s*")
_OUT_OF_IT = re.compile(r"\s*(?:out )?(?:of|من|من\s+اصل)\s+(?:the\s+)?")
_APPOSED = re.compile(
    r"(?:,\s*(?:or|i\.e\.|that is|which is|about)?\s*|\bor\s*|[(]\s*|"
    r"[،,]?\s*(?:اي|بنسبه|وهو|وهي|ما\s+نسبته|اي\s+ما\s+نسبته)\s*)$"
)
# "60 % of the detained were taken at checkpoints, or 98 people".
_OR_SO_MANY = re.compile(
    r"[^.;؛\d]{3,90}?[,،]\s*(?:or|i\.e\.|that is|which is|meaning|اي|بواقع|وهو\s+ما\s+يعادل|ما\s+يعادل)\s+"
    r"(?:about|some|around|نحو|حوالي|قرابه)?\s*"
)
_OF_THE_NOUN = re.compile(
    r"\s*(?:of|من)\s+(?:the\s+)?(?P<base>[^.،,؛;()\d]{3,40}?)\s*[،,]?\s*"
    r"(?:or|i\.e\.|that is|اي|بنسبه|وهو\s+ما\s+يعادل|ما\s+يعادل|ما\s+نسبته)\s+(?:about|some|نحو|حوالي|ما\s+نسبته)?\s*"
)
_WERE = re.compile(r"(?<![\w])(?:were|are|was|being|had been|كانوا|هم|من)(?!\w)")
_PART_KINDS = frozenset(
    {"child", "woman", "man", "boy", "girl", "civilian", "military", "medical", "media", "elderly", "adult"}
)
_AT_LARGE = frozenset({"civilian", "military"})
_BASE_KINDS = _AT_LARGE | {"person"}
# A case of arrest is a person arrested.
_UNITS_OF_PEOPLE = frozenset({"people", "", "arrest", "case"})
_SENTENCES_OFF = 3
_BASES_BACK, _NOUN_AT_MOST = 30, 40


@dataclass(frozen=True, slots=True)
class _Candidate:
    parts: tuple[Quantity, ...]
    base: Quantity

    @property
    def exact(self) -> Decimal:
        return 100 * sum((part.value for part in self.parts), Decimal(0)) / self.base.value


def check_shares(page: Page) -> Iterator[Finding]:
    """
    Yield a finding for each share whose part and base the page prints: P = 100 * part / base.

    One candidate that meets the share is enough to hold it. It fails only when the words
    name whom the share counts and no candidate comes near.
    """
    every = page.quantities
    places = {id(one): at for at, one in enumerate(every)}
    bases: dict[int, int] = {}
    told_of: dict[int, Quantity] = {}
    open_ones: list[tuple[Quantity, list[_Candidate]]] = []
    for line in page.lines:
        for share in line.quantities:
            if not share.is_share or share.value > 100 or share.apart:
                continue
            at = places[id(share)]
            above, below = list(reversed(every[max(0, at - _BASES_BACK) : at])), every[at + 1 : at + 13]
            if share.sentence in told_of:
                above = [told_of[share.sentence], *above]
            if below and _IN_BRACKET.fullmatch(page.between(share.end, below[0].number.start)):
                above = [*above, *below[:2]]
            found = _finding_for(page, line, share, above) or _finding_for(page, line, share, [*above, *below])
            beside = _of_the_base_beside(page, line, share, told_of, bases)
            here = found is not None and found[0] is Verdict.HOLDS and found[1].base.sentence == share.sentence
            if beside is not None and not here:
                open_ones.append((share, [beside]))
                continue
            if found is None:
                continue
            verdict, candidate, others = found
            if verdict is Verdict.HOLDS:
                told_of[share.sentence] = candidate.base
            if share.hangs is Hangs.BRACKET and verdict is Verdict.HOLDS:
                bases[id(candidate.base)] = bases.get(id(candidate.base), 0) + 1
            if share.hangs is Hangs.BRACKET and verdict is Verdict.UNDECIDABLE:
                open_ones.append((share, others))
            else:
                yield _share_said(page, share, candidate, verdict)
    for share, others in open_ones:
        # Two shares in brackets that are of one base say of what the third is.
        told = next((one for one in others if _is_told_base(share, one.base, bases, told_of)), None)
        # A number that two shares are worked out of was counted, whatever stands before it.
        counted = told is not None and (
            told.base.is_exact or (bases.get(id(told.base), 0) > 1 and _only_more(told.base))
        )
        sure = told is not None and counted and all(one.is_exact for one in told.parts) and not share.number.hedge
        yield _share_said(page, share, told or others[0], Verdict.FAILS if sure else Verdict.UNDECIDABLE)


def _of_the_base_beside(
    page: Page, line: PageLine, share: Quantity, told_of: dict[int, Quantity], bases: dict[int, int]
) -> _Candidate | None:
    """Return part and base of a share in brackets that misses the base of another bracket of its sentence."""
    base, part = told_of.get(share.sentence), share.whole
    if base is None or part is None or share.hangs is not Hangs.BRACKET or not bases.get(id(base)):
        return None
    own = _OF_BASE.match(page.between(share.end, share.end + 40)) or _of_the_number(page, line, share)
    if part.whole not in (None, base):
        return None
    if own or base is part or part.value > base.value or part.unit != base.unit or not may_hold(base.whom, part.whom):
        return None
    found = _Candidate((part,), base)
    return found if abs(found.exact - share.value) > _slack(share) + 1 else None


def _is_told_base(share: Quantity, base: Quantity, bases: dict[int, int], told_of: dict[int, Quantity]) -> bool:
    """Test whether shares beside one are of a base: two of the page, or one of its own sentence."""
    near = base in (told_of.get(share.sentence), told_of.get(share.sentence - 1))
    return bases.get(id(base), 0) >= (1 if near else 2)


def _finding_for(
    page: Page, line: PageLine, share: Quantity, around: Sequence[Quantity]
) -> tuple[Verdict, _Candidate, list[_Candidate]] | None:
    """Return the verdict on a share with the candidate that it rests on and all others, the nearest first."""
    sentence = page.document.sentence_at(share.start)
    before = line.folded[max(0, sentence.start - line.start) : share.start - line.start][-160:]
    behind = line.folded[share.end - line.start : sentence.end - line.start][:160]
    if _CHANGE.search(before[-70:]) or _CHANGE.search(behind[:50]):
        return None
    appositive = _of_the_number(page, line, share)
    candidates = list(
        appositive
        or _in_its_bracket(page, share, around)
        or _told_with_its_noun(page, share, around)
        or _apposed_to_its_number(page, share, behind, around)
        or _with_its_number(page, share, behind, around)
        or _candidates(share, before, behind, around)
    )
    # A number of a list is the last to be a base.
    candidates.sort(key=lambda one: one.base.bare)
    if not candidates:
        return None
    best = min(candidates, key=lambda one: abs(one.exact - share.value))
    if abs(best.exact - share.value) <= _slack(share):
        return Verdict.HOLDS, best, candidates
    near = max(2 * _slack(share), Decimal(2) if share.value % 5 == 0 else Decimal(0))
    if abs(best.exact - share.value) < near or (share.number.hedge and abs(best.exact - share.value) < 3):
        return Verdict.WITHIN_ROUNDING, best, candidates
    first = candidates[0]
    exact = all(one.is_exact for one in (*first.parts, first.base)) and not share.number.hedge
    # "At least 40 women": the share can only be larger still.
    above = first.base.is_exact and first.exact > share.value + 1 and all(_only_more(one) for one in first.parts)
    bracket = not appositive and share.hangs is Hangs.BRACKET and share.whole is not None and share.whole.whole is None
    if bracket:
        return Verdict.UNDECIDABLE, first, candidates
    exact = exact or (above and not share.number.hedge)
    exact = exact and not any(_is_of_next_clause(page, share, one) for one in (*first.parts, first.base))
    exact = exact and not _is_of_two(page, share, first, behind)
    # A base of paragraphs ago is a guess.
    exact = exact and (first.base.block == share.block or abs(first.base.sentence - share.sentence) <= _SENTENCES_OFF)
    return (Verdict.FAILS if exact else Verdict.UNDECIDABLE), first, candidates


def _is_of_next_clause(page: Page, share: Quantity, one: Quantity) -> bool:
    """Test for "10 % of them foreigners; 80 foreigners fought": a number told anew, of whom nobody knows."""
    return one.sentence == share.sentence and re.search(r"[;؛]", page.between(share.end, one.number.start)) is not None


def _is_of_two(page: Page, share: Quantity, found: _Candidate, behind: str) -> bool:
    """Test for "45 % of the dead (30 of 80 civilians known by name)": the share and its bracket name other people."""
    numbers = (*found.parts, found.base)
    in_bracket = all(
        one.number.start > share.end and "(" in page.between(share.end, one.number.start) for one in numbers
    )
    return in_bracket and _OF_BASE.match(behind) is not None and any(one.noun_given for one in numbers)


def _of_the_number(page: Page, line: PageLine, share: Quantity) -> list[_Candidate]:
    """Return part and base of "12 of the 20 schools there, or 60 per cent", whatever they count."""
    counts = [one for one in line.quantities if one.sentence == share.sentence and one.end <= share.start]
    for at in range(len(counts) - 2, -1, -1):
        part, base = counts[at], counts[at + 1]
        if not (part.number.kind == base.number.kind == "count") or not 0 < part.value <= base.value:
            continue
        gap = page.between(base.end, share.start)
        told = _APPOSED.search(gap) if not any(sign.isdigit() for sign in gap) else None
        if told and not re.search(r"[.;؛]\s", told.string) and _OUT_OF.fullmatch(page.between(part.end, base.start)):
            return [_Candidate((part,), base)]
    return []


def _in_its_bracket(page: Page, share: Quantity, around: Sequence[Quantity]) -> list[_Candidate]:
    """Return what "21% (84 women)" can mean: the number in the bracket, of a number of people above it."""
    part = next((one for one in around if one.start > share.end and one.counts), None)
    if part is None or not _IN_BRACKET.fullmatch(page.between(share.end, part.number.start)):
        return []
    base = next((one for one in around if one.start > part.end and one.counts), None)
    if (
        base is not None
        and _OUT_OF_IT.fullmatch(page.between(part.end, base.number.start))
        and base.value >= part.value
    ):
        return [_Candidate((part,), base)]
    above = [one for one in around if one.start < share.start]
    return [_Candidate((part,), base) for base in _bases(above, [], [part]) if base.whole is None]


def _told_with_its_noun(page: Page, share: Quantity, around: Sequence[Quantity]) -> list[_Candidate]:
    """Return what "3,078 of the wounded, or 30 per cent of them" can mean: the part of those that the noun names."""
    part = next((one for one in around if one.end <= share.start and one.counts), None)
    if part is None or part.sentence != share.sentence or part.is_share:
        return []
    told = _OF_THE_NOUN.fullmatch(page.between(part.end, share.number.start))
    if told is None:
        return []
    kinds = [kind for _, _, kind in kinds_in("people", told["base"])]
    fates = {kind for _, _, kind in kinds_in("fates", told["base"])}
    above = [one for one in around if one.start < part.start]
    found = [_Candidate((part,), base) for base in _bases(above, kinds, [part]) if _is_of(base, fates)]
    return [one for one in found if one.base.value > part.value or kinds]


def _apposed_to_its_number(page: Page, share: Quantity, behind: str, around: Sequence[Quantity]) -> list[_Candidate]:
    """Return what "126 travellers, or 1.5 per cent of all travellers" can mean."""
    of = _OF_BASE.match(behind)
    part = next((one for one in around if one.end <= share.start), None)
    if of is None or part is None or not part.counts or part.sentence != share.sentence:
        return []
    gap = page.between(part.end, share.number.start)
    told = _APPOSED.search(gap)
    if told is None or len(gap) > _NOUN_AT_MOST or "(" in gap or re.search(r"[.;؛]", gap):
        return []
    kinds = [kind for _, _, kind in kinds_in("people", of["base"])]
    fates = {kind for _, _, kind in kinds_in("fates", of["base"])}
    above = [one for one in around if one.start < part.start]
    found = [_Candidate((part,), base) for base in _bases(above, kinds[:1], [part]) if _is_of(base, fates)]
    return [one for one in found if one.base.value > part.value and one.base.unit == part.unit]


def _with_its_number(page: Page, share: Quantity, behind: str, around: Sequence[Quantity]) -> list[_Candidate]:
    """Return what "60 % of the detained were taken at checkpoints, or 98 people" can mean."""
    of = _OF_BASE.match(behind)
    part = next((one for one in around if one.start > share.end and one.counts), None)
    if of is None or part is None or not _OR_SO_MANY.fullmatch(page.between(share.end, part.number.start)):
        return []
    kinds = [kind for _, _, kind in kinds_in("people", of["base"])]
    above = [one for one in around if one.start < share.start]
    fates = {kind for _, _, kind in kinds_in("fates", of["base"])}
    return [_Candidate((part,), base) for base in _bases(above, kinds, [part]) if _is_of(base, fates)]


def _is_of(base: Quantity, fates: set[str]) -> bool:
    """Test whether a base may be meant by words that name what befell it."""
    return base.whole is None and (not fates or base.fate in fates or not base.fate)


def _only_more(one: Quantity) -> bool:
    return one.is_exact or one.number.hedge in ("floor", "above")


def _slack(share: Quantity) -> Decimal:
    exponent = share.value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0) / 2


def _candidates(share: Quantity, before: str, behind: str, around: Sequence[Quantity]) -> Iterator[_Candidate]:
    of = _OF_BASE.match(behind)
    base_kinds = [kind for _, _, kind in kinds_in("people", of["base"])] if of else []
    told = _WERE.search(behind[of.end() :] if of else "")
    part_text = ""
    if of:
        cut = _WERE.search(of["base"])
        if cut:
            base_kinds = [kind for _, _, kind in kinds_in("people", of["base"][: cut.start()])]
            part_text = behind[of.start("base") + cut.start() :]
        elif told:
            part_text = behind[of.end() :]
        elif base_kinds[:1] and base_kinds[0] in _BASE_KINDS and set(base_kinds[1:]) & _PART_KINDS - _AT_LARGE:
            # The Arabic sentence needs no verb: "31 % of the victims women and children".
            part_text = of["base"]
            base_kinds = base_kinds[:1]
    elif opens := _WERE.match(behind.lstrip()):
        # "Out of all victims, 48 % were women and children."
        part_text = behind.lstrip()[opens.end() :]
        base_kinds = [kind for _, _, kind in kinds_in("people", before[-80:])]
    kinds = _kinds_named(part_text[:60].replace("\x00", "")) or _kinds_named(re.split(r"[.;؛]|\d", before)[-1][-130:])
    if share.hangs is Hangs.BRACKET and share.whole is not None and share.whole.counts:
        part = share.whole
        for base in _bases(around, base_kinds, [part]):
            if part.whole is base or part.whole is None:
                yield _Candidate((part,), base)
        return
    if not kinds:
        return
    for base in _bases(around, base_kinds, []):
        if base.whom in kinds:
            continue
        parts = [_part_of(base, kind, around) for kind in kinds]
        if all(part is not None for part in parts):
            known = tuple(part for part in parts if part is not None)
            if all(part is not base and may_hold(base.whom, part.whom) for part in known):
                yield _Candidate(known, base)


def _kinds_named(text: str) -> tuple[str, ...]:
    kinds = [kind for _, _, kind in kinds_in("people", text) if kind in _PART_KINDS]
    if {"child", "woman"} & set(kinds):
        kinds = [kind for kind in kinds if kind not in {"civilian", "military"}]
    return tuple(dict.fromkeys(kinds)) if len(kinds) <= 3 else ()


def _bases(around: Sequence[Quantity], kinds: Sequence[str], parts: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield what a share may be of, nearest first: numbers of people that are no part, of the kind that is named."""
    named = next((kind for kind in kinds if kind != "person"), "")
    for one in around:
        of_people = one.unit in _UNITS_OF_PEOPLE or (parts and (one.unit == parts[0].unit or parts[0].whole is one))
        if not one.counts or not one.value or one in parts or not of_people or one.apart:
            continue
        if one.whom in {"child", "woman", "boy", "girl"} and named != one.whom:
            continue
        # "25 % of the adults" is of no number of people at large.
        taken = named == "detainee" and one.unit in ("arrest", "case")
        if named and one.whom != named and (one.whom or named not in _AT_LARGE) and not taken:
            continue
        if all(may_hold(one.whom, part.whom) and part.value <= one.value for part in parts):
            yield one


def _part_of(base: Quantity, kind: str, around: Sequence[Quantity]) -> Quantity | None:
    hanging = next((one for one in around if one.whole is base and one.whom == kind), None)
    if hanging is not None:
        return hanging
    if base.whole is not None and not (base.whom == "civilian" and base.noun_given):
        return None
    free = [one for one in around if one.whole is None and one.whom == kind and one.counts and not one.apart]
    return free[0] if len(free) == 1 and free[0].fate in (base.fate, "") else None


def _share_said(page: Page, share: Quantity, found: _Candidate, verdict: Verdict) -> Finding:
    terms = [
        *(page.document.term(Role.PART, part.number) for part in found.parts),
        page.document.term(Role.BASE, found.base.number),
        page.document.term(Role.SHARE, share.number),
    ]
    added = " + ".join(figure_words(part.value) for part in found.parts)
    added = f"({added})" if len(found.parts) > 1 else added
    words = said(
        SHARE,
        sum=Sum(f"100 x {added} / {figure_words(found.base.value)} = {found.exact:.2f} %"),
        share=share.value,
    )
    return replace(page.document.finding("share", verdict, terms, words), computed=found.exact)
