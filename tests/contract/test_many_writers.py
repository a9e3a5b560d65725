"""Many processes write to one register: each append is there once, in one order, and nobody overwrites unseen."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.contract.children import fork, wait_for
from tests.contract.registers import START, statement

from sijill.adapters.sql import open_store
from sijill.ledger import RecordMovedOn

PROCESSES, APPENDS = 8, 40


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """An empty register's place."""
    if request.param == "sqlite":
        open_store(tmp_path, create=True).close()
        yield tmp_path
    else:
        with request.getfixturevalue("postgres").database() as url:
            open_store(url, create=True).close()
            yield url


def test_eight_processes_append_without_loss_and_without_an_error(where):
    def write(process: int) -> None:
        with open_store(where, wait=60) as store:
            for number in range(APPENDS):
                name = f"p{process}-{number}"
                store.ledger.append(
                    [statement(f"{name}-{n}", name) for n in range(3)], append_id=name, actor="A", now=START
                )

    children = [fork(lambda _pipe, process=process: write(process)) for process in range(PROCESSES)]

    assert [wait_for(child) for child, _ in children] == [0] * PROCESSES
    with open_store(where) as store:
        found = store.ledger.verify()
        assert found.holds
        assert found.entries == PROCESSES * APPENDS * 3
        spans = [store.ledger.receipt(f"p{p}-{n}") for p in range(PROCESSES) for n in range(APPENDS)]
        assert sorted(span.first_seq for span in spans) == list(range(1, found.entries, 3))
    for _, pipe in children:
        os.close(pipe)


def test_nobody_writes_over_what_they_have_not_seen(where):
    all_looked = multiprocessing.get_context("fork").Barrier(PROCESSES)

    def write(process: int, pipe: int) -> None:
        done = refused = 0
        with open_store(where, wait=60) as store:
            while done < 15:
                seen = store.ledger.last_seq("v1")
                if done == refused == 0:
                    all_looked.wait(60)
                try:
                    store.ledger.append(
                        [statement(f"p{process}-{done}", "v1", str(seen))],
                        append_id=f"p{process}-{done}",
                        actor="A",
                        now=START,
                        expect={"v1": seen},
                    )
                    done += 1
                except RecordMovedOn:
                    refused += 1
        os.write(pipe, json.dumps(refused).encode())

    children = [fork(lambda pipe, process=process: write(process, pipe)) for process in range(PROCESSES)]

    assert [wait_for(child) for child, _ in children] == [0] * PROCESSES
    refused = 0
    for _, pipe in children:
        with os.fdopen(pipe) as told:
            refused += json.loads(told.read())
    with open_store(where) as store:
        seen = Counter(one.value for _, one in store.ledger.statements(subject="v1"))
    assert len(seen) == PROCESSES * 15, "two writers saw the same state and both wrote"
    assert refused >= PROCESSES - 1, "all had seen one state, and more than one wrote on it"


def test_the_same_form_sent_by_all_at_once_is_recorded_once(where):
    def send(pipe: int) -> None:
        with open_store(where, wait=60) as store:
            receipt = store.ledger.append([statement("s1")], append_id="form-7", actor="A", now=START)
            os.write(pipe, b"again" if receipt.repeated else b"first")

    children = [fork(send) for _ in range(PROCESSES)]

    assert [wait_for(child) for child, _ in children] == [0] * PROCESSES
    told = []
    for _, pipe in children:
        with os.fdopen(pipe) as reader:
            told.append(reader.read())
    assert Counter(told) == {"first": 1, "again": PROCESSES - 1}


def test_the_threads_of_one_process_share_a_store(where):
    def write(store, thread: int) -> int:
        for number in range(10):
            name = f"t{thread}-{number}"
            store.ledger.append([statement(name)], append_id=name, actor="A", now=START)
        return sum(1 for _ in store.ledger.statements())

    with open_store(where, wait=60) as store, ThreadPoolExecutor(PROCESSES) as threads:
        seen = list(threads.map(lambda thread: write(store, thread), range(PROCESSES)))

        assert max(seen) == store.ledger.seq == PROCESSES * 10
        assert store.ledger.verify().holds


def test_all_may_make_the_same_register_at_once(tmp_path):
    def make(_pipe: int) -> None:
        open_store(tmp_path, create=True, wait=60).close()

    children = [fork(make) for _ in range(PROCESSES)]

    assert [wait_for(child) for child, _ in children] == [0] * PROCESSES
    with open_store(tmp_path) as store:
        assert store.ledger.verify().holds
    for _, pipe in children:
        os.close(pipe)
