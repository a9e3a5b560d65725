"""Values of a record as statements: what fits a property, whom an identifier means, one record recorded once."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.actions.statements._ground_claims import record_kind_of
    from sijill.actions.statements._ground_places import SeveralPlaces, UnknownPlace
    from sijill.actions.statements._ground_sound import Unsound
    from sijill.actions.statements._ground_words import UnreadableStage
    from sijill.actions.statements._identified import KnownIdentifier
    from sijill.actions.statements._one_record import JudgedBefore, RecordedBefore, refuse_judged
    from sijill.actions.statements._same_account import account_likeness
    from sijill.actions.statements._statements import (
        NotThatKind,
        UnfitValue,
        check_value,
        checked,
        property_of,
        statements_of,
    )
    from sijill.actions.statements._vocabulary import HOLDERS, words_taken
else:
    __getattr__ = later(__name__)

__all__ = [
    "HOLDERS",
    "JudgedBefore",
    "KnownIdentifier",
    "NotThatKind",
    "RecordedBefore",
    "SeveralPlaces",
    "UnfitValue",
    "UnknownPlace",
    "UnreadableStage",
    "Unsound",
    "account_likeness",
    "check_value",
    "checked",
    "property_of",
    "record_kind_of",
    "refuse_judged",
    "statements_of",
    "words_taken",
]
