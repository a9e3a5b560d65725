"""What one cell of a table, or one field of a form, says: a number of people, an age, a day, a point."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.language.written._age import OLDEST, QuestionedAge, UnreadableAge, written_age
    from sijill.language.written._count import UnreadableCount, written_count
    from sijill.language.written._day import (
        DayOrder,
        day_in_numbers,
        day_of_hijra,
        day_order,
        is_either_order,
        whole_year,
        without_time,
    )
    from sijill.language.written._point import NoPoint, Whereabouts, one_cell_point, written_degrees, written_point
else:
    __getattr__ = later(__name__)

__all__ = [
    "OLDEST",
    "DayOrder",
    "NoPoint",
    "QuestionedAge",
    "UnreadableAge",
    "UnreadableCount",
    "Whereabouts",
    "day_in_numbers",
    "day_of_hijra",
    "day_order",
    "is_either_order",
    "one_cell_point",
    "whole_year",
    "without_time",
    "written_age",
    "written_count",
    "written_degrees",
    "written_point",
]
