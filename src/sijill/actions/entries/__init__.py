"""What a person enters: values, a record by hand, a withdrawal, a link, and the second person's word."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.actions.entries._link import (
        Contradiction,
        DecidedBefore,
        Linked,
        LinkedToItself,
        NotDecided,
        decide_link,
    )
    from sijill.actions.entries._manual_entry import (
        ManualEntry,
        NobodyNamed,
        NothingEntered,
        WordsMissing,
        enter_record,
        is_entered,
    )
    from sijill.actions.entries._second import (
        BuiltOn,
        NotTheLastWord,
        NotWaiting,
        UnknownJudgement,
        built_on,
        confirm_claim,
        undo_judgement,
    )
    from sijill.actions.entries._state import (
        BasisMissing,
        NotAStatement,
        Recorded,
        RecordedValues,
        adopt_methodology,
        record_new,
        record_statement,
        retract,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "BasisMissing",
    "BuiltOn",
    "Contradiction",
    "DecidedBefore",
    "Linked",
    "LinkedToItself",
    "ManualEntry",
    "NobodyNamed",
    "NotAStatement",
    "NotDecided",
    "NotTheLastWord",
    "NotWaiting",
    "NothingEntered",
    "Recorded",
    "RecordedValues",
    "UnknownJudgement",
    "WordsMissing",
    "adopt_methodology",
    "built_on",
    "confirm_claim",
    "decide_link",
    "enter_record",
    "is_entered",
    "record_new",
    "record_statement",
    "retract",
    "undo_judgement",
]
