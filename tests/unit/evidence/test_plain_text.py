"""Text files and Markdown, in whatever encoding they come. All sentences are invented."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.evidence import EmptyFile, EncryptedDocument, PlainReader, decode, media_type_of, read_content
from sijill.evidence._refusals import UnknownEncoding, UnsupportedMediaType

ARABIC = "قتل في القرية المتخيلة ثلاثة أشخاص، بينهم طفل، وقالت الشاهدة إن القصف انتهى عند الفجر."
ENGLISH = "They came at dawn, the invented witness said: “it’s the café in Saint-Étienne” – £5…"


def plain(content, name="note.txt"):
    return read_content(content, readers=[PlainReader()], name=name)


@pytest.mark.parametrize(
    ("words", "codec", "named"),
    [
        (ARABIC, "utf-8", "utf-8"),
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "iso8859_6", "iso-8859-6"),
        ("قتل ثلاثة", "cp1256", "windows-1256"),
        ("قتل ثلاثة", "iso8859_6", "iso-8859-6"),
        (ARABIC, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "cp1252", "windows-1252"),
        (ENGLISH, "mac_roman", "macintosh"),
        ("It’s a note.", "mac_roman", "macintosh"),
    ],
)
def test_the_encoding_is_found_and_named(words, codec, named):
    text, encoding = decode(words.encode(codec))

    assert (text, encoding) == (words, named)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_counts_in_the_source_and_is_not_read(codec):
    text = plain(ARABIC.encode(codec))

    assert text.raw == "\ufeff" + ARABIC
    assert text.text == ARABIC
    assert text.to_source(0, 3) == (1, 4)


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 4,
        b"MZ\x90\x00\x03\x00\x00\x00" * 40,
        "Это придуманное предложение.".encode("koi8-r"),
        "Это придуманное предложение.".encode("cp1251"),
        b"\x01\x02\x03\x04\x05\x06" * 50,
        b"\xff\xfe\x00\xd8",
    ],
    ids=["all bytes", "program", "koi8-r", "cp1251", "controls", "broken utf-16"],
)
def test_bytes_that_are_no_known_text_are_refused_rather_than_guessed(content):
    with pytest.raises(UnknownEncoding, match="save it as UTF-8"):
        plain(content)


def test_random_bytes_named_txt_are_refused():
    chance = random.Random(2020)

    for size in range(40, 140):
        with pytest.raises(UnknownEncoding):
            plain(chance.randbytes(size))


def test_an_empty_file_is_refused_by_name():
    with pytest.raises(EmptyFile, match="item e3b0c44298fc: the file is empty"):
        plain(b"")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80))
def test_a_text_file_is_its_own_source(words):
    text = plain(words.encode())

    assert text.raw == words


@given(st.text(alphabet="abc ABC.,\r\n\tقتل“”‘’é", min_size=1, max_size=80))
def test_an_undamaged_text_is_read_as_it_stands(words):
    text = plain(words.encode())

    assert text.text == text.raw == words
    assert text.derivations == ()


def test_newlines_stay_as_they_are():
    text = plain(b"one\r\ntwo\rthree\nfour")

    assert text.text == "one\r\ntwo\rthree\nfour"


def test_a_form_feed_begins_a_page():
    text = plain(b"page one\n\fpage two\n\fpage three\n")

    assert [text.quote(page.start, page.end).strip() for page in text.pages] == ["page one", "page two", "page three"]
    assert text.page_at(text.text.index("two")) == 2


def test_pages_are_counted_in_the_reading_when_words_were_joined_before():
    text = plain(b"a bro-\nken word\n\fpage two")

    assert text.quote(text.pages[1].start, text.pages[1].end) == "page two"


def test_front_matter_is_read_as_it_is_written():
    note = "---\ntitle: An invented note\npublished: 2020-05-01\nsure: no\ntags: [a, b]\n---\n# Heading\nWords.\n"

    text = plain(note.encode(), "note.md")

    assert text.media_type == "text/markdown"
    assert text.front_matter == {
        "title": "An invented note",
        "published": "2020-05-01",
        "sure": "no",
        "tags": ["a", "b"],
    }
    assert text.title == "An invented note"
    assert text.quote(*text.front_matter_span).endswith("---\n")
    assert text.text == note


def test_a_heading_names_a_note_without_front_matter():
    assert plain(b"Some words\n\n# The invented note #\n", "note.md").title == "The invented note"


@pytest.mark.parametrize(
    "head",
    [
        "---\na: &x [1]\nb: *x\n---\n",
        "---\n- a list\n---\n",
        "---\nunclosed: yes\n",
        "---\n: [\n---\n",
        "---\n" + "[" * 5000 + "\n---\n",
    ],
    ids=["alias", "list", "unclosed", "not yaml", "deep"],
)
def test_a_head_that_is_no_plain_front_matter_is_read_as_words(head):
    text = plain((head + "Words.\n").encode())

    assert text.front_matter is None
    assert text.text == head + "Words.\n"


def test_words_in_front_matter_are_not_joined():
    note = "---\ntitle: an in-\nother: vented note\n---\nA bro-\nken word."

    text = plain(note.encode())

    assert text.front_matter == {"title": "an in-", "other": "vented note"}
    assert text.text.endswith("A broken word.")


def test_ten_megabytes_on_one_line_are_read():
    words = ("“They came,” she said - ‘it’s’ invented. قتل ثلاثة " * 260_000)[:10_000_000]

    text = plain(words.encode())

    assert text.text == words


def test_control_characters_among_words_stay():
    text = plain(b"bell\x07 and escape\x1b[31m red, invented words that go on for a while")

    assert text.text.startswith("bell\x07 and escape\x1b[31m red")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"%PDF-1.7 ...", "note.txt", "application/pdf"),
        (b"\n\n%PDF-1.4 ...", "", "application/pdf"),
        (b"<!DOCTYPE html><html>", "page", "text/html"),
        (b"\xef\xbb\xbf  <html><body>", "note.txt", "text/html"),
        (b"<?xml version='1.0'?><!-- x --><html>", "", "text/html"),
        ("<html>".encode("utf-16"), "", "text/html"),
        (b"words", "page.HTM", "text/html"),
        (b"words", "note.markdown", "text/markdown"),
        (b"a,b", "list.csv", "text/csv"),
        (b"words", "note", "text/plain"),
        (b"words", "a.b/c", "text/plain"),
        (b"\x89PNG\r\n\x1a\n....", "note.txt", "image/png"),
        (b"PK\x03\x04....word/document.xml", "x.bin", None),
        (b"PK\x03\x04....", "x.docx", "application/zip"),
        (b"\0\1\2", "x", "application/octet-stream"),
        (b"\0\0\0\x18ftypmp42", "x", "video/mp4"),
    ],
)
def test_the_kind_of_file_is_told_by_its_bytes_before_its_name(content, name, media_type):
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    assert media_type_of(content, name) == (media_type or docx)


def test_a_kind_of_file_that_nobody_reads_is_refused_with_its_kind():
    with pytest.raises(UnsupportedMediaType, match="image/png"):
        plain(b"\x89PNG\r\n\x1a\n")


def test_a_locked_office_document_is_told_from_an_old_one():
    locked = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(EncryptedDocument, match="without the password"):
        plain(locked)
