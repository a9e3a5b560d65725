"""The grammar of English sentences that tie figures together: wholes, lists, shares, ratios, running totals."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits.prose._classes import check_restated, check_same_window
    from sijill.audits.prose._cumulative import check_cumulative
    from sijill.audits.prose._group import counts_people
    from sijill.audits.prose._lists import check_class_lists, check_lists
    from sijill.audits.prose._ratios import check_ratios
    from sijill.audits.prose._shares import (
        check_changes,
        check_listed_shares,
        check_lost_value,
        check_printed_shares,
        check_tied_shares,
    )
    from sijill.audits.prose._sums import check_sentences, fits_into
else:
    __getattr__ = later(__name__)

__all__ = [
    "check_changes",
    "check_class_lists",
    "check_cumulative",
    "check_listed_shares",
    "check_lists",
    "check_lost_value",
    "check_printed_shares",
    "check_ratios",
    "check_restated",
    "check_same_window",
    "check_sentences",
    "check_tied_shares",
    "counts_people",
    "fits_into",
]
