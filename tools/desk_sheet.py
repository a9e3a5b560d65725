"""
Cut Bootstrap's sheet to what the desk uses, and turn left and right into start and end.

``python tools/desk_sheet.py`` reads tools/vendor/bootstrap.min.css and the words of templates, scripts and code of
``sijill.web``, and writes src/sijill/web/static/vendor/bootstrap.css: one sheet for both directions. A test holds it
fresh, so a class that a template begins to use is not missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHOLE = ROOT / "tools/vendor/bootstrap.min.css"
CUT = ROOT / "src/sijill/web/static/vendor/bootstrap.css"
WEB = ROOT / "src/sijill/web"

SIDES = (
    (r"(?<![\w-])(margin|padding)-left\b", r"\1-inline-start"),
    (r"(?<![\w-])(margin|padding)-right\b", r"\1-inline-end"),
    (r"(?<![\w-])(margin|padding):([^ ;}]+) ([^ ;}]+) ([^ ;}]+) ([^ ;}]+)", r"\1-block:\2 \4;\1-inline:\5 \3"),
    (r"(?<![\w-])border-left(?=[-:])", "border-inline-start"),
    (r"(?<![\w-])border-right(?=[-:])", "border-inline-end"),
    (r"border-top-left-radius", "border-start-start-radius"),
    (r"border-top-right-radius", "border-start-end-radius"),
    (r"border-bottom-left-radius", "border-end-start-radius"),
    (r"border-bottom-right-radius", "border-end-end-radius"),
    (r"(?<![\w-])left:", "inset-inline-start:"),
    (r"(?<![\w-])right:", "inset-inline-end:"),
    (r"text-align:left", "text-align:start"),
    (r"text-align:right", "text-align:end"),
    (r"(float|clear):left", r"\1:left;\1:inline-start"),  # a browser before 2023 knows the first only
    (r"(float|clear):right", r"\1:right;\1:inline-end"),
)
"""What has a side in the sheet, and the same by the direction of the words."""


def cut() -> str:
    """Return the sheet."""
    used = words()
    head = "/* Bootstrap 5.3, MIT, cut and turned by tools/desk_sheet.py from tools/vendor/bootstrap.min.css */\n"
    whole = re.sub(r'/\*.*?\*/|@charset "UTF-8";', "", WHOLE.read_text("utf-8"), flags=re.DOTALL)
    text = "".join(_rules(whole, used))
    for physical, logical in SIDES:
        text = re.sub(physical, logical, text)
    return head + text + "\n"


def words() -> set[str]:
    """Return every word that could be a class: of templates, of scripts, of code."""
    files = [one for end in ("html", "js", "py") for one in WEB.rglob(f"*.{end}") if "vendor" not in one.parts]
    return {word for one in files for word in re.findall(r"[A-Za-z][\w-]*", one.read_text("utf-8"))}


def _rules(text: str, used: set[str]) -> Iterator[str]:
    """Give the rules that can apply; a group of rules stays where any of its own does."""
    for head, body in _blocks(text):
        if head.startswith(("@media", "@supports")):
            inner = "".join(_rules(body, used))
            if inner:
                yield f"{head}{{{inner}}}"
        elif not head.startswith("@"):  # key frames move something, and nothing moves here
            kept = [one for one in _selectors(head) if set(re.findall(r"\.([A-Za-z][\w-]*)", one)) <= used]
            if kept:
                yield f"{','.join(kept)}{{{body}}}"


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    depth, begin, head = 0, 0, ""
    for at, mark in enumerate(text):
        if mark == "{":
            if not depth:
                head, begin = text[begin:at].strip(), at + 1
            depth += 1
        elif mark == "}":
            depth -= 1
            if not depth:
                yield head, text[begin:at]
                begin = at + 1


def _selectors(head: str) -> list[str]:
    """Split a list of selectors at the commas that stand in no brackets."""
    return re.split(r",(?![^(]*\))", head)


if __name__ == "__main__":
    CUT.write_text(cut(), "utf-8")
    print(len(CUT.read_bytes()), "bytes of", len(WHOLE.read_bytes()))
