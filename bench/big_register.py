"""
Make a register of invented victims and claims, as large as wanted, to measure on.

    python bench/big_register.py FOLDER [--victims 100000] [--claims 1000000]

Everybody in it is invented and is called so ("Invented", "المخترع") in the last part of the
name. Entries are those that reviewing makes (item, custody, claim, judgement, statements, acts),
laid through the ledger's own append in large batches; what no one judged waits as proposals.
A folder that already holds a part of it is gone on with: every append has a name of its own.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sijill.evidence import fingerprint
from sijill.ledger import Draft
from sijill.model import (
    Anchor,
    Basis,
    BasisKind,
    Claim,
    ClaimDate,
    ClaimKind,
    ClaimNumber,
    Item,
    Sensitivity,
    Statement,
    Verdict,
    to_json,
)
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.model.entries import Judgement
from sijill.values import PartialDate
from sijill.workspace import Register, Settings, is_register, open_register

DOCUMENT = 100
"""Claims in one document."""

NOW = datetime(2024, 6, 1, tzinfo=UTC)
FIRST_DAY, DAYS = date(2011, 3, 1), 4_700
GIVEN = (
    *(("Amal", "أمل"), ("Basem", "باسم"), ("Celine", "سيلين"), ("Dawud", "داود"), ("Eman", "إيمان")),
    *(("Fadi", "فادي"), ("Ghada", "غادة"), ("Hasan", "حسن"), ("Iyad", "إياد"), ("Jamila", "جميلة")),
    *(("Khaled", "خالد"), ("Layla", "ليلى"), ("Muna", "منى"), ("Nabil", "نبيل"), ("Omar", "عمر")),
    *(("Qasem", "قاسم"), ("Rana", "رنا"), ("Samir", "سمير"), ("Tareq", "طارق"), ("Zaynab", "زينب")),
)
BEGINNINGS = (
    *(("Bar", "بر"), ("Dur", "در"), ("Far", "فر"), ("Gham", "غم"), ("Hal", "هل"), ("Jar", "جر"), ("Kar", "كر")),
    *(("Lab", "لب"), ("Mar", "مر"), ("Nas", "نس"), ("Qal", "قل"), ("Rab", "رب"), ("Sar", "سر"), ("Tam", "تم")),
    *(("War", "ور"), ("Zar", "زر")),
)
ENDINGS = (
    *(("buni", "بوني"), ("dawi", "داوي"), ("fuli", "فولي"), ("huri", "حوري"), ("jani", "جاني"), ("kawi", "كاوي")),
    *(("luni", "لوني"), ("mawi", "ماوي"), ("nuri", "نوري"), ("qadi", "قادي"), ("rashi", "راشي"), ("sumi", "سومي")),
    *(("tini", "تيني"), ("wani", "واني"), ("yari", "ياري"), ("zali", "زالي")),
)
GOVERNORATES = ("Aleppo", "Idlib", "Hama", "Latakia", "Daraa", "Damascus", "Homs", "Raqqa")
PARTIES = ("syrian_gov", "russia", "rebels", "hts", "sdf", "isis", "us_coalition")
SOURCES = ("Invented Monitor", "Invented Network", "Invented Field Office")


@dataclass(frozen=True, slots=True)
class Told:
    """One invented death as one document tells it."""

    number: int
    latin: str
    arabic: str
    sex: str
    age: int
    died: date
    place: str
    governorate: str
    party: str

    @property
    def words(self) -> str:
        """The sentence."""
        return (
            f"{self.latin} ({self.arabic}), {self.age}, was killed in shelling on {self.place} "
            f"in {self.governorate} on {self.died:%d %B %Y}, the Invented Monitor said.\n"
        )


def told(number: int, chance: random.Random) -> Told:
    """Return an invented death."""
    given, start, end = chance.choice(GIVEN), chance.choice(BEGINNINGS), chance.choice(ENDINGS)
    return Told(
        number,
        f"{given[0]} {start[0]}{end[0]} Invented",
        f"{given[1]} {start[1]}{end[1]} المخترع",
        chance.choice(("female", "male", "male")),
        chance.randrange(1, 85),
        FIRST_DAY + timedelta(chance.randrange(DAYS)),
        f"Invented Town {chance.randrange(400)}",
        chance.choice(GOVERNORATES),
        chance.choice(PARTIES),
    )


def document(number: int, seed: int) -> tuple[str, list[Told]]:
    """Return the words of one invented document, and the deaths that it tells of."""
    chance = random.Random(f"{seed}.{number}")
    deaths = [told(number * DOCUMENT + one, chance) for one in range(DOCUMENT)]
    head = f"Invented document {number}, made for measuring. Nobody in it ever lived.\n"
    return head + "".join(death.words for death in deaths), deaths


def claims_of(item: str, words: str, deaths: Sequence[Told]) -> list[Claim]:
    """Return the claims of a document, each pinned to its sentence."""
    found, at = [], words.index("\n") + 1
    for death in deaths:
        sentence = death.words.rstrip()
        day = death.died.isoformat()
        found.append(
            Claim(
                f"c-{death.number:07d}",
                item,
                ClaimKind.CASUALTIES,
                Anchor(sentence, at, at + len(sentence), words[max(0, at - 32) : at], words[at + len(sentence) :][:32]),
                claimant="Invented Monitor",
                number=ClaimNumber(*[_ONE] * 2, unit="killed", value=_ONE),
                population=("civilians",),
                perpetrators=(death.party,),
                place=death.place,
                governorate=death.governorate,
                date=ClaimDate(day, day),
                weapon="shelling",
                attribution="stated",
                victim=death.latin,
                origin_id=f"{item[:16]}.{death.number}",
                extractor="bench/1",
            )
        )
        at += len(death.words)
    return found


_ONE = Decimal(1)


def accepted(claim: Claim, death: Told) -> Iterator[Draft]:
    """Yield what accepting a claim records: the claim, the judgement, and a victim's statements."""
    judgement = Judgement(f"j-{death.number:07d}", claim.id, Verdict.ACCEPTED, "read", claim.id, to_json(claim))
    yield Draft.of("claim", claim)
    yield Draft.of("judgement", judgement)
    late = death.died + timedelta(death.number % 60)
    values: dict[str, Any] = {
        "name": [
            {"text": death.latin, "script": "latn", "kind": "full"},
            {"text": death.arabic, "script": "arab", "kind": "full"},
        ],
        "sex": death.sex,
        "age": {"low": death.age, "high": death.age},
        "statuses": "killed",
        "died_on": death.died.isoformat(),
        "documented_on": late.isoformat(),
        "killed_in": death.governorate,
        "place": death.place,
        "civilian_status": "civilian",
        "attribution": {"mode": "single", "parties": [death.party]},
    }
    subject = f"v-{death.number:07d}"
    yield from _statements(subject, "victim", values, claim.id)


def together(deaths: Sequence[Told], claim: str) -> Iterator[Draft]:
    """Yield the statements of one incident and of the acts that join some dead to it."""
    first = deaths[0]
    subject = f"i-{first.number:07d}"
    values = {
        "title": f"Invented shelling of {first.place}",
        "happened_on": first.died.isoformat(),
        "documented_on": first.died.isoformat(),
        "place": first.place,
        "governorate": first.governorate,
        "killed": {"low": len(deaths), "high": len(deaths)},
        "civilian_status": "civilian",
        "attribution": {"mode": "single", "parties": [first.party]},
    }
    yield from _statements(subject, "incident", values, claim)
    for death in deaths:
        joined = {"victim": f"v-{death.number:07d}", "incident": subject, "outcome": "killed"}
        yield from _statements(f"a-{death.number:07d}", "act", joined, claim)


def _statements(subject: str, kind: str, values: dict[str, Any], claim: str) -> Iterator[Draft]:
    basis = (Basis(BasisKind.CLAIM, claim),)
    for name, value in values.items():
        made = Statement(f"s-{subject}-{name}", subject, kind, name, value, basis, source="Invented Monitor")
        yield Draft.of("statement", made)


def fill(register: Register, *, victims: int, claims: int, seed: int, batch: int = 50) -> None:
    """Lay everything into a register, ``batch`` documents to an append."""
    documents = claims // DOCUMENT
    each = victims // documents
    held = {item.id for item in register.evidence.items()}
    began, last = time.perf_counter(), register.seq
    for first in range(0, documents, batch):
        end = min(first + batch, documents)
        if fingerprint(document(end - 1, seed)[0].encode()) in held:
            continue
        drafts: list[Draft] = []
        found: list[tuple[str, list[Claim]]] = []
        for number in range(first, end):
            words, deaths = document(number, seed)
            item = register.opened.vault.seal(words.encode())
            made = claims_of(item, words, deaths)
            found.append((item, made))
            drafts += _sealed(item, number, words)
            for claim, death in zip(made[:each], deaths, strict=False):
                drafts += accepted(claim, death)
            if each >= 3:
                drafts += together(deaths[:3], made[0].id)
        register.opened.ledger.append(drafts, append_id=f"bench-{seed}-{first}", actor="A documenter", now=NOW)
        for item, made in found:
            register.opened.proposals.replace(item, made)
        took = time.perf_counter() - began
        done = register.seq - last
        print(f"\r{end} documents, {done} entries, {done / took:,.0f} a second", end="", file=sys.stderr)
    print(file=sys.stderr)


def _sealed(item: str, number: int, words: str) -> list[Draft]:
    sealed = Item(
        item,
        "text/plain",
        len(words.encode()),
        SOURCES[number % len(SOURCES)],
        NOW,
        title=f"Invented document {number}",
        published_on=PartialDate.parse("2024-05-01"),
        sensitivity=Sensitivity.PUBLIC,
    )
    custody = CustodyEvent(f"k-{number}", item, CustodyAct.ACQUIRED, sealed.source)
    return [Draft.of("item", sealed), Draft.of("custody", custody)]


def big_register(folder: Path, *, victims: int, claims: int, seed: int = 2011) -> Register:
    """Return a register of that size, made or gone on with in a folder."""
    if not is_register(folder):
        Register.init(folder, settings=Settings(name="Invented register for measuring", owner="Bench")).close()
    register = open_register(folder)
    fill(register, victims=victims, claims=claims, seed=seed)
    return register


def main() -> None:
    """Make it, and say how long it took."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--victims", type=int, default=100_000)
    asked.add_argument("--claims", type=int, default=1_000_000)
    options = asked.parse_args()
    began = time.perf_counter()
    with big_register(options.folder, victims=options.victims, claims=options.claims) as register:
        print(f"{register.seq} entries in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
