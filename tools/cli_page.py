"""
Write the page of the command line from its grammar: every verb, every argument, what each says.

``python tools/cli_page.py`` writes docs/reference/cli.md; a test holds it fresh.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sijill.cli import CHECK_FAILED, INTERRUPTED, REFUSED, USAGE, parser
from sijill.cli._verb import VERBS, find_answer

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/cli.md"
EVERYWHERE = ("--json", "--actor")

HEAD = f"""# The command line

`sijill VERB REGISTER [...]`: the register is always the first argument. A folder that holds `sijill.toml` is a
register; any other path is a file or a folder of files. Written from the grammar by `python tools/cli_page.py`.

Every verb takes `--json` (one JSON document on standard output, everything else on standard error; its shape is
in [JSON documents](json.md)) and `--actor NAME` (who acts; else the variable `SIJILL_ACTOR`, else the register's
owner). Nothing ever asks a question when standard input is not a terminal. `sijill completion bash` prints a
completion script. `sijill --language ar VERB ...`, or the variable `SIJILL_LANGUAGE=ar`, speaks Arabic: help, refusals
and printed lines; a verb's own `--language` keeps its meaning. `-` is standard input wherever a
file of words or rows is asked. An id may be given by its beginning (four signs or more) wherever one is asked.
What `sijill.toml` may hold stands in [settings](settings.md).

## Exit codes

| code | says |
|---|---|
| 0 | done |
| {REFUSED} | refused: one line on standard error names the thing and the next step; nothing was half-written |
| {USAGE} | wrong usage: the grammar is printed |
| {CHECK_FAILED} | a check failed: a register that does not verify, a figure that moved, a broken methodology |
| {INTERRUPTED} | interrupted: what was recorded stays, what was not is gone |

A defect of Sijill itself is told by its place alone, because an error's text may quote a source;
`SIJILL_TRACEBACK=1` shows all of it.
"""


def verbs() -> dict[str, argparse.ArgumentParser]:
    """Return every verb with its grammar, those of the readings with it."""
    find_answer()
    (group,) = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(group.choices)


def arguments(verb: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a verb takes beside what every verb takes."""
    return [a for a in verb._actions if a.dest != "help" and not set(a.option_strings) & set(EVERYWHERE)]


def render() -> str:
    """Return the page."""
    return HEAD + "".join(_verb(name, verb) for name, verb in verbs().items())


def _verb(name: str, verb: argparse.ArgumentParser) -> str:
    taken = arguments(verb)
    places = " ".join(_place(action) for action in taken if not action.option_strings)
    rows = "".join(f"| `{_named(action)}` | {_says(action)} |\n" for action in taken)
    table = f"\n| argument | says |\n|---|---|\n{rows}" if rows else ""
    example = f"\n`sijill {VERBS[name].example}`\n"
    return (
        f"\n## sijill {name}\n\n`sijill {' '.join(f'{name} {places}'.split())}`: {verb.description}.\n{example}{table}"
    )


def _place(action: argparse.Action) -> str:
    name = metavar(action)
    return {"?": f"[{name}]", "+": f"{name} ...", "*": f"[{name} ...]"}.get(str(action.nargs), name)


def _named(action: argparse.Action) -> str:
    if not action.option_strings:
        return metavar(action)
    value = "" if action.nargs == 0 else f" {metavar(action)}"
    return ", ".join(action.option_strings) + value


def metavar(action: argparse.Action) -> str:
    """Return what stands for the value of an argument."""
    if isinstance(action.metavar, str):
        return action.metavar
    return action.dest.upper().replace("_", "-")


def _says(action: argparse.Action) -> str:
    parts = [str(action.help or "")]
    if action.choices:
        parts.append("one of " + ", ".join(f"`{choice}`" for choice in action.choices))
    if action.option_strings and action.required:
        parts.append("required")
    if action.option_strings and action.default not in (None, False, [], "") and "default" not in parts[0]:
        parts.append(f"default `{action.default}`")
    return "; ".join(part for part in parts if part).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
