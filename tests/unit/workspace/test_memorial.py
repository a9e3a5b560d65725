"""From an agreement in the register to a name in the public report. The person is invented."""

from __future__ import annotations

import pytest

from sijill import methodology
from sijill.model import to_json
from sijill.values import PersonName
from sijill.workspace import Register

PERSON = {
    "name": to_json(PersonName.of("Amal Invented")),
    "statuses": ["killed"],
    "civilian_status": "civilian",
    "sex": "female",
    "died_on": "2020-05-03",
    "documented_on": "2020-05-04",
    "killed_in": "Aleppo",
    "attribution": {"mode": "single", "parties": ["syrian_gov"]},
    "family_agreed": True,
}


@pytest.mark.parametrize("switch", ["true", "false"])
def test_a_public_report_names_whom_families_agreed_to_name_where_the_methodology_says_so(
    register: Register, switch: str
) -> None:
    rules = methodology.shipped_bytes("snhr").decode()
    rules = rules.replace("smallest_cell = 0", f"smallest_cell = 0\nmemorial_lists = {switch}")
    register.counts.adopt_methodology(rules.replace('version = "1"', 'version = "2"', 1).encode())
    register.records.record("victim", PERSON, reason="invented for a test")

    done = register.publishing.report("2020-05", formats=["html"])

    pages = "".join(path.read_text(encoding="utf-8") for path in done.files if path.suffix == ".html")
    assert ("Amal Invented" in pages) is (switch == "true")
