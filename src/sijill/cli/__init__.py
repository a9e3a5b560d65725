"""Words in, one action or one reading, words out."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

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
        sys.stderr.write(f"sijill: {type(refusal).__name__}: {refusal}\n")
        return refusal.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("sijill: interrupted; what was recorded stays, what was not is gone\n")
        return INTERRUPTED
    except BrokenPipeError:
        return 0
