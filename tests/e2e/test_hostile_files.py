"""What a hostile document can do to us: nothing but be refused, by name and with the next step."""

import os
import threading
import zipfile
from pathlib import Path

import pytest
from tests.e2e.documents import WORDS, body, locked_pdf, pdf, pdf_lines, pdf_pages, slow_pdf, with_part, word

from sijill.adapters.readers import Limits, Sandbox
from sijill.evidence import (
    DamagedDocument,
    EmptyFile,
    EncryptedDocument,
    NoPages,
    ReaderOutOfMemory,
    ReaderTimedOut,
    TooDeep,
    TooLarge,
    Unreadable,
    ZipBomb,
    read_content,
)
from sijill.evidence._refusals import UnknownEncoding

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as shared:
        yield shared


def reader_processes():
    """The reader servers that this test run has started."""
    children = [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]
    return [pid for pid in children if b"readers.child" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def nested(depth):
    return body("<w:p>" * depth + "<w:r><w:t>deep</w:t></w:r>" + "</w:p>" * depth)


def lying_archive():
    """An archive whose directory says that its gigabyte of zeros is ten bytes."""
    honest = with_part(word(), "word/zeros.xml", b"\0" * 64 * MIB)
    size = (64 * MIB).to_bytes(4, "little")
    return honest.replace(size, (10).to_bytes(4, "little"))


HOSTILE = {
    "empty": (b"", EmptyFile),
    "pdf without pages": (
        pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        NoPages,
    ),
    "locked pdf": (locked_pdf(), EncryptedDocument),
    "pdf cut short": (pdf(pdf_pages(pdf_lines(WORDS)))[:300], DamagedDocument),
    "pdf that holds itself": (
        pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>"]),
        DamagedDocument,
    ),
    "pdf of junk": (b"%PDF-1.4\n" + b"\x00\xff" * 5000, DamagedDocument),
    "docx cut short": (word()[:-100], DamagedDocument),
    "docx that lies": (lying_archive(), Unreadable),
    "docx without a body": (with_part(word(), "word/document.xml", b"<a/>"), Unreadable),
    "docx of no xml": (with_part(word(), "word/document.xml", b"\x00\x01"), DamagedDocument),
    "deep docx": (with_part(word(), "word/document.xml", nested(240)), TooDeep),
    "very deep docx": (with_part(word(), "word/document.xml", nested(50_000)), TooDeep),
    "deep page": (b"<html><body>" + b"<div>" * 230 + b"deep" + b"</div>" * 230, TooDeep),
    "entities in docx": (
        with_part(
            word(),
            "word/document.xml",
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
            b'<!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>',
        ),
        Unreadable,
    ),
    "junk named txt": (bytes(range(256)) * 50, UnknownEncoding),
    "picture bytes named txt": (b"\0\1\2\3" * 500, UnknownEncoding),
}


@pytest.mark.parametrize(("content", "refusal"), HOSTILE.values(), ids=HOSTILE)
def test_a_bad_document_is_refused_with_its_name_and_the_next_step(sandbox, content, refusal):
    with pytest.raises(refusal) as caught:
        read_content(content, readers=[sandbox], name="note.txt")

    assert str(caught.value).startswith("item ")
    assert "; " in str(caught.value)


def test_a_zip_bomb_is_refused_by_what_it_declares(sandbox):
    bomb = with_part(word(), "word/zeros.bin", b"\0" * 300 * MIB)

    with pytest.raises(ZipBomb, match="do not unpack it by hand"):
        read_content(bomb, readers=[sandbox])

    assert len(bomb) < MIB


def test_a_zip_bomb_is_refused_by_how_many_parts_it_has(sandbox, tmp_path):
    path = tmp_path / "many.docx"
    path.write_bytes(word())
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(6000):
            archive.writestr(f"word/{number}.xml", b"<a/>")

    with pytest.raises(ZipBomb, match=r"60\d\d parts"):
        read_content(path.read_bytes(), readers=[sandbox])


def test_a_document_larger_than_the_limit_is_not_handed_over():
    with Sandbox(Limits(content=100)) as sandbox, pytest.raises(TooLarge, match="101 bytes, limit 100"):
        read_content(b"x" * 101, readers=[sandbox])


def test_more_pages_than_the_limit_are_refused():
    with Sandbox(Limits(pages=2)) as sandbox, pytest.raises(TooLarge, match="3 pages, limit 2"):
        read_content(pdf(pdf_pages(pdf_lines(WORDS), count=3)), readers=[sandbox])


def test_a_reading_longer_than_the_limit_is_refused():
    with Sandbox(Limits(reading=10_000)) as sandbox:
        with pytest.raises(TooLarge, match="its reading is over"):
            read_content(b"words " * 5000, readers=[sandbox])

        assert read_content(b"fine", readers=[sandbox]).text == "fine"


def test_a_reader_that_takes_too_long_is_stopped_and_the_next_document_is_read():
    with Sandbox(Limits(seconds=1)) as sandbox:
        with pytest.raises(ReaderTimedOut, match="1 seconds"):
            read_content(slow_pdf(), readers=[sandbox])

        assert read_content(WORDS.encode(), readers=[sandbox]).text == WORDS


def test_a_reader_that_wants_too_much_memory_is_stopped_and_the_next_document_is_read():
    with Sandbox(Limits(memory=48 * MIB)) as sandbox:
        with pytest.raises(ReaderOutOfMemory, match="more memory than the limit"):
            read_content("قتل ".encode() * 8 * MIB, readers=[sandbox])

        assert read_content(WORDS.encode(), readers=[sandbox]).text == WORDS


def test_a_long_document_is_read_on_one_line(sandbox):
    words = "Invented words without an end, قتل ثلاثة; " * 240_000

    assert read_content(words.encode(), readers=[sandbox]).text == words


def test_documents_from_several_threads_wait_for_each_other(sandbox):
    read_by = {}

    def work(number):
        read_by[number] = read_content(f"document {number}".encode(), readers=[sandbox]).text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert read_by == {number: f"document {number}" for number in range(8)}


def test_a_server_that_was_killed_is_started_again(sandbox):
    read_content(b"first", readers=[sandbox])
    servers = reader_processes()
    for pid in servers:
        os.kill(int(pid), 9)

    assert servers
    assert read_content(b"second", readers=[sandbox]).text == "second"


def test_the_reader_has_an_empty_environment(sandbox):
    read_content(b"first", readers=[sandbox])
    servers = reader_processes()

    environments = [Path(f"/proc/{pid}/environ").read_bytes() for pid in servers]

    assert environments
    assert set(environments) == {b""}
