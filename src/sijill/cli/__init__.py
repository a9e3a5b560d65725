"""Words in, one action or one reading, words out."""

from __future__ import annotations

import codecs
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sijill.cli._verb import LANGUAGES, VERBS, parser, read
from sijill.cli._voice import asked_language, say, speaking

SUBJECTS = (
    "evidence",
    "proof",
    "media",
    "capture",
    "review",
    "records",
    "links",
    "linking",
    "counts",
    "territory",
    "ground",
    "map",
    "theatre",
    "places",
    "publishing",
    "exchange",
    "mapping",
    "keeping",
    "destroying",
    "archives",
    "packing",
    "desk",
    "demo",
)
"""The modules that declare verbs, in the order of help; nothing heavy comes with them."""

for _subject in SUBJECTS:
    importlib.import_module(f"sijill.cli._{_subject}")

REFUSED, USAGE, CHECK_FAILED, INTERRUPTED = 1, 2, 3, 130

ASCII = str.maketrans({"“": '"', "”": '"', "–": "-", "‘": "'", "’": "'", "≠": "!", "…": "..."})
"""What a terminal that cannot write our marks is given in their place."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words ask and return the exit code; every refusal is one line on standard error."""
    words = sys.argv[1:] if arguments is None else arguments
    _write_anywhere()
    language = asked_language(words, os.environ.get("SIJILL_LANGUAGE", ""))
    with speaking(language if language in LANGUAGES else "en"):
        if language not in LANGUAGES and words[:1] != ["--language"]:
            say("sijill: SIJILL_LANGUAGE is {language}; it may be en or ar", language=language)
        return _run(words)


def _run(words: Sequence[str]) -> int:
    try:
        try:
            return _do(words)
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        say("sijill: interrupted; what was recorded stays, what was not is gone")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our lines has enough; Python must not try to write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as trouble:
        from sijill.cli._refusals import refuse

        if (code := refuse(trouble)) is not None:
            return code
        if os.environ.get("SIJILL_TRACEBACK"):
            raise
        _say_defect(trouble)
        return REFUSED


def _do(words: Sequence[str]) -> int:
    arguments = read(words)
    if arguments.version:
        from importlib.metadata import version

        sys.stdout.write(f"sijill {version('sijill')}\n")
        return 0
    if not arguments.verb:
        parser().print_help()
        return USAGE
    return int(VERBS[arguments.verb].run(arguments) or 0)


def _say_defect(defect: Exception) -> None:
    """Say where a defect is without its words: an error's text may quote a source (DESIGN 9)."""
    import traceback

    last = traceback.extract_tb(defect.__traceback__)[-1]
    say(
        "sijill: a defect of Sijill: {kind} at {place}; nothing was recorded by halves; report this line, or set "
        "SIJILL_TRACEBACK=1 to see all of it (it may quote a source)",
        kind=type(defect).__name__,
        place=f"{Path(last.filename).name}:{last.lineno}",
    )


def _write_anywhere() -> None:
    """Have a terminal of another encoding print our marks by ASCII ones and other signs by their numbers."""
    codecs.register_error("sijill", _replacement)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="sijill")


def _replacement(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(ASCII)
    return text.encode("ascii", "backslashreplace").decode("ascii"), error.end
