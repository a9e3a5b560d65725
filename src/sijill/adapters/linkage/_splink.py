"""Weights of pairs by Splink on DuckDB: Fellegi-Sunter with the given name held fast (LINKAGE.md A3, S8)."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_level_library as levels
from splink import comparison_library as comparisons
from splink.internals.exceptions import EMTrainingException

from sijill.linkage import NAMED

Weight = tuple[int, int, float]

# How often the given names of one person are the same spelling, the next one, the same sound, nearly so, or another.
# It is not learnt: on lists of families killed together a learner takes brothers for one person (LINKAGE.md finding 1).
_GIVEN_OF_ONE_PERSON = (0.80, 0.09, 0.04, 0.035, 0.034, 0.001)
_KEPT = 0.02
_SURELY_ONE = (("given_k", "family_k", "day"), ("given_k", "family_k", "father_k", "community"))
_FOUND = 0.35
_SEED = 1
_TYPES = dict.fromkeys(("n", "year", "born"), pa.int64())

_RULES = (
    ("given_k", "family_k", "year", "governorate"), ("given_k", "family_k", "month"),
    ("given_k", "family_k", "community"), ("given_k", "family_k", "father_k"), ("given_k", "family_k", "born"),
    ("given_k", "day", "governorate"),
    ("given_c", "community", "month"), ("family_c", "community", "month"), ("family_c", "day"),
    ("given_b", "family_k", "month"), ("community", "day", "sex"), ("given_c", "family_c", "year"),
    ("given_c", "family_c", "governorate"), ("given_c", "family_2", "day"),
    ("given_2", "family_2", "month", "governorate"), ("given_2", "family_c", "year"), ("governorate", "day", "born"),
    ("given_c", "governorate", "month", "sex"),
)  # fmt: skip


def pair_weights(columns: Mapping[str, Sequence[Any]], *, memory: str = "2GB", threads: int = 2) -> list[Weight]:
    """
    Return pairs of persons by number with their weight, the base-2 logarithm of the odds that they are one.

    ``columns`` are those of ``linkage.compared_columns``. Pairs that are one person less often than 2 times in 100 are
    left out.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:", config={"memory_limit": memory, "threads": threads}) as database:
        told = pa.table({name: pa.array(values, _TYPES.get(name, pa.string())) for name, values in columns.items()})
        database.register("told", told)
        database.sql(
            "CREATE TABLE persons AS SELECT *, n AS unique_id, list AS source_dataset, "
            "left(given_c, 2) AS given_2, left(family_c, 2) AS family_2 FROM told"
        )
        interface = DuckDBAPI(connection=database)
        linker = Linker(
            interface.register(database.table("persons")),
            _settings(_prior(database, len(columns["n"]))),
            log_level=logging.ERROR,
        )
        _train(linker, len(columns["n"]))
        found = linker.inference.predict(threshold_match_probability=_KEPT)
        query = f"SELECT n_l, n_r, match_weight FROM {found.physical_name} ORDER BY n_l, n_r"  # noqa: S608 its own name
        return database.execute(query).fetchall()


def _settings(prior: float) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=prior,
        comparisons=[*map(_name_levels, NAMED), _day_levels(), _place_levels(), _birth_levels(), _sex_levels()],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in _RULES],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
        additional_columns_to_retain=["n"],
        max_iterations=20,
    )


def _prior(database: duckdb.DuckDBPyConnection, many: int) -> float:
    """Return how probable it is that two rows are one person: by pairs that are, of which we find about a third."""
    same = " UNION ".join(
        f"SELECT l.n, r.n FROM persons l JOIN persons r ON l.n < r.n AND {agree}"  # noqa: S608 our own names
        for agree in (" AND ".join(f"l.{name} = r.{name}" for name in sure) for sure in _SURELY_ONE)
    )
    found = database.execute(f"SELECT count(*) FROM ({same})").fetchall()  # noqa: S608 our own names
    pairs = many * (many - 1) / 2
    return min(0.5, max(1e-9, float(found[0][0]) / _FOUND / pairs))


def _level(sql: str, label: str) -> Any:
    return levels.CustomLevel(sql, label_for_charts=label)


def _name_levels(place: str) -> Any:
    spelled, next_likely, sound = (f"{place}_{kind}" for kind in "abk")
    steps = [
        levels.ExactMatchLevel(spelled, term_frequency_adjustments=True),
        _level(f'"{spelled}_l" = "{next_likely}_r" OR "{next_likely}_l" = "{spelled}_r"', "next likeliest spelling"),
        levels.ExactMatchLevel(sound, term_frequency_adjustments=True),
        levels.JaroWinklerLevel(sound, 0.88),
        levels.JaroWinklerLevel(sound, 0.75),
        levels.ElseLevel(),
    ]
    if place == "given":
        for step, often in zip(steps, _GIVEN_OF_ONE_PERSON, strict=True):
            step.configure(m_probability=often, fix_m_probability=True)
    return comparisons.CustomComparison(output_column_name=place, comparison_levels=[levels.NullLevel(sound), *steps])


def _day_levels() -> Any:
    apart = "abs(date_diff('day', CAST(date_l AS DATE), CAST(date_r AS DATE)))"
    steps = [
        _level("day_l = day_r", "same day"),
        _level(f"{apart} <= 3", "within three days"),
        _level("month_l = month_r AND (day_l IS NULL OR day_r IS NULL)", "same month, a day unknown"),
        _level(f"{apart} <= 15", "within 15 days"),
        _level(f"{apart} <= 46", "within 46 days"),
        levels.ElseLevel(),
    ]
    return comparisons.CustomComparison(output_column_name="died", comparison_levels=[levels.NullLevel("date"), *steps])


def _place_levels() -> Any:
    steps = [
        levels.ExactMatchLevel("community", term_frequency_adjustments=True),
        _level(
            "district_l = district_r AND (community_l IS NULL OR community_r IS NULL)", "district, community unknown"
        ),
        _level(
            "governorate_l = governorate_r AND (district_l IS NULL OR district_r IS NULL)", "governorate alone known"
        ),
        _level("governorate_l = governorate_r", "governorate alone the same"),
        levels.ElseLevel(),
    ]
    return comparisons.CustomComparison(
        output_column_name="place", comparison_levels=[levels.NullLevel("governorate"), *steps]
    )


def _birth_levels() -> Any:
    steps = [_level(f"abs(born_l - born_r) <= {years}", f"within {years} years") for years in (0, 1, 3, 6)]
    return comparisons.CustomComparison(
        output_column_name="born", comparison_levels=[levels.NullLevel("born"), *steps, levels.ElseLevel()]
    )


def _sex_levels() -> Any:
    return comparisons.CustomComparison(
        output_column_name="sex",
        comparison_levels=[levels.NullLevel("sex"), levels.ExactMatchLevel("sex"), levels.ElseLevel()],
    )


def _train(linker: Linker, many: int) -> None:
    """Learn how often values agree by chance, and of one person where the given name is held the same."""
    training = linker.training
    training.estimate_u_using_random_sampling(max_pairs=2e6 if many <= 200_000 else 5e6, seed=_SEED)
    same_chain = ("given_a", "family_a", "father_a") + (("governorate",) if many > 200_000 else ())
    for blocked in (same_chain, ("given_a", "day")):
        # A short list may hold no such pair: then what Splink begins with stands.
        with contextlib.suppress(EMTrainingException):
            training.estimate_parameters_using_expectation_maximisation(block_on(*blocked))
