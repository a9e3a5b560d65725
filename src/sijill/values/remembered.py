"""Answers that rest on the theatres taken in so far: remembered until another takes part."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

Params = ParamSpec("Params")
Recalled = TypeVar("Recalled")
_REMEMBERED: list[Any] = []


def by_theatres(most: int) -> Callable[[Callable[Params, Recalled]], Callable[Params, Recalled]]:
    """Remember up to ``most`` answers of a function that asks the known places or parties; all go with a theatre."""

    def remembering(function: Callable[Params, Recalled]) -> Callable[Params, Recalled]:
        kept = functools.lru_cache(maxsize=most)(function)
        _REMEMBERED.append(kept)
        return cast("Callable[Params, Recalled]", kept)

    return remembering


def forget_by_theatres() -> None:
    """Let go of every answer that rests on what was known before."""
    for one in _REMEMBERED:
        one.cache_clear()
