"""Copies of one document are one origin, through whichever door they came and in whatever order (R-OH.2)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.age_keys import RECIPIENT, key_file

from sijill.actions import NotACopy, Provenance, ReasonMissing
from sijill.actions.verdicts import Target
from sijill.cli import main
from sijill.model import Claim, Verdict, Verification
from sijill.workspace import Register, Settings, open_register, restore

OPENING = "Shells fell on the market of Invented Town on the morning of 5 May 2016 as its traders opened their stalls. "
MIDDLE = (
    "12 civilians were killed in the shelling. The hospital asked for blood until the evening, the bakery beside it "
    "stayed shut for a week, and the council moved the market behind the old school until the roof was mended. "
)
ENDING = (
    "A teacher who passed by on her way carried two of the wounded to the clinic in a cart borrowed from a mason.\n"
)
STORY = OPENING + MIDDLE + ENDING
RETOLD = STORY.replace("A teacher who passed by on her way", "Someone").replace("borrowed from a mason", "")
CHAINED = RETOLD.replace("of Invented Town on the morning of", "on").replace("as its traders opened their stalls", "")
OTHER = (
    "Another invented note, written by somebody who was there. 12 civilians were killed in shelling on Invented Town "
    "on 5 May 2016. We counted them in the yard of the clinic and wrote down what each of them had carried.\n"
)
CIVILIAN = {"civilian_status": "civilian"}


def new_register(folder: Path) -> Register:
    """Return an empty register."""
    return Register.init(folder, settings=Settings(name="Invented", owner="lead"))


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register with the methodology adopted."""
    with new_register(tmp_path / "register") as made:
        yield made


def add(register: Register, *texts: str) -> list[str]:
    """Have the documenter add documents, each from a source of its own, and return them."""
    register = register.acting_as("documenter")
    return [
        register.evidence.add_bytes(text.encode(), Provenance(f"Invented source {hash(text)}")).item for text in texts
    ]


def dead(register: Register, item: str) -> Claim:
    """Return what a document says of the dead."""
    return next(
        c for c in register.review.proposals_of(item) if c.number and c.number.unit == "killed" and not c.part_of
    )


def marked(register: Register, item: str, words: str) -> str:
    """Have the documenter mark words as a claim of twelve dead, and return it."""
    changes = {"number": "12", "unit": "killed", "population": "civilians"}
    return register.acting_as("documenter").review.quote(item, words, changes=changes)[0].id


def accept_all(register: Register, items: list[str]) -> str:
    """Accept what each document says of the dead as one incident, and return it."""
    subject = None
    for item in items:
        target = Target("incident", subject, None, {} if subject else CIVILIAN)
        claim = dead(register, item).id
        subject = register.review.judge(claim, verdict=Verdict.ACCEPTED, reason="read", target=target).subject
    assert subject
    return subject


def stands(register: Register, incident: str, *, seq: int | None = None) -> tuple[Verification, int]:
    """Return how well an incident is established, and by how many origins."""
    found = register.counts.counting(seq=seq).assessment(incident)
    return found.verification, found.origins


def test_two_papers_that_print_one_text_are_one_origin_and_a_third_account_is_another(register: Register):
    """R-OH.2: ten copies of one origin are one origin."""
    items = add(register, STORY, RETOLD)
    incident = accept_all(register, items)

    assert stands(register, incident) == (Verification.REPORTED, 1)
    (other,) = add(register, OTHER)
    target = Target("incident", incident)
    register.review.judge(dead(register, other).id, verdict=Verdict.ACCEPTED, reason="read", target=target)
    assert stands(register, incident)[1] == 2


def test_the_command_line_python_a_restored_and_a_rebuilt_register_all_say_the_same(tmp_path: Path):
    """R-OH.2: the pass stands inside the act that seals and reads, not in a door."""
    with new_register(tmp_path / "cli"):
        pass
    for number, text in enumerate((STORY, RETOLD)):
        file = tmp_path / f"{number}.txt"
        file.write_text(text, "utf-8")
        assert (
            main(["add", str(tmp_path / "cli"), str(file), "--source", f"Invented {number}", "--actor", "documenter"])
            == 0
        )
    with open_register(tmp_path / "cli") as register:
        incident = accept_all(register, [item.id for item in register.evidence.items()])
        assert stands(register, incident)[1] == 1
        register.keeping.rebuild()
        assert stands(register, incident)[1] == 1
        register.keeping.backup(tmp_path / "kept.age", recipients=[RECIPIENT])
    with restore(tmp_path / "kept.age", tmp_path / "again", identity=Path(key_file(tmp_path))) as register:
        assert stands(register, incident)[1] == 1
        (later,) = add(register, CHAINED)
        assert {one.of for one in register.evidence.copies(later)} <= {item.id for item in register.evidence.items()}
        assert register.evidence.copies(later)


def test_a_copy_that_comes_after_the_verdict_changes_the_origin_visibly_and_from_its_entry_on(register: Register):
    """DESIGN 1: nothing is overwritten; what was counted as of an earlier entry is counted so for good."""
    first, other = add(register, STORY, CHAINED)
    incident = accept_all(register, [first, other])
    before = register.seq
    assert stands(register, incident)[1] == 2

    (between,) = add(register, RETOLD)  # nearly the first and nearly the other

    assert stands(register, incident) == (Verification.REPORTED, 1)
    assert stands(register, incident, seq=before)[1] == 2
    told = [entry for entry in register.records.history(between) if entry.kind == "copy"]
    assert {(entry.body or {})["of"] for entry in told} == {first, other}


def test_a_document_that_is_a_copy_of_two_others_makes_all_three_one_origin(register: Register):
    """R-OH.2: where words were carried from one text to the next, their number proves nothing."""
    items = add(register, STORY, CHAINED, RETOLD)

    assert stands(register, accept_all(register, items))[1] == 1


@pytest.mark.parametrize("order", list(itertools.permutations((STORY, RETOLD, CHAINED, OTHER))))
def test_the_order_of_arrival_changes_no_origin(register: Register, order: tuple[str, ...]):
    """R-OH.2: three copies and a stranger are two origins, whoever came first."""
    items = add(register, *order)

    incident = accept_all(register, items)

    assert stands(register, incident)[1] == 2
    origins = {item: register.counts.counting().grounds.origin_of_claim(dead(register, item).id) for item in items}
    alike = {origins[item] for item, text in zip(items, order, strict=True) if text != OTHER}
    assert len(alike) == 1


def test_a_person_who_says_that_two_texts_are_no_copies_is_obeyed_also_when_all_is_read_again(register: Register):
    """HOUSE: what a program found is undone by a person with a reason, and both stay in the history."""
    first, second = add(register, STORY, RETOLD)
    incident = accept_all(register, [first, second])

    register.evidence.part_copies(second, first, reason="both reporters stood in the market")

    assert stands(register, incident)[1] == 2
    register.keeping.rebuild()
    assert stands(register, incident)[1] == 2
    assert [entry.kind for entry in register.records.history(first)].count("copy") == 2


def test_who_parts_what_is_no_copy_or_gives_no_reason_is_refused(register: Register):
    """DESIGN 1: every decision has its reason."""
    first, other = add(register, STORY, OTHER)

    with pytest.raises(NotACopy):
        register.evidence.part_copies(first, other, reason="they look alike")
    (second,) = add(register, RETOLD)
    with pytest.raises(ReasonMissing):
        register.evidence.part_copies(second, first, reason=" ")


def test_a_long_quotation_that_two_documents_print_began_once(register: Register):
    """R-OH.2: a sentence of eight words or more does not agree by chance."""
    long = "At least 12 civilians were killed in shelling on the old market of Invented Town on 5 May 2016.\n"
    one = "Invented page of a newspaper about the spring and the river.\n" + long
    other = long + "Invented letter. The school has eleven rooms and a garden with a wall that was painted green.\n"

    subject = None
    for item in add(register, one, other):
        target = Target("incident", subject, None, {} if subject else CIVILIAN)
        subject = register.review.judge(
            marked(register, item, long.strip()), verdict=Verdict.ACCEPTED, target=target
        ).subject
    assert subject

    assert stands(register, subject)[1] == 1


def test_what_was_destroyed_is_compared_with_nothing_again(register: Register):
    """DESIGN 4: the signatures go with the words."""
    (first,) = add(register, STORY)
    register.keeping.destroy([first], reason="the family asked", second_actor="second person")

    (second,) = add(register, RETOLD)

    assert not register.evidence.copies(second)


def test_two_claims_that_a_person_marks_in_one_document_are_one_origin(register: Register):
    """R-OH.2: a document in its own voice is one origin, whoever marked its words."""
    (item,) = add(register, STORY)
    claim = marked(register, item, "12 civilians were killed")
    made = register.review.judge(claim, verdict=Verdict.ACCEPTED, target=Target("incident", extra=CIVILIAN))
    assert made.subject
    target = Target("incident", made.subject)
    register.review.judge(dead(register, item).id, verdict=Verdict.ACCEPTED, reason="read", target=target)

    assert stands(register, made.subject)[1] == 1
