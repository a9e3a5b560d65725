"""Honest documents with random damage: each is read or refused, and nothing else ever happens."""

import random

import pytest
from tests.e2e.documents import WORDS, pdf, pdf_lines, pdf_pages, word
from tests.sizes import often

from sijill.adapters.readers import Limits, Sandbox
from sijill.evidence import Text, Unreadable, read_content

PAGE = f"<!DOCTYPE html><html><head><title>x</title></head><body><p>{WORDS}</p></body></html>".encode()
DOCUMENTS = {
    "pdf": pdf(pdf_pages(pdf_lines(WORDS, "more-", "over"), count=3)),
    "docx": word(),
    "html": PAGE * 5,
    "text": (f"---\ntitle: x\n---\n{WORDS} “it’s” – قتل ثلاثة Alep-\npo\f" * 5).encode(),
}


def mangled(content, chance):
    """Return the content with a few bytes changed, a piece repeated, or the end cut off."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(damaged))
        kind = chance.randrange(4)
        if kind == 0:
            damaged[place] = chance.randrange(256)
        elif kind == 1:
            del damaged[place : place + chance.randint(1, 40)]
        elif kind == 2:
            damaged[place:place] = damaged[place : place + chance.randint(1, 200)]
        else:
            damaged[place:place] = chance.randbytes(chance.randint(1, 8))
        damaged = damaged or bytearray(b"x")
    return bytes(damaged)


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_mangled_document_is_read_or_refused(kind):
    chance = random.Random(f"sijill {kind}")

    with Sandbox(Limits(seconds=10)) as sandbox:
        for _ in range(often(300, 60)):
            try:
                text = read_content(mangled(DOCUMENTS[kind], chance), readers=[sandbox], name=f"x.{kind}")
            except Unreadable:
                continue
            assert isinstance(text, Text)
            assert text.to_source(0, len(text.text))[1] <= len(text.raw)
