"""Tables in the encodings in which they are saved, and damaged ones put right as documents are (case 07)."""

from __future__ import annotations

import pytest

from sijill.evidence import Unreadable
from sijill.tables import BrokenTable, parse_mapping, read_rows, table_text

MAPPING = parse_mapping('kind = "victim"\nsource = "Invented list"\n[columns]\n"name.ar" = "name"\nage = "age"\n')
NAMES = ["مختلق الأول", "مختلقة الثانية"]
TEXT = "name,age\n" + "".join(f"{name},30\n" for name in NAMES)


def names(content: bytes) -> list[str]:
    return [row.cells["name"] for row in read_rows(table_text(content, name="list.csv"), MAPPING).rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1256", "iso8859_6", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_an_encoding_that_says_itself_or_not(encoding):
    assert names(TEXT.encode(encoding)) == NAMES


@pytest.mark.parametrize("name", ["علي", "هدى", "سميرة خالد", "محمد"])
def test_a_list_of_one_short_name_is_arabic_and_not_accented_latin(name):
    assert names(f"name,age\n{name},30\n".encode("cp1256")) == [name]


@pytest.mark.parametrize("name", ["Müller", "Ünal Öz", "René"])
def test_a_latin_name_stays_latin(name):
    assert names(f"name,age\n{name},30\n".encode("cp1252")) == [name]


@pytest.mark.parametrize("wrong", ["cp1252", "cp1256", "latin-1", "mac_roman"])
def test_words_that_went_through_the_wrong_encoding_are_put_right(wrong):
    # A byte for which the encoding has no character came out as a control.
    each = (byte.to_bytes() for byte in TEXT.encode())
    damaged = "".join(one.decode(wrong, "ignore") or one.decode("latin-1") for one in each).encode()
    assert names(damaged) == NAMES


@pytest.mark.parametrize("lost", ["?????? ?????,30\n??????? ??,9", "\ufffd\ufffd\ufffd,30", "\ufffd\ufffdA\ufffd,30"])
def test_letters_that_were_lost_are_refused_and_no_name_is_made_of_them(lost):
    with pytest.raises(BrokenTable, match="of column 'name' have question marks where letters were"):
        names(f"name,age\n{lost}\n".encode())


def test_a_sign_for_what_is_not_known_is_not_taken_for_lost_letters():
    assert names("name,age\nمختلق,???\nمختلقة,???\n".encode()) == ["مختلق", "مختلقة"]


def test_lines_in_two_encodings_are_refused_by_the_line():
    with pytest.raises(Unreadable, match="UTF-8 up to line 3 and something else on the next"):
        names(TEXT.encode() + "علي,5\n".encode("cp1256"))
