"""A register of invented people in which every place where words can stand holds a word of its own: a token."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from tests.age_keys import RECIPIENT

from sijill.access._levels import LEVELS
from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import NOUNS, Item, Sensitivity, Verdict, properties
from sijill.model.cards import Declared
from sijill.values import Identifier, PartialDate, PersonName, SijillError
from sijill.workspace import Register

PUBLIC, TEAM, RESTRICTED, SEALED = LEVELS
LATIN = "abcdefghijklmnop"
ARABIC = "بتثجحخدذرزسشصضطع"
"""Letters that no folding changes, so that a token is found however it was folded."""
PERIOD = "2016-05"
ALIVE, DEAD = "detained", "killed"


@dataclass(frozen=True, slots=True)
class Token:
    """One planted word: what it stands in, how much one has to be cleared for to see it, or who alone may."""

    word: str
    kind: str
    needs: Sensitivity
    only: frozenset[str] = frozenset()

    def may_be_seen(self, name: str, clearance: Sensitivity) -> bool:
        """Test whether somebody may see it."""
        return name in self.only if self.only else LEVELS.index(self.needs) <= LEVELS.index(clearance)


@dataclass(slots=True)
class Planted:
    """The tokens by their words, and the ids of every kind of thing, with how much one has to be cleared for."""

    tokens: dict[str, Token] = field(default_factory=dict)
    ids: dict[str, dict[str, Sensitivity]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def word(self, kind: str, needs: Sensitivity, only: Collection[str] = ()) -> str:
        """Return a new token: every second one in Arabic letters."""
        place_of = next(self.numbers)
        number = (place_of * 48271 + 7) % len(LATIN) ** 5
        letters = ARABIC if place_of % 2 else LATIN
        body = "".join(letters[number // len(LATIN) ** place % len(LATIN)] for place in range(5))
        word = ("قظ" if letters is ARABIC else "Qz") + body
        self.tokens[word.casefold()] = Token(word, kind, needs, frozenset(only))
        return word

    def know(self, kind: str, name: str, needs: Sensitivity) -> str:
        """Remember an id of a kind of thing and return it."""
        self.ids.setdefault(kind, {})[name] = needs
        return name


def higher(*levels: Sensitivity) -> Sensitivity:
    """Return the highest of some levels."""
    return max(levels, key=LEVELS.index)


def plantable(card: Declared) -> bool:
    """Test whether any word may stand in a property."""
    return card.type in (str, PersonName, Identifier) and not card.prop.words


def plant(register: Register, *, copies: int = 1) -> Planted:
    """Fill a register with tokens in every declared property of every noun, at every level."""
    planted = Planted()
    for _ in range(copies):
        _documents(planted, register)
        _records(planted, register)
        _tables(planted, register)
    _let_out(planted, register)
    _publications(planted, register)
    return planted


def document(planted: Planted, register: Register, level: Sensitivity) -> str:
    """Seal a document of one level with tokens in everything known of it, and return its id."""
    cards = {name: card.prop.sensitivity for name, card in properties(Item).items()}

    def of(name: str) -> str:
        return planted.word(f"item.{name} ({level})", higher(level, cards[name]))

    told = Provenance(
        of("source"),
        original_name=f"{of('original_name')}.txt",
        title=of("title"),
        url=f"https://example.org/{of('url')}",
        published_on=PartialDate.parse("2016-05-06"),
        sensitivity=level,
    )
    words = " ".join(planted.word(f"words ({level})", higher(TEAM, level)) for _ in range(12))
    # What is accepted as a record's place is the record's, which is closed with documents that are restricted alone;
    # the words around it are the document's.
    town = planted.word(f"place ({level})", PUBLIC if level is TEAM else level)
    beside = planted.word(f"words ({level})", higher(TEAM, level))
    text = (
        f"Invented note. {words}. At least 12 civilians were killed in shelling on {town} on 5 May 2016 ({beside}), "
        f"the Invented Monitor said. 3 civilians were injured on 7 May 2016. {town} is invented.\n"
    )
    item = register.acting_as("documenter").evidence.add_bytes(text.encode(), told).item
    planted.know("item", item, level)
    # The same bytes from somebody else: what they told stands in the custody of the item.
    again = Provenance(
        planted.word(f"custody source ({level})", higher(TEAM, level)),
        sensitivity=level,
    )
    register.acting_as("documenter").evidence.add_bytes(text.encode(), again)
    return item


def mail_with_attachment(planted: Planted, register: Register, level: Sensitivity) -> None:
    """Seal a mail of one level with tokens in its headers and words, and in what is attached to it."""
    needs, cards = higher(TEAM, level), {name: card.prop.sensitivity for name, card in properties(Item).items()}

    def said(kind: str) -> str:
        return planted.word(f"mail.{kind} ({level})", needs)

    mail = EmailMessage()
    mail["From"], mail["To"] = f"{said('from')} <invented@example.org>", f"{said('to')} <other@example.org>"
    mail["Subject"] = planted.word(f"item.title ({level})", higher(level, cards["title"]))
    mail["Date"] = "Fri, 06 May 2016 10:00:00 +0300"
    mail.set_content(f"Invented note {said('body')}. At least 12 civilians were killed on 5 May 2016. {said('body')}.")
    attached = f"Invented list {said('attachment')}. 3 civilians were injured on 7 May 2016.".encode()
    mail.add_attachment(attached, maintype="text", subtype="plain", filename=f"{said('attachment name')}.txt")
    source = planted.word(f"item.source ({level})", higher(level, cards["source"]))
    told = Provenance(source, original_name=f"{said('mail name')}.eml", sensitivity=level)
    got = register.acting_as("documenter").evidence.add_bytes(mail.as_bytes(), told)
    for item in (got.item, *(one for one, _ in got.inside)):
        planted.know("item", item, level)


def claims_of(planted: Planted, register: Register, item: str, level: Sensitivity, *, accepted: bool = True) -> None:
    """Have a document's claims wait, be judged, and be refused, each with tokens in what a person typed."""
    needs = higher(TEAM, level)

    def word(kind: str) -> str:
        return planted.word(f"{kind} ({level})", needs)

    typed = {"claimant": word("claim.claimant"), "via": word("claim.via"), "place": word("claim.place")}
    marked, _ = register.acting_as("documenter").review.quote(item, "Invented note", changes=typed | {"number": "3"})
    planted.know("claim", marked.id, needs)
    for _ in range(2):
        register.acting_as("lead").records.comment(marked.id, word("comment on a claim"))
    named = {"victim": word("claim.victim")}
    refused, _ = register.acting_as("documenter").review.quote(item, "is invented", changes=named | {"number": "2"})
    planted.know("claim", refused.id, needs)
    register.acting_as("lead").review.judge(refused.id, verdict=Verdict.REJECTED, reason=word("verdict.reason"))
    for claim in register.review.claims(item=item):
        planted.know("claim", claim.id, needs)
        if accepted and claim.number and claim.number.unit == "killed" and claim.id != marked.id and not claim.part_of:
            judged = register.acting_as("lead").review.judge(
                claim.id,
                verdict=Verdict.ACCEPTED,
                reason=word("verdict.reason"),
                target=Target("incident", extra={"civilian_status": "civilian"}, source=word("verdict.source")),
            )
            planted.know("judgement", judged.judgement, needs)
            # A total rests on the record whoever sees it; what it rests on is the document's.
            planted.know("record", str(judged.subject), PUBLIC)


def _documents(planted: Planted, register: Register) -> None:
    for level in LEVELS:
        claims_of(planted, register, document(planted, register, level), level)
    for level in (TEAM, RESTRICTED):
        mail_with_attachment(planted, register, level)


def _values(
    planted: Planted, kind: str, noun: type, at_least: Sensitivity, which: str, told: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a value for each property in which words may stand, each with a token."""
    found: dict[str, Any] = {}
    for name, card in properties(noun).items():
        if not plantable(card) or name in told:
            continue
        word = planted.word(f"{kind}.{name}{which}", higher(at_least, card.prop.sensitivity))
        if card.type is PersonName:
            found[name] = PersonName.of(word).to_json()
        elif card.type is Identifier:
            found[name] = {"scheme": "invented", "value": word}
        else:
            found[name] = word
    return found


def record(
    planted: Planted, register: Register, kind: str, values: Mapping[str, Any], at_least: Sensitivity, which: str = ""
) -> str | None:
    """Record by decision what a kind of record takes; what a closed list refuses leaves no token behind."""
    told = {**values, **_values(planted, kind, NOUNS[kind], at_least, which, values)}
    source = planted.word(f"{kind}: source of a decision", TEAM)
    reason = planted.word(f"{kind}: reason of a decision", TEAM)
    subject = None
    for name, value in told.items():
        try:
            done = register.acting_as("lead").records.record(
                kind, {name: value}, subject=subject, reason=reason, source=source
            )
            subject = done.subject
        except SijillError:
            _forget(planted, value)
    if subject:
        held, cards = register.records.of(subject).held, properties(NOUNS[kind])
        most = higher(TEAM, *(cards[name].prop.sensitivity for name in held))
        for audience, needs in ((TEAM, TEAM), (SEALED, most)):
            words = planted.word(f"comment on {kind} of who sees {audience}", needs)
            register.acting_as("lead").records.comment(subject, words, audience=audience)
        planted.know("record", subject, PUBLIC)
        planted.know("handle", next(iter(register.records.names([subject]).values())).handle, PUBLIC)
    return subject


def _forget(planted: Planted, value: Any) -> None:
    """Forget the tokens in a value that the register refused."""
    text = json.dumps(value, ensure_ascii=False).casefold()
    for word in [one for one in planted.tokens if one in text]:
        del planted.tokens[word]


def _records(planted: Planted, register: Register) -> None:
    counted = {"happened_on": "2016-05-05", "killed": "12", "governorate": "aleppo", "civilian_status": "civilian"}
    counted |= {"documented_on": "2016-05-09"}
    made = {
        kind: record(planted, register, kind, counted if kind == "incident" else {}, PUBLIC)
        for kind in NOUNS
        if kind not in ("victim", "act")
    }
    dead = {"statuses": DEAD, "killed_in": "aleppo", "died_on": "2016-05-05", "civilian_status": "civilian"}
    hidden = {"born": "1907-03-02", "arrested_on": "1911-04-03", "notified_on": "1913-06-05"}
    persons = [
        record(planted, register, "victim", dead | hidden, PUBLIC, " of the dead"),
        record(planted, register, "victim", {"statuses": ALIVE}, TEAM, " of the living"),
        record(planted, register, "victim", {}, TEAM, " of whom nothing is known"),
    ]
    record(planted, register, "act", {"victim": persons[0], "incident": made["incident"]}, PUBLIC)
    other = record(planted, register, "victim", dead, PUBLIC, " of the dead")
    third = record(planted, register, "victim", dead, PUBLIC, " of the dead")
    lead = register.acting_as("lead")
    lead.links.same(str(persons[0]), str(other), reason=planted.word("link.reason", TEAM))
    lead.links.apart(str(persons[0]), str(third), reason=planted.word("link.reason", TEAM))
    step = next(one for one in register.records.histories([str(third)])[str(third)] if one.kind == "statement")
    lead.records.retract(step.id, reason=planted.word("retraction.reason", TEAM))


def _tables(planted: Planted, register: Register) -> None:
    """Import a table for each noun, and one more where a noun has columns that are not for the team."""
    for kind, noun in NOUNS.items():
        cards = {name: card for name, card in properties(noun).items() if plantable(card)}
        open_ones = [name for name, card in cards.items() if card.prop.sensitivity in (PUBLIC, TEAM)]
        for names, sensitive in ((open_ones, False), (list(set(cards) - set(open_ones)), True)):
            if names:
                _table(planted, register, kind, {name: cards[name] for name in sorted(names)}, sensitive=sensitive)


def _table(planted: Planted, register: Register, kind: str, cards: Mapping[str, Declared], *, sensitive: bool) -> None:
    closed = kind == "victim"  # nothing says that this person died
    which = "sensitive cell" if sensitive else "cell"
    row = {
        f"column {name}": planted.word(
            f"{which} of {kind}.{name}", higher(card.prop.sensitivity, TEAM if closed else PUBLIC)
        )
        for name, card in cards.items()
    }
    if not sensitive:
        row["not mapped"] = planted.word(f"cell of no column of {kind}", TEAM)
    columns = "".join(f'{name} = "column {name}"\n' for name in cards if cards[name].type is not Identifier)
    if any(card.type is Identifier for card in cards.values()):
        row["column identifiers"] = f"invented:{row['column identifiers']}"
        columns += 'identifiers = "column identifiers"\n'
    source = planted.word(
        "source of a table with a sensitive cell" if sensitive else "table.source", TEAM if sensitive else PUBLIC
    )
    mapping = f'kind = "{kind}"\nsource = "{source}"\n[columns]\n{columns}'
    name, held = planted.word("table.name", TEAM), io.StringIO()
    writer = csv.DictWriter(held, list(row))
    writer.writeheader()
    writer.writerow(row)
    try:
        done = register.acting_as("lead").exchange.import_table(held.getvalue().encode(), mapping, name=name)
    except SijillError:
        _forget(planted, [*row.values(), mapping, name])
        if len(cards) > 1:  # a column that takes a closed list or an id: the others one by one
            for one, card in cards.items():
                _table(planted, register, kind, {one: card}, sensitive=sensitive)
        return
    planted.know("item", done.item, PUBLIC)
    for subject in done.subjects:
        planted.know("record", subject, PUBLIC)


def _let_out(planted: Planted, register: Register) -> None:
    """Show each document, and hand all of them over, for a reason that stands in their custody."""
    lead, folder = register.acting_as("lead"), register.folder.parent
    for item in register.evidence.items():
        needs = higher(TEAM, planted.ids["item"].get(item.id, PUBLIC), item.known_level)
        lead.exchange.reveal([item.id], reason=planted.word(f"reveal.reason ({needs})", needs), second_actor="second")
    reason = planted.word("hand-over.reason", TEAM)
    lead.keeping.hand_over(folder / "out.age", recipients=[RECIPIENT], reason=reason, second_actor="second")


def _publications(planted: Planted, register: Register) -> None:
    lead = register.acting_as("lead")
    for part, addressee in (("context", ""), ("conclusions", ""), ("recommendations", "to all")):
        for period, needs in ((PERIOD, PUBLIC), ("2016-06", TEAM)):
            told = {"en": planted.word(f"report.{part}", needs), "ar": planted.word(f"report.{part}", needs)}
            if addressee:
                told |= {name: planted.word(f"report.{name}", needs) for name in ("addressee_en", "addressee_ar")}
            lead.publishing.write_text(period, part, reason=planted.word("report.reason", TEAM), **told)
    looked = lead.publishing.report(PERIOD, clock="died")
    done = lead.publishing.report(
        PERIOD, clock="died", publish=True, seen=looked.seq, reason=planted.word("publication.reason", TEAM)
    )
    planted.know("publication", str(done.publication), PUBLIC)
    for path in done.files:
        planted.know("file", path.name, PUBLIC)
