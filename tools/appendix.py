"""
Write the methodology by example: the names and rules of tests/spec as a page that a lawyer can read.

``python tools/appendix.py`` writes docs/reference/methodology-by-example.md; a test holds it fresh.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/methodology-by-example.md"
HEAD = """# The methodology by example

Every line is a test that runs: its sentence, and the rule it stands on.
Written from `tests/spec` by `python tools/appendix.py`.
"""


def render(folder: Path = ROOT / "tests/spec") -> str:
    """Return the page."""
    return HEAD + "".join(_chapter(path) for path in sorted(folder.glob("test_*.py")))


def _chapter(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    title = (ast.get_docstring(tree) or path.stem).splitlines()[0]
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return f"\n## {title}\n" + "".join(f"- {_sentence(test.name)}. *{_rule(test)}*\n" for test in tests)


def _sentence(name: str) -> str:
    words = re.sub(r"_s_", "'s ", name.removeprefix("test_")).replace("_", " ")
    return words[0].upper() + words[1:]


def _rule(test: ast.FunctionDef) -> str:
    return " ".join((ast.get_docstring(test) or "").split())


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
