"""One register, opened: what goes in, what can be asked of it, and what it was at any moment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.published import published
from tests.unit.workspace.conftest import NOTE

from sijill.actions import Provenance, ReasonMissing
from sijill.actions.verdicts import Target
from sijill.evidence import EmptyFile, Unreadable
from sijill.evidence._refusals import UnsupportedMediaType
from sijill.methodology import MethodologyNotAdopted
from sijill.methodology._rules import UnknownMethodology
from sijill.model import Claim, Verdict
from sijill.workspace import AlreadyARegister, NotARegister, Register, Settings, UnknownKey, open_register

CIVILIAN = {"civilian_status": "civilian"}


def killed_claim(register: Register) -> Claim:
    """The proposal about the dead."""
    return next(c for c in register.review.claims() if c.number and c.number.unit == "killed" and not c.part_of)


def test_a_register_is_private_to_its_owner(register: Register) -> None:
    """DESIGN 4: the folder is mode 0700."""
    assert stat.S_IMODE(register.folder.stat().st_mode) == 0o700


def test_a_folder_in_use_is_not_made_into_a_register(tmp_path: Path) -> None:
    """Nothing of what lies there is touched."""
    (tmp_path / "letters.txt").write_text("mine", "utf-8")

    with pytest.raises(AlreadyARegister):
        Register.init(tmp_path, settings=Settings(name="Test", owner="lead"))

    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_a_folder_that_is_no_register_says_how_to_make_one(tmp_path: Path) -> None:
    """The next step is part of the message."""
    with pytest.raises(NotARegister, match="sijill init"):
        open_register(tmp_path)


def test_a_note_is_sealed_read_and_searched_for_claims(register: Register, note: str) -> None:
    """Every proposal quotes the item at its offsets."""
    raw = register.evidence.text(note).raw

    assert register.evidence.bytes_of(note) == NOTE.encode()
    assert register.review.claims()
    assert all(raw[c.anchor.start : c.anchor.end] == c.anchor.exact for c in register.review.claims())


def test_the_same_bytes_again_are_a_custody_event(register: Register, note: str) -> None:
    """One item, two arrivals."""
    again = register.evidence.add_bytes(NOTE.encode(), Provenance("Other hands", original_name="copy.txt"))

    assert again.already_held
    assert [e.body["act"] for e in register.records.history(note) if e.kind == "custody" and e.body] == [
        "acquired",
        "received_again",
    ]


def test_what_no_reader_reads_is_sealed_all_the_same(register: Register) -> None:
    """Evidence first: the refusal comes after the sealing."""
    with pytest.raises(UnsupportedMediaType):
        register.evidence.add_bytes(b"\x00\x01\x02\x03" * 100, Provenance("Test", original_name="unknown.bin"))

    assert len(register.evidence.items()) == 1


def test_an_empty_file_is_refused_and_not_recorded(register: Register) -> None:
    """There is nothing to seal."""
    before = register.seq

    with pytest.raises(EmptyFile):
        register.evidence.add_bytes(b"", Provenance("Test", original_name="empty.txt"))

    assert register.seq == before


def test_a_figure_walks_back_to_sealed_words(register: Register, note: str) -> None:
    """The promise: figure, assessment, statement, claim, quotation, item."""
    claim = killed_claim(register)
    register.review.judge(claim.id, verdict=Verdict.ACCEPTED, reason="read", target=Target(extra=CIVILIAN))
    _, toll = register.counts.toll("2016-05", clock="died")

    trace = register.counts.trace(toll.total.figure.id)

    assert trace.figure.best == 12
    assert trace.reaches_words
    killed = next(s for s in trace.parts[0].statements if s.statement.property == "killed")
    assert killed.grounds[0].claim is not None
    assert killed.grounds[0].claim.anchor.exact in NOTE
    assert killed.grounds[0].item is not None
    assert killed.grounds[0].item.id == note


def test_a_figure_keeps_its_value_after_the_register_moved_on(register: Register, note: str) -> None:
    """Promise 2: a figure stands on its entry; a later correction makes another figure."""
    claim = killed_claim(register)
    judged = register.review.judge(claim.id, verdict=Verdict.ACCEPTED, reason="read", target=Target(extra=CIVILIAN))
    _, then = register.counts.toll("2016-05", clock="died")
    statement = next(i for s in [register.records.of(judged.subject or "")] for i in [s.held["killed"][0].statement])
    register.records.retract(statement, reason="another event was meant")

    _, now = register.counts.toll("2016-05", clock="died")

    assert now.total.figure.best == 0
    assert register.counts.figure(then.total.figure.id)[1].best == 12


def test_a_methodology_that_was_not_adopted_does_not_count(register: Register) -> None:
    """Counting by rules nobody put in force would be a figure without a method."""
    with pytest.raises(MethodologyNotAdopted):
        register.counts.toll("2016-05", methodology="vdc")
    with pytest.raises(UnknownMethodology, match="did you mean snhr"):
        register.counts.toll("2016-05", methodology="snrh")


def test_a_report_is_not_published_without_the_person_who_checked_it(register: Register) -> None:
    """E1: the do-no-harm check is logged with person, reason and date."""
    with pytest.raises(ReasonMissing):
        register.publishing.report("2016-05", publish=True, reason=" ")

    assert register.publishing.publications() == []


def test_a_published_figure_is_counted_again_from_its_id(register: Register, note: str) -> None:
    """Nothing moved: the same bytes of method, the same entries."""
    claim = killed_claim(register)
    register.review.judge(claim.id, verdict=Verdict.ACCEPTED, reason="read", target=Target(extra=CIVILIAN))
    done = published(register, "2016-05", clock="died", formats=["html"], reason="checked by the lead")
    register.keeping.rebuild()

    assert done.publication is not None
    assert register.keeping.verify_figures() == []
    assert all(path.stat().st_size > 0 for path in done.files)


def test_a_withdrawn_publication_no_longer_stands(register: Register, note: str) -> None:
    """Both stay in the history."""
    done = published(register, "2016-05", formats=["html"], reason="checked by the lead")
    assert done.publication is not None

    register.publishing.withdraw(done.publication, reason="a name could be recognised")

    assert register.publishing.publications() == []
    assert len(register.records.history(done.publication)) == 2


def test_destroyed_words_are_gone_and_the_chain_holds(register: Register, note: str) -> None:
    """Two persons; bytes, reading, proposals and quoting entries go, the digests stay."""
    claim = killed_claim(register)
    register.review.judge(claim.id, verdict=Verdict.ACCEPTED, reason="read", target=Target(extra=CIVILIAN))

    register.keeping.destroy([note], reason="the family asked", second_actor="second person")

    gone = list(register.records.entries(kind="destroyed"))
    assert {(entry.body or {})["by"] for entry in gone} == {"command_line"}  # two names were stated, nobody signed in
    assert not register.opened.vault.holds(note)
    assert register.review.claims() == []
    assert register.keeping.verify().holds
    files = [path for path in register.folder.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"12 civilians" in path.read_bytes()]


def test_a_bare_date_is_the_end_of_that_day_in_the_registers_zone(register: Register) -> None:
    """DESIGN 6: as of a day is as of its end."""
    moment = register.moment("2020-05-31")

    assert moment is not None
    assert moment.isoformat().startswith("2020-05-31T23:59:59")
    assert moment.utcoffset() is not None


def test_two_documents_that_print_one_saying_count_as_one_origin(register: Register, note: str) -> None:
    """R-OH.2: ten copies of one origin are one origin."""
    copy = NOTE.replace("Invented note for a test.", "Invented note for a test, printed again.")
    register.evidence.add_bytes(copy.encode(), Provenance("Another outlet", original_name="copy.txt"))

    killed = [c for c in register.review.claims() if c.number and c.number.unit == "killed" and c.number.low == 12]
    assert len(killed) == 2
    assert len({claim.origin_id for claim in killed}) == 1


def test_a_row_that_nobody_could_be_in_is_refused_and_not_zero(register: Register) -> None:
    """A mistyped party would otherwise be a figure of nought with a valid-looking id."""
    _, toll = register.counts.toll("2016-05")

    with pytest.raises(UnknownKey, match="syrian_gov"):
        register.counts.toll("2016-05", cell={"party": "bogus"})
    with pytest.raises(UnknownKey):
        register.counts.figure(toll.total.figure.id.replace("/all@", "/cause=bogus@"))


def test_a_rebuild_passes_over_what_no_reader_can_read(register):
    """It is evidence first: a damaged document stays sealed, and the claims of the others are found again."""
    register.evidence.add_bytes(b"Invented note: 12 civilians were killed in Invented Town.", Provenance("Invented"))
    with pytest.raises(Unreadable):
        register.evidence.add_bytes(b"%PDF-1.4 invented and damaged", Provenance("Invented", original_name="bad.pdf"))
    before = [one.id for one in register.review.claims()]

    register.keeping.rebuild()

    assert [one.id for one in register.review.claims()] == before
    assert len(register.evidence.items()) == 2
