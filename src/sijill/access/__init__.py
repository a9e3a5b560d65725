"""Roles, sensitivity, redaction: turns a record or a figure into what an audience may see."""

from sijill.access._material import redact
from sijill.access._redact import may_see, redact_figure, redact_record, redact_toll
from sijill.access._redacted import NotRedacted, Redacted

__all__ = ["NotRedacted", "Redacted", "may_see", "redact", "redact_figure", "redact_record", "redact_toll"]
