"""What goes with a document that is destroyed: all that came of it; words go, numbers stay where they stood."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from sijill.claims import document_origin, is_long_quote, is_named
from sijill.ledger import Entry, Ledger, standing_judgements
from sijill.model import NOUNS, BasisKind, Claim, Statement, Verdict, properties, read, to_json
from sijill.model.comments import About
from sijill.model.custody import CustodyAct
from sijill.records import REFERENCES
from sijill.search import IdentifyingWords
from sijill.values import PersonName, SijillError, message, normal_key, script_of

MARK = "\u2014"
"""What stands where a word stood that was destroyed: that there was one may be counted."""

CODED = frozenset(
    {
        *REFERENCES,
        *("kind", "governorate", "origin_governorate", "killed_in", "arrested_in", "weapon", "cause", "groups"),
        *("controlled_by", "detained_by", "party", "parent", "clock", "role", "measure", "cell", "part_of"),
        *("damage_class", "state", "pcode", "pcode_version", "extent", "denominator", "parties", "violation"),
    }
)
"""Text properties whose values are words of a list, codes or ids, and say nothing of who spoke."""

IDENTIFYING = frozenset({"name", "name_ar", "title", "account", "contact", "identifiers", "source"})
"""Text properties by whose values a person, or who spoke, is recognised wherever they are written."""

UNCOUNTED = frozenset({"account", "contact", "identifiers", "title", "time_text"})
"""Text properties that no count looks at: nothing is left of their values."""


SAID = ("guardian", "explained_by", "reason")
"""What of a consent are words, not codes."""


class ReasonNames(SijillError):
    """A reason for destroying that repeats the words which are to go."""


@dataclass
class Erasure:
    """
    What destroying does to the log: the entries that go ``blank``, and what is ``kept`` of the others.

    ``told`` is what the record of the destruction says of a claim's origin, so that independent
    origins stay as many as they were, and of a verdict's proposal, which is not offered again;
    ``words`` identify what went, ``shared`` those of them
    that entries state which stay: ``elsewhere``, by entry.
    """

    blank: list[str] = field(default_factory=list)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: IdentifyingWords = field(default_factory=IdentifyingWords)
    elsewhere: dict[str, frozenset[str]] = field(default_factory=dict)
    publications: list[str] = field(default_factory=list)

    @property
    def entries(self) -> list[str]:
        """Every entry that loses words."""
        return [*self.blank, *self.kept]


def erasure(
    ledger: Ledger,
    named: Collection[str],
    *,
    proposals: Sequence[Claim],
    is_public: Callable[[str], bool],
    reason: str,
    key: str,
) -> Erasure:
    """
    Return what destroying some entries takes along.

    ``proposals`` are those of the documents among them; a name that ``is_public`` (a party's, a
    methodology's) identifies nobody. ``key`` is new each time: it makes marks from which no word is guessed.
    Raises ReasonNames.
    """
    closure = _Closure(named, proposals, is_public, key)
    closure.hear(ledger.entries(kind="comment"))
    for entry in ledger.entries():
        closure.learn(entry)
    closure.adopt()
    # Words that a person typed without a source stand under that person's own name, which every entry bears.
    words = IdentifyingWords(closure.names, closure.quotations).without(map(normal_key, closure.actors))
    typed, common = IdentifyingWords((), closure.typed), set[str]()
    made = Erasure(blank=closure.blank)
    if words or typed:
        gone = {*closure.blank, *closure.statements, *closure.kept}
        for entry in ledger.entries():
            if entry.id in gone or entry.kind == "destroyed":
                continue
            text = text_of(entry.body)
            common |= typed.within(text)
            if held := words.within(text):
                made.elsewhere[entry.id] = held
                closure.see(entry, held)
    shared = frozenset(closure.stated)
    # A sentence that was typed for other things too says nothing of this one.
    own = (*words.without(shared).keys, *typed.without(common).keys)
    made.words = IdentifyingWords(own)
    if made.words.within(reason):
        raise ReasonNames(message("the reason repeats words that are to be destroyed; give it without them"))
    made.publications = [one for one in closure.publications if made.elsewhere[one] - shared]
    closure.take_written(made, shared)
    made.kept.update(closure.kept)
    for name, entry in closure.statements.items():
        left = closure.redacted(entry, shared)
        if left is None:
            made.blank.append(name)
        elif left != entry.body:
            made.kept[name] = left
    made.told.update({**dict(closure.origins()), **dict(closure.proposals())})
    return made


class _Closure:
    """Learns the log entry by entry; each speaks of earlier ones only, so one pass finds all."""

    def __init__(
        self, named: Collection[str], proposals: Sequence[Claim], is_public: Callable[[str], bool], key: str
    ) -> None:
        self._named, self._is_public, self._key = frozenset(named), is_public, key
        self._items: set[str] = set()
        self._gone: set[str] = {one.id for one in proposals}
        self._dead: set[str] = set()
        self._claims: list[Entry] = []
        self._judged: list[Entry] = []
        self._began: dict[str, str] = {}
        self._orphans: dict[str, Entry] = {}
        self._written: list[str] = []
        self._agreed: dict[str, Mapping[str, Any]] = {}
        self.blank: list[str] = []
        self.kept: dict[str, dict[str, Any]] = {}
        self.statements: dict[str, Entry] = {}
        self.publications: list[str] = []
        self.names: dict[str, None] = {}
        self.quotations: dict[str, None] = {}
        self.typed: dict[str, None] = {}
        self.stated: set[str] = set()
        self.actors: set[str] = set()
        self._comments: list[Entry] = []
        self._commented: dict[str, list[Entry]] = {}
        for one in proposals:
            self._voices(to_json(one))

    def hear(self, comments: Iterable[Entry]) -> None:
        """Take the comments in, before anything else: which of them go is known when all was learnt."""
        self._comments = [one for one in comments if one.body]
        self._commented = {str((one.body or {})["about"]): [] for one in self._comments}

    def learn(self, entry: Entry) -> None:
        """Take an entry in."""
        body = entry.body
        if entry.kind == "statement" and body and body["subject"] in self._commented:
            self._commented[body["subject"]].append(entry)
        self.actors.update(entry.actor.split(" + "))
        if body is None:
            self._dead.add(entry.id)
        elif entry.id in self._named:
            self._take(entry, body)
        elif entry.kind == "custody" and body.get("item") in self._items:
            if body.get("act") == CustodyAct.RECEIVED_AGAIN:
                self._name(body.get("note"))
            self._leave_without(entry, body, "note")
        elif entry.kind == "part" and self._items & {body.get("item"), body.get("of")}:
            self._leave_without(entry, body, "name")
        elif entry.kind in ("redaction", "capture") and self._items & entry.subjects:
            self._take(entry, body)
        elif self._is_about_them(entry, body):
            self._leave_without(entry, body, "reason")
        elif entry.kind == "statement":
            self._rest(entry, body)
        elif entry.kind in ("text", "claim", "judgement", "classification", "consent") and self._speaks_of(entry, body):
            self._take(entry, body)
        elif entry.kind == "claim" and body.get("origin_id"):
            self._began.setdefault(str(body["origin_id"]), entry.id)

    def _is_about_them(self, entry: Entry, body: Mapping[str, Any]) -> bool:
        if entry.kind == "copy":
            return bool(self._items & {body.get("item"), body.get("of")})
        return entry.kind == "retraction" and body.get("statement") in self.statements

    def adopt(self) -> None:
        """Take along statements whose grounds were destroyed before, where they still name the same source."""
        sources = IdentifyingWords(self.names)
        for entry in self._orphans.values():
            if sources.within(str((entry.body or {}).get("source") or "")):
                self.statements[entry.id] = entry
        for entry in self._comments:
            if entry.id not in self._named and self._leaves_nothing(entry.body or {}):
                self._take(entry, entry.body or {})

    def _leaves_nothing(self, comment: Mapping[str, Any]) -> bool:
        """Test whether a comment is about what goes: a claim, or a record of which no value keeps its words."""
        if comment["kind"] == About.CLAIM:
            return comment["about"] in self._gone
        lost = {*self.blank, *self._orphans}
        return not any(
            one.id not in lost and (one.id not in self.statements or self._grounds_left(one.body or {}))
            for one in self._commented[comment["about"]]
        )

    def _speaks_of(self, entry: Entry, body: Mapping[str, Any]) -> bool:
        proposed = (body.get("proposed") or {}).get("item")
        return proposed in self._items or bool((entry.subjects - {entry.id}) & (self._gone | self._items))

    def _take(self, entry: Entry, body: Mapping[str, Any]) -> None:
        self.blank.append(entry.id)
        if entry.kind == "comment":
            self.typed[str(body["text"])] = None
        if entry.kind == "item":
            self._items.add(entry.id)
            name = str(body.get("original_name") or "")
            self._name(body.get("source"), body.get("title"), name, body.get("url"), _stem(name))
        if entry.kind in ("item", "claim", "judgement"):
            self._gone.add(entry.id)
        if entry.kind == "claim":
            self._claims.append(entry)
        if entry.kind == "judgement":
            self._judged.append(entry)
        if self._items:
            self._name(body.get("guardian"))
            awaits = body.get("awaits") or {}
            held = (one["claim"] for one in awaits.get("passage", ()))
            for one in filter(None, (body, body.get("proposed"), awaits.get("claim"), *held)):
                self._voices(one)
            self.typed[str(body.get("reason", ""))] = None

    def _voices(self, claim: Mapping[str, Any]) -> None:
        self._name(*(claim.get(one) for one in ("claimant", "via", "victim") if is_named(str(claim.get(one) or ""))))
        words = str((claim.get("anchor") or {}).get("exact", ""))
        if is_long_quote(words):
            self.quotations[words] = None

    def _leave_without(self, entry: Entry, body: Mapping[str, Any], name: str) -> None:
        self.typed[str(body.get(name) or "")] = None
        if body.get(name):
            self.kept[entry.id] = {key: value for key, value in body.items() if key != name}

    def _rest(self, entry: Entry, body: Mapping[str, Any]) -> None:
        refs = {str(one["ref"]).partition("#")[0] for one in body.get("basis", ())}
        if refs & self._dead and not refs & (self._gone | self._items):
            self._orphans[entry.id] = entry
        elif refs & (self._gone | self._items):
            self.statements[entry.id] = entry
            self._name(body.get("source"))
            self.typed[str(body.get("reason") or "")] = None
            if body["property"] in IDENTIFYING and not self._grounds_left(body):
                self._name(*_strings(body.get("value")))

    def _grounds_left(self, body: Mapping[str, Any]) -> bool:
        lost = self._gone | self._items | self._dead
        grounds = (one for one in body.get("basis", ()) if one["kind"] != BasisKind.DECISION)
        return any(str(one["ref"]).partition("#")[0] not in lost for one in grounds)

    def _name(self, *texts: Any) -> None:
        self.names.update(dict.fromkeys(str(one) for one in texts if one and not self._is_public(str(one))))

    def see(self, entry: Entry, held: frozenset[str]) -> None:
        """Note an entry that stays and states some of the words: what another document says is not this one's alone."""
        if entry.kind == "publication":
            self.publications.append(entry.id)
        elif entry.kind in ("report_text", "comment"):
            self._written.append(entry.id)
        elif entry.kind == "consent":
            self._agreed[entry.id] = entry.body or {}
        elif entry.kind in ("item", "claim", "statement"):
            self.stated |= held

    def take_written(self, made: Erasure, shared: frozenset[str]) -> None:
        """Take along what a publisher, or whoever heard a consent, wrote with the words: nobody else stated them."""
        for name, body in self._agreed.items():
            if own := made.elsewhere.pop(name) - shared:
                said = {one: MARK for one in SAID if IdentifyingWords(own).within(str(body.get(one, "")))}
                made.kept[name] = {**body, **said}
        taken = [one for one in self._written if made.elsewhere[one] - shared]
        made.blank += taken
        for one in taken:
            del made.elsewhere[one]

    def redacted(self, entry: Entry, shared: frozenset[str]) -> dict[str, Any] | None:
        """Return what is kept of a statement, or None where nothing is."""
        body = dict(entry.body or {})
        body.pop("reason", None)
        held = read(Statement, {"id": entry.id, **body})
        body["basis"] = [
            {**one, "ref": MARK} if ground.kind is BasisKind.DECISION and ground.judgement is None else one
            for one, ground in zip(body["basis"], held.basis, strict=True)
        ]
        if source := body.get("source"):
            body["source"] = self._source(str(source), shared)
        if self._grounds_left(body):
            return body
        return self._valued(body, shared)

    def _valued(self, body: dict[str, Any], shared: frozenset[str]) -> dict[str, Any] | None:
        name, value = str(body["property"]), body.get("value")
        card = properties(NOUNS[str(body["subject_kind"])]).get(name)
        if name in UNCOUNTED or card is None:
            return None
        if name == "source" and isinstance(value, str):
            return {**body, "value": self._source(value, shared)}
        if card.type is PersonName:
            return {**body, "value": [{"text": self._stand_in(str(value)), "script": script_of("a")}]}
        told = IdentifyingWords(self.names)
        if card.type is str and not card.prop.words and (name not in CODED or told.within(str(value))):
            return {**body, "value": self._stand_in(str(value))}
        return body

    def _source(self, source: str, shared: frozenset[str]) -> str:
        """Return what stands for a source: its name where others state it, else a mark, alike for the same source."""
        if self._is_public(source) or IdentifyingWords((source,)).keys <= shared:
            return source
        return self._stand_in(source)

    def _stand_in(self, word: str) -> str:
        return f"{MARK} x{sha256(f'{self._key}|{normal_key(word)}'.encode()).hexdigest()[:8]}"

    def origins(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give of each claim where it began: its document, or the claim whose origin it shares."""
        for entry in self._claims:
            body = entry.body or {}
            if origin := body.get("origin_id"):
                own = origin == document_origin(str(body["item"]))
                yield entry.id, {"origin": origin if own else self._began.setdefault(str(origin), entry.id)}

    def proposals(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give of each verdict whose numbers stay the proposal: found again, it would have its dead counted twice."""
        for entry in standing_judgements(self._judged):
            body = entry.body or {}
            if body["verdict"] != Verdict.REJECTED and not body.get("awaits"):
                yield entry.id, {"proposal": body["proposal"]}


def _stem(name: str) -> str:
    stem = PurePath(name).stem
    return stem if len(stem.replace("_", " ").replace("-", " ").split()) > 1 or len(stem) > 9 else ""


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [str(one) for key in ("text", "value") if (one := value.get(key))]
    return [text for one in value for text in _strings(one)] if isinstance(value, list) else []


def text_of(value: Any) -> str:
    """Return every text of a body, one after the other."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "\n".join(map(text_of, value.values()))
    return "\n".join(map(text_of, value)) if isinstance(value, list | tuple) else ""
