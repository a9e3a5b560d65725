"""Incidents, victims and tallies assembled from statements as of a moment, conflicts side by side."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.records._assemble import (
        UnknownSubjectKind,
        assemble,
        assemble_record,
        noun_of,
        record_in,
    )
    from sijill.records._best import Best, BestBy, best
    from sijill.records._canonical import (
        Canonical,
        Decision,
        canonical,
        clusters_around,
        decided_in,
        decisions,
        decisions_around,
        fold,
        road,
        standing_decisions,
        statements_of,
    )
    from sijill.records._grounds import Ground, TracedStatement
    from sijill.records._held import RecordedValue, order, usable
    from sijill.records._history import Step, StepKind, corrections, history
    from sijill.records._identities import WHOLE_ID, AmbiguousId, Named, whole_id
    from sijill.records._inherited import in_incident, of_its_dead
    from sijill.records._record import REFERENCES, AnyRecord, Record, unknown_record
    from sijill.records._renew import renew
    from sijill.records._sides import one_sided
else:
    __getattr__ = later(__name__)

__all__ = [
    "REFERENCES",
    "WHOLE_ID",
    "AmbiguousId",
    "AnyRecord",
    "Best",
    "BestBy",
    "Canonical",
    "Decision",
    "Ground",
    "Named",
    "Record",
    "RecordedValue",
    "Step",
    "StepKind",
    "TracedStatement",
    "UnknownSubjectKind",
    "assemble",
    "assemble_record",
    "best",
    "canonical",
    "clusters_around",
    "corrections",
    "decided_in",
    "decisions",
    "decisions_around",
    "fold",
    "history",
    "in_incident",
    "noun_of",
    "of_its_dead",
    "one_sided",
    "order",
    "record_in",
    "renew",
    "road",
    "standing_decisions",
    "statements_of",
    "unknown_record",
    "usable",
    "whole_id",
]
