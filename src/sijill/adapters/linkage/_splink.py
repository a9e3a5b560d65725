"""Weights of pairs by Splink on DuckDB: Fellegi-Sunter with the given name held fast (LINKAGE.md A3, S8)."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker
from splink.blocking_rule_library import CustomRule
from splink.internals.exceptions import EMTrainingException

from sijill.adapters.linkage._blocks import Blocks
from sijill.adapters.linkage._compare import Learnt, settings
from sijill.adapters.linkage._spark import spark_pairs
from sijill.linkage import BLOCKING, BLOCKING_BY_NAME, PairBudget, Weighed, WeighedBy, odds_of

_KEPT = -5.6
_FOUND_AT_FIRST = -14.0
_ROUNDS, _SETTLED = 30, 1e-4
_SEED = 1
_NUMBERS = ("n", "year", "date", "born", "age")
_ENOUGH = 200
# The given name is held the same in both, and what else is held is another: so each of the others is learnt once.
_TRAINED_ON = (
    ((("given_a", "family_a", "father_a"),),),
    (
        (("given_a", "day"),),
        (("given_a", "father_a", "grandfather_a"), ("given_a", "family_a", "grandfather_a")),
        (("given_a", "born", "sex"),),
        (("given_a", "age", "sex"),),
    ),
)


def pair_weights(
    columns: Mapping[str, Sequence[Any]],
    *,
    lefts: int | None = None,
    by: WeighedBy | None = None,
    on_spark: bool = False,
    memory: str = "2GB",
    threads: int = 2,
) -> Weighed:
    """
    Return pairs of persons by number with their weight, the base-2 logarithm of the odds that they are one.

    ``columns`` are those of ``linkage.compared_columns``. ``lefts`` is given for two lists: the rows below that number
    are the first list's, and only pairs between both are weighed. ``by`` is what an earlier run learnt. ``on_spark``
    lets Spark weigh the pairs, by what DuckDB learnt. Pairs that are one person less often than 2 times in 100 are left
    out. Raises SparkMissing.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:", config={"memory_limit": memory, "threads": threads}) as database:
        _take(database, columns, lefts)
        between = lefts is not None
        blocks = _blocked(database, len(columns["n"]), between)
        untold = blocks.untold()
        found = Weighed(
            [], tuple(blocks.rules), (*untold, *blocks.dropped()), by or WeighedBy(0.5, {}), untold, blocks.partly()
        )
        if not blocks.columns:
            return found
        training = Blocks(database, blocks.budget, between=between, name="t")
        sessions = [] if by else [one for some in _TRAINED_ON for one in _first_with_enough(training, some)]
        prior = by.prior if by else _prior(database, between)
        database.execute(
            f"CREATE TABLE rows AS SELECT persons.*{blocks.selected()}{training.selected()} "  # noqa: S608 our own names
            f"FROM persons{blocks.joined()}{training.joined()}; DROP TABLE persons"
        )
        rules = [blocks.condition(one) for one in blocks.columns]
        linker = Linker(
            DuckDBAPI(connection=database).register(database.table("rows")),
            settings(prior, rules, by.learnt if by else None),
            log_level=logging.ERROR,
        )
        if by is None:
            _train(linker, len(columns["n"]), sessions)
        learnt = by or WeighedBy(prior, _learnt(linker))
        if on_spark:
            told = database.table("rows").to_arrow_table()
            pairs = "found_on_spark"
            database.register(pairs, spark_pairs(told, learnt, rules, _FOUND_AT_FIRST))
        else:
            pairs = linker.inference.predict(threshold_match_weight=_FOUND_AT_FIRST).physical_name
        shift = by.shift if by else _shift(database, pairs, prior, between)
        kept = database.execute(
            f"SELECT n_l, n_r, match_weight + {shift!r} AS weight FROM {pairs} "  # noqa: S608 its own name
            f"WHERE weight >= {_KEPT!r} ORDER BY n_l, n_r"
        ).fetchall()
        return replace(found, pairs=kept, by=replace(learnt, shift=shift))


def _blocked(database: duckdb.DuckDBPyConnection, many: int, between: bool) -> Blocks:
    blocks = Blocks(database, PairBudget.of(many), between=between, name="b")
    for rule in BLOCKING:
        blocks.add(rule)
    blocks.budget, blocks.spent = PairBudget.of_names(many), 0
    for rule in BLOCKING_BY_NAME:
        blocks.add(rule)
    return blocks


def _take(database: duckdb.DuckDBPyConnection, columns: Mapping[str, Sequence[Any]], lefts: int | None) -> None:
    told = pa.table(
        {name: pa.array(values, pa.int64() if name in _NUMBERS else pa.string()) for name, values in columns.items()}
    )
    database.register("told", told)
    side = "0" if lefts is None else f"IF(n < {lefts}, 0, 1)"
    database.execute(
        "CREATE TABLE persons AS SELECT *, left(given_c, 2) AS given_2, left(family_c, 2) AS family_2, "  # noqa: S608
        f"{side} AS side FROM told"
    )
    database.unregister("told")


def _possible(database: duckdb.DuckDBPyConnection, between: bool, table: str = "rows") -> float:
    rows, rights = database.execute(f"SELECT count(*), sum(side) FROM {table}").fetchall()[0]  # noqa: S608
    return float((rows - rights) * rights if between else rows * (rows - 1) / 2)


def _prior(database: duckdb.DuckDBPyConnection, between: bool) -> float:
    """Return how probable it is that two rows are one person, before any is compared: half of the shorter list."""
    rows, rights = database.execute("SELECT count(*), sum(side) FROM persons").fetchall()[0]
    one = min(rows - rights, rights) / 2 if between else rows / 2
    return min(0.5, max(1e-9, float(one) / _possible(database, between, "persons")))


def _shift(database: duckdb.DuckDBPyConnection, found: str, prior: float, between: bool) -> float:
    """
    Return what all weights rise by so that the prior is the share of pairs that are expected to be one person.

    Of two lists a row is one person with one of the other list at most, so that what it could be shares one chance.
    """
    odds = "pow(2, match_weight + ?)"
    expected = (
        f"SELECT sum(met / (1 + met)) FROM (SELECT sum({odds}) AS met FROM {found} GROUP BY n_l)"  # noqa: S608
        if between
        else f"SELECT sum(1 / (1 + 1 / {odds})) FROM {found}"  # noqa: S608
    )
    possible, shift = _possible(database, between), 0.0
    for _ in range(_ROUNDS):
        many = database.execute(expected, [shift]).fetchall()[0][0]
        share = min(0.5, max(many or 0.0, 1.0) / possible)
        before, shift = shift, odds_of(share) - odds_of(prior)
        if abs(shift - before) < _SETTLED:
            break
    return shift


def _first_with_enough(training: Blocks, choices: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """Return the first rules that each make enough pairs to learn from; of short lists the first that make any."""
    for enough in (_ENOUGH, 1):
        for rules in choices:
            if all(training.pairs_by(columns) >= enough for columns in rules):
                return [
                    " AND ".join((*(f"l.{name} = r.{name}" for name in columns), training.condition_of(columns)))
                    for columns in rules
                ]
    return []


def _train(linker: Linker, many: int, sessions: Sequence[str]) -> None:
    """Learn how often values agree by chance, and of one person where the given name is held the same."""
    training = linker.training
    training.estimate_u_using_random_sampling(max_pairs=2e6 if many <= 200_000 else 5e6, seed=_SEED)
    for rule in sessions:
        # A short list may hold no such pair: then what Splink begins with stands.
        with contextlib.suppress(EMTrainingException):
            training.estimate_parameters_using_expectation_maximisation(CustomRule(rule))


def _learnt(linker: Linker) -> Learnt:
    """Return what a linker learnt of each comparison, its levels in order without the one for nothing told."""
    model = linker.misc.save_model_to_json()
    return {
        one["output_column_name"]: [
            (level.get("m_probability"), level.get("u_probability"))
            for level in one["comparison_levels"]
            if not level.get("is_null_level")
        ]
        for one in model["comparisons"]
    }
