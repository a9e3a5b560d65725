"""Files that the messages of a chat were sent with, found beside it. Everybody and everything is invented."""

import pytest
from tests.unit.adapters.readers import samples

from sijill.actions import Provenance
from sijill.evidence import fingerprint
from sijill.values import Language
from sijill.wording.clocks import sent_in_words

PHOTO, OTHER = samples.picture_of("PNG", (40, 30)), samples.picture_of("PNG", (50, 30))
CHAT = (
    "[05/03/2017, 14:35:40] Invented Person: \u200e<attached: 00000012-PHOTO.png>\n"
    "[13/03/2017, 14:35:40] Invented Person: 12 civilians were killed in Invented Town\n"
).encode()


def add(register, content, name, source="Invented Monitor"):
    return register.evidence.add_bytes(content, Provenance(source, original_name=name)).item


def test_a_file_that_a_message_names_is_found_beside_its_chat_in_the_container(register):
    add(register, samples.packed(("out/chat.txt", CHAT), ("out/00000012-PHOTO.png", PHOTO)), "export.zip")

    (sent,) = register.media.sent_files(fingerprint(CHAT))

    assert (sent.name, sent.item, sent.is_guess) == ("00000012-PHOTO.png", fingerprint(PHOTO), False)
    assert (sent.sender, sent.sent_at) == ("Invented Person", "2017-03-05T14:35:40")


def test_a_file_elsewhere_in_the_container_is_not_what_a_message_names(register):
    add(register, samples.packed(("out/chat.txt", CHAT), ("other/00000012-PHOTO.png", PHOTO)), "export.zip")

    assert [one.item for one in register.media.sent_files(fingerprint(CHAT))] == [None]


@pytest.mark.parametrize(
    ("source", "beside", "found"),
    [
        ("Invented Monitor", [PHOTO], fingerprint(PHOTO)),
        ("Invented Monitor", [PHOTO, OTHER], None),
        ("Another invented source", [PHOTO], None),
    ],
    ids=["one of that name", "two of that name", "of another source"],
)
def test_a_file_of_the_same_folder_is_found_where_one_alone_bears_the_name(register, source, beside, found):
    chat = add(register, CHAT, "chat.txt")
    for content in beside:
        add(register, content, "00000012-PHOTO.png", source)

    (sent,) = register.media.sent_files(chat)
    assert (sent.item, sent.is_guess) == (found, found is not None)


def test_a_document_that_is_no_chat_was_sent_with_nothing(register):
    note = add(register, b"At least 4 civilians were killed in Invented Town on 6 March 2017.", "note.txt")

    assert register.media.sent_files(note) == []


@pytest.mark.parametrize(
    ("written", "english", "arabic"),
    [
        ("2020-05-05", "5 May 2020", "5 أيار 2020"),
        ("2020-05-05T10:00", "5 May 2020, 10:00 (the zone is not told)", "لم تُذكر"),
        ("2020-05-05T10:00:00+03:00", "5 May 2020, 10:00 (\u2066UTC+03:00\u2069)", "\u2066UTC+03:00\u2069"),
        ("2020-05-05T10:00:07+00:00", "5 May 2020, 10:00:07 (UTC)", "بالتوقيت العالمي"),
        ("no moment", "no moment", "no moment"),
    ],
)
def test_the_moment_of_sending_is_told_by_its_own_clock_with_its_zone(written, english, arabic):
    assert sent_in_words(written, Language.EN) == english
    assert arabic in sent_in_words(written, Language.AR)
