"""An age key for tests only: what they back up holds invented words."""

from __future__ import annotations

from pathlib import Path

IDENTITY = "AGE-SECRET-KEY-1N2R9SM6566JY25Y6QY95U93AVCH5DGT7LS8WWZS0AAPT8TE89MASWU6XMC"
RECIPIENT = "age1tz2yptye54hevrruzh545zlpxf0h5knplpv8h49xcqe87urs035q2fxcys"


def key_file(folder: Path) -> str:
    """Write the secret half into a file and return its path."""
    path = folder / "key.txt"
    path.write_text(f"# public key: {RECIPIENT}\n{IDENTITY}\n", "ascii")
    return str(path)
