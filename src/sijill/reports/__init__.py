"""Documents: composed of blocks from redacted figures, checked before they are printed, rendered by adapters."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.reports._check import ReportDoesNotAddUp, WordsDoNotAddUp, check, check_words, require_words
    from sijill.reports._compose import compose
    from sijill.reports._kinds import MONTHLY, Kind, KindRefused, UnknownPart, read_kind
    from sijill.reports._links import PrivateLink, is_private
    from sijill.reports._material import (
        Correction,
        DataAsOf,
        Driver,
        GroupLine,
        LateEntry,
        LineRest,
        MassacreRecord,
        MassacreSection,
        MethodologyCard,
        MonthlyMaterial,
        PublishedRow,
        PublishedTable,
        PublishedValue,
        Recommendation,
        RestatedMonth,
        Rule,
        SourceNote,
        TortureSection,
        Trend,
        WideDate,
    )
    from sijill.reports._persons import Label, PersonCase, StatedAccount
    from sijill.reports._writer import UnknownEndnote
else:
    __getattr__ = later(__name__)

__all__ = [
    "MONTHLY",
    "Correction",
    "DataAsOf",
    "Driver",
    "GroupLine",
    "Kind",
    "KindRefused",
    "Label",
    "LateEntry",
    "LineRest",
    "MassacreRecord",
    "MassacreSection",
    "MethodologyCard",
    "MonthlyMaterial",
    "PersonCase",
    "PrivateLink",
    "PublishedRow",
    "PublishedTable",
    "PublishedValue",
    "Recommendation",
    "ReportDoesNotAddUp",
    "RestatedMonth",
    "Rule",
    "SourceNote",
    "StatedAccount",
    "TortureSection",
    "Trend",
    "UnknownEndnote",
    "UnknownPart",
    "WideDate",
    "WordsDoNotAddUp",
    "check",
    "check_words",
    "compose",
    "is_private",
    "read_kind",
    "require_words",
]
