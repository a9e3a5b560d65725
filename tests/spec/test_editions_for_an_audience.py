"""What was redacted for the team is handed to the team alone, also once it is published (E4). All is invented."""

from __future__ import annotations

import json

import pytest
from tests.unit.web.apis import Program, token_of
from tests.unit.web.conftest import page_of

from sijill import methodology


@pytest.mark.parametrize("audience", ["team", "restricted", "public"])
def test_an_edition_is_told_and_handed_only_to_whom_it_was_made_for(register, sign_in, audience):
    """A published report of the team had been a file for every viewer."""
    register.counts.adopt_methodology(methodology.shipped_bytes("snhr"))
    values = {"killed": {"low": 7, "high": 7}, "happened_on": "2020-05-03", "documented_on": "2020-05-03"}
    register.records.record("incident", {**values, "title": "Invented"}, reason="invented")
    asked = {"formats": ["html"], "audience": audience}
    seen = register.publishing.report("2020-05", **asked).seq
    why = "checked that it endangers nobody"
    edition = register.publishing.report("2020-05", publish=True, seen=seen, reason=why, **asked).publication
    name = next(iter(register.records.entry(edition).body["files"]))

    for role, clearance in (("viewer", "public"), ("analyst", "team"), ("lead", "restricted")):
        handed = ("public", "team", "restricted").index(audience) <= ("public", "team", "restricted").index(clearance)
        browser = sign_in(role)
        assert (browser.get(f"/reports/{edition}/{name}").status_code == 200) is handed
        assert (edition in page_of(browser, "/reports/")) is handed
        assert ("May 2020" in page_of(browser, "/")) is handed
        listed = json.loads(Program(token_of(role)).get("/publications").content)["publications"]
        assert bool(listed) is handed

    register.acting_as("lead").publishing.withdraw(edition, reason="Invented reason")
    assert ("Invented reason" in page_of(sign_in("viewer"), "/reports/corrections/")) is (audience == "public")
