"""The manual names every key of a methodology file and every statistic, and its examples are those that run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import appendix
from sijill import methodology
from sijill.methodology._schema import schema
from sijill.tolls import quality, spans, statistics


def keys(shape: Mapping[str, Any]) -> Iterator[str]:
    """Yield every key and every allowed word of a schema."""
    for name, inner in shape.get("properties", {}).items():
        yield name
        yield from keys(inner)
    for part in ("items", "additionalProperties"):
        if isinstance(shape.get(part), Mapping):
            yield from keys(shape[part])


def test_every_key_of_the_schema_is_in_the_manual(root):
    page = (root / "docs/reference/methodology.md").read_text("utf-8")
    plain = {"rule", "en", "ar", "source", "rules", "labels", "hedges", "low", "high"}

    assert {key for key in keys(schema()) if key not in page} - plain == set()


def test_every_statistic_is_in_the_manual(root):
    page = (root / "docs/reference/statistics.md").read_text("utf-8")
    counted = [
        name
        for door in (statistics, spans, quality)
        for name in door.__all__
        if name.islower() and callable(getattr(door, name))
    ]

    assert [name for name in counted if f"`{name}`" not in page] == []


def test_the_methodology_by_example_is_that_of_the_tests(root):
    page = root / "docs/reference/methodology-by-example.md"

    assert page.read_text("utf-8") == appendix.render(), "run `python tools/appendix.py`"


@pytest.mark.parametrize("name", methodology.shipped())
def test_every_shipped_methodology_is_named_in_the_manual(root, name):
    assert f"`{name}`" in (root / "docs/reference/methodology.md").read_text("utf-8")
