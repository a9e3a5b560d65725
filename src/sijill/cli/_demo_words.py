"""Words into claims: the extractor's proposal where it holds them, else a claim entered by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sijill.actions import QuoteAmbiguous, QuoteNotFound
from sijill.actions.verdicts import ClaimAnswer
from sijill.model import Anchor, Claim, ClaimKind, ClaimNumber, Verdict
from sijill.workspace.many_at_once import propose_all

if TYPE_CHECKING:
    from sijill.cli._demo_manifest import Sealed, Worded
    from sijill.workspace import Register

GROUPS = ("children", "women", "men")

RIGHT = "Number and words are right; the saying began in the publication that the note follows."
BY_HAND = "No proposal holds these words with this number."
MARKED = "Marked by hand: these words say it."


@dataclass(frozen=True, slots=True)
class Held:
    """A sealed file in the register being built: its item, its text, and what the extractor proposed of it."""

    sealed: Sealed
    item: str
    text: str
    proposals: Sequence[Claim]


@dataclass
class Words:
    """Turns words into claims, each span once."""

    register: Register
    judge: str
    held: dict[str, Held] = field(default_factory=dict)
    _known: dict[tuple[str, int, int, str], str] = field(default_factory=dict)
    _sentences: dict[str, dict[str, str]] = field(default_factory=dict)

    def seal(self, one: Sealed, item: str) -> None:
        """Take up a file that was added to the register."""
        reading = self.register.evidence.text(item)
        self.held[one.key] = Held(one, item, reading.raw, tuple(self.register.review.claims(item=item)))

    def claims(self, said: Worded, *, kind: str, value: Any, party: str | None) -> list[str]:
        """Return the ids of the claims under a value, one for each language it is said in. Raises QuoteNotFound."""
        return [self._claim(self.held[key], said, key, kind, value, party) for key in said.quotes]

    def sentences(self, wanted: Iterable[str]) -> Mapping[str, list[str]]:
        """
        Return the claims over numbered sentences ("offensive 12"), one for each language, each marked once.

        Those of one file are proposed and judged together. Raises QuoteNotFound.
        """
        named = list(dict.fromkeys(wanted))
        for on in self.held.values():
            keys = [key for key in named if on.sealed.key.startswith(key.partition(" ")[0] + ".")]
            new = [key for key in keys if on.sealed.key not in self._sentences.get(key, {})]
            if not new:
                continue
            marked = [self._sentence(on, key.partition(" ")[2]) for key in new]
            waiting = propose_all(self.register, on.item, marked)
            judged = self.register.acting_as(self.judge).review.judge_passage(
                [ClaimAnswer(one.id) for one in waiting], reason=MARKED
            )
            for key, one in zip(new, judged.judged, strict=True):
                self._sentences.setdefault(key, {})[on.sealed.key] = str(one.claim)
        if lost := [key for key in named if key not in self._sentences]:
            raise QuoteNotFound(f"no note holds {lost[0]!r}; correct the table of the example")
        return {key: list(self._sentences[key].values()) for key in named}

    def _sentence(self, on: Held, number: str) -> Claim:
        """Return what is marked of a numbered sentence: all of it but its number."""
        before = f"\n{number}. "
        start = on.text.find(before) + len(before)
        if start < len(before):
            raise QuoteNotFound(f"no sentence {number} is in {on.sealed.path.name}; correct the note or the table")
        quote = on.text[start : on.text.find("\n", start)]
        anchor = self.register.review.anchor_of(on.item, quote, start=start)
        return Claim("", on.item, ClaimKind.STATEMENT, anchor, origin_id=on.sealed.origin)

    def _claim(self, on: Held, said: Worded, key: str, kind: str, value: Any, party: str | None) -> str:
        quote = said.quotes[key]
        start = _start(on, quote, said.lines.get(key))
        number = _number(kind, said, value, hedge=said.hedges.get(key))
        found = (on.item, start, start + len(quote), str(number))
        if found not in self._known:
            self._known[found] = self._judged(on, quote, start, number, said.name, party)
        return self._known[found]

    def _judged(
        self, on: Held, quote: str, start: int, number: ClaimNumber | None, name: str, party: str | None
    ) -> str:
        proposal = _proposed(on, start, start + len(quote), number) if number else None
        if proposal is not None:
            # The extractor cannot know that two notes follow one publication; a person does (R-OH.2).
            self._accept(proposal.id, RIGHT, {"origin_id": on.sealed.origin})
            return proposal.id
        counted = number is not None and number.unit is not None
        claim = Claim(
            id="",
            item=on.item,
            kind=ClaimKind.CASUALTIES if counted else ClaimKind.STATEMENT,
            anchor=Anchor("", 0, 0),
            number=number,
            population=(name,) if name in GROUPS else (),
            perpetrators=(party,) if party and counted else (),
            origin_id=on.sealed.origin,
        )
        marked = replace(claim, anchor=self.register.review.anchor_of(on.item, quote, start=start))
        waiting = self.register.review.propose(marked, key=f"{name} {number}")
        self._accept(waiting.id, BY_HAND if counted else MARKED)
        return waiting.id

    def _accept(self, claim: str, reason: str, changes: Mapping[str, str] | None = None) -> None:
        verdict = Verdict.EDITED if changes else Verdict.ACCEPTED
        self.register.acting_as(self.judge).review.judge(claim, verdict=verdict, reason=reason, changes=changes)


def _start(on: Held, quote: str, line: str | None) -> int:
    """Return where a quote starts, within its line when one is named. Raises QuoteNotFound, QuoteAmbiguous."""
    first = 0 if line is None else on.text.find(line)
    last = len(on.text) if line is None else on.text.find("\n", first)
    start = on.text.find(quote, first, last) if first >= 0 else -1
    if start < 0:
        raise QuoteNotFound(f"the words for a value are not in {on.sealed.path.name}; correct the note or the manifest")
    if on.text.find(quote, start + 1, last) >= 0:
        raise QuoteAmbiguous(f"the words at {start} of {on.sealed.path.name} stand there twice; name more of them")
    return start


def _number(kind: str, said: Worded, value: Any, *, hedge: str | None) -> ClaimNumber | None:
    """Return the number that words hold, or None where the value is no count."""
    if not (isinstance(value, dict) and "low" in value and "high" in value):
        return None
    unit = "injured" if said.name == "injured" else "killed"
    low, high = value["low"], value["high"]
    return ClaimNumber(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        unit=unit,
        value=Decimal(low if low is not None else high),
        hedge=hedge,
    )


def _proposed(on: Held, start: int, end: int, number: ClaimNumber) -> Claim | None:
    """Return the proposal that lies over the words and holds the same number of the same unit."""
    for claim in on.proposals:
        over = claim.anchor.start < end and start < claim.anchor.end
        said = claim.number
        if over and said is not None and (said.low, said.high, said.unit) == (number.low, number.high, number.unit):
            return claim
    return None
