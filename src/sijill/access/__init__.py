"""Who may see what: a view of a register for an audience, and the redactions it rests on."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.access._cells import CrossTab, PrivateAxis
    from sijill.access._consent import PERSONAL, Consents, rests_on_published, under_age
    from sijill.access._editions import over_windows
    from sijill.access._levels import AUDIENCES, audience_of
    from sijill.access._material import redact
    from sijill.access._memorial import Remembered, memorial, told_notes
    from sijill.access._protect import Delay
    from sijill.access._reader import Reader
    from sijill.access._redact import redact_crosstab, redact_figure, redact_record, redact_toll
    from sijill.access._redacted import NotRedacted, Redacted
    from sijill.access._suppress import WITHHELD, hidden_cells
    from sijill.access._view import View
else:
    __getattr__ = later(__name__)

__all__ = [
    "AUDIENCES",
    "PERSONAL",
    "WITHHELD",
    "Consents",
    "CrossTab",
    "Delay",
    "NotRedacted",
    "PrivateAxis",
    "Reader",
    "Redacted",
    "Remembered",
    "View",
    "audience_of",
    "hidden_cells",
    "memorial",
    "over_windows",
    "redact",
    "redact_crosstab",
    "redact_figure",
    "redact_record",
    "redact_toll",
    "rests_on_published",
    "told_notes",
    "under_age",
]
