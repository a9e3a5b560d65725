"""What comes inside other documents: one append, one sensitivity, one end. Everybody and everything is invented."""

import json
from contextlib import suppress
from email.message import EmailMessage

import pytest
from tests.unit.adapters.readers import samples

from sijill.actions import Provenance
from sijill.actions._classify import LessThanItsHolder
from sijill.actions.holding import HeldInside
from sijill.evidence import REFUSALS, Unreadable, fingerprint
from sijill.ledger import UnknownEntry
from sijill.model import Sensitivity
from sijill.workspace.intake import _sealing
from sijill.workspace.intake._kept_words import keep_words
from sijill.workspace.taking import InTheWay

NOTE = b"At least 4 civilians were killed in Invented Town on 6 March 2017."
MAIL = samples.mail(attached=[("note.txt", NOTE)])
ARCHIVE = samples.packed(("inbox/a.eml", MAIL), ("chat.txt", samples.chat()))
WHY = {"reason": "asked for", "second_actor": "second"}


def add(register, content, name="a.zip", source="Test source", **more):
    return register.evidence.add_bytes(content, Provenance(source, original_name=name, **more))


def level(register, content):
    return register.evidence.item(fingerprint(content)).sensitivity


def test_everything_inside_comes_in_with_its_container_in_one_append(register):
    before = register.seq

    got = add(register, ARCHIVE)

    names = {"inbox/a.eml", "chat.txt", "note.txt"}
    assert {name for _, name in got.inside} == names
    assert (got.receipt.first_seq, {item.id for item in register.evidence.items()}) == (
        before + 1,
        {got.item, fingerprint(MAIL), fingerprint(NOTE), fingerprint(samples.chat())},
    )
    (told,) = (one for one in register.evidence.parts_of(fingerprint(NOTE)) if one.item == fingerprint(NOTE))
    assert (told.of, told.name) == (fingerprint(MAIL), "note.txt")
    assert [one.original_name for one in register.evidence.within(got.item)] == ["a.eml", "chat.txt", "note.txt"]


def test_claims_of_what_is_inside_are_found_with_their_senders(register):
    add(register, ARCHIVE)

    found = {(one.number.count.low, one.sender) for one in register.review.claims() if one.kind == "casualties"}

    assert found == {(12, samples.WHO), (4, None), (12, "Invented Person")}


def test_the_same_container_again_records_nothing_of_what_is_inside(register):
    first = add(register, ARCHIVE)
    again = add(register, ARCHIVE)

    assert again.already_held
    assert again.receipt.last_seq - again.receipt.first_seq == 0
    assert [one.kind for one in register.records.history(fingerprint(NOTE))].count("custody") == 1
    assert first.item == again.item


def test_a_second_try_of_one_append_changes_nothing(register):
    tries = [
        register.evidence.add_bytes(ARCHIVE, Provenance("Test source", original_name="a.zip"), append_id="once")
        for _ in range(2)
    ]

    assert tries[0].receipt.head == tries[1].receipt.head


def test_containers_are_opened_a_few_deep_and_no_deeper(register):
    content = NOTE
    for number in range(10):
        content = samples.packed((f"{number}.zip" if number else "note.txt", content))

    got = add(register, content)

    refused = list(got.unread.values())
    assert len(got.inside) == 4
    assert [type(one).__name__ for one in refused] == ["TooDeep"]
    assert all(register.evidence.bytes_of(item) for item, _ in got.inside)


def test_files_inside_files_are_bounded_together(register, monkeypatch):
    from sijill.workspace.intake import _bringing

    monkeypatch.setattr(_bringing, "MOST_PARTS", 3)
    many = samples.packed(*((f"{one}.txt", b"word %d" % one) for one in range(3)))

    got = add(register, samples.packed(("many.zip", many)))

    assert [type(one).__name__ for one in got.unread.values()] == ["ZipBomb"]
    assert [name for _, name in got.inside] == ["many.zip"]


def test_what_nobody_can_read_inside_is_sealed_all_the_same(register):
    film = samples.film(header=False)

    got = add(register, samples.packed(("film.mp4", film)))

    assert [type(one).__name__ for one in got.unread.values()] == ["WithoutHeader"]
    assert register.evidence.bytes_of(fingerprint(film)) == film


def test_a_container_and_all_inside_are_as_sensitive_as_the_most_sensitive_of_them(register):
    add(register, NOTE, "note.txt", sensitivity=Sensitivity.RESTRICTED)

    got = add(register, ARCHIVE)

    assert {level(register, one) for one in (ARCHIVE, MAIL, NOTE, samples.chat())} == {Sensitivity.RESTRICTED}
    register.evidence.classify(fingerprint(samples.chat()), Sensitivity.SEALED, reason="it names a witness")
    assert {level(register, one) for one in (ARCHIVE, MAIL, NOTE)} == {Sensitivity.SEALED}
    with pytest.raises(LessThanItsHolder):
        register.evidence.classify(fingerprint(NOTE), Sensitivity.TEAM, **WHY)
    register.evidence.classify(got.item, Sensitivity.TEAM, **WHY)
    assert {level(register, one) for one in (ARCHIVE, MAIL, NOTE)} == {Sensitivity.TEAM}


def test_a_part_is_not_destroyed_while_its_bytes_stand_in_a_container(register):
    add(register, ARCHIVE)

    with pytest.raises(HeldInside, match=fingerprint(MAIL)[:12]):
        register.keeping.destroy([fingerprint(NOTE)], **WHY)

    assert register.evidence.bytes_of(fingerprint(NOTE)) == NOTE


def test_a_container_is_destroyed_with_all_that_came_in_it_and_by_no_other_way(register):
    got = add(register, ARCHIVE)
    add(register, samples.chat(), "chat.txt", "Another source")

    register.keeping.destroy([got.item], **WHY)

    assert [item.original_name for item in register.evidence.items()] == ["chat.txt"]
    left = {path.name for path in (register.folder / "vault").rglob("*") if path.is_file()}
    assert left.isdisjoint({got.item, fingerprint(MAIL), fingerprint(NOTE)})
    told = json.dumps([one.body for one in register.records.entries(kind="part")])
    assert "note.txt" not in told
    assert "a.eml" not in told


def test_a_container_that_holds_destroyed_bytes_is_not_taken_in(register):
    from sijill.actions import DestroyedBefore

    item = add(register, NOTE, "note.txt").item
    register.keeping.destroy([item], **WHY)
    before = register.seq

    with pytest.raises(DestroyedBefore):
        add(register, MAIL, "a.eml")

    assert register.seq == before
    assert not list((register.folder / "vault").rglob(fingerprint(MAIL)))


def test_dates_that_a_person_decided_hold_when_the_reading_is_made_again(register):
    chat = samples.chat("05/03/2017", "05/03/2017")
    with pytest.raises(REFUSALS["UndecidedDates"]):
        add(register, chat, "chat.txt")

    told = Provenance("Test source", original_name="chat.txt")
    item = register.evidence.add_bytes(chat, told, dates="month-first").item

    assert register.evidence.text(item).messages[0].day == "2017-05-03"
    assert register.evidence.read_now(item).messages[0].day == "2017-05-03"


@pytest.mark.parametrize("content", [MAIL, samples.film(header=False), bytes(range(256))])
def test_every_item_is_taken_out_with_its_custody(register, tmp_path, content):
    with suppress(Unreadable):
        add(register, content, "../قائمة\u202e.bin")

    taken = register.keeping.take(fingerprint(content), tmp_path / "out")

    assert taken.file.read_bytes() == content
    assert taken.file.parent == tmp_path / "out"
    told = json.loads(taken.custody.read_text("utf-8"))
    assert told["item"]["id"] == fingerprint(content)
    assert [one["body"]["act"] for one in told["entries"] if one["kind"] == "custody"] == ["acquired", "copied"]
    taken.file.write_bytes(b"other")
    with pytest.raises(InTheWay):
        register.keeping.take(fingerprint(content), tmp_path / "out")


def test_a_folder_added_again_reads_and_records_nothing_anew(register, tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(NOTE)
    first = register.evidence.add(path, Provenance("Test source"))
    before = register.seq

    again = register.evidence.add(path, Provenance("Test source"), resume=True)
    other = register.evidence.add(path, Provenance("Another source"), resume=True)

    assert (again.item, again.already_held, again.receipt) == (first.item, True, first.receipt)
    assert other.receipt.first_seq == before + 1


def test_a_file_killed_between_its_seal_and_its_claims_is_read_when_the_folder_is_taken_up_again(register, tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(NOTE)
    item = register.evidence.add(path, Provenance("Test source")).item
    with register.opened.store.together():  # as a kill leaves it
        register.opened.store.signatures.forget([item])
        register.opened.proposals.replace(item, [])

    register.evidence.add(path, Provenance("Test source"), resume=True)

    assert [one.number.count.low for one in register.review.proposals_of(item) if one.number] == [4]


def test_what_a_document_is_found_by_is_kept_whole_or_not_at_all(register):
    store = register.opened.store
    item = add(register, NOTE, "note.txt").item

    with suppress(ZeroDivisionError), store.together():
        store.proposals.replace(item, [])
        store.signatures.forget([item])
        assert store.signatures.of(item) is None
        raise ZeroDivisionError

    assert store.signatures.of(item) is not None
    assert register.review.proposals_of(item)


def in_the_vault(register):
    return {path.name for path in (register.folder / "vault").rglob("*") if path.is_file()}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_file_that_lies_in_a_container_and_in_one_inside_it_is_destroyed_with_them(register, order):
    before = in_the_vault(register)
    files = [("note.txt", NOTE), ("inner.zip", samples.packed(("again.txt", NOTE)))]
    got = add(register, samples.packed(*(files[one] for one in order)))

    register.keeping.destroy([got.item], **WHY)

    assert in_the_vault(register) == before
    assert not list(register.evidence.items())
    assert not list((register.folder / "texts").rglob("*.json"))


def test_a_file_that_came_in_two_containers_goes_with_the_last_of_them(register):
    before = in_the_vault(register)
    one, other = (add(register, samples.packed(("note.txt", NOTE), (name, name.encode()))) for name in "ab")

    register.keeping.destroy([one.item], **WHY)
    assert fingerprint(NOTE) in in_the_vault(register)
    register.keeping.destroy([other.item], **WHY)

    assert in_the_vault(register) == before


def test_what_a_more_sensitive_container_holds_too_stays_as_sensitive_as_that_one(register):
    shared = samples.packed(("note.txt", NOTE))
    one, other = (add(register, samples.packed(("in.zip", shared), (name, name.encode()))) for name in "ab")
    register.evidence.classify(other.item, Sensitivity.SEALED, reason="it names a witness")

    register.evidence.classify(one.item, Sensitivity.TEAM, **WHY)

    assert (level(register, b"a"), level(register, b"b")) == (Sensitivity.TEAM, Sensitivity.SEALED)
    assert {level(register, shared), level(register, NOTE)} == {Sensitivity.SEALED}
    register.evidence.classify(other.item, Sensitivity.TEAM, **WHY)
    assert {level(register, shared), level(register, NOTE)} == {Sensitivity.TEAM}


def test_dates_said_of_a_folder_change_nothing_but_its_chats(register):
    dated = {"dates": "month-first"}
    said = Provenance("Test source", original_name="a.eml")
    chat = samples.chat("05/03/2017", "05/03/2017")
    inside = samples.packed(("chat.txt", chat), ("note.txt", NOTE))

    mail = register.evidence.add_bytes(MAIL, said, **dated)
    register.evidence.add_bytes(inside, Provenance("Test source", original_name="b.zip"), **dated)

    assert {one.media_type for one in register.evidence.items()} == {
        *("message/rfc822", "text/plain", "application/zip", "text/vnd.whatsapp.chat")
    }
    assert [name for _, name in mail.inside] == ["note.txt"]
    assert register.evidence.text(fingerprint(chat)).messages[0].day == "2017-05-03"


@pytest.mark.parametrize("wrap", [lambda chat: chat, lambda chat: samples.packed(("chat.txt", chat))])
@pytest.mark.parametrize("orders", [("month-first", "day-first"), ("day-first", "month-first")])
def test_an_order_of_dates_that_is_corrected_holds_from_then_on(register, tmp_path, wrap, orders):
    chat = samples.chat("05/03/2017", "05/03/2017")
    path = tmp_path / "chat.txt"
    path.write_bytes(wrap(chat))
    for dates in orders:
        register.evidence.add(path, Provenance("Test source"), dates=dates, resume=True)
    before = register.seq

    register.evidence.add(path, Provenance("Test source"), dates=orders[1], resume=True)

    expected = {"month-first": "2017-05-03", "day-first": "2017-03-05"}[orders[1]]
    assert register.seq == before
    assert register.evidence.text(fingerprint(chat)).messages[0].day == expected
    assert register.evidence.read_now(fingerprint(chat)).messages[0].day == expected


@pytest.mark.parametrize("killed", range(4))
def test_whatever_of_a_container_a_kill_left_unread_gives_its_claims_later(register, tmp_path, monkeypatch, killed):
    path = tmp_path / "a.zip"
    path.write_bytes(ARCHIVE)
    learn, left = _sealing._learn, iter(range(killed))

    def kill(*told):
        if next(left, None) is None:
            raise KeyboardInterrupt
        learn(*told)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(_sealing, "_learn", kill)
        register.evidence.add(path, Provenance("Test source"))
    add(register, b"Another document, of nothing.", "other.txt")
    register.evidence.add(path, Provenance("Test source"), resume=True)

    found = [(one.number.count.low, one.sender) for one in register.review.claims() if one.kind == "casualties"]
    assert sorted(found, key=str) == sorted([(12, "Invented Person"), (12, samples.WHO), (4, None)], key=str)


def test_a_mail_that_is_one_attachment_and_no_words_brings_it(register):
    made = EmailMessage()
    made["From"], made["Subject"] = samples.WHO, "Invented list"
    made.set_content(NOTE, maintype="text", subtype="plain", disposition="attachment", filename="note.txt")

    got = add(register, made.as_bytes(), "a.eml")

    assert got.inside == ((fingerprint(NOTE), "note.txt"),)
    assert [one.number.count.low for one in register.review.proposals_of(fingerprint(NOTE)) if one.number] == [4]


def test_an_import_that_makes_a_table_more_sensitive_makes_so_what_it_came_in(register):
    table = b"Name,Date\nInvented Person,05/05/2016\n"
    mapping = (
        'kind = "victim"\nsource = "Invented list"\n[columns]\n"name.en" = "Name"\ndied_on = "Date"\n'
        '[formats]\ndied_on = "%d/%m/%Y"\n[constants]\nstatuses = ["killed"]\n'
    )
    archive = samples.packed(("list.csv", table), ("note.txt", NOTE))
    add(register, archive)

    register.exchange.import_table(table, mapping, name="list.csv", sensitivity=Sensitivity.SEALED)

    assert {level(register, one) for one in (table, archive, NOTE)} == {Sensitivity.SEALED}


def test_a_reading_that_ends_after_its_item_was_destroyed_is_not_kept(register):
    item = add(register, NOTE, "note.txt").item
    text = register.evidence.text(item)
    register.keeping.destroy([item], **WHY)

    with pytest.raises(UnknownEntry):
        keep_words(register.opened, item, text)

    assert not list((register.folder / "texts").rglob("*.json"))


def test_every_part_of_a_register_is_closed_though_one_cannot_be(register, monkeypatch):
    closed = list[str]()
    monkeypatch.setattr(type(register.opened.shelf), "clear", lambda _: 1 / 0)
    monkeypatch.setattr(type(register.opened.store), "close", lambda _: closed.append("store"))

    with pytest.raises(ZeroDivisionError):
        register.opened.close()

    assert closed == ["store"]
