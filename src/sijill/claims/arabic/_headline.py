"""The one number of dead that a text is about, or silence when it is not sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sijill.claims.arabic._casualties import CasualtyCount
from sijill.claims.arabic._counted import OTHERS, Phrase, noun_at
from sijill.claims.arabic._tolls import KILLED
from sijill.language.arabic import ArabicWords, written_day

_BODY_LINE = 15  # words: a line of a story is longer than the titles of other stories around it
_SURE_LINE = 20
_POST, _POST_WORDS = 8, 80  # a page with fewer lines or words is one post, whatever the length of its lines
_DEAD_OF = frozenset({"قتلي", "قتيلا", "القتلي"})
_DATED_TITLES = 3  # so many lines that hold a date alone: a list of titles, each with its day
_DATE_LINE = re.compile(r"^[^\W\d_]{0,9}[\s،,]{0,3}\d{1,4}[/-]\d{1,2}[/-]\d{1,4}[ \r]*$", re.MULTILINE)
_OPEN_BOUNDS = frozenset({"more_than", "less_than", "up_to"})
_PLACED = frozenset({"في", "قرب", "علي", "جراء", "اثر", "بعد", "قبل", "نتيجه", "فيما", "بينما", "كما"})
_SAME_STORY = timedelta(days=7)  # a count dated further from the day of the text is of an earlier happening
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
    def toll(self) -> bool:
        """Test whether the words speak of a toll that rose."""
        return any(member.toll for member in self.members)

    @property
    def others(self) -> bool:
        """Test whether it counts others beside those named before: "with three other martyrs"."""
        tokens, end = self.members[0].tokens, self.members[0].phrase.end
        return any(token.text in OTHERS for token in tokens[end - 1 : end + 1])

    @property
    def is_roll(self) -> bool:
        """Test whether it is a roll of names and no number in words."""
        return self.members[0].rule == "counted_roll"

    @property
    def is_detail(self) -> bool:
        """Test whether it tells who the dead are, which may be some of them only: a roll, "the two were killed"."""
        return self.members[0].rule in {"counted_roll", "of_both"}

    def speaks_of_before(self, words: ArabicWords) -> bool:
        """Test whether the sentence counts over weeks or places, or tells of an earlier month or another country."""
        said = [token.text for token in self.members[0].tokens]
        for at, word in enumerate(said):
            if tuple(said[at : at + 2]) in words.windows or words.bare(word, words.elsewhere, ("", "و", "ب", "ل")):
                return True
            if words.bare(word, words.months, ("", "ال")) and "الماضي" in said[at + 1 : at + 3]:
                return True
        return False

    def dated_apart(self, text: str, day: date | None) -> bool:
        """Test whether the sentence gives a day far from that of the text: it tells of another happening."""
        if day is None:
            return False
        tokens = self.members[0].tokens
        written = written_day(text[tokens[0].start : tokens[-1].end], day)
        return written is not None and abs(written - day) > _SAME_STORY

    @property
    def first_report(self) -> bool:
        """Test whether it rests on first information."""
        said = [token.text for token in self.members[0].tokens]
        return any(pair in _FIRST_REPORTS for pair in pairwise(said))

    @property
    def preliminary(self) -> bool:
        """Test whether the sentence says that the count is not final."""
        return any(token.text in _PRELIMINARY for token in self.members[0].tokens)

    @property
    def of_some_only(self) -> bool:
        """Test whether it counts children or women only, so that a larger count beside it is the whole."""
        of_some = all(member.phrase.population in {("children",), ("women",)} for member in self.members)
        return of_some and self.value > 1


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
    for counted in found:
        if counted.outcome == KILLED and not counted.part and "fighters" not in counted.phrase.population:
            together.setdefault(counted.group, []).append(counted)
    together = _join_in_clause(together)
    armed = {one.group for one in found if one.part and "fighters" in one.phrase.population}
    result = []
    for group, members in together.items():
        if group in armed or _is_of_a_side(members[0], words) or _is_some_of(members[0]):
            continue  # five killed, among them a commander; the dead of an army; three of its workers
        if any(_is_open(member.phrase) for member in members):
            continue
        if len(members) == 1 and _is_one_named(members[0], words):
            continue  # one known person does not tell that no one else died
        start = members[0].tokens[members[0].phrase.start].start
        end = members[-1].tokens[members[-1].phrase.end - 1].end
        result.append(Group(tuple(members), sum(member.phrase.value or 0 for member in members), start, end))
    return result


def _join_in_clause(together: dict[int, list[CasualtyCount]]) -> dict[int, list[CasualtyCount]]:
    """Join people told one after another in one clause: "the death of a woman and the killing of a young man"."""
    result: dict[int, list[CasualtyCount]] = {}
    last: list[CasualtyCount] = []
    for group, members in together.items():
        if last and _goes_on(last[-1], members[0]):
            last += members
        else:
            last = result[group] = members
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
    after = [token.text for token in one.tokens[one.phrase.end : one.phrase.end + 2]]
    if len(after) == 2 and after[0] == "من" and after[1] in words.sides:
        return True  # five of the regime
    said = [token.text for token in one.tokens if token.kind == "word"]
    return any(first in _DEAD_OF and second in words.sides for first, second in pairwise(said))


def _is_some_of(one: CasualtyCount) -> bool:
    """Test whether it counts one of the wounded or three of somebody's workers: others may have died beside them."""
    phrase, tokens = one.phrase, one.tokens
    if phrase.by == "words" and phrase.value == 1 and (phrase.definite or phrase.outcome == KILLED):
        return True
    if one.rule == "and_another":
        return True  # "two fighters and another"
    noun = noun_at(tokens, phrase.end) or noun_at(tokens, phrase.end + 1)
    return noun is not None and noun.owned and tokens[phrase.end].text == "من"


def _is_one_named(one: CasualtyCount, words: ArabicWords) -> bool:
    """Test whether a count is of known persons only: a name, "the child so-and-so", the journalists A and B."""
    phrase = one.phrase
    called = phrase.by == "one" and any(
        t.text.removeprefix("و") in words.called for t in one.tokens[phrase.end : phrase.end + 3]
    )
    if phrase.by == "names" and set(phrase.population) & _PROFESSIONS:
        return True  # named because of their profession, whoever else died
    if one.rule == "of_both" and one.first and one.tokens[one.first - 1].text == "بعد":
        return True  # "after their death": told before
    if phrase.by == "one" and set(phrase.population) & _PROFESSIONS:
        return True
    if phrase.end - phrase.start == 1 and one.tokens[phrase.start].text in words.bodies:
        return True  # "the body of" and a name
    return phrase.by == "name" or called or (phrase.by == "one" and phrase.definite)


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
    single = [g for g in groups(found, words) if not g.others and not g.speaks_of_before(words) and page.holds(g.start)]
    single = [group for group in single if not group.dated_apart(page.text, day)]
    single = [group for group in single if not group.is_roll or group.value >= _SURE_ROLL]
    told = [group for group in single if page.tells(group.start) or group.is_roll]
    told = [group for group in told if not group.is_detail] or told
    said = Counter(group.value for group in single)
    if not told:
        return single[0] if len(said) == 1 and len(single) > 1 else None
    tolls = [group for group in told if group.toll]
    if tolls:
        return max(tolls, key=lambda group: group.value)
    first = told[0]
    larger = [group for group in told if group.value > first.value]
    if larger and first.of_some_only:
        return _most_said(larger)  # five children, of seven killed
    if larger and said[first.value] < 2:
        return _most_said(told)
    unsure = any(group.first_report for group in told if group.value == first.value)
    return None if unsure or (first.preliminary and said[first.value] < 2) else first


def _most_said(told: Sequence[Group]) -> Group | None:
    """Return the first group of the number that is said oftener than any other, or None; one dead is no toll."""
    said = Counter(group.value for group in told)
    (value, times), *others = said.most_common(2)
    if value == 1 or times < 2 or (others and others[0][1] >= times):
        return None
    return next((group for group in told if group.value == value and not group.first_report), None)
