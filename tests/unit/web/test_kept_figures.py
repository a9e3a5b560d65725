"""A desk that starts on a large register counts from what an earlier process kept; all victims are invented."""

from __future__ import annotations

import functools
import re
import threading
import time
from pathlib import Path

import pytest
from tests.unit.web.conftest import ROLES
from tests.unit.workspace.test_kept_units import kill

from sijill.web import register_access
from sijill.workspace import Register, Snapshot, _kept_units, open_register

TOLL = "/tolls/?period=2020-05&by="
AXES = ("party", "governorate", "cause", "verification", "month")


@pytest.fixture
def kept(register: Register, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a register of six dead, counted once before the desk starts; to the desk it is a large one."""
    monkeypatch.setattr(_kept_units, "LEAST", 1)
    for number in range(6):
        kill(register, number)
    with open_register(register.folder) as before:
        _ = before.counts.counting().units
    assert list((register.folder / "cache").glob("counted-*"))
    monkeypatch.setattr(register_access, "LARGE", 1)
    monkeypatch.setattr(register_access, "_being_read", {})
    _starts_anew(monkeypatch)
    return register.folder


def _starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from sijill.web.desk import cached_parts

    cached_parts._parts_kept.clear()
    monkeypatch.setattr(register_access, "_opened", functools.cache(register_access._opened.__wrapped__))


def counting(folder: Path) -> Snapshot:
    """Return what the desk counts from."""
    return register_access._opened(folder).counts.counting()


def answer(browser, address: str) -> str:
    page = browser.get(address).content.decode()
    return re.sub(r'csrf\S+ value="[^"]+"|nonce="[^"]+"', "", page)


@pytest.mark.parametrize("role", ROLES)
def test_figures_are_shown_without_reading_the_register_and_are_those_of_the_log(kept, role, sign_in, monkeypatch):
    """Nobody sees a number from columns that they would not see from the log, nor another one."""
    register_access.read_ahead(kept)
    addresses = [f"{TOLL}{axis}" for axis in AXES] + ["/tolls/", "/tolls/?period=2020"]
    fast = [answer(sign_in(role), one) for one in addresses]

    assert not counting(kept).is_folded
    assert "6" in re.search(r'class="big[^>]*>(.*?)</p>', fast[0], re.DOTALL)[1]

    next((kept / "cache").glob("counted-*")).unlink()
    _starts_anew(monkeypatch)
    monkeypatch.setattr(register_access, "LARGE", 10**9)
    assert [answer(sign_in(role), one) for one in addresses] == fast
    assert counting(kept).is_folded


def test_what_is_recorded_meanwhile_is_counted_without_reading_the_register(kept, register, sign_in):
    browser = sign_in("lead")
    answer(browser, f"{TOLL}party")
    for number in (6, 7):
        kill(register, number, sex="female")
        page = answer(browser, f"{TOLL}party")

        assert str(number + 1) in re.search(r'class="big[^>]*>(.*?)</p>', page, re.DOTALL)[1]
        assert not counting(kept).is_folded


def test_a_page_of_one_record_and_the_first_page_do_not_read_the_register(kept, sign_in):
    browser = sign_in("lead")

    assert "Aleppo" in answer(browser, "/records/v3/")
    assert browser.get("/").status_code == 200
    assert not counting(kept).is_folded


def test_a_page_that_needs_every_record_reads_them_and_what_is_asked_then_comes_of_memory(kept, sign_in):
    browser = sign_in("lead")

    assert 'id="by-group"' in answer(browser, f"{TOLL}party&show=all")
    assert counting(kept).is_folded
    kill(register_access._opened(kept), 6)
    assert counting(kept).is_folded


@pytest.mark.parametrize("address", ["/tolls/?period=2020&show=all", "/map/", "/table/late/"])
def test_a_page_that_needs_every_record_says_so_while_they_are_read(kept, address, sign_in, monkeypatch):
    monkeypatch.setattr(register_access, "_read_whole", lambda *_: None)  # a reading that takes its time

    page = answer(sign_in("lead"), address)
    arabic = answer(sign_in("lead", "ar"), address)

    assert "this large register is still being read" in page
    assert "ما زالت قراءة هذا السجل الكبير جارية" in arabic


def test_pages_wait_once_for_a_reading_and_not_one_behind_the_other(kept, sign_in, monkeypatch):
    """Fifty people ask for one part while it is read: the first waits a little, the others hear at once."""
    done = threading.Event()
    monkeypatch.setattr(register_access, "_read_whole", lambda *_: done.wait(60))
    monkeypatch.setattr(register_access, "PATIENCE", 2.0)
    browser, waited = sign_in("lead"), []
    try:
        for _ in range(3):
            began = time.monotonic()
            assert "still being read" in answer(browser, "/tolls/?period=2020&show=all")
            waited.append(time.monotonic() - began)
        assert waited[0] >= 2.0
        assert min(waited[1:]) < 2.0
    finally:
        done.set()


def test_who_counts_for_everybody_waits_for_no_reading(kept, monkeypatch):
    """The numbers beside the queue are counted by one while all others stand behind: that one never waits."""
    done = threading.Event()
    monkeypatch.setattr(register_access, "_read_whole", lambda *_: done.wait(60))
    monkeypatch.setattr(register_access, "PATIENCE", 30.0)

    def counts(_):
        with register_access.without_waiting():
            return counting(kept).units

    began = time.monotonic()
    try:
        with pytest.raises(register_access.StillReading):
            register_access.beside_pages(counts)(None)
        assert time.monotonic() - began < 15
    finally:
        done.set()


def test_without_kept_columns_the_desk_reads_beside_its_pages(kept, sign_in):
    next((kept / "cache").glob("counted-*")).unlink()
    register_access.read_ahead(kept)
    reading = register_access.begin_to_read(register_access._opened(kept), counting(kept))
    if reading is not None:
        reading.done.result(30)

    assert counting(kept).is_folded
    assert list((kept / "cache").glob("counted-*"))


def test_after_a_proof_a_desk_counts_from_the_log(kept, sign_in):
    """Columns that somebody put there, of which figures were shown already, count no more."""
    browser = sign_in("lead")
    answer(browser, f"{TOLL}party")
    served = register_access._opened(kept)
    served.keeping.verify()

    assert counting(kept).columns is None
    assert not list((kept / "cache").glob("counted-*"))
