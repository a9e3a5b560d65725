"""Every fast engine gives the reference's answer on random registers."""

from __future__ import annotations

import shutil
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.test_counting import registers
from tests.sizes import often

from sijill import tolls
from sijill.adapters.duck import DuckCells, cell_table, write_cells
from sijill.tolls.axes import place

AXES = ("party", "part", "cause", "governorate", "month", "status", "group", "sex")


@pytest.fixture(scope="module")
def duck():
    """One database for the module."""
    with DuckCells(threads=1) as engine:
        yield engine


@pytest.mark.parametrize("measure", ["killed", "injured", "massacres", "incidents"])
@given(data=st.data())
def test_duckdb_counts_as_the_reference_does(duck, measure, data):
    register = data.draw(registers())
    axes = tuple(data.draw(st.lists(st.sampled_from(AXES), min_size=1, max_size=3, unique=True)))
    if measure != "killed" and "group" in axes:
        return
    question = register.question(place_basis="origin")
    placed = place(register.units().units, window=question.window, clock=question.clock)
    cut = tolls.cut_for(placed, question, axes)

    assert duck.cells(cut, axes, measure) == tolls.cells(cut, axes, measure)


@given(data=st.data())
def test_a_parquet_file_counts_as_the_table_it_was_written_from(duck, tmp_path_factory, data):
    register = data.draw(registers())
    question = register.question()
    placed = place(register.units().units, window=question.window, clock=question.clock)
    table = cell_table(tolls.cut_for(placed, question, ("party", "month")), ("party", "month"))
    path = tmp_path_factory.mktemp("cells") / "cells.parquet"
    write_cells(table, path)

    assert duck.over(path, ("party", "month", "group")) == duck.over(table, ("party", "month", "group"))


@given(data=st.data())
def test_the_cells_of_a_cross_tab_are_the_cells_of_the_engine(data):
    register = data.draw(registers())
    question = register.question()
    axes = ("party", "governorate", "group")
    table = tolls.crosstab(register.units(), question, axes)
    placed = place(register.units().units, window=question.window, clock=question.clock)

    cells = tolls.cells(tolls.cut_for(placed, question, axes), axes)

    assert {keys: figure.best for keys, figure in table.cells.items()} == {k: c.best for k, c in cells.items()}
    assert sum(figure.best for figure in table.cells.values()) == table.total.best


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java, which is not installed")
@pytest.mark.parametrize("measure", ["killed", "massacres"])
def test_spark_counts_as_duckdb_does(duck, measure, tmp_path_factory):
    """Past one machine: one query, two engines, over a folder of files."""
    pytest.importorskip("pyspark", reason="the extra spark is not installed: pip install 'sijill[spark]'")
    from sijill.adapters.spark import SparkCells

    with SparkCells(master="local[2]") as spark:

        @settings(max_examples=often(50, 5))
        @given(data=st.data())
        def same(data):
            folder = tmp_path_factory.mktemp("cells")
            axes = tuple(data.draw(st.lists(st.sampled_from(AXES), min_size=1, max_size=3, unique=True)))
            if measure != "killed" and "group" in axes:
                return
            for number in range(data.draw(st.integers(1, 3))):
                register = data.draw(registers())
                question = register.question(place_basis="origin")
                placed = place(register.units().units, window=question.window, clock=question.clock)
                table = cell_table(tolls.cut_for(placed, question, axes), axes)
                write_cells(table, folder / f"{number}.parquet")

            assert spark.over(folder, axes, measure) == duck.over(folder, axes, measure)

        same()


def test_who_has_no_spark_is_told_what_to_install(monkeypatch):
    from sijill.adapters.spark import NoSpark, SparkCells

    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    with pytest.raises(NoSpark, match=r"sijill\[spark\]"):
        SparkCells()
