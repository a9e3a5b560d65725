"""Destroyed means found nowhere: the names of invented witnesses, planted wherever a name may come to stand."""

from __future__ import annotations

import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from tests.published import published
from tests.sizes import often

from sijill import actions, values
from sijill.actions import Provenance
from sijill.actions.erasing import ReasonNames
from sijill.actions.verdicts import Target
from sijill.evidence import VaultFull
from sijill.ledger import TwoPersonsNeeded
from sijill.model import Clock, Sensitivity, Verdict
from sijill.workspace import Register, _kept_units, open_register
from sijill.workspace.upkeep._verifying import verify_figures

MAPPING = """
kind = "victim"
source = "Invented list of Zurimmqa"
[columns]
"name.en" = "Name"
died_on = "Date"
place = "Town"
account = "Remarks"
[formats]
died_on = "%d/%m/%Y"
[constants]
civilian_status = "civilian"
statuses = ["killed"]
"""

AXES = ("party", "governorate")


@pytest.fixture(autouse=True)
def _units_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the units of these small registers as columns too, so that they are among the files looked through."""
    monkeypatch.setattr(_kept_units, "LEAST", 1)


SYLLABLES = ("zu", "rimm", "qa", "bolth", "ey", "vosk", "ni", "drah", "pel", "jux", "ta", "wemm")


def witness(number: int) -> str:
    """An invented name that no language has, different for each number, some with letters beyond ASCII."""
    first, second = divmod(number, len(SYLLABLES))
    stem = "".join(SYLLABLES[(number * step + step) % len(SYLLABLES)] for step in (5, 7, 11))
    accent = "é" if number % 3 == 0 else ""
    return f"{stem.title()}{accent} {SYLLABLES[first % 12].title()}{SYLLABLES[second].title()}x{number}ov"


def told(name: str, number: int) -> str:
    """An invented note in which a witness speaks."""
    day = number % 28 + 1
    return (
        f"Invented note {number} for a test. {name} said that at least {number + 2} civilians were killed in "
        f"shelling on Invented Town {number} on {day} May 2016.\n"
    )


def plant(register: Register, number: int) -> str:
    """Write the name of one invented witness wherever a person or program writes one; return the document."""
    name, documenter = witness(number), register.acting_as("documenter")
    item = documenter.evidence.add_bytes(
        told(name, number).encode(),
        Provenance(
            f"Voice of {name}",
            original_name=f"{name}.txt",
            title=f"What {name} saw",
            url=f"https://invented.example/{quote(name)}",
        ),
    ).item
    killed = next(c for c in register.review.claims() if c.item == item and c.number and c.number.unit == "killed")
    register.review.judge(
        killed.id,
        verdict=Verdict.ACCEPTED,
        reason=f"{name} was there and told it twice",
        target=Target(extra={"civilian_status": "civilian", "title": f"Shelling that {name} saw"}, source=name),
    )
    claim = next(entry.id for entry in register.records.entries(kind="claim") if (entry.body or {})["item"] == item)
    person = register.records.record(
        "victim",
        {
            "name": [{"text": f"Brother of {name}", "script": "latn"}],
            "statuses": ["killed"],
            "died_on": "2016-05-09",
            "account": f"{name} wept.",
        },
        claims=[claim],
        source=name,
        reason=f"told by {name} alone",
    )
    register.records.retract(person.statements[-1], reason=f"{name} asked that it be withdrawn")
    documenter.evidence.add_bytes(told(name, number).encode(), Provenance(f"{name} again"))
    return item


def publish(register: Register, names: Sequence[str]) -> None:
    """Publish an invented month whose words repeat the names, in three formats."""
    en = " ".join(f"We thank {name} for the account." for name in names)
    ar = " ".join(f"نشكر {name} على الرواية." for name in names)
    month = this_month(register)
    register.publishing.write_text(month, "context", en=en, ar=ar, reason="thanks")
    published(register, month, reason="checked by two persons", languages=["en"])


def type_at_the_desk(folder: Path, names: Sequence[str]) -> None:
    """Leave invented drafts and asked work where the desk leaves them."""
    with closing(sqlite3.connect(folder / "desk.sqlite")) as desk:
        desk.execute("PRAGMA journal_mode=WAL")
        desk.execute("CREATE TABLE sijill_drafts_draft (id INTEGER PRIMARY KEY, form TEXT, fields TEXT)")
        desk.execute("CREATE TABLE sijill_work_job (id INTEGER PRIMARY KEY, asked TEXT)")
        desk.execute("CREATE TABLE sijill_accounts_approvalrequest (number TEXT PRIMARY KEY, reason TEXT)")
        for number, name in enumerate(names):
            escaped = name.encode("ascii", "backslashreplace").decode()
            desk.execute("INSERT INTO sijill_drafts_draft (fields) VALUES (?)", (f'{{"words": "{escaped}"}}',))
            desk.execute("INSERT INTO sijill_work_job (asked) VALUES (?)", (f'{{"source": "{name}"}}',))
            desk.execute("INSERT INTO sijill_accounts_approvalrequest VALUES (?, ?)", (str(number), f"ask {name}"))
        desk.execute('INSERT INTO sijill_drafts_draft (fields) VALUES (\'{"words": "another matter"}\')')
        desk.commit()


def forms_of(name: str) -> list[bytes]:
    """Return a name as bytes in every way in which a program writes one."""
    spelled = {name, unicodedata.normalize("NFD", name), name.lower(), values.normal_key(name)}
    texts = spelled | {quote(one) for one in spelled} | {one.replace(" ", "_") for one in spelled}
    texts |= {"".join(f"\\u{ord(c):04x}" if ord(c) > 126 else c for c in one) for one in spelled}
    texts |= {"".join(f"&#{ord(c)};" if ord(c) > 126 else c for c in one) for one in spelled}
    return [one.encode(code) for one in texts for code in ("utf-8", "utf-16-le", "utf-16-be")]


def unpacked(content: bytes) -> Iterator[bytes]:
    """Give bytes, and what is packed in them: ZIP members, and the streams of a PDF."""
    yield content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for one in packed.namelist():
                yield from unpacked(packed.read(one))
    if content[:4] == b"%PDF":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            try:
                yield zlib.decompressobj().decompress(stream)
            except zlib.error:
                continue


def found_in(folder: Path, names: Sequence[str]) -> set[tuple[str, str]]:
    """Return which names stand in which files, by a search that shares no line with the program."""
    sought = {name: forms_of(name) for name in names}
    hits = set()
    for path in (one for one in folder.rglob("*") if one.is_file()):
        parts = list(unpacked(path.read_bytes()))
        if path.suffix == ".pdf":
            parts.append(words_of_pdf(path))
        for name, forms in sought.items():
            if any(form in part for form in forms for part in parts) or name in unquote(path.as_posix()):
                hits.add((name, path.relative_to(folder).parts[0]))
    return hits


def words_of_pdf(path: Path) -> bytes:
    """Return the words of a PDF as the library of the readers sees them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).encode()


def numbers(register: Register) -> list[tuple[str, object]]:
    """Return what is counted of the month of death and of the month of documenting, along two axes."""
    asked = [("2016-05", Clock.DIED), (this_month(register), Clock.DOCUMENTED)]
    tables = [register.counts.toll(when, by=by, clock=clock)[1] for when, clock in asked for by in AXES]
    assert all(table.total.figure.best for table in tables)
    return [(row.key, row.figure.best) for table in tables for row in (*table.rows, table.total)]


def this_month(register: Register) -> str:
    """Return the month in which everything here is documented."""
    return f"{register.now().astimezone(register.settings.zone_info):%Y-%m}"


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_destroyed_names_are_found_nowhere_and_no_number_moves(register: Register) -> None:
    """Issue 10, item 1: unique names in source, title, file name, quotation, verdict, reason, report and draft."""
    many = often(200, 8)
    items = [plant(register, number) for number in range(many)]
    kept = plant(register, many)
    names = [witness(number) for number in range(many)]
    publish(register, names[:8])
    type_at_the_desk(register.folder, names)
    before, verified = numbers(register), register.keeping.verify_chain().entries
    assert {name for name, _ in found_in(register.folder, names)} == set(names)

    gone = register.keeping.destroy(items, reason="they asked", second_actor="second")

    assert found_in(register.folder, names) == set()
    assert numbers(register) == before
    assert register.keeping.verify_figures() == []
    assert register.keeping.verify().holds
    assert register.keeping.verify_chain().entries > verified
    assert (gone.entries, gone.documents, gone.files) == ((), (), ())
    assert len(gone.publications) == 1
    assert register.evidence.item(kept).source == f"Voice of {witness(many)}"
    register.keeping.rebuild()
    assert found_in(register.folder, names) == set()
    assert numbers(register) == before


def test_every_published_figure_stands_when_a_witness_is_forgotten(register: Register) -> None:
    """DESIGN 4: words go, numbers stay, also as of the entry on which a publication stands."""
    items = [plant(register, number) for number in (1, 2)]
    published(register, this_month(register), reason="checked", languages=["en"], formats=["html"])
    printed = register.publishing.standing_publications()
    before = numbers(register)
    assert any(one["best"] for entry in printed for one in entry.body["figures"])

    gone = register.keeping.destroy(items[:1], reason="she asked", second_actor="second")

    assert verify_figures(register.counts, printed) == []
    assert numbers(register) == before
    assert gone.publications == (printed[0].id,)
    assert register.publishing.standing_publications() == []
    assert register.keeping.verify().holds


def test_the_names_of_a_destroyed_table_go_and_its_dead_stay_counted(register: Register) -> None:
    """Issue 10, item 1: an imported list of people, some written in Arabic letters; each row stays one person."""
    table = "Name,Date,Town,Remarks\n" + "".join(
        f"{witness(n)},{n % 28 + 1:02}/05/2016,Town of {witness(n)},told by {witness(n + 100)}\n" for n in range(12)
    )
    register.exchange.import_table(table.encode(), MAPPING, name="list of Zurimmqa.csv")
    item, before = register.evidence.items()[0].id, numbers(register)
    names = [*map(witness, range(12)), *(witness(n + 100) for n in range(12)), "Zurimmqa"]
    assert before[-1][1] == 12

    register.keeping.destroy([item], reason="the families asked", second_actor="second")

    assert found_in(register.folder, names) == set()
    assert numbers(register) == before
    with pytest.raises(actions.DestroyedBefore):
        register.exchange.import_table(table.encode(), MAPPING, name="again.csv")
    assert found_in(register.folder, names) == set()


def test_bytes_that_were_destroyed_are_refused_before_anything_is_written(register: Register) -> None:
    """Issue 10, item 1: refused without saying when or by whom; nothing of them comes to stand anywhere."""
    item, name = plant(register, 3), witness(3)
    register.keeping.destroy([item], reason="she asked", second_actor="second")
    last = register.seq

    with pytest.raises(actions.DestroyedBefore) as refused:
        register.evidence.add_bytes(told(name, 3).encode(), Provenance("Somebody", original_name="a.txt"))

    assert "second" not in str(refused.value)
    assert "lead" not in str(refused.value)
    assert register.seq == last
    assert found_in(register.folder, [name]) == set()


def test_two_persons_take_destroyed_bytes_in_again(register: Register) -> None:
    """Issue 10, item 1: readmitting is an act of two, with a reason."""
    item, content = plant(register, 3), told(witness(3), 3).encode()
    register.keeping.destroy([item], reason="she asked", second_actor="second")
    provenance = Provenance("She herself", original_name="again.txt", sensitivity=Sensitivity.RESTRICTED)

    with pytest.raises(TwoPersonsNeeded):
        register.keeping.readmit(content, provenance, reason="she agreed", second_actor="lead")
    assert not register.opened.vault.holds(item)
    with pytest.raises(actions.ReasonMissing):
        register.keeping.readmit(content, provenance, reason=" ", second_actor="second")
    with pytest.raises(actions.NotDestroyed):
        register.keeping.readmit(b"never seen", provenance, reason="she agreed", second_actor="second")
    register.keeping.readmit(content, provenance, reason="she agreed", second_actor="second")

    assert register.evidence.item(item).source == "She herself"
    assert register.evidence.bytes_of(item) == content
    assert register.keeping.verify().holds
    register.keeping.destroy([item], reason="she asked again", second_actor="second")
    assert found_in(register.folder, [witness(3)]) == set()


def test_a_name_from_another_document_is_told_by_entry_and_never_repeated(register: Register) -> None:
    """What another document states stays for people to decide; the receipt names the entries."""
    item, name = plant(register, 3), witness(3)
    other = register.evidence.add_bytes(
        f"{name} spoke to another outlet.".encode(), Provenance(f"Voice of {name}")
    ).item

    gone = register.keeping.destroy([item], reason="she asked", second_actor="second")

    assert other in gone.entries
    assert other in gone.documents
    assert not any(name in one for field in (gone.entries, gone.documents, gone.files) for one in field)


def test_a_reason_that_repeats_the_name_is_refused(register: Register) -> None:
    """The record of a destruction stays for good, so the name may not stand in it."""
    item = plant(register, 3)

    with pytest.raises(ReasonNames):
        register.keeping.destroy([item], reason=f"What {witness(3)} saw is false", second_actor="second")

    assert register.evidence.item(item)


def test_destroying_that_was_stopped_is_finished_by_destroying_again(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad input: a kill or a full disk in the middle; the second try finds what the first one had to do."""
    item, name = plant(register, 3), witness(3)
    publish(register, [name])

    def stopped(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(type(register.opened.texts), "remove", stopped)
        with pytest.raises(OSError, match="No space"):
            register.keeping.destroy([item], reason="she asked", second_actor="second")
    assert register.records.entry(item).body is None
    assert found_in(register.folder, [name])

    with open_register(register.folder) as again:
        gone = again.keeping.destroy([item], reason="she asked", second_actor="second")
        repeated = again.keeping.destroy([item], reason="she asked", second_actor="second")

    assert found_in(register.folder, [name]) == set()
    assert len(gone.publications) == 1
    assert gone.receipt.head == repeated.receipt.head


def test_a_disk_without_room_destroys_nothing_and_says_so(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bad input: a full disk before the first byte."""
    item = plant(register, 3)

    def full(*_: object, **__: object) -> None:
        raise VaultFull(values.message("no room"))

    with monkeypatch.context() as broken:
        broken.setattr("sijill.adapters.files._journal.write_shelved", full)
        with pytest.raises(VaultFull):
            register.keeping.destroy([item], reason="she asked", second_actor="second")

    assert register.evidence.item(item)


def test_encrypted_files_and_backups_are_named(register: Register, tmp_path: Path) -> None:
    """What nobody can look into is said."""
    item = plant(register, 3)
    (register.folder / "sealed" / "3.age").write_bytes(b"age-encryption.org/v1\nnobody reads on")

    gone = register.keeping.destroy([item], reason="she asked", second_actor="second")

    assert gone.encrypted == ("sealed/3.age",)


def test_independent_origins_stay_as_many_as_they_were(register: Register) -> None:
    """R-OH.2: two witnesses of one shelling stay two when both are forgotten, and one stays one."""
    items = [plant(register, number) for number in (1, 2)]
    counting = register.counts.counting()
    before = {claim: counting.origins[claim] for claim in counting.origins}

    register.keeping.destroy(items, reason="they asked", second_actor="second")

    after = register.counts.counting().origins
    same = {(one, other): before[one] == before[other] for one in before for other in before}
    assert {(one, other): after[one] == after[other] for one, other in same} == same
    assert replace(counting, seq=counting.seq).origins.keys() == after.keys()
