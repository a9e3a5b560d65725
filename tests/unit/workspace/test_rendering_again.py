"""A published file that was lost is rendered again, byte for byte, whatever kind of document it is."""

from __future__ import annotations

import shutil

import pytest
from tests.spec.test_one_number_in_documents import incident

from sijill.adapters.files import FolderVault
from sijill.workspace import Register, Settings

DAY = "2016-05-05"


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "register"
    with Register.init(folder, settings=Settings(name="Invented house", owner="lead")) as made:
        incident(made, killed={"low": 7, "high": 7}, place="Inventedtown")
        yield made


def asked(register, kind):
    market = next(one.id for one in register.records.all() if one.kind == "incident")
    edition = next((one["id"] for one in register.publishing.publications()), None)
    return {
        "monthly": ("2016-05", {"clock": "died", "without": ["massacres"]}),
        "daily": (DAY, {}),
        "timeline": ("2016-05", {}),
        "operation": ("2016-05", {"place": "Inventedtown"}),
        "log": (DAY, {"place": "Inventedtown"}),
        "conflicts": ("2016-05", {"question": "killed@Inventedtown"}),
        "corrections": (None, {"since": edition}),
        "massacre": (None, {"incident": market, "audience": "team"}),
    }[kind]


@pytest.mark.parametrize(
    "kind", ["monthly", "daily", "timeline", "operation", "log", "conflicts", "corrections", "massacre"]
)
def test_a_lost_file_of_any_kind_is_made_again_as_it_was_published(register, kind):
    period, given = asked(register, kind)
    given = {"kind": kind, "formats": ["html"], **given}
    seen = register.publishing.report(period, **given).seq
    done = register.publishing.report(period, **given, publish=True, seen=seen, reason="nobody is named")
    shutil.rmtree(register.folder / "reports/drafts")
    body = register.records.entry(done.publication).body
    before = {path: path.read_bytes() for path in done.files}
    for path, digest in zip(done.files, body["files"].values(), strict=True):
        path.unlink()
        FolderVault(register.folder / "vault").remove(digest)

    _, repaired = register.keeping.repair()

    assert {one.did for one in repaired} <= {"rendered_again", "copied_back"}
    assert register.keeping.verify().holds
    assert {path: path.read_bytes() for path in before} == before


def test_what_counts_otherwise_now_is_made_again_as_it_was_then(register):
    """The file is that of the edition: as of its entry, though the register learned of more dead since."""
    seen = register.publishing.report("2016-06", formats=["html"]).seq
    done = register.publishing.report("2016-06", formats=["html"], publish=True, seen=seen, reason="nobody is named")
    incident(
        register, title="Later", happened_on="2016-06-02", documented_on="2016-06-03", killed={"low": 9, "high": 9}
    )
    shutil.rmtree(register.folder / "reports/drafts")
    page = next(path for path in done.files if path.name.endswith("-en.html") and "annex" not in path.name)
    before, digest = page.read_bytes(), register.records.entry(done.publication).body["files"][page.name]
    page.unlink()
    FolderVault(register.folder / "vault").remove(digest)

    register.keeping.repair()

    assert page.read_bytes() == before
