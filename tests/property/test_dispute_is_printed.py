"""DESIGN 11.10: whatever a document prints of a record whose accounts differ or deny, it prints those too."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.test_one_number_in_documents import incident

from sijill import reports
from sijill.actions import Provenance
from sijill.reports.document import Mark
from sijill.values import Language
from sijill.workspace import Register, Settings

SOURCES = ("Invented Monitor", "Invented Agency", "Invented Army")

ACCOUNTS = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.sampled_from(("assert", "deny", "unverified")), st.integers(5, 40)),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one[0],
)


def said(document):
    """Return the words of every block as one text a box, table or paragraph."""

    def runs(told):
        return "".join(run.text for run in told if not isinstance(run, Mark))

    texts = []
    for block in document.blocks:
        texts += [f"{name}: {runs(told)}" for name, told in getattr(block, "lines", ())]
        texts += [runs(note) for note in getattr(block, "notes", ())]
        texts += [runs(block.runs)] if hasattr(block, "runs") else []
    return texts


@settings(max_examples=15, deadline=None)
@given(accounts=ACCOUNTS, happened=st.sampled_from(("2016-05-05", "2016-02-01")))
def test_an_account_that_differs_or_denies_stands_beside_what_is_printed(accounts, happened):
    with (
        tempfile.TemporaryDirectory() as folder,
        Register.init(Path(folder) / "register", settings=Settings(name="Test", owner="lead")) as register,
    ):
        market = incident(register, happened_on=happened, killed={"low": 50, "high": 50})
        for source, stance, killed in accounts:
            value = {"killed": {"low": killed, "high": killed}}
            register.records.record(
                "incident", value, subject=market, source=source, stance=stance, reason="an invented account"
            )

        material = register.publishing.month("2016-05", clock="documented", audience="team")
        printed = {language: said(reports.compose(material, language)) for language in Language}

    best = str(material.value.total.figure.best)
    for source, stance, killed in accounts:
        if stance != "deny" and str(killed) == best:
            continue
        for language, denies in ((Language.EN, "denies"), (Language.AR, "نفي")):
            lines = [line for line in printed[language] if source in line]
            assert any(str(killed) in line and (stance != "deny" or denies in line) for line in lines), (source, lines)


def test_who_may_be_named_outside_is_named_as_denying(tmp_path):
    """E4, DESIGN 11.10: a party's denial stands in the public report; a person who spoke is not named there."""
    note = b"Invented note. No civilians were killed, the army said. Ten civilians were killed, a man said.\n"
    with Register.init(tmp_path / "register", settings=Settings(name="Test", owner="lead")) as register:
        market = incident(register, killed={"low": 7, "high": 7})
        item = register.evidence.add_bytes(note, Provenance("Invented notes", sensitivity="public")).item
        for source, stance, killed, quote in (
            ("Syrian government forces", "deny", 7, "No civilians were killed"),
            ("Invented Person", "assert", 10, "Ten civilians were killed"),
        ):
            marked, _ = register.acting_as("other").review.quote(item, quote, kind="casualties")
            claim = register.acting_as("third").review.judge(marked.id, verdict="accepted").claim
            value = {"killed": {"low": killed, "high": killed}}
            register.records.record("incident", value, subject=market, source=source, stance=stance, claims=[claim])
        material = register.publishing.month("2016-05", clock="died", audience="public")
        lines = said(reports.compose(material, Language.EN))

    box = [line for line in lines if line.startswith(("Denied", "Others say"))]
    assert box == [
        "Others say: Killed: 10 (a source that is not named)",
        "Denied: Syrian government forces denies this: Killed, 7",
    ]


def test_who_denies_being_responsible_is_named_beside_who_is_held_responsible(tmp_path):
    """R-EC.8, V-PARTY: a party's own denial stands in the box."""
    with Register.init(tmp_path / "register", settings=Settings(name="Test", owner="lead")) as register:
        blamed = {"mode": "single", "parties": ["syrian_gov"], "denied_by": ["syrian_gov"]}
        incident(register, killed={"low": 7, "high": 7}, attribution=blamed)
        material = register.publishing.month("2016-05", clock="died", audience="team")
        lines = said(reports.compose(material, Language.EN))

    denied = [line for line in lines if line.startswith("Denied")]
    assert denied == ["Denied: Syrian government forces denies this: Responsibility, Syrian government forces"]
