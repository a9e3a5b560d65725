"""Write docs/reference/sbom.json: everything that is installed to run, from the hash-pinned file (CycloneDX 1.6)."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "run.lock"
PAGE = ROOT / "docs" / "reference" / "sbom.json"
CARRIED = ROOT / "src" / "sijill" / "web" / "static" / "vendor" / "manifest.json"


def sbom() -> str:
    """Return the list as JSON, the same for the same lock: no moment, no serial number, no host, no path."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "sbom.json"
        command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(LOCK)]
        command += ["--output-reproducible", "--of", "JSON", "--no-validate", "-o", str(made)]
        subprocess.run(command, check=True)
        document: dict[str, Any] = json.loads(made.read_text("utf-8"))
    components = [_installed(one) for one in document["components"]] + _carried()
    kept = {name: document[name] for name in ("$schema", "bomFormat", "specVersion", "version")}
    sijill = {"type": "application", "name": "sijill", "bom-ref": "sijill"}
    return json.dumps({**kept, "metadata": {"component": sijill}, "components": components}, indent=1) + "\n"


def _installed(one: dict[str, Any]) -> dict[str, Any]:
    """What the lock says of a package, without the address of an index: a mirror gives the same bytes."""
    hashes = [digest for place in one.get("externalReferences", ()) for digest in place.get("hashes", ())]
    reference = {"type": "distribution", "url": one["purl"], "hashes": hashes}
    return {
        "type": one["type"],
        "bom-ref": one["purl"],
        "name": one["name"],
        "version": one["version"],
        "purl": one["purl"],
        "externalReferences": [reference],
    }


def _carried() -> list[dict[str, Any]]:
    """The files for the browser that stand in the repository."""
    return [
        {
            "type": "library",
            "bom-ref": f"pkg:npm/{name}@{card['version']}",
            "name": name,
            "version": card["version"],
            "licenses": [{"license": {"id": card["license"]}}],
            "purl": f"pkg:npm/{name}@{card['version']}",
            "components": [
                {"type": "file", "name": file, "hashes": [{"alg": "SHA-256", "content": digest}]}
                for file, digest in card["files"].items()
            ],
        }
        for name, card in json.loads(CARRIED.read_text("utf-8")).items()
    ]


if __name__ == "__main__":
    PAGE.write_text(sbom(), "utf-8")
