"""The list of what is installed to run (docs/reference/sbom.json) is that of the hash-pinned file."""

from __future__ import annotations

import json
import re


def components(root):
    return json.loads((root / "docs/reference/sbom.json").read_text("utf-8"))["components"]


def test_the_list_names_every_locked_package_with_its_version_and_its_hashes(root):
    """ASVS 15.1.2; ``just sbom`` writes it again."""
    locked = {}
    for line in (root / "requirements/run.lock").read_text("utf-8").split("\n"):
        if found := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            hashes = locked[found[1], found[2]] = set()
        hashes.update(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    listed = {
        (one["name"], one["version"]): {h["content"] for place in one["externalReferences"] for h in place["hashes"]}
        for one in components(root)
        if one["purl"].startswith("pkg:pypi/")
    }

    assert listed == locked


def test_the_list_names_the_files_for_the_browser_that_are_carried(root):
    carried = json.loads((root / "src/sijill/web/static/vendor/manifest.json").read_text("utf-8"))
    listed = {
        one["name"]: (one["version"], {file["name"]: file["hashes"][0]["content"] for file in one["components"]})
        for one in components(root)
        if one["purl"].startswith("pkg:npm/")
    }

    assert listed == {name: (card["version"], card["files"]) for name, card in carried.items()}


def test_the_list_says_nothing_of_the_machine_that_wrote_it(root):
    text = (root / "docs/reference/sbom.json").read_text("utf-8")

    assert re.findall(r"[a-z]+://[^\"]+", text) == ["http://cyclonedx.org/schema/bom-1.6.schema.json"]
    assert not re.search(r"serialNumber|timestamp|/home/|/tmp/|/work/", text)
