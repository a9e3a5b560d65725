"""Print which identities of the arithmetic audit are found in the develop documents, and all verdicts by check."""

from __future__ import annotations

import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

from sijill.audits import Finding, audit_document

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "shared" / "seeds"


def identities() -> list[dict[str, object]]:
    """Return the identities with the verdicts that are asked for."""
    return list(tomllib.loads((HERE / "audit_identities.toml").read_text(encoding="utf-8"))["identity"])


def read(seeds: Path, prefix: str) -> str:
    """Return the text of the develop document whose name begins with a prefix, newlines untouched."""
    path = next(seeds.glob(f"{prefix}_*.txt"))
    with path.open(encoding="utf-8", newline="") as stream:
        return stream.read()


def answers(identity: dict[str, object], findings: list[Finding]) -> list[Finding]:
    """Return the findings that check an identity: same check, all its numbers, all its words."""
    wanted = {float(value) for value in identity["values"]}  # type: ignore[attr-defined]
    words = identity.get("words", [])
    return [
        one
        for one in findings
        if one.check == identity["check"]
        and wanted <= {float(term.value) for term in one.figures if term.value is not None}
        and all(word in one.explanation for word in words)  # type: ignore[attr-defined]
    ]


def main() -> int:
    """Print the table; the exit code is the number of identities without the verdict asked for."""
    if not SEEDS.is_dir():
        print(f"the develop documents are not at {SEEDS}; nothing to measure")
        return 0
    findings = {}
    for prefix in ("000", "001", "002", "003"):
        begun = time.perf_counter()
        findings[prefix] = audit_document(read(SEEDS, prefix), item=prefix)
        print(f"{prefix}: {len(findings[prefix])} findings in {time.perf_counter() - begun:.2f} s")
    missing = 0
    for identity in identities():
        found = answers(identity, findings[str(identity["document"])])
        verdicts = sorted({one.verdict.value for one in found})
        right = bool(set(verdicts) & set(identity["expected"]))  # type: ignore[call-overload]
        missing += not right
        mark, seen = "ok " if right else "NOT", ", ".join(verdicts) or "no finding"
        print(f"{mark} {identity['id']:<16} {identity['check']:<22} {seen}")
    counted = Counter((one.check, one.verdict.value) for group in findings.values() for one in group)
    for (check, verdict), number in sorted(counted.items()):
        print(f"{check:<22} {verdict:<16} {number}")
    return missing


if __name__ == "__main__":
    sys.exit(main())
