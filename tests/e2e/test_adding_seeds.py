"""Every seed document is added, and every proposal found stands at its exact words; a folder of claims is resumable."""

from __future__ import annotations

import json

from sijill.actions import Provenance
from sijill.cli import main
from sijill.workspace import Register, Settings


def test_every_proposal_of_every_seed_document_re_anchors(shared, tmp_path):
    with Register.init(tmp_path / "register", settings=Settings(name="Seeds", owner="lead")) as register:
        for path in sorted((shared / "seeds").glob("*.txt")):
            item = register.evidence.add(path, Provenance("seed")).item
            raw = path.read_bytes().decode("utf-8")
            found = register.review.proposals_of(item)

            assert found, path.name[:3]
            assert all(raw[claim.anchor.start : claim.anchor.end] == claim.anchor.exact for claim in found)


def test_claims_of_the_seed_folder_in_two_processes_equal_those_of_one(shared, tmp_path):
    seeds = str(shared / "seeds")
    for jobs in ("1", "2"):
        assert main(["claims", seeds, "--jsonl", str(tmp_path / jobs), "--jobs", jobs]) == 0

    one, two = (list(map(json.loads, (tmp_path / jobs).read_text("utf-8").splitlines())) for jobs in ("1", "2"))
    assert one == two
    assert one
