"""Claims from an Arabic text: killed and wounded people and places that changed hands, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sijill.claims._proposal import proposal_id
from sijill.claims.arabic._casualties import ArabicCasualties, CasualtyCount, in_roll
from sijill.claims.arabic._control import Change, changes, tells_of_control
from sijill.claims.arabic._counted import Phrase
from sijill.claims.arabic._headline import Group, HeadedPage, headline
from sijill.claims.arabic._repeats import linked
from sijill.claims.arabic._rolls import rolls
from sijill.claims.arabic._scene import SentenceContext, Surroundings
from sijill.language import NumberPhrase, bounded
from sijill.language.arabic import Normalised, Token, dateline, hidden, normalise, sentences, words
from sijill.model import Anchor, Claim, ClaimDate, ClaimKind, ClaimNumber, ControlChange, Zone

EXTRACTOR = "rules_ar_1"
_CONTEXT = 32


def find_claims_arabic(
    text: str,
    *,
    item: str,
    published: date | None = None,
    reading: str | None = None,
    extractor: str = EXTRACTOR,
) -> list[Claim]:
    """
    Return what an Arabic text says of killed and wounded people and of who holds what, in its order.

    Each quotation is ``text[start:end]`` of the text as given. At most one claim is marked
    ``headline``: the number of killed that the text is about; none when it is not sure.
    ``published`` is the day of the text for words like "yesterday"; without it the first
    full date in the text is taken.
    """
    normal = normalise(text, hidden())
    reader = ArabicCasualties(normal, words())
    read = [(tokens, list(reader.read(tokens))) for tokens in sentences(normal.text)]
    read = [(tokens, found) for tokens, found in read if found or tells_of_control(tokens)]
    for roll in rolls(normal, words()):
        read.append((list(roll.tokens), [in_roll(roll.tokens, roll.phrase, reader.new_group())]))
    if not read:
        return []
    own_day = published or dateline(normal.text)
    counted = [one for _, found in read for one in found]
    chosen = headline(counted, HeadedPage.of(normal.text, words()), words(), own_day)
    around = Surroundings(normal, own_day)
    made = _Maker(normal, item, reading, extractor, chosen)
    for tokens, found in read:
        made.take(tokens, found, around.scene(tokens))
    return linked(sorted(made.claims, key=lambda claim: (claim.anchor.start, claim.anchor.end)))


class _Maker:
    """Turns counts into claims; the same span twice gets a running suffix."""

    def __init__(self, text: Normalised, item: str, reading: str | None, extractor: str, chosen: Group | None) -> None:
        self.claims: list[Claim] = []
        self._text, self._item, self._reading, self._extractor, self._chosen = text, item, reading, extractor, chosen
        self._spans: dict[tuple[int, int], int] = {}

    def take(self, tokens: list[Token], found: list[CasualtyCount], scene: SentenceContext) -> None:
        """Make the claims of one sentence; a part of a whole points to the count it belongs to."""
        whole: str | None = None
        for one in found:
            if one.phrase.value is None:
                continue
            claim = self._claim(one, scene, part_of=whole if one.part else None)
            whole = whole if one.part else claim.id
            self.claims.append(claim)
        chosen = self._chosen
        if chosen is not None and len(chosen.members) > 1 and chosen.members[0] in found:
            self.claims.append(self._sum(chosen, scene))
        for change in changes(tokens, scene.places, scene.parties):
            self.claims.append(self._control(tokens, change, scene))

    def _control(self, tokens: list[Token], change: Change, scene: SentenceContext) -> Claim:
        original = self._text.original
        start, end = self._text.span(tokens[change.start].start, tokens[change.end - 1].end)
        place = original[slice(*self._text.span(tokens[change.place[0]].start, tokens[change.place[1] - 1].end))]
        day = scene.day.isoformat() if scene.day else None
        suffix = self._spans.get((start, end), 0)
        self._spans[start, end] = suffix + 1
        return Claim(
            id=proposal_id(self._item, ClaimKind.CONTROL, start, end, suffix),
            item=self._item,
            kind=ClaimKind.CONTROL,
            anchor=self._anchor(start, end),
            claimant=scene.claimant,
            stance=scene.stance,
            place=place,
            governorate=change.found.places[0].governorate if change.found else None,
            governorate_computed=change.found is not None,
            date=ClaimDate(day, day),
            control=ControlChange(place, change.event, change.to_party, change.from_party, change.extent),
            extractor=self._extractor,
            rules=("arabic.control", f"lexicon/arabic.toml#control.{change.event}"),
        )

    def _anchor(self, start: int, end: int) -> Anchor:
        original = self._text.original
        return Anchor(
            exact=original[start:end],
            start=start,
            end=end,
            prefix=original[max(0, start - _CONTEXT) : start],
            suffix=original[end : end + _CONTEXT],
            reading=self._reading,
        )

    def _claim(self, one: CasualtyCount, scene: SentenceContext, part_of: str | None) -> Claim:
        phrase = one.phrase
        first, last = one.tokens[phrase.start], one.tokens[phrase.end - 1]
        with_verb = one.first < phrase.start and phrase.start - one.first <= 2 and one.rule == "happening"
        opening = one.tokens[one.first].start if with_verb else first.start
        alone = self._chosen is not None and self._chosen.members == (one,)
        number = _claim_number(phrase, one.outcome, self._hedge_words(one))
        tags = ("counted_names",) if phrase.by == "names" else ()
        return self._made(opening, last.end, first.start, number, one, scene, part_of, headline=alone, tags=tags)

    def _sum(self, group: Group, scene: SentenceContext) -> Claim:
        """Return the claim over a list of members counted together: a man, his wife and two children."""
        one = group.members[0]
        number = ClaimNumber(Decimal(group.value), Decimal(group.value), one.outcome, Decimal(group.value))
        claim = self._made(
            group.start, group.end, group.start, number, one, scene, None, headline=True, tags=("sum_of_list",)
        )
        return claim

    def _made(
        self,
        opening: int,
        closing: int,
        counted_from: int,
        number: ClaimNumber,
        one: CasualtyCount,
        scene: SentenceContext,
        part_of: str | None,
        *,
        headline: bool,
        tags: tuple[str, ...] = (),
    ) -> Claim:
        start, end = self._text.span(opening, closing)
        counted = self._text.span(counted_from, closing)
        suffix = self._spans.get(counted, 0)
        self._spans[counted] = suffix + 1
        original = self._text.original
        place = scene.place_of(counted_from)
        day = scene.day.isoformat() if scene.day else None
        fighters = "fighters" in one.phrase.population
        return Claim(
            id=proposal_id(self._item, ClaimKind.CASUALTIES, *counted, suffix),
            item=self._item,
            kind=ClaimKind.CASUALTIES,
            anchor=self._anchor(start, end),
            zone=Zone.BODY,
            claimant=scene.claimant,
            stance=scene.stance,
            number=number,
            population=one.phrase.population,
            perpetrators=() if fighters else scene.perpetrators,
            targets=scene.targets if fighters else (),
            place=original[slice(*self._text.span(place.start, place.end))] if place else None,
            governorate=place.places[0].governorate if place else None,
            governorate_computed=place is not None and place.places[0].kind != "governorate",
            date=ClaimDate(day, day),
            weapon=scene.weapon,
            victim=self._name(one),
            part_of=part_of,
            tags=tags,
            headline=headline,
            extractor=self._extractor,
            rules=tuple(self._rules(one)),
        )

    def _name(self, one: CasualtyCount) -> str | None:
        if one.phrase.by != "name":
            return None
        first, last = one.tokens[one.phrase.start], one.tokens[one.phrase.end - 1]
        return self._text.original[slice(*self._text.span(first.start, last.end))].strip('"“”«»')

    def _hedge_words(self, one: CasualtyCount) -> str | None:
        if one.phrase.hedge_words is None:
            return None
        tokens = one.tokens[slice(*one.phrase.hedge_words)]
        start, end = self._text.span(tokens[0].start, tokens[-1].end)
        return self._text.original[start:end]

    def _rules(self, one: CasualtyCount) -> Iterator[str]:
        yield f"arabic.{one.rule}"
        yield f"arabic.number.{one.phrase.by}"
        if one.phrase.hedge:
            yield f"lexicon/arabic.toml#hedges.{one.phrase.hedge}"
        if one.first < one.phrase.start:
            yield f"lexicon/arabic.toml#{one.outcome}:{one.tokens[one.first].text}"


def _claim_number(phrase: Phrase, unit: str, hedge: str | None) -> ClaimNumber:
    """Return the number with the bounds its words put on it (gold rule 2)."""
    low = Decimal(phrase.value or 0)
    high = None if phrase.vague else Decimal(phrase.high or low)
    read = NumberPhrase(phrase.start, phrase.start, phrase.end, low, high, low, vague=phrase.vague)
    return bounded(read, phrase.hedge or "plain", hedge).number(unit)
