"""How often a test that kills, mangles or draws does so: a sample in CI, in full in a long run."""

import os

LONG = os.environ.get("SIJILL_LONG_RUN") == "1"
"""Set by ``tools/long_run.py``, whose last results stand in docs/reference/long-runs.md."""


def often(in_full: int, sample: int) -> int:
    """Return how often to try."""
    return in_full if LONG else sample
