"""Honest documents with random damage: each is read or refused, and nothing else ever happens."""

import random
import socket

import pytest
from tests.e2e.documents import WORDS, pdf, pdf_lines, pdf_pages, word
from tests.e2e.fuzzing import fuzz
from tests.e2e.mutations import case, mangled
from tests.sizes import LONG, often

from sijill.adapters.readers import Limits, Sandbox, _confine
from sijill.evidence import ReaderCrashed, ReaderOutOfMemory, ReaderTimedOut, Text, Unreadable, read_content

PAGE = f"<!DOCTYPE html><html><head><title>x</title></head><body><p>{WORDS}</p></body></html>".encode()
DOCUMENTS = {
    "pdf": pdf(pdf_pages(pdf_lines(WORDS, "more-", "over"), count=3)),
    "docx": word(),
    "html": PAGE * 5,
    "text": (f"---\ntitle: x\n---\n{WORDS} “it’s” – قتل ثلاثة Alep-\npo\f" * 5).encode(),
}


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


@pytest.mark.slow
def test_a_document_broken_in_its_own_format_is_read_or_refused_in_a_process_of_its_own():
    failed = []
    with Sandbox(Limits(seconds=10)) as sandbox:
        for number in range(often(20_000, 120)):
            _, name, content = case(number)
            try:
                read_content(content, readers=[sandbox], name=name)
            except (ReaderTimedOut, ReaderOutOfMemory, ReaderCrashed) as failure:
                failed.append((number, type(failure)))
            except Unreadable:
                continue
    assert failed == []


@pytest.mark.slow
@pytest.mark.timeout(14400 if LONG else 1200)
def test_a_million_broken_documents_hang_nothing_kill_nothing_and_reach_nothing(tmp_path, pytestconfig):
    """Issue 10: 10^6 inputs in a long run, which goes on where it stopped; 20,000 in CI."""
    state = pytestconfig.cache.mkdir("fuzzed") / "state.json" if LONG else tmp_path / "state.json"
    secret, door = tmp_path / "secret", tmp_path / "door"
    secret.write_text("secret")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(door))
        listening.listen()
        listening.setblocking(False)
        told = fuzz(often(1_000_000, 8_000), state, rules=_confine.Rules.of_this_machine())

        with pytest.raises(BlockingIOError):
            listening.accept()

    print(told["results"])
    assert told["bad"] == []
    assert [one for one in told["results"] if "Crashed" in one or "Memory" in one] == []
    assert {path.name for path in tmp_path.iterdir()} <= {"secret", "door", "state.json"}
    assert secret.read_text() == "secret"
