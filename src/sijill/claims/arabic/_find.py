"""Claims from an Arabic text: killed and wounded people and places that changed hands, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from sijill.claims._proposal import proposal_id
from sijill.claims._repeats import linked
from sijill.claims.arabic._answers import Responsibility
from sijill.claims.arabic._casualties import ArabicCasualties, in_roll
from sijill.claims.arabic._counted import Phrase
from sijill.claims.arabic._counting import CasualtyCount
from sijill.claims.arabic._ground import Change, changes, tells_of_control
from sijill.claims.arabic._headline import Group, HeadedPage, headline
from sijill.claims.arabic._passages import Around, Passages
from sijill.claims.arabic._rolls import rolls
from sijill.claims.arabic._scene import SentenceContext, Surroundings
from sijill.claims.arabic._settings import Settings
from sijill.claims.arabic._sources import stance_of
from sijill.claims.arabic._truces import Truce, truces
from sijill.language import AUTO, NumberPhrase, Stage, bounded
from sijill.language.arabic import Normalised, Token, dateline, hidden, normalise, sentences, words
from sijill.model import Anchor, Claim, ClaimKind, ClaimNumber, ControlChange, Zone
from sijill.model.slots import ResponsibilityMode, Slot
from sijill.model.theatres import Theatre

EXTRACTOR = "rules_ar_1"
_CONTEXT = 32


def find_claims_arabic(
    text: str,
    *,
    item: str,
    published: date | None = None,
    reading: str | None = None,
    extractor: str = EXTRACTOR,
    theatre: str | Theatre = AUTO,
) -> list[Claim]:
    """
    Return what an Arabic text says of killed and wounded people and of who holds what, in its order.

    Each quotation is ``text[start:end]`` of the text as given. At most one claim is marked
    ``headline``: the number of killed that the text is about; none when it is not sure.
    ``published`` is the day of the text for words like "yesterday"; without it the first
    full date in the text is taken. ``theatre`` is as in ``find_claims``.
    """
    normal = normalise(text, hidden())
    every = list(sentences(normal.text))
    passages = Passages(normal, every, Stage(normal.text, theatre))
    reader = ArabicCasualties(normal, words(), named=passages.mentions)
    read = [(number, tokens, list(reader.read(tokens))) for number, tokens in enumerate(every)]
    read = [one for one in read if one[2] or tells_of_control(one[1]) or truces(one[1])]
    for roll in rolls(normal, words()):
        read.append((-1, list(roll.tokens), [in_roll(roll.tokens, roll.phrase, reader.new_group())]))
    if not read:
        return []
    own_day = published or dateline(normal.text)
    counted = [one for _, _, found in read for one in found]
    page = HeadedPage.of(normal.text, words())
    chosen = headline(counted, page, words(), own_day)
    around = Surroundings(normal)
    settings = Settings(normal, every, around.places, own_day, page.holds)
    made = _Maker(normal, item, reading, extractor, chosen, passages, settings)
    for number, tokens, found in read:
        made.take(tokens, found, around.scene(tokens), number)
    return linked(sorted(made.claims, key=lambda claim: (claim.anchor.start, claim.anchor.end)))


class _Maker:
    """Turns counts into claims; the same span twice gets a running suffix."""

    def __init__(
        self,
        text: Normalised,
        item: str,
        reading: str | None,
        extractor: str,
        chosen: Group | None,
        passages: Passages,
        settings: Settings,
    ) -> None:
        self._passages = passages
        self.claims: list[Claim] = []
        self._settings = settings
        self._counts: list[int] = []  # where the counts of the sentence stand
        self._text, self._item, self._reading, self._extractor, self._chosen = text, item, reading, extractor, chosen
        self._spans: dict[tuple[int, int], int] = {}

    def take(self, tokens: list[Token], found: list[CasualtyCount], scene: SentenceContext, number: int) -> None:
        """Make the claims of one sentence; a part of a whole points to the count it belongs to."""
        whole: str | None = None
        told = (
            self._passages.accounts(number, found) if number >= 0 and found else [Around(Responsibility())] * len(found)
        )
        for one, account in zip(found, told, strict=True):
            if one.phrase.value is None:
                continue
            self._counts = [other.phrase.start for other in found]
            claim = self._claim(one, scene, account, part_of=whole if one.part else None)
            whole = whole if one.part else claim.id
            self.claims.append(claim)
        chosen = self._chosen
        if chosen is not None and len(chosen.members) > 1 and chosen.members[0] in found:
            self.claims.append(self._sum(chosen, scene, told[found.index(chosen.members[0])]))
        if number >= 0 and tells_of_control(tokens) and self._passages.mentions(tokens):
            for change in changes(self._passages.reader(tokens, found)):
                self.claims.append(self._control(tokens, change, scene, self._passages.source(number, change.verb)))

        for truce in truces(tokens) if number >= 0 else ():
            self.claims.append(self._truce(tokens, truce, self._passages.source(number, truce.at)))

    def _truce(self, tokens: list[Token], truce: Truce, account: Around) -> Claim:
        start, end = self._text.span(tokens[truce.start].start, tokens[truce.end - 1].end)
        place = self._settings.place(truce.at, tokens, [truce.at])
        when, day = self._settings.day(tokens[truce.at].start, tokens[0].start, tokens[-1].end)
        claimant = self._claimant(tokens, account)
        return Claim(
            id=proposal_id(self._item, ClaimKind.CEASEFIRE, start, end),
            item=self._item,
            kind=ClaimKind.CEASEFIRE,
            anchor=self._anchor(start, end),
            claimant=claimant,
            stance=stance_of(tokens, denied=False, named=claimant is not None),
            place=place.words,
            date=when,
            event=truce.event,
            extractor=self._extractor,
            rules=("arabic.truce", f"lexicon/arabic.toml#truce.events.{truce.event}"),
            slots=tuple(slot for slot in (day, place.slot) if slot),
        )

    def _control(self, tokens: list[Token], change: Change, scene: SentenceContext, account: Around) -> Claim:
        original = self._text.original
        start, end = self._text.span(*change.at)
        place = original[slice(*self._text.span(*change.place))]
        found = next((one for one in scene.places if change.place[0] <= one.start < change.place[1]), None)
        when, day = self._settings.day(change.at[0], tokens[0].start, tokens[-1].end)
        suffix = self._spans.get((start, end), 0)
        self._spans[start, end] = suffix + 1
        claimant = self._claimant(tokens, account)
        named = change.party
        party = [self._slot("party", tokens[named[0]].start, tokens[named[1] - 1].end)] if named else []
        return Claim(
            id=proposal_id(self._item, ClaimKind.CONTROL, start, end, suffix),
            item=self._item,
            kind=ClaimKind.CONTROL,
            anchor=self._anchor(start, end),
            claimant=claimant,
            stance=stance_of(tokens, denied=False, named=claimant is not None),
            place=place,
            governorate=found.places[0].governorate if found else None,
            governorate_computed=found is not None,
            date=when,
            control=ControlChange(place, change.event, change.to_party, change.from_party, change.extent),
            extractor=self._extractor,
            rules=("arabic.control", f"control:{change.event}"),
            slots=(self._slot("place", *change.place), *((day,) if day else ()), *party),
        )

    def _claimant(self, tokens: Sequence[Token], account: Around) -> str | None:
        if account.carried or account.source is None:
            return account.carried
        return self._passages.said(tokens, account.source)

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

    def _claim(self, one: CasualtyCount, scene: SentenceContext, account: Around, part_of: str | None) -> Claim:
        phrase = one.phrase
        first, last = one.tokens[phrase.start], one.tokens[phrase.end - 1]
        with_verb = one.first < phrase.start and phrase.start - one.first <= 2 and one.rule == "happening"
        opening = one.tokens[one.first].start if with_verb else first.start
        alone = self._chosen is not None and self._chosen.members == (one,)
        number = _claim_number(phrase, phrase.unit or one.outcome, self._hedge_words(one))
        tags = ("counted_names",) if phrase.by == "names" else ()
        return self._made(
            opening, last.end, first.start, number, one, scene, account, part_of, headline=alone, tags=tags
        )

    def _sum(self, group: Group, scene: SentenceContext, account: Around) -> Claim:
        """Return the claim over a list of members counted together: a man, his wife and two children."""
        one = group.members[0]
        number = ClaimNumber(Decimal(group.value), Decimal(group.value), one.outcome, Decimal(group.value))
        claim = self._made(
            group.start, group.end, group.start, number, one, scene, account, None, headline=True, tags=("sum_of_list",)
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
        account: Around,
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
        place = self._settings.place(one.phrase.start, one.tokens, self._counts)
        when, day = self._settings.day(counted_from, one.tokens[0].start, one.tokens[-1].end)
        whose = account.whose
        claimant = self._claimant(one.tokens, account)
        kind = ClaimKind(words().kinds.get(one.outcome, "casualties"))
        return Claim(
            id=proposal_id(self._item, kind, *counted, suffix),
            item=self._item,
            kind=kind,
            anchor=self._anchor(start, end),
            zone=Zone.BODY,
            claimant=claimant,
            stance=stance_of(one.tokens, denied=whose.denied, named=claimant is not None),
            number=number,
            population=one.phrase.population,
            perpetrators=whose.doers,
            targets=whose.targets,
            mode=whose.mode,
            attribution="suspected" if whose.mode is ResponsibilityMode.SUSPECTED else None,
            place=place.words,
            governorate=place.governorate,
            governorate_computed=place.governorate is not None,
            date=when,
            weapon=scene.weapon.key if scene.weapon else None,
            victim=self._name(one),
            part_of=part_of,
            tags=tags,
            event=one.outcome if kind is ClaimKind.DISPLACEMENT else None,
            headline=headline,
            extractor=self._extractor,
            rules=(
                *self._rules(one),
                *((f"doer:{whose.rule}",) if whose.doers else ()),
                *((f"place:{place.rule}",) if place.rule else ()),
            ),
            slots=(
                Slot("number", original[slice(*counted)], *counted),
                *(slot for slot in (day, place.slot) if slot),
                *self._slots(one, account, scene),
            ),
        )

    def _slots(self, one: CasualtyCount, account: Around, scene: SentenceContext) -> Iterator[Slot]:
        """Yield what the doer, those hit, the weapon and the source rest on (DESIGN 11.3)."""
        spans = {"party": account.whose.at, "target": account.whose.target_at}
        spans["claimant"] = (account.source,) if account.source else ()
        for name, found in spans.items():
            if found and account.whose.rule != "same_act":
                first, last = min(span[0] for span in found), max(span[1] for span in found)
                yield self._slot(name, one.tokens[first].start, one.tokens[last - 1].end)
            elif found:
                yield Slot(name, inferred_from="sentence")
        if account.carried:
            yield Slot("claimant", inferred_from="sentence")
        if scene.weapon is not None:
            yield self._slot("weapon", scene.weapon.start, scene.weapon.end)

    def _slot(self, name: str, start: int, end: int) -> Slot:
        first, last = self._text.span(start, end)
        return Slot(name, self._text.original[first:last], first, last)

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
