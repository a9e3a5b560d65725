"""What a person can do, one function and one append each."""

from sijill.actions._acquire import Acquired, Provenance, acquire_item, reading_record
from sijill.actions._awaiting import Act, act_of, claim_kind_of
from sijill.actions._cells import UnreadableCell, cell_value, typed_values
from sijill.actions._context import Doing, ReasonMissing
from sijill.actions._copies import (
    NotACopy,
    part_copies,
    record_copies,
)
from sijill.actions._correct import (
    UnfitChange,
    UnknownCode,
    UnknownField,
    blank_claim,
    correct_claim,
)
from sijill.actions._disclose import disclose
from sijill.actions._enter import (
    QuoteAmbiguous,
    QuoteNotFound,
    by_hand,
    locate,
)
from sijill.actions._identified import KnownIdentifier
from sijill.actions._import import (
    BrokenTable,
    EmptyTable,
    Imported,
    ImportedBefore,
    NotAnImport,
    ReadsOtherwise,
    RowError,
    RowsRefused,
    import_id,
    import_table,
    next_import_id,
    undo_import,
)
from sijill.actions._judge import (
    Judged,
    Target,
    UnknownVerdict,
    judge_claim,
)
from sijill.actions._judges import (
    SamePerson,
    entered_by,
    marked_by,
    may_judge,
)
from sijill.actions._link import (
    Contradiction,
    DecidedBefore,
    Linked,
    LinkedToItself,
    NotDecided,
    decide_link,
)
from sijill.actions._manual_entry import (
    ManualEntry,
    NobodyNamed,
    NothingEntered,
    WordsMissing,
    enter_record,
    is_entered,
)
from sijill.actions._mapping import MappingBroken, TableMapping, parse_mapping
from sijill.actions._one_record import JudgedBefore, RecordedBefore, refuse_judged
from sijill.actions._publish import NotAPublication, ToPublish, publish_report, withdraw
from sijill.actions._second import NotTheLastWord, NotWaiting, UnknownJudgement, confirm_claim, undo_judgement
from sijill.actions._split_merge import NothingToMerge, NothingToSplit, Part, merge_claims, split_claim
from sijill.actions._state import (
    BasisMissing,
    NotAStatement,
    Recorded,
    adopt_methodology,
    record_statement,
    retract,
)
from sijill.actions._statements import NotThatKind, UnfitValue, check_value, property_of, statements_of
from sijill.actions._write import (
    REPORT_PARTS,
    AddresseeMissing,
    UnequalParagraphs,
    UnknownReportPart,
    paragraphs,
    write_text,
)

__all__ = [
    "REPORT_PARTS",
    "Acquired",
    "Act",
    "AddresseeMissing",
    "BasisMissing",
    "BrokenTable",
    "Contradiction",
    "DecidedBefore",
    "Doing",
    "EmptyTable",
    "Imported",
    "ImportedBefore",
    "Judged",
    "JudgedBefore",
    "KnownIdentifier",
    "Linked",
    "LinkedToItself",
    "ManualEntry",
    "MappingBroken",
    "NobodyNamed",
    "NotACopy",
    "NotAPublication",
    "NotAStatement",
    "NotAnImport",
    "NotDecided",
    "NotThatKind",
    "NotTheLastWord",
    "NotWaiting",
    "NothingEntered",
    "NothingToMerge",
    "NothingToSplit",
    "Part",
    "Provenance",
    "QuoteAmbiguous",
    "QuoteNotFound",
    "ReadsOtherwise",
    "ReasonMissing",
    "Recorded",
    "RecordedBefore",
    "RowError",
    "RowsRefused",
    "SamePerson",
    "TableMapping",
    "Target",
    "ToPublish",
    "UnequalParagraphs",
    "UnfitChange",
    "UnfitValue",
    "UnknownCode",
    "UnknownField",
    "UnknownJudgement",
    "UnknownReportPart",
    "UnknownVerdict",
    "UnreadableCell",
    "WordsMissing",
    "acquire_item",
    "act_of",
    "adopt_methodology",
    "blank_claim",
    "by_hand",
    "cell_value",
    "check_value",
    "claim_kind_of",
    "confirm_claim",
    "correct_claim",
    "decide_link",
    "disclose",
    "enter_record",
    "entered_by",
    "import_id",
    "import_table",
    "is_entered",
    "judge_claim",
    "locate",
    "marked_by",
    "may_judge",
    "merge_claims",
    "next_import_id",
    "paragraphs",
    "parse_mapping",
    "part_copies",
    "property_of",
    "publish_report",
    "reading_record",
    "record_copies",
    "record_statement",
    "refuse_judged",
    "retract",
    "split_claim",
    "statements_of",
    "typed_values",
    "undo_import",
    "undo_judgement",
    "withdraw",
    "write_text",
]
