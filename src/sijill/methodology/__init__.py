"""Versioned rules a statistician can read, a test can run and an organisation can replace."""

from sijill.methodology._assess import Assessment, Why, assess
from sijill.methodology._attribution import Filing, file_under
from sijill.methodology._numbers import Chosen, choose, soften
from sijill.methodology._rules import (
    Bucket,
    MethodologyBroken,
    Rules,
    UnknownMethodology,
    parse,
    shipped,
    shipped_bytes,
)
from sijill.methodology._verification import verification

__all__ = [
    "Assessment",
    "Bucket",
    "Chosen",
    "Filing",
    "MethodologyBroken",
    "Rules",
    "UnknownMethodology",
    "Why",
    "assess",
    "choose",
    "file_under",
    "parse",
    "shipped",
    "shipped_bytes",
    "soften",
    "verification",
]
