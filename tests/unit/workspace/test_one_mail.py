"""A mail and what came attached to it are one origin (R-OH.2). Everybody and everything is invented."""

import pytest
from tests.unit.adapters.readers import samples

from sijill.actions import Provenance
from sijill.claims import KIN, Copies, document_origin
from sijill.evidence import fingerprint

NOTE = b"At least 4 civilians were killed in Invented Town on 6 March 2017."
MAIL = samples.mail(attached=[("note.txt", NOTE)])


@pytest.fixture
def mail(register):
    return register.evidence.add_bytes(MAIL, Provenance("Invented Monitor", original_name="a.eml")).item


def origins(register):
    claims = [one for item in (fingerprint(NOTE), fingerprint(MAIL)) for one in register.review.proposals_of(item)]
    known = Copies().further(register.evidence.copies(fingerprint(NOTE)))
    return {known.origin(one.id, document_origin(one.item)) for one in claims}


def test_an_attachment_and_its_mail_are_one_origin(register, mail):
    (copy,) = register.evidence.copies(mail)

    assert {copy.item, copy.of} == {mail, fingerprint(NOTE)}
    assert copy.found_by == KIN
    assert len(origins(register)) == 1


def test_they_are_not_joined_a_second_time(register, mail):
    before = register.seq

    register.evidence.find_again(mail)
    register.evidence.find_again(fingerprint(NOTE))

    assert register.seq == before


def test_a_person_may_keep_them_apart(register, mail):
    register.evidence.part_copies(mail, fingerprint(NOTE), reason="a report that the sender only passes on")

    register.evidence.find_again(mail)

    assert register.evidence.copies(mail) == []
    assert len(origins(register)) == 2


def test_a_file_of_an_archive_that_a_mail_brought_is_one_origin_with_its_words(register):
    mail = samples.mail(attached=[("all.zip", samples.packed(("note.txt", NOTE)))])
    item = register.evidence.add_bytes(mail, Provenance("Invented Monitor", original_name="a.eml")).item

    (copy,) = register.evidence.copies(item)

    assert {copy.item, copy.of} == {item, fingerprint(NOTE)}


def test_files_of_an_archive_are_origins_of_their_own(register):
    other = b"Shelling of Invented Village killed seven people on 9 April 2017, residents of the invented place said."
    register.evidence.add_bytes(samples.packed(("a.txt", NOTE), ("b.txt", other)), Provenance("Invented Monitor"))

    assert register.evidence.copies(fingerprint(NOTE)) == []
