"""What a person can do, one function and one append each."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.actions._acquire import (
        Acquired,
        NotDestroyed,
        acquire_item,
        reading_record,
        readmit_item,
    )
    from sijill.actions._awaiting import Act, act_of, claim_kind_of
    from sijill.actions._classify import classify
    from sijill.actions._clock import ClockInDoubt, confirm_clock, doubted, look_at_clock
    from sijill.actions._consent import NoConsent, record_consent
    from sijill.actions._context import ActionContext, ReasonMissing
    from sijill.actions._copies import NotACopy, part_copies, record_copies
    from sijill.actions._disclose import disclose
    from sijill.actions._enter import QuoteAmbiguous, QuoteNotFound, by_hand, locate
    from sijill.actions._publish import (
        NotAPublication,
        PreviewMissing,
        PreviewOutdated,
        ToPublish,
        publish_report,
        refuse_unseen,
        withdraw,
    )
    from sijill.actions._write import (
        REPORT_PARTS,
        AddresseeMissing,
        UnequalParagraphs,
        UnknownReportPart,
        paragraphs,
        write_text,
    )
    from sijill.actions.arriving import Provenance
    from sijill.actions.sealing import DestroyedBefore
else:
    __getattr__ = later(__name__)

__all__ = [
    "REPORT_PARTS",
    "Acquired",
    "Act",
    "ActionContext",
    "AddresseeMissing",
    "ClockInDoubt",
    "DestroyedBefore",
    "NoConsent",
    "NotACopy",
    "NotAPublication",
    "NotDestroyed",
    "PreviewMissing",
    "PreviewOutdated",
    "Provenance",
    "QuoteAmbiguous",
    "QuoteNotFound",
    "ReasonMissing",
    "ToPublish",
    "UnequalParagraphs",
    "UnknownReportPart",
    "acquire_item",
    "act_of",
    "by_hand",
    "claim_kind_of",
    "classify",
    "confirm_clock",
    "disclose",
    "doubted",
    "locate",
    "look_at_clock",
    "paragraphs",
    "part_copies",
    "publish_report",
    "reading_record",
    "readmit_item",
    "record_consent",
    "record_copies",
    "refuse_unseen",
    "withdraw",
    "write_text",
]
