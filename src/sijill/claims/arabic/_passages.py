"""The sentences of an Arabic text with what their words say around a count: who acted, and who says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.claims.arabic._answers import Responsibility
from sijill.claims.arabic._counting import CasualtyCount
from sijill.claims.arabic._doers import Attribution
from sijill.claims.arabic._groups import SentenceReader
from sijill.claims.arabic._items import Mention
from sijill.claims.arabic._lookup import sign
from sijill.claims.arabic._sources import Sources, Span
from sijill.language import Stage
from sijill.language.arabic import Normalised, Token
from sijill.model.phrases import Found

_SENTENCES_BACK = 2  # sentences that "the shelling" may speak of
_BACK_TO_A_SOURCE = 4


@dataclass(frozen=True, slots=True)
class Around:
    """What a sentence says around one count: who did it, and the tokens of who says so."""

    whose: Responsibility
    source: Span | None = None
    carried: str | None = None


class Passages:
    """Every sentence of a text; each is read when a count in it asks."""

    def __init__(self, text: Normalised, sentences: Sequence[list[Token]], stage: Stage) -> None:
        """Take the sentences in their order, and whom they may name."""
        self._text, self._sentences, self._stage = text, sentences, stage
        self._named: dict[int, Mapping[int, Mention]] = {}
        self._read: tuple[tuple[int, int], SentenceReader] | None = None

    def mentions(self, tokens: Sequence[Token]) -> Mapping[int, Mention]:
        """Return the parties named in a sentence, by the token their name begins in."""
        first, starts = tokens[0].start, [token.start for token in tokens]
        if first in self._named:
            return self._named[first]
        result: dict[int, Mention] = {}
        self._named[first] = result
        for named in self._stage.mentions(self._text.text[first : tokens[-1].end], first):
            found = Found(named.start + first, named.end + first, named.key)
            at = bisect_left(starts, found.start + 1) - 1
            end = bisect_left(starts, found.end)
            joined = self._text.text[found.start : found.start + 2] == "لل"  # "to the" is one with the name
            lead = self._text.text[tokens[at].start : found.start] + "ل" * joined
            result[at] = Mention(end, found.key, lead)
        return result

    def reader(self, tokens: Sequence[Token], found: Sequence[CasualtyCount] = ()) -> SentenceReader:
        """Return a sentence as read."""
        key = tokens[0].start, len(found)
        if self._read is None or self._read[0] != key:
            mentions = self.mentions(tokens)
            counted = {one.phrase.start: _before_a_name(one.phrase.start, one.phrase.end, mentions) for one in found}
            self._read = key, SentenceReader(self._text, tokens, mentions, counted)
            self._read[1].read()
        return self._read[1]

    def accounts(self, number: int, found: Sequence[CasualtyCount]) -> list[Around]:
        """Return what a sentence says around each of its counts."""
        tokens = self._sentences[number]
        reader = self.reader(tokens, found)
        answers = Attribution(reader, lambda: self._act_before(number))
        sources = Sources(tokens, list(reader.parties), list(reader.counted)).read()
        accounts: list[Around] = []
        previous: Responsibility | None = None
        for one in found:
            previous = answers.of(one, previous)
            said = sources.of(one.first) if previous.denied else None
            source = said or previous.speaker or sources.of(one.first)
            accounts.append(Around(previous, source, *self._of_before(number, sources, source, one.first)))
        return accounts

    def source(self, number: int, at: int) -> Around:
        """Return who says what stands at a token of a sentence."""
        tokens = self._sentences[number]
        sources = Sources(tokens, list(self.mentions(tokens)), ()).read()
        source = sources.of(at)
        return Around(Responsibility(), source, *self._of_before(number, sources, source, at))

    def _of_before(self, number: int, sources: Sources, source: Span | None, at: int) -> tuple[str | None]:
        """Return a source that goes on from a sentence before: "it added that", "the sources said"."""
        tokens = self._sentences[number]
        name = ""
        if source is not None and source[1] - source[0] == 1:
            name = tokens[source[0]].text.removeprefix("ال") if tokens[source[0]].text.startswith("ال") else ""
        if not name and (source is not None or not sources.carried(at)):
            return (None,)
        for back in range(number - 1, max(-1, number - 1 - _BACK_TO_A_SOURCE), -1):
            earlier = self._sentences[back]
            for _, span in reversed(Sources(earlier, list(self.mentions(earlier)), ()).read().before):
                if not name or (earlier[span[0]].text.removeprefix("ال") == name and span[1] - span[0] > 1):
                    return (self.said(earlier, span),)
        return (None,)

    def said(self, tokens: Sequence[Token], span: Span) -> str:
        """Return the words of a source."""
        start, end = self._text.span(tokens[span[0]].start, tokens[span[1] - 1].end)
        words = self._text.original[start:end].strip(" #")
        quoted = words[1:-1].count('"') % 2 or words.count("“") == words.count("”") > (words[:1] == "“")
        words = words if quoted and words[:1] not in '"“«' else words.strip('"“”«»')
        if words.startswith("ل") and sign([tokens[span[0]]._replace(text=tokens[span[0]].text[1:])], 0, "heads"):
            words = words[1:]  # "according to activists of"
        return "ا" + words[1:] if words.startswith("لل") else words  # "according to the ...": the article

    def _act_before(self, number: int) -> Responsibility | None:
        """Return whose act the sentences right before tell of, within the paragraph."""
        for back in range(number - 1, max(-1, number - 1 - _SENTENCES_BACK), -1):
            act = Attribution(self.reader(self._sentences[back]), lambda: None).act()
            if act is not None:
                return replace(act, rule="same_act")
        return None


def _before_a_name(start: int, end: int, mentions: Mapping[int, Mention]) -> int:
    """Return where a counted phrase ends that runs into a party's name: "12 of the men of [forces of the regime]"."""
    return next((at for at in range(start + 1, end) if at in mentions and mentions[at].end > end), end)
