"""What changed since an edition, and why: figures as printed and as counted now, records corrected or withdrawn."""

from __future__ import annotations

import pytest
from tests.beginnings import begun
from tests.spec.test_one_number_in_documents import incident

from sijill import reports
from sijill.reports.document import CaseBox, Mark, Paragraph, Table
from sijill.values import Language, SijillError
from sijill.workspace import Settings

MONTH = "2016-05"


@pytest.fixture
def register(tmp_path):
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def publish(register, **asked):
    """Return the publication of a report that was read before."""
    publishing = register.publishing
    seen = publishing.report(MONTH, formats=["html"], **asked).seq
    made = publishing.report(MONTH, formats=["html"], publish=True, seen=seen, reason="checked by two", **asked)
    return made.publication


def sheet(register, publication, *, audience="team", language=Language.EN):
    material = register.publishing.story("corrections", None, since=publication, audience=audience)
    return reports.compose(material, language, reports.read_kind("corrections"))


def text(runs):
    return "".join(run.text for run in runs if not isinstance(run, Mark)).translate({0x2066: None, 0x2069: None})


def said(document):
    lines = []
    for block in document.blocks:
        lines += [text(block.runs)] if isinstance(block, Paragraph) else []
        lines += [text(cell) for row in block.rows for cell in row.cells] if isinstance(block, Table) else []
        lines += [f"{name}: {text(told)}" for name, told in block.lines] if isinstance(block, CaseBox) else []
    return lines


def restated(document):
    tables = [one for one in document.blocks if isinstance(one, Table) and one.anchor == "restated"]
    return [[text(cell) for cell in row.cells] for one in tables for row in one.rows]


def test_nothing_changed_is_said(register):
    incident(register, killed={"low": 7, "high": 7})
    edition = publish(register)

    assert "Every printed figure counts today as it was printed." in said(sheet(register, edition))
    assert restated(sheet(register, edition)) == []


def test_a_figure_that_moved_stands_as_printed_and_as_counted_now_with_what_moved_it(register):
    """7 were printed; a record of 5 entered since makes 12."""
    incident(register, killed={"low": 7, "high": 7})
    edition = publish(register)
    incident(register, title="Invented square", killed={"low": 5, "high": 5})
    entered = register.seq

    rows = restated(sheet(register, edition))

    total = next(row for row in rows if row[1] == "Total")
    assert (total[2], total[4], total[5]) == ("7", "12", "+5")
    assert "1 record was entered since" in total[6]
    assert str(entered) in total[6]


def test_a_corrected_record_shows_both_values_and_the_reason_to_the_team_alone(register):
    market = incident(register, killed={"low": 7, "high": 7})
    edition = publish(register)
    register.records.record(
        "incident", {"killed": {"low": 9, "high": 9}}, subject=market, reason="two died of wounds", rank="preferred"
    )

    team, public = (said(sheet(register, edition, audience=one)) for one in ("team", "public"))

    assert "As it stood then: Invented market, shelling; killed: 7." in team
    assert any("Killed: 7, now 9. Reason: two died of wounds" in one for one in team)
    assert any("Killed: 7, now 9." in one for one in public)
    assert not any("died of wounds" in one for one in public)


def test_a_withdrawn_record_is_named_to_the_team_and_only_counted_outside(register):
    market = incident(register, killed={"low": 7, "high": 7})
    edition = publish(register)
    for values in list(register.records.of(market).held.values()):
        for one in values:
            register.records.retract(one.statement, reason="it endangers a family")

    team, public = (said(sheet(register, edition, audience=one)) for one in ("team", "public"))

    assert "Reason: it endangers a family" in team
    assert "1 record was withdrawn; what it said is not repeated." in public
    assert not any("market" in one or "family" in one for one in public)


def test_a_withdrawn_edition_says_so(register):
    incident(register, killed={"low": 7, "high": 7})
    edition = publish(register)
    register.publishing.withdraw(edition, reason="wrong cover")

    lines = said(sheet(register, edition))

    assert any(one.startswith("It was withdrawn on") for one in lines)


@pytest.mark.parametrize("language", list(Language))
def test_no_edition_or_one_for_others_is_refused(register, language):
    incident(register, killed={"low": 7, "high": 7})
    for_the_team = publish(register, audience="team")

    for publication, audience in ((None, "team"), ("nothing", "team"), (for_the_team, "public")):
        with pytest.raises(SijillError) as refused:
            sheet(register, publication, audience=audience)
        assert refused.value.in_language(language)
    assert sheet(register, for_the_team)
