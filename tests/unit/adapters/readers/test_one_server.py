"""One server process reads for all sandboxes of a program, and for nobody once nobody holds one."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading

import pytest

from sijill.adapters.readers import Sandbox
from sijill.adapters.readers._sandbox import _Shared
from sijill.evidence import read_content

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server is a Linux one")
LINE = b"Invented: 3 civilians were killed on 5 May 2016."


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> _Shared:
    """What the sandboxes of this test share, with none of other tests among them."""
    from sijill.adapters.readers import _sandbox

    made = _Shared()
    monkeypatch.setattr(_sandbox, "_SHARED", made)
    return made


def test_a_process_forked_while_a_document_is_read_reads_its_own():
    """A desk with many processes forks while a thread reads: that thread is not in the child, to end its turn."""
    with Sandbox() as sandbox:
        read_content(LINE, readers=[sandbox])
        has_turn, go_on = threading.Event(), threading.Event()

        def reads() -> None:
            with sandbox._shared.turn:
                has_turn.set()
                go_on.wait(60)

        reading = threading.Thread(target=reads)
        reading.start()
        assert has_turn.wait(10)
        child = os.fork()
        if not child:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(20)
            try:
                with sandbox, Sandbox() as own:
                    is_read = all(
                        read_content(LINE, readers=[one]).text.strip() == LINE.decode() for one in (sandbox, own)
                    )
                os._exit(0 if is_read else 1)
            finally:
                os._exit(2)
        _, status = os.waitpid(child, 0)
        go_on.set()
        reading.join()

        assert status == 0
        assert read_content(LINE, readers=[sandbox]).text.strip() == LINE.decode()


def test_a_sandbox_that_is_dropped_unclosed_leaves_no_server(shared):
    sandbox = Sandbox()
    read_content(LINE, readers=[sandbox])
    server = shared._server
    assert server.is_ours
    del sandbox
    gc.collect()

    assert not server.end.alive
    assert shared._server is None


def test_a_dropped_sandbox_leaves_the_server_to_those_who_ask_it_still(shared):
    with Sandbox() as another:
        read_content(LINE, readers=[another])
        server = shared._server
        dropped = Sandbox()
        read_content(LINE, readers=[dropped])
        with shared.turn:  # let go of in the midst of a reading: nobody waits for the turn that they have themselves
            del dropped
            gc.collect()

        assert shared._server is server
        assert server.is_ours
    assert not server.end.alive
