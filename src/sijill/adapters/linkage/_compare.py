"""What Splink compares of two persons, in levels: names by spelling and sound, days, places, births, sex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from splink import SettingsCreator
from splink import comparison_level_library as levels
from splink import comparison_library as comparisons
from splink.blocking_rule_library import CustomRule

from sijill.linkage import NAMED

# How often the given names of one person are the same spelling, the next one, the same sound, nearly so, or another.
# It is not learnt: on lists of families killed together a learner takes brothers for one person (LINKAGE.md finding 1).
_GIVEN_OF_ONE_PERSON = (0.80, 0.09, 0.04, 0.035, 0.034, 0.001)


# A chain may leave out a generation, or end with the name of a branch of the family or before the family's name.
_ELSEWHERE = {
    "father": "(father_k_l = grandfather_k_r AND grandfather_k_l IS NULL) "
    "OR (father_k_r = grandfather_k_l AND grandfather_k_r IS NULL)",
    "family": "family_k_l = family_o_r OR family_o_l = family_k_r "
    "OR (family_k_l = grandfather_k_r AND grandfather_k_l IS NULL) "
    "OR (family_k_r = grandfather_k_l AND grandfather_k_r IS NULL)",
}

Learnt = Mapping[str, Sequence[tuple[float | None, float | None]]]
"""How often each level is met of one person (m) and by chance (u), by comparison; None where it was not learnt."""


def settings(prior: float, rules: Sequence[str], learnt: Learnt | None = None) -> SettingsCreator:
    """Return the settings by which rows that a rule brings together are weighed, the same for every engine."""
    compared = {
        **{place: _name_levels(place) for place in NAMED},
        "died": _day_levels(),
        "place": _place_levels(),
        "born": _birth_levels(),
        "sex": _sex_levels(),
    }
    for name, shares in (learnt or {}).items():
        for level, (m, u) in zip(compared[name][1:], shares, strict=True):
            level.configure(**{key: value for key, value in (("m_probability", m), ("u_probability", u)) if value})
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="n",
        probability_two_random_records_match=prior,
        comparisons=[
            comparisons.CustomComparison(output_column_name=name, comparison_levels=steps)
            for name, steps in compared.items()
        ],
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in rules],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
        max_iterations=20,
    )


def _level(sql: str, label: str) -> Any:
    return levels.CustomLevel(sql, label_for_charts=label)


def _name_levels(place: str) -> list[Any]:
    spelled, next_likely, sound = (f"{place}_{kind}" for kind in "abk")
    steps = [
        levels.ExactMatchLevel(spelled, term_frequency_adjustments=True),
        _level(f'"{spelled}_l" = "{next_likely}_r" OR "{next_likely}_l" = "{spelled}_r"', "next likeliest spelling"),
        levels.ExactMatchLevel(sound, term_frequency_adjustments=True),
        levels.JaroWinklerLevel(sound, 0.88),
        levels.JaroWinklerLevel(sound, 0.75),
        levels.ElseLevel(),
    ]
    if place in _ELSEWHERE:
        steps.insert(3, _level(_ELSEWHERE[place], "the other's next part"))
    if place == "given":
        for step, often in zip(steps, _GIVEN_OF_ONE_PERSON, strict=True):
            step.configure(m_probability=often, fix_m_probability=True)
    return [levels.NullLevel(sound), *steps]


def _day_levels() -> list[Any]:
    apart = "abs(date_l - date_r)"
    steps = [
        _level("day_l = day_r", "same day"),
        _level(f"{apart} <= 3", "within three days"),
        _level("month_l = month_r AND (day_l IS NULL OR day_r IS NULL)", "same month, a day unknown"),
        _level(f"{apart} <= 15", "within 15 days"),
        _level(f"{apart} <= 46", "within 46 days"),
        levels.ElseLevel(),
    ]
    return [levels.NullLevel("date"), *steps]


def _place_levels() -> list[Any]:
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
    return [levels.NullLevel("governorate"), *steps]


def _birth_levels() -> list[Any]:
    apart = "coalesce(abs(born_l - born_r), abs(age_l - age_r))"
    steps = [_level(f"{apart} <= {years}", f"within {years} years") for years in (0, 1, 3, 6)]
    unknown = _level(f"{apart} IS NULL", "unknown").configure(is_null_level=True)
    return [unknown, *steps, levels.ElseLevel()]


def _sex_levels() -> list[Any]:
    return [levels.NullLevel("sex"), levels.ExactMatchLevel("sex"), levels.ElseLevel()]
