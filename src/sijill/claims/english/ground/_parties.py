"""Who acts in a clause, and which party a preposition names."""

from __future__ import annotations

from collections.abc import Iterable

from sijill.claims.clauses import Clause, Group, Sort
from sijill.claims.english._clauses import clauses
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._groups import CLOSED
from sijill.claims.english.ground._patterns import WORD
from sijill.language.english import PartyMention
from sijill.language.page import norm_at

Named = tuple[str | None, tuple[int, int] | None]
_OPEN, _THEN, _APART, _MEMBERS, _FORCES, _VAGUE, _BEGINS, _GOVERNS, _ASIDE = (
    WORD[name]
    for name in ("openers", "between", "apart", "members", "forces", "nameless", "clause_opens", "governs", "aside")
)


class Cast:
    """The clauses of one sentence, asked for who stands in which role."""

    def __init__(self, scene: SentenceContext) -> None:
        """Take the sentence."""
        self._scene, self._run = scene, scene.run
        self._clauses = {clause.verb[0]: clause for clause in clauses(scene)}

    def clause(self, verb: Verb) -> Clause | None:
        """Return the clause that a verb heads."""
        return next((self._clauses[k] for k in range(verb.start, verb.end) if k in self._clauses), None)

    def subject(self, verb: Verb) -> Named | None:
        """Return who the subject of a verb is: a party, or whose act it is; a pronoun means who acted before."""
        if verb.voice == "infinitive":
            made = next((p for p in self._scene.parties if p.end == verb.head and not p.owner), None)
            if made is not None:
                return self._exactly(made)
        clause = self.clause(verb)
        group = clause.subject if clause is not None else None
        outside = group is not None and group.start < self.begin(verb)
        found = self._bare(verb, self.begin(verb)) if verb.voice == "participle" or outside else None
        found = found or (self._named(group) if group is not None else None)
        if found is None and group is not None and self._is_somebody_else(group, verb):
            return None
        return found or self._before(verb) or self._fallback(verb)

    def _fallback(self, verb: Verb) -> Named | None:
        """Return what the words around a verb name where its clause names nobody."""
        low = self.begin(verb)
        found = self._bare(verb, low) or self._following(verb) or self._unnamed(verb)
        return found or (self._bare(verb, 0) if verb.voice == "participle" else None)

    def _is_somebody_else(self, group: Group, verb: Verb) -> bool:
        """Test whether people who are no party stand right before a verb: "and the traffic police entered"."""
        norms = self._scene.norms
        gap = all(norms[k] in _THEN or norms[k].endswith("ly") for k in range(group.end, verb.head))
        own = norms[group.start] in ("its", "their", "they", "it", "who", "which", "that")
        return (
            gap
            and group.end <= verb.head
            and not own
            and norms[group.head] not in _MEMBERS
            and group.sort is Sort.PEOPLE
        )

    def _unnamed(self, verb: Verb) -> Named | None:
        """Return a subject that is a force whose party no word names: "Northern troops"."""
        low = self.begin(verb)
        force = next((k for k in range(low, verb.head) if self._scene.norms[k] in _FORCES), None)
        if force is None or self.is_governed(force, low):
            return None
        return None, (force, force + 1)

    def behind(self, place: int) -> Named | None:
        """Return the party or the unnamed force of a group that begins at a token; "the military police" is none."""
        reach = range(place, min(place + 6, len(self._run)))
        stop = next((k for k in reach if not self._is_plain(k)), place + 6)
        mention = next((p for p in self._scene.parties if place <= p.start <= stop and not p.owner), None)
        if mention is not None:
            return None if self._describes(mention, len(self._run)) else (mention.slug, (mention.start, mention.end))
        force = next((k for k in reach if k < stop and self._scene.norms[k] in _FORCES), None)
        return (None, (force, force + 1)) if force is not None else None

    def _is_plain(self, at: int) -> bool:
        """Test whether a word may stand before the head of a group: "elements of the mainly local" forces."""
        token = self._run[at]
        plain = token.norm in _OPEN or token.kind == "number" or (token.kind == "word" and not token.capital)
        return plain and token.norm not in _APART

    def within(self, low: int, high: int) -> Named | None:
        """Return the first party named between two tokens."""
        return next(((p.slug, (p.start, p.end)) for p in self._scene.parties if low <= p.start < high), None)

    def by(self, places: Iterable[int]) -> Named | None:
        """Return the party behind the first of some prepositions that names one."""
        return next((found for k in places if (found := self.behind(k + 1)) is not None), None)

    def _named(self, group: Group) -> Named | None:
        slugs = group.doers or group.parties
        own = [p for p in self._scene.parties if group.start <= p.start < group.end and p.slug in slugs]
        if own:
            return self._exactly(own[0])
        return (slugs[0], group.at[0] if group.at else None) if slugs else None

    def _exactly(self, mention: PartyMention) -> Named:
        """Return the party a mention names: in "rebels of the X" it is X."""
        norms, at = self._scene.norms, mention.end
        if norms[at : at + 1] == ["of"]:
            at += 2 if norms[at + 1 : at + 2] == ["the"] else 1
            inner = next((p for p in self._scene.parties if at - 1 <= p.start <= at and p.start >= mention.end), None)
            mention = inner or mention
        earlier = next((p for p in self._scene.parties if p.end < mention.start <= p.end + 4 and not p.owner), None)
        if (
            earlier is not None
            and norms[earlier.end] == "and"
            and not self._is_verb_between(earlier.end, mention.start)
        ):
            return self._exactly(earlier)  # the one a source names first leads
        return mention.slug, (mention.start, mention.end)

    def _following(self, verb: Verb) -> Named | None:
        """Return the subject that an opening participle takes from behind its comma: "After taking X, Y ..."."""
        having = self._scene.norms[verb.head] == "having"
        if not (having or verb.voice in ("participle", "bare", "either")) or verb.head > 2:
            return None
        for mention in self._scene.parties:
            low = mention.start - (self._run[mention.start - 1].norm == "the")
            opens = self._run[low - 1].text == "," or mention.end in self._clauses
            if low > verb.end and opens and not mention.owner:
                return mention.slug, (mention.start, mention.end)
        return None

    def _describes(self, mention: PartyMention, head: int) -> bool:
        """Test whether a party only describes the noun behind it: "the rebel collapse"."""
        if mention.end >= head:
            return False
        token = self._run[mention.end]
        timed = norm_at(self._run, mention.end + 1) in WORD["times"]  # "by the army three weeks later"
        if timed or mention.end in self._clauses or token.kind != "word" or token.capital:
            return False
        return token.norm not in _MEMBERS | CLOSED | _ASIDE | _THEN and not token.norm.endswith(("ly", "ed"))

    def _is_verb_between(self, low: int, high: int) -> bool:
        return any(k in self._clauses for k in range(low, high))

    def _bare(self, verb: Verb, low: int) -> Named | None:
        """Return the first party of the clause that stands behind no preposition: "The next day, rebels ... took"."""
        norms = self._scene.norms
        aside = 0
        for mention in self._scene.parties:
            if mention.start < low or mention.end > verb.head or mention.owner or self._describes(mention, verb.head):
                continue
            for k in range(max(low, aside), mention.start):
                aside = k if norms[k] in _ASIDE and (k == low or norms[k - 1] == ",") else aside
            if aside and "," not in norms[aside : mention.start]:
                continue
            if not self.is_governed(mention.start, low):
                return self._exactly(mention)
        pronoun = next((k for k in range(low, verb.head) if norms[k] in ("they", "it")), None)
        return self.pointed(pronoun) if pronoun is not None and norms[pronoun - 1] not in _GOVERNS else None

    def begin(self, verb: Verb) -> int:
        """Return where the clause of a verb begins; a participle belongs to the clause it hangs on."""
        norms, at = self._scene.norms, verb.head - 1
        while (
            at >= 0
            and (norms[at] in _BEGINS or norms[at] in _THEN or norms[at].endswith("ly"))
            and verb.voice != "active"
        ):
            at -= 1
        ends = _BEGINS - {"that", "where"} if verb.voice == "participle" else _BEGINS
        opens = (k + 1 for k in range(at, -1, -1) if norms[k] in ends or self._opens(k))
        return next(opens, 0)

    def _opens(self, at: int) -> bool:
        """Test whether "as" or "following which" opens a clause; "as well as" and "as part of" do not."""
        before, after = norm_at(self._run, at - 1), norm_at(self._run, at + 1)
        as_clause = self._scene.norms[at] == "as" and before != "well" and after not in ("well", "part", "a", "of")
        return as_clause or (self._scene.norms[at] == "which" and before in _GOVERNS)

    def is_governed(self, start: int, low: int) -> bool:
        """Test whether a preposition stands before a group, so that it is not who acts."""
        norms, at = self._scene.norms, start - 1
        while (
            at >= low
            and start - at < 6
            and self._run[at].kind == "word"
            and norms[at] not in _GOVERNS
            and not (self._run[at].capital and at > 0)
        ):
            at -= 1
        if at < low or norms[at] not in _GOVERNS:
            return False
        whose = norms[at - 1] if at > low else ""
        if norms[at] == "to" and whose in ("loyal", "allied", "belonging", "aligned"):
            return False
        if norms[at] in ("of", "from") and whose in _MEMBERS:
            return self.is_governed(at - 1, low)
        return not (norms[at] == "by" and whose in WORD["attack"]) or self.is_governed(at - 1, low)

    def _before(self, verb: Verb) -> Named | None:
        """Return who acted before, for a pronoun or "the group", "the fighters" right before a verb."""
        norms, at = self._scene.norms, verb.head - 1
        while at > 0 and (norms[at].endswith("ly") or norms[at] in _THEN):
            at -= 1
        group = norms[at] in _MEMBERS and at > 0 and norms[at - 1] in ("the", "these", "both", "offensive", "attacking")
        if any(p.start <= at < p.end for p in self._scene.parties):
            return None
        return self.pointed(at) if at >= 0 and (group or norms[at] in ("they", "it", "them")) else None

    def pointed(self, at: int) -> Named | None:
        """Return who a pronoun stands for: who speaks, who acted in this sentence, or who acted before."""
        said = next((s for s in self._scene.said if s.at < at <= s.at + 3), None)
        earlier = [p for p in self._scene.parties if p.end <= at and not p.owner]
        if said is not None:
            own = [p for p in earlier if said.at - 5 <= p.start]
            return self._exactly(own[-1]) if own else None
        acting = [p for p in earlier if not self.is_governed(p.start, 0)]
        if acting:
            return self._exactly(acting[0])
        if _VAGUE & set(self._scene.norms[: at + 1]):
            return None  # "the militants": nothing says which party they are
        return (self._scene.thread.actor, None) if self._scene.thread.actor else None
