"""Roles, sensitivity, redaction: turns a record or a figure into what an audience may see."""

from sijill.access._cells import CrossTab, PrivateAxis, refuse_private_axes
from sijill.access._levels import may_see
from sijill.access._material import redact
from sijill.access._memorial import Remembered, memorial
from sijill.access._points import point_for
from sijill.access._redact import redact_crosstab, redact_figure, redact_record, redact_toll
from sijill.access._redacted import NotRedacted, Redacted
from sijill.access._suppress import WITHHELD, hidden_cells
from sijill.access._view import View

__all__ = [
    "WITHHELD",
    "CrossTab",
    "NotRedacted",
    "PrivateAxis",
    "Redacted",
    "Remembered",
    "View",
    "hidden_cells",
    "may_see",
    "memorial",
    "point_for",
    "redact",
    "redact_crosstab",
    "redact_figure",
    "redact_record",
    "redact_toll",
    "refuse_private_axes",
]
