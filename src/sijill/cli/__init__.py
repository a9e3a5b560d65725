"""Words in, one action or one reading, words out."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from sijill.cli._grammar import parser

REFUSED, USAGE, CHECK_FAILED, INTERRUPTED = 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words ask and return the exit code; every refusal is one line on standard error."""
    grammar = parser()
    asked = grammar.parse_args(arguments)
    if asked.version:
        from importlib.metadata import version

        sys.stdout.write(f"sijill {version('sijill')}\n")
        return 0
    if not asked.verb:
        grammar.print_help()
        return USAGE
    from sijill.values import SijillError

    module, function = asked.handler.split(":")
    try:
        return int(getattr(importlib.import_module(f"sijill.cli.{module}"), function)(asked) or 0)
    except SijillError as refusal:
        about = "".join(f"{name}: " for name in getattr(refusal, "__notes__", ()))
        sys.stderr.write(f"sijill: {about}{type(refusal).__name__}: {refusal}\n")
        return refusal.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("sijill: interrupted; what was recorded stays, what was not is gone\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our lines has enough; Python must not try to write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as trouble:
        where = f"{trouble.filename}: " if trouble.filename else ""
        said = (
            f"{where}{trouble.strerror or type(trouble).__name__}; check that path, its owner and the room on the disk"
        )
        sys.stderr.write(f"sijill: {said}\n")
        return REFUSED
    except Exception as defect:
        if os.environ.get("SIJILL_TRACEBACK"):
            raise
        sys.stderr.write(_defect(defect))
        return REFUSED


def _defect(defect: Exception) -> str:
    """Return where a defect is without its words: an error's text may quote a source (DESIGN 9)."""
    last = traceback.extract_tb(defect.__traceback__)[-1]
    return (
        f"sijill: a defect of Sijill: {type(defect).__name__} at {Path(last.filename).name}:{last.lineno}; nothing was "
        "recorded by halves; report this line, or set SIJILL_TRACEBACK=1 to see all of it (it may quote a source)\n"
    )
