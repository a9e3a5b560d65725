"""Who may see what: a view of a register for an audience, and the redactions it rests on."""

from sijill.access._cells import CrossTab, PrivateAxis
from sijill.access._material import redact
from sijill.access._memorial import Remembered, memorial, told_notes
from sijill.access._redact import redact_crosstab, redact_figure, redact_record, redact_toll
from sijill.access._redacted import NotRedacted, Redacted
from sijill.access._suppress import WITHHELD, hidden_cells
from sijill.access._view import Reader, View

__all__ = [
    "WITHHELD",
    "CrossTab",
    "NotRedacted",
    "PrivateAxis",
    "Reader",
    "Redacted",
    "Remembered",
    "View",
    "hidden_cells",
    "memorial",
    "redact",
    "redact_crosstab",
    "redact_figure",
    "redact_record",
    "redact_toll",
    "told_notes",
]
