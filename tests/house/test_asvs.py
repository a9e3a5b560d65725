"""The table of the verification standard names tests that exist; what behavior cannot show is read in the code."""

from __future__ import annotations

import ast
import functools
import re

import pytest
from tests.house.parsed import nodes_of

ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|$")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows(root):
    page = (root / "docs/reference/asvs.md").read_text("utf-8")
    return [found.groups() for line in page.split("\n") if (found := ROW.match(line))]


@functools.cache
def defined_in(file):
    if not file.exists():
        return frozenset()
    return frozenset(n.name for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.FunctionDef))


@pytest.mark.parametrize("page", ["docs/reference/asvs.md", "docs/explanation/threats.md"])
def test_every_test_that_a_page_names_exists(root, page):
    named = set(NAMED.findall((root / page).read_text("utf-8")))
    missing = [(path, name) for path, name in sorted(named) if name not in defined_in(root / path)]

    assert len(named) > 30
    assert missing == []


def test_every_requirement_stands_once_and_in_order(root):
    numbers = [tuple(int(part) for part in number.split(".")) for number, *_ in rows(root)]

    assert numbers == sorted(set(numbers))
    assert len(numbers) > 180


def test_what_holds_names_what_proves_it_and_what_does_not_says_why(root):
    for number, _, stands, proof in rows(root):
        said = stands.strip()
        if said.startswith("holds"):
            assert NAMED.search(proof) or re.search(r"\]\([^)]+\.(md|json|toml)[^)]*\)", proof), number
        else:
            assert re.match(r"(does not apply|does not hold): \w", said), (number, said)


def test_the_page_counts_its_own_rows(root):
    page = (root / "docs/reference/asvs.md").read_text("utf-8")
    said = [stands.strip().split(":")[0] for _, _, stands, _ in rows(root)]
    found = re.search(r"(\d+) hold, (\d+) do not, (\d+) do not apply", page)

    assert found is not None
    holds = sum(one.startswith("holds") for one in said)
    assert [int(n) for n in found.groups()] == [holds, said.count("does not hold"), said.count("does not apply")]


DANGEROUS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "pickle.load",
    "pickle.loads",
    "marshal.loads",
    "yaml.unsafe_load",
    "tempfile.mktemp",
    "mark_safe",
    "SafeString",
}

SAFE = ("_Plain",)
"""A loader of YAML that makes texts, lists and tables, and no objects."""


def called(node):
    parts = []
    function = node.func
    while isinstance(function, ast.Attribute):
        parts.append(function.attr)
        function = function.value
    if isinstance(function, ast.Name):
        parts.append(function.id)
    return ".".join(reversed(parts))


def calls(root):
    for path in sorted((root / "src").rglob("*.py")):
        for node in nodes_of(path):
            if isinstance(node, ast.Call):
                yield path.relative_to(root / "src/sijill").as_posix(), node, called(node)


def test_no_code_is_made_of_data_and_nothing_is_unpickled(root):
    """ASVS 1.3.2, 1.3.7, 1.5.2."""
    assert [(path, name) for path, _, name in calls(root) if name in DANGEROUS] == []
    loaders = [ast.unparse(node.keywords[0].value) for _, node, name in calls(root) if name == "yaml.load"]
    assert all(loader in SAFE for loader in loaders)


def test_no_shell_is_started(root):
    """ASVS 1.2.5: a program is started by a list of words, which no shell reads."""
    by_shell = [
        path
        for path, node, name in calls(root)
        if name.startswith("subprocess.") and any(word.arg == "shell" for word in node.keywords)
    ]

    assert by_shell == []


def imports(root):
    for path in sorted((root / "src").rglob("*.py")):
        for node in nodes_of(path):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                yield path.relative_to(root / "src/sijill").as_posix(), name


def test_only_the_door_to_a_model_and_the_test_of_a_port_open_a_connection(root):
    """ASVS 1.3.6, 13.2.4, 15.3.2: no address that somebody wrote is ever fetched."""
    ways = ("socket", "http.client", "urllib.request", "ftplib", "smtplib", "ssl", "requests", "httpx", "aiohttp")
    opening = {path for path, name in imports(root) if name in ways}
    # Readers of foreign bytes speak with us through a pair of sockets that leads nowhere else.
    connecting = [path for path, _, name in calls(root) if "readers/" in path and name.endswith(".connect")]

    # A capture's browser goes out by one door, which leads to no private address that was not asked for.
    doors = ("adapters/model_extractor/", "adapters/ports.py", "adapters/timestamps/", "adapters/capture/_relay.py")
    assert all(path.startswith((*doors, "adapters/readers/")) for path in opening)
    assert connecting == []


@pytest.mark.parametrize(
    "sign", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
)
def test_no_script_of_ours_makes_markup_or_code_of_text(root, sign):
    """ASVS 3.2.2, 1.2.3."""
    for script in (root / "src/sijill/web/static/desk").glob("*.js"):
        assert sign not in script.read_text("utf-8"), script.name


@pytest.mark.parametrize(
    "sign", ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "postMessage", "caches."]
)
def test_no_script_of_ours_keeps_anything_in_the_browser(root, sign):
    """ASVS 14.3.3, 3.5.5."""
    for script in (root / "src/sijill/web/static/desk").glob("*.js"):
        assert sign not in script.read_text("utf-8"), script.name


def test_no_template_turns_its_escaping_off(root):
    """ASVS 1.1.2, 1.2.1."""
    for page in (root / "src/sijill/web").rglob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape\s+off", page.read_text("utf-8")), page.name


def test_no_weak_digest_and_no_weak_chance_is_used(root):
    """ASVS 11.4.1, 11.5.1."""
    weak = [(path, name) for path, _, name in calls(root) if name in ("hashlib.md5", "hashlib.sha1")]
    chance = [(path, name) for path, name in imports(root) if name == "random"]

    assert weak == []
    assert chance == []
