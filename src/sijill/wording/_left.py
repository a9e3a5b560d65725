"""What is said of that which a destruction left, or took along, in the order in which a person has to act on it."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.values import message

LEFT: Mapping[str, str] = {
    "backups": message("These backups still hold the words; destroy them too:"),
    "handovers": message("The register was handed over with the words; ask who holds them to destroy them:"),
    "publications": message("These publications held the words and were withdrawn with their files; publish anew:"),
    "documents": message("These documents repeat the words or are alike; decide whether they go too:"),
    "entries": message("These entries state a name or a sentence from another document; decide whether they go too:"),
    "files": message("These files of the folder still hold words; look at them:"),
    "encrypted": message("These files are encrypted, and nobody could look into them:"),
}
"""By the name of the field of what was destroyed; what follows each is ids or file names, never a word."""
