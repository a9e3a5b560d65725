"""The nouns, frozen, each property declared once with its labels, sensitivity and standard names."""

from sijill.model._attribution import Attribution
from sijill.model._claim import Anchor, Claim, ClaimDate, ClaimNumber, ControlChange
from sijill.model._codec import (
    UnfitForTheLedger,
    canonical,
    from_json,
    moment,
    moment_text,
    read,
    to_json,
)
from sijill.model._records import NOUNS, PLACE_CLASSES, TALLY_CLOCKS, Act, Incident, PublishedFigure, Tally, Victim
from sijill.model._vocabulary import (
    AttributionMode,
    CivilianStatus,
    ClaimKind,
    Clock,
    Measure,
    Outcome,
    PlaceBasis,
    Rank,
    Sex,
    Stance,
    Verdict,
    Verification,
    Zone,
)
from sijill.model.cards import Sensitivity, properties
from sijill.model.custody import Item
from sijill.model.entries import Basis, BasisKind, Statement

__all__ = [
    "NOUNS",
    "PLACE_CLASSES",
    "TALLY_CLOCKS",
    "Act",
    "Anchor",
    "Attribution",
    "AttributionMode",
    "Basis",
    "BasisKind",
    "CivilianStatus",
    "Claim",
    "ClaimDate",
    "ClaimKind",
    "ClaimNumber",
    "Clock",
    "ControlChange",
    "Incident",
    "Item",
    "Measure",
    "Outcome",
    "PlaceBasis",
    "PublishedFigure",
    "Rank",
    "Sensitivity",
    "Sex",
    "Stance",
    "Statement",
    "Tally",
    "UnfitForTheLedger",
    "Verdict",
    "Verification",
    "Victim",
    "Zone",
    "canonical",
    "from_json",
    "moment",
    "moment_text",
    "properties",
    "read",
    "to_json",
]
