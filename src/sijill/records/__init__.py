"""Incidents, victims and tallies assembled from statements as of a moment, conflicts side by side."""

from sijill.records._assemble import UnknownSubjectKind, assemble, noun_of, record
from sijill.records._best import Best, BestBy, best
from sijill.records._held import Held, order, standing_together, usable
from sijill.records._history import Step, StepKind, corrections, history
from sijill.records._inherited import in_incident
from sijill.records._record import AnyRecord, Record
from sijill.records._renew import renew

__all__ = [
    "AnyRecord",
    "Best",
    "BestBy",
    "Held",
    "Record",
    "Step",
    "StepKind",
    "UnknownSubjectKind",
    "assemble",
    "best",
    "corrections",
    "history",
    "in_incident",
    "noun_of",
    "order",
    "record",
    "renew",
    "standing_together",
    "usable",
]
