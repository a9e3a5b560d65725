"""Every printed number as a typed quantity: what is counted, whom, what befell them, and on what it hangs."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits.quantities._kinds import COUNTED_BY, EVENTS, agree, is_complete, kinds_in, may_hold
    from sijill.audits.quantities._quantity import Hangs, Quantity
    from sijill.audits.quantities._reader import Line, Page, read_page
    from sijill.audits.quantities._words import cue, ends_in, fold, has
else:
    __getattr__ = later(__name__)

__all__ = [
    "COUNTED_BY",
    "EVENTS",
    "Hangs",
    "Line",
    "Page",
    "Quantity",
    "agree",
    "cue",
    "ends_in",
    "fold",
    "has",
    "is_complete",
    "kinds_in",
    "may_hold",
    "read_page",
]
