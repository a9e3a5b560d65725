"""The monthly report: composed from redacted figures, checked before it is printed, rendered by adapters."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.reports._check import ReportDoesNotAddUp, check
    from sijill.reports._compose import compose
    from sijill.reports._document import (
        Block,
        Bullets,
        CaseBox,
        Chart,
        Column,
        Document,
        Endnotes,
        FigureText,
        Heading,
        Mark,
        Paragraph,
        Row,
        Run,
        Runs,
        Table,
        Text,
    )
    from sijill.reports._links import PrivateLink
    from sijill.reports._material import (
        Account,
        Correction,
        DataAsOf,
        Driver,
        GroupLine,
        Label,
        LateEntry,
        LineRest,
        MassacreRecord,
        MassacreSection,
        MethodologyCard,
        MonthlyMaterial,
        PersonCase,
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
    from sijill.reports._renderer import Renderer
    from sijill.reports._writer import UnknownEndnote
else:
    __getattr__ = later(__name__)

__all__ = [
    "Account",
    "Block",
    "Bullets",
    "CaseBox",
    "Chart",
    "Column",
    "Correction",
    "DataAsOf",
    "Document",
    "Driver",
    "Endnotes",
    "FigureText",
    "GroupLine",
    "Heading",
    "Label",
    "LateEntry",
    "LineRest",
    "Mark",
    "MassacreRecord",
    "MassacreSection",
    "MethodologyCard",
    "MonthlyMaterial",
    "Paragraph",
    "PersonCase",
    "PrivateLink",
    "PublishedRow",
    "PublishedTable",
    "PublishedValue",
    "Recommendation",
    "Renderer",
    "ReportDoesNotAddUp",
    "RestatedMonth",
    "Row",
    "Rule",
    "Run",
    "Runs",
    "SourceNote",
    "Table",
    "Text",
    "TortureSection",
    "Trend",
    "UnknownEndnote",
    "WideDate",
    "check",
    "compose",
]
