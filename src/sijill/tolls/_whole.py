"""Parts of a counting that read every record, before which whoever answers pages may say that it takes a while."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, overload

Whole = TypeVar("Whole")


class read_whole(cached_property[Whole]):  # noqa: N801 a decorator, as the one that it refines
    """
    A ``cached_property`` that tells ``before_reading`` of its object first, each time it is not made yet.

    Told outside the lock of the property, so that a thread that makes it meanwhile is not waited for.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> read_whole[Whole]: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Whole: ...

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        """Return the part, made on first asking. Raises what ``before_reading`` does."""
        if instance is not None and self.attrname not in vars(instance):
            before_reading: Callable[[Any], None] = instance.before_reading
            before_reading(instance)
        return super().__get__(instance, owner)
