"""The one number of dead that a text is about, or silence when it is not sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sijill.claims.arabic._counted import OTHERS, Phrase, noun_at
from sijill.claims.arabic._counting import CasualtyCount
from sijill.claims.arabic._tolls import KILLED
from sijill.language.arabic import ArabicWords, word_at, written_day

_BODY_LINE = 15  # words: a line of a story is longer than the titles of other stories around it
_SURE_LINE = 20
_POST, _POST_WORDS = 8, 80  # a page with fewer lines or words is one post, whatever the length of its lines
_DEAD_OF = frozenset({"قتلي", "قتيلا", "القتلي"})
_DATED_TITLES = 3  # so many lines that hold a date alone: a list of titles, each with its day
_DATE_LINE = re.compile(r"^[^\W\d_]{0,9}[\s،,]{0,3}\d{1,4}[/-]\d{1,2}[/-]\d{1,4}[ \r]*$", re.MULTILINE)
_OPEN_BOUNDS = frozenset({"more_than", "less_than", "up_to"})
_PLACED = frozenset({"في", "قرب", "علي", "جراء", "اثر", "بعد", "قبل", "نتيجه", "فيما", "بينما", "كما"})
_SAME_STORY = timedelta(days=7)  # a count dated further from the day of the text is of an earlier happening
_ROLL = "counted_roll"  # a number of names, none in words
_SURE_ROLL = 3  # a shorter roll may be the dead of one family or one village
_PROFESSIONS = frozenset({"media", "medical", "civil_defence"})
_PRELIMINARY = frozenset({"اوليه", "اولي", "مبدييه", "نهاييه"})
_FIRST_REPORTS = frozenset({("المعلومات", "الاوليه"), ("معلومات", "اوليه"), ("انباء", "اوليه"), ("الانباء", "الاوليه")})


@dataclass(frozen=True, slots=True)
class Group:
    """Those counted in one breath as killed: a man, his wife and two children."""

    members: tuple[CasualtyCount, ...]
    value: int
    start: int
    end: int

    @property
    def rule(self) -> str:
        """The rule that read its first member."""
        return self.members[0].rule

    @property
    def said(self) -> list[str]:
        """The words of its sentence."""
        return [token.text for token in self.members[0].tokens]

    @property
    def first_report(self) -> bool:
        """Test whether it rests on first information."""
        return any(pair in _FIRST_REPORTS for pair in pairwise(self.said))

    @property
    def of_some_only(self) -> bool:
        """Test whether it counts children or women only, so that a larger count beside it is the whole."""
        of_some = all(member.phrase.population in {("children",), ("women",)} for member in self.members)
        return of_some and self.value > 1

    def tells_of_else(self, words: ArabicWords, text: str, day: date | None) -> bool:
        """Test whether it counts others beside those named, or its sentence speaks of weeks, places or another day."""
        said, (tokens, last) = self.said, (self.members[0].tokens, self.members[0].phrase.end)
        pairs = list(pairwise(said))
        months = (then for word, then in pairs if words.bare(word, words.months, ("", "ال")))
        written = written_day(text[tokens[0].start : tokens[-1].end], day) if day is not None else None
        return (
            any(token.text in OTHERS for token in tokens[last - 1 : last + 1])
            or any(words.bare(word, words.elsewhere, ("", "و", "ب", "ل")) for word in said)
            or any(pair in words.windows for pair in pairs)
            or "الماضي" in months
            or (day is not None and written is not None and abs(written - day) > _SAME_STORY)
        )


@dataclass(frozen=True, slots=True)
class HeadedPage:
    """The lines of a page: which tell a story, and where the story ends."""

    text: str
    lines: tuple[tuple[int, int, bool], ...]
    words: int
    is_list: bool

    @classmethod
    def of(cls, text: str, words: ArabicWords) -> HeadedPage:
        """Return the lines of a normalised text, as far as its story goes."""
        lines: list[tuple[int, int, bool]] = []
        at, count, in_story = 0, 0, False
        ends = min((found for cut in words.cuts if (found := text.find(cut)) > 0), default=len(text))
        for line in text[:ends].splitlines(keepends=True):
            length = len(line.split())
            is_story = length >= _BODY_LINE and (length >= _SURE_LINE or any(sign in line for sign in "،.,…"))
            if in_story and length <= 6 and line.strip().startswith(words.page_ends):
                break
            count += length
            if length:
                lines.append((at, at + len(line), is_story))
            in_story = in_story or is_story
            at += len(line)
        return cls(text, tuple(lines), count, len(_DATE_LINE.findall(text, 0, ends)) >= _DATED_TITLES)

    def holds(self, start: int) -> bool:
        """Test whether an offset stands before the foot of the page."""
        return bool(self.lines) and start < self.lines[-1][1]

    def tells(self, start: int) -> bool:
        """Test whether an offset stands in the story and not among titles of other stories."""
        is_post = (len(self.lines) <= _POST or self.words <= _POST_WORDS) and not self.is_list
        return any(first <= start < end and (is_post or is_story) for first, end, is_story in self.lines)


def groups(found: Sequence[CasualtyCount], words: ArabicWords) -> list[Group]:
    """Return the counts of the killed that stand by themselves; fighters and parts of a whole are left out."""
    together: dict[int, list[CasualtyCount]] = {}
    last: list[CasualtyCount] = []
    for counted in found:
        if counted.outcome != KILLED or counted.part or "fighters" in counted.phrase.population:
            continue
        if counted.group not in together and last and _goes_on(last[-1], counted):
            together[counted.group] = last  # "the death of a woman and the killing of a young man"
        last = together.setdefault(counted.group, [])
        last.append(counted)
    armed = {id(together.get(one.group)) for one in found if one.part and "fighters" in one.phrase.population}
    result = []
    for members in {id(one): one for one in together.values() if id(one) not in armed}.values():
        first, last_phrase = members[0], members[-1].phrase
        known = len(members) == 1 and _is_one_named(first, words)  # one known person tells not that no one else died
        if known or first.rule == "listed" or _is_of_a_side(first, words) or _is_some_of(first):
            continue  # the dead of an army; three of its workers
        if any(_is_open(member.phrase) for member in members):
            continue
        start, end = first.tokens[first.phrase.start].start, members[-1].tokens[last_phrase.end - 1].end
        result.append(Group(tuple(members), sum(member.phrase.value or 0 for member in members), start, end))
    return result


def _goes_on(last: CasualtyCount, following: CasualtyCount) -> bool:
    """Test whether one more person follows in the same clause, by a verb of their own that "and" joins."""
    if last.tokens is not following.tokens or {last.phrase.by, following.phrase.by} - {"one", "name"}:
        return False
    between = last.tokens[last.phrase.end : following.phrase.start]
    joined = any(token.text.startswith("و") for token in between[-4:])
    return joined and following.first >= last.phrase.end and not any(token.text in _PLACED for token in between)


def _is_open(phrase: Phrase) -> bool:
    """Test whether a count gives no one number: dozens, between five and seven, more than twenty."""
    return phrase.value is None or phrase.vague or phrase.high is not None or phrase.hedge in _OPEN_BOUNDS


def _is_of_a_side(one: CasualtyCount, words: ArabicWords) -> bool:
    """Test whether the sentence says whose dead they are: "the killed of the regime"."""
    of, side = (word_at(one.tokens, one.phrase.end + n) for n in (0, 1))
    said = [token.text for token in one.tokens if token.kind == "word"]
    of_dead = any(first in _DEAD_OF and second in words.sides for first, second in pairwise(said))
    return of_dead or (of == "من" and side in words.sides)  # five of the regime


def _is_some_of(one: CasualtyCount) -> bool:
    """Test whether it counts one of the wounded or three of somebody's workers: others may have died beside them."""
    phrase, tokens = one.phrase, one.tokens
    one_of = phrase.by == "words" and phrase.value == 1 and (phrase.definite or phrase.outcome == KILLED)
    noun = noun_at(tokens, phrase.end) or noun_at(tokens, phrase.end + 1)
    of_somebody = noun is not None and noun.owned and tokens[phrase.end].text == "من"
    return one_of or of_somebody or one.rule == "and_another"  # "two fighters and another"


def _is_one_named(one: CasualtyCount, words: ArabicWords) -> bool:
    """Test whether a count is of known persons only: a name, "the child so-and-so", the journalists A and B."""
    phrase, tokens = one.phrase, one.tokens
    if phrase.by in {"names", "one"} and set(phrase.population) & _PROFESSIONS:
        return True  # named because of their profession, whoever else died
    if one.rule == "of_both" and one.first and tokens[one.first - 1].text == "بعد":
        return True  # "after their death": told before
    called = any(t.text.removeprefix("و") in words.called for t in tokens[phrase.end : phrase.end + 3])
    body = phrase.end - phrase.start == 1 and tokens[phrase.start].text in words.bodies  # "the body of" and a name
    return body or phrase.by == "name" or (phrase.by == "one" and (called or phrase.definite))


def headline(
    found: Sequence[CasualtyCount], page: HeadedPage, words: ArabicWords, day: date | None = None
) -> Group | None:
    """
    Return the group that says how many the text reports killed, or None.

    The story's first count is its headline when nothing in the story contradicts it; a toll
    that rose stands above earlier counts. Where a larger count stands beside it, the number
    said most often is taken. First information, a preliminary count said once, a short roll of
    names and counts of another day are no headline.
    """
    single = [g for g in groups(found, words) if page.holds(g.start) and not g.tells_of_else(words, page.text, day)]
    single = [group for group in single if group.rule != _ROLL or group.value >= _SURE_ROLL]
    told = [group for group in single if page.tells(group.start) or group.rule == _ROLL]
    told = [group for group in told if group.rule not in {_ROLL, "of_both"}] or told  # these may tell of some only
    said = Counter(group.value for group in single)
    if not told:
        return single[0] if len(said) == 1 and len(single) > 1 else None
    first, tolls = told[0], [group for group in told if any(member.toll for member in group.members)]
    larger = [group for group in told if group.value > first.value]
    if tolls:
        return max(tolls, key=lambda group: group.value)
    if larger and (first.of_some_only or said[first.value] < 2):
        return _most_said(larger if first.of_some_only else told)  # five children, of seven killed
    unsure = any(group.first_report for group in told if group.value == first.value)
    preliminary = said[first.value] < 2 and not _PRELIMINARY.isdisjoint(first.said)
    return None if unsure or preliminary else first


def _most_said(told: Sequence[Group]) -> Group | None:
    """Return the first group of the number that is said oftener than any other, or None; one dead is no toll."""
    said = Counter(group.value for group in told)
    (value, times), *others = said.most_common(2)
    if value == 1 or times < 2 or (others and others[0][1] >= times):
        return None
    return next((group for group in told if group.value == value and not group.first_report), None)
