"""Incidents, victims and tallies assembled from statements as of a moment, conflicts side by side."""

from sijill.records._assemble import UnknownSubjectKind, assemble, noun_of, record
from sijill.records._held import Held, order, usable
from sijill.records._record import AnyRecord, Record

__all__ = ["AnyRecord", "Held", "Record", "UnknownSubjectKind", "assemble", "noun_of", "order", "record", "usable"]
