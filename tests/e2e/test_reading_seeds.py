"""The seed documents are read, and every word of every reading leads back to the file."""

import re

import pytest

from sijill.adapters.readers import Sandbox
from sijill.evidence import read_content


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as opened:
        yield opened


@pytest.mark.parametrize("number", range(4))
def test_every_word_of_a_seed_document_leads_back_to_the_file(shared, sandbox, number):
    path = sorted((shared / "seeds").glob("*.txt"))[number]
    stored = path.read_bytes()

    text = read_content(stored, readers=[sandbox], name=path.name)

    assert text.raw == stored.decode("utf-8")
    for word in re.finditer(r"\S+", text.text):
        start, end = text.to_source(*word.span())
        assert text.from_source(start, end) == word.span()
        kept = re.sub(r"[-\s]", "", text.source_quote(start, end))
        assert kept == word.group().replace("-", "")


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("codec", ["mac_roman", "cp1252", "cp1256"])
def test_a_seed_document_that_was_damaged_is_read_as_if_whole(shared, sandbox, number, codec):
    path = sorted((shared / "seeds").glob("*.txt"))[number]
    whole = path.read_bytes()
    damaged = "".join(bytes([byte]).decode(codec, errors="ignore") or chr(byte) for byte in whole)

    text = read_content(damaged.encode(), readers=[sandbox], name=path.name)

    assert text.text == read_content(whole, readers=[sandbox], name=path.name).text
    assert text.raw == damaged
