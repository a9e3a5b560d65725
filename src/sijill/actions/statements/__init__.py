"""Values of a record as statements: what fits a property, whom an identifier means, one record recorded once."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.actions.statements._identified import KnownIdentifier
    from sijill.actions.statements._one_record import JudgedBefore, RecordedBefore, refuse_judged
    from sijill.actions.statements._statements import NotThatKind, UnfitValue, check_value, property_of, statements_of
else:
    __getattr__ = later(__name__)

__all__ = [
    "JudgedBefore",
    "KnownIdentifier",
    "NotThatKind",
    "RecordedBefore",
    "UnfitValue",
    "check_value",
    "property_of",
    "refuse_judged",
    "statements_of",
]
