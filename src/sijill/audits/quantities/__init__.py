"""Every printed number as a typed quantity: what is counted, whom, what befell them, and on what it hangs."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits.quantities._kinds import COUNTED_BY, EVENTS, agree, excludes, is_complete, kinds_in, may_hold
    from sijill.audits.quantities._quantity import Hangs, Quantity
    from sijill.audits.quantities._reader import Page, PageLine, read_page
    from sijill.audits.quantities._words import any_of, cue, ends_in, fold, has, last_of
else:
    __getattr__ = later(__name__)

__all__ = [
    "COUNTED_BY",
    "EVENTS",
    "Hangs",
    "Page",
    "PageLine",
    "Quantity",
    "agree",
    "any_of",
    "cue",
    "ends_in",
    "excludes",
    "fold",
    "has",
    "is_complete",
    "kinds_in",
    "last_of",
    "may_hold",
    "read_page",
]
