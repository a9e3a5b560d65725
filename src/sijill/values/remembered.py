"""Answers that rest on the theatres taken in so far: remembered until another takes part."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_REMEMBERED: list[Any] = []


def by_theatres(most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Remember up to ``most`` answers of a function that asks the known places or parties; all go with a theatre."""

    def remembering(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        kept = functools.lru_cache(maxsize=most)(function)
        _REMEMBERED.append(kept)
        return cast("Callable[Asked, Answer]", kept)

    return remembering


def forget_by_theatres() -> None:
    """Let go of every answer that rests on what was known before."""
    for one in _REMEMBERED:
        one.cache_clear()
