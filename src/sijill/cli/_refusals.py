"""What the command line refuses by itself, and how any refusal is said in the language of the door."""

from __future__ import annotations

import sys

from sijill.cli._voice import spoken
from sijill.values import Language, SijillError, message
from sijill.values.extras import missing_extra
from sijill.values.visible import visible

__all__ = [
    "USAGE_SENTENCES",
    "MapForm",
    "MappingMissing",
    "NoSuchBackup",
    "NoSuchClaim",
    "NoSuchPath",
    "NotBesideFiles",
    "NotUtf8",
    "PasswordInSight",
    "PasswordMissing",
    "RowsOfARegister",
    "UnreadableSetting",
    "WhatArguments",
    "WhichItem",
    "WhichMonth",
    "WhichVerdict",
    "in_words",
    "message",
    "name_the_thing",
    "refuse",
]


class WhatArguments(SijillError):
    """A verb whose arguments are missing."""

    exit_code = 2


class WhichMonth(SijillError):
    """A report without a month."""

    exit_code = 2


class MapForm(SijillError):
    """A map into a file of which the name does not tell its form."""

    exit_code = 2


class WhichVerdict(SijillError):
    """A judgement without a verdict."""


class WhichItem(SijillError):
    """A model is asked about one document, and none was named."""


class MappingMissing(SijillError):
    """An import without a table or a mapping."""


class NotBesideFiles(SijillError):
    """An option that the rows of a file do not heed."""

    exit_code = 2


class RowsOfARegister(SijillError):
    """A file, standard input or nothing where rows of a register are asked for."""


class NoSuchPath(SijillError):
    """A path that does not exist."""


class NoSuchBackup(SijillError):
    """A path at which there is no backup."""


class NoSuchClaim(SijillError):
    """A claim id that the file does not give."""


class UnreadableSetting(SijillError):
    """A PROPERTY=VALUE that cannot be read."""


class NotUtf8(SijillError):
    """A file of settings that is not UTF-8 text."""


class PasswordInSight(SijillError):
    """A password in an argument, which every process of the machine can read."""


class PasswordMissing(SijillError):
    """An account without a password."""


def name_the_thing() -> WhatArguments:
    """Return the refusal of a history of nothing."""
    return WhatArguments(message("name the thing: sijill history REGISTER ID, or --access for who looked at anything"))


def in_words(refusal: SijillError) -> str:
    """Return the sentence of a refusal in the language of the door."""
    if spoken() is Language.EN:
        return str(refusal)
    from sijill.values import plain

    return plain(refusal.in_language(spoken())) or str(refusal)


USAGE_SENTENCES = (
    message("the following arguments are required: %s"),
    message("one of the arguments %s is required"),
    message("not allowed with argument %s"),
    message("ignored explicit argument %r"),
    message("expected one argument"),
    message("expected at most one argument"),
    message("expected at least one argument"),
    message("argument %(argument_name)s: %(message)s"),
    message("%(prog)s: error: %(message)s\n"),
)
"""What argparse says of words that it cannot take, for the catalogue."""


def refuse(trouble: Exception) -> int | None:
    """Say a refusal, or a trouble of the disk, on standard error and return its exit code; None for a defect."""
    trouble = missing_extra(trouble) or trouble
    if isinstance(trouble, SijillError):
        about = "".join(f"{name}: " for name in getattr(trouble, "__notes__", ()))
        sys.stderr.write(visible(f"sijill: {about}{type(trouble).__name__}: {in_words(trouble)}") + "\n")
        return trouble.exit_code
    if isinstance(trouble, OSError):
        said = SijillError(
            message("sijill: {path}{trouble}; check that path, its owner and the room on the disk"),
            path=f"{trouble.filename}: " if trouble.filename else "",
            trouble=trouble,
        )
        sys.stderr.write(visible(in_words(said)) + "\n")
        return said.exit_code
    if isinstance(trouble, UnicodeEncodeError) and trouble.encoding == "utf-8":
        said = SijillError(message("sijill: a word that was given holds bytes that are no text; write it in UTF-8"))
        sys.stderr.write(in_words(said) + "\n")
        return 2
    return None
