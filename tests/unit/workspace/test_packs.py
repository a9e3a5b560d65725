"""A package for a receiving body: who did not agree is in no byte of it, and whoever opens it can check each byte."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile

import prov.model
import pypdfium2
import pyrage
import pytest
from pyrage import x25519
from tests.age_keys import IDENTITY, RECIPIENT
from tests.spec.test_one_number_in_documents import incident, victim

from sijill.access.leaving import Kept
from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.cli import main
from sijill.cli._packing import RECEIVERS
from sijill.ledger import TwoPersonsNeeded
from sijill.model import Sensitivity
from sijill.model.consent import Consent, ConsentBasis, GivenBy, Purpose
from sijill.values import Language, Period, SijillError
from sijill.wording import handing_in
from sijill.workspace import Register, Settings, open_register
from sijill.workspace.exports.packs import BODIES, ToPack

AGREED, SILENT = "Agreed Inventedfamily", "Silent Middle Otherfamily"
OPEN_NOTE = "Invented note: seven civilians were killed in the invented market, among them Agreed Inventedfamily.\n"
OTHER_NOTE = "Invented list: seven civilians were killed in the invented market, Silent  OTHERFAMILY among them.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """
    A register of one person, who judges what they entered, and the incident in it.

    Two of the dead of an invented market are known by name, of whom one agreed; of its two documents one names the
    other.
    """
    folder = tmp_path_factory.mktemp("made") / "register"
    settings = Settings(name="Invented house", owner="lead", one_person=True)
    with Register.init(folder, settings=settings) as register:
        found = incident(register, killed={"low": 7, "high": 7}, place="Inventedtown")
        agree(register, victim(register, joined=found, name=written(AGREED)))
        victim(register, joined=found, name=written(SILENT))
        rests_on(register, found, OPEN_NOTE)
        rests_on(register, found, OTHER_NOTE, title="Invented list")
    return folder, found


@pytest.fixture
def register(made, tmp_path):
    shutil.copytree(made[0], tmp_path / "register")
    with open_register(tmp_path / "register") as found:
        yield found


@pytest.fixture
def market(made):
    return made[1]


def written(name):
    return [{"text": name, "script": "latn"}]


def rests_on(register, subject, words, *, source="Invented Watch", title="Invented note", **given):
    """Seal a document and let its words stand for how many were killed; return the document."""
    item = register.evidence.add_bytes(words.encode(), Provenance(source, "note.txt", title, **given)).item
    target = Target("incident", subject, "killed", source=source)
    register.review.quote(item, "seven civilians", changes={"number": "7"}, reason="read", target=target)
    return item


def agree(register, person, *purposes, **given):
    for purpose in purposes or (Purpose.COURT, Purpose.ADVOCACY):
        told = {"language": "ar", "explained_by": "lead", "given_by": GivenBy.RELATIVE, **given}
        register.publishing.consent(Consent("", person, purpose, ConsentBasis.CONSENT, **told))


def pack(register, tmp_path, receiver="iiim", out="out.zip.age", **asked):
    return register.publishing.pack(ToPack(receiver, [RECIPIENT], **asked), tmp_path / out)


def opened(path):
    """Return the files of a package by their names, as its receiver sees them, and the name of its folder."""
    plain = pyrage.decrypt(path.read_bytes(), [x25519.Identity.from_str(IDENTITY)])
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        return {one.partition("/")[2]: archive.read(one) for one in archive.namelist()}


def unpacked(path, folder):
    plain = pyrage.decrypt(path.read_bytes(), [x25519.Identity.from_str(IDENTITY)])
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        archive.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


def everything(files):
    """Return all that a package says, its PDF and DOCX as other programs read them."""
    told = []
    for name, content in files.items():
        told.append(name)
        told.append(content.decode("utf-8", "ignore"))
        if name.endswith(".pdf"):
            told += [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
        if name.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                told += [parts.read(one).decode("utf-8", "ignore") for one in parts.namelist()]
    return "\n".join(told).casefold()


# -- consent (R-EC.11) -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_who_did_not_agree_is_found_nowhere_and_the_index_says_how_many(register, market, tmp_path, receiver):
    done = pack(register, tmp_path, receiver, incident=market)

    told = everything(opened(done.path))
    assert "agreed inventedfamily" in told
    assert "silent" not in told
    assert "otherfamily" not in told
    assert done.kept == {("victim", Kept.NO_CONSENT): 1, ("item", Kept.NAMES): 1}
    index = opened(done.path)["data/index.en.html"].decode()
    assert "No consent to this use is recorded" in index
    assert "It names somebody who did not agree" in index


def test_consent_to_one_use_is_none_to_another(register, tmp_path):
    found = incident(register, killed={"low": 7, "high": 7})
    agree(register, victim(register, joined=found, name=written(AGREED)), Purpose.PUBLISH)

    done = pack(register, tmp_path, incident=found)

    assert done.persons == 0
    assert "inventedfamily" not in everything(opened(done.path))


def test_a_consent_taken_back_withholds_and_the_withdrawal_names_the_hand_over(register, market, tmp_path):
    person = next(one.id for one in register.records.all() if one.kind == "victim")
    before = pack(register, tmp_path, incident=market)

    given = Consent("", person, Purpose.COURT, ConsentBasis.CONSENT, withdrawn=True, reason="the family asked")
    back, _ = register.publishing.consent(given)
    after = pack(register, tmp_path, out="again.age", incident=market)

    assert before.persons == 1
    assert [register.opened.ledger.entry(one).body["receiver"] for one in back.handovers] == ["iiim"]
    assert after.kept["victim", Kept.TAKEN_BACK] == 1
    assert "inventedfamily" not in everything(opened(after.path))


def test_the_account_of_a_witness_leaves_by_its_own_consent(register, market, tmp_path):
    register.records.record("source", {"name": "Invented Witness", "kind": "witness"}, reason="invented")
    item = rests_on(register, market, "Seven died there; seven civilians, I saw it.\n", source="Invented Witness")

    kept = pack(register, tmp_path, incident=market)
    agree(register, item, Purpose.COURT)
    given = pack(register, tmp_path, out="again.age", incident=market)

    assert kept.kept["item", Kept.CONFIDENTIAL] == 1
    assert "invented witness" not in everything(opened(kept.path))
    assert f"data/items/{item}.txt" in opened(given.path)


def test_words_of_a_record_that_name_somebody_are_withheld(register, tmp_path):
    found = incident(register, title=f"The killing of {SILENT}", killed={"low": 7, "high": 7})
    victim(register, joined=found, name=written(SILENT))
    agree(register, victim(register, joined=found, name=written(AGREED)))

    told = everything(opened(pack(register, tmp_path, incident=found).path))

    assert "silent" not in told
    assert "withheld: it names somebody who did not agree" in told


def test_a_package_of_which_nothing_may_leave_is_refused(register, tmp_path):
    person = victim(register, name=written(SILENT))

    with pytest.raises(SijillError, match="nothing of what was asked for may leave"):
        pack(register, tmp_path, records=[person])

    assert not (tmp_path / "out.zip.age").exists()


# -- what the receiver can check (R-BP.1, R-BP.2) ----------------------------------------------------------------------


def test_the_receiver_checks_every_byte_with_a_common_program(register, market, tmp_path):
    done = pack(register, tmp_path, incident=market)
    bag = unpacked(done.path, tmp_path / "received")

    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        checked = subprocess.run(["sha256sum", "--strict", "-c", manifest], cwd=bag, capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout
    listed = {line.split("  ", 1)[1] for line in (bag / "manifest-sha256.txt").read_text().splitlines()}
    assert listed == {str(one.relative_to(bag)) for one in (bag / "data").rglob("*") if one.is_file()}
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    digest = subprocess.run(["sha256sum", "manifest-sha256.txt"], cwd=bag, capture_output=True, check=True).stdout
    assert digest.decode().startswith(done.digest)


def test_originals_stand_as_they_were_sealed_with_all_who_held_them(register, market, tmp_path):
    files = opened(pack(register, tmp_path, incident=market).path)

    (original,) = [content for name, content in files.items() if name.startswith("data/items/")]
    assert original == OPEN_NOTE.encode()
    custody = json.loads(files["data/custody.json"])["custody"]
    assert [(one["act"], one["actor"]) for one in custody] == [("acquired", "lead")]
    again = json.loads(opened(pack(register, tmp_path, out="b.age", incident=market).path)["data/custody.json"])
    assert [one["act"] for one in again["custody"]] == ["acquired", "submitted"]


def test_a_foreign_reader_of_prov_finds_the_way_from_a_value_to_its_document(register, market, tmp_path):
    files = opened(pack(register, tmp_path, incident=market).path)

    read = prov.model.ProvDocument.deserialize(content=files["data/prov.json"].decode(), format="json")

    came = {(str(one.args[0]), str(one.args[1])) for one in read.get_records(prov.model.ProvDerivation)}
    item = next(name for name in files if name.startswith("data/items/"))[len("data/items/") :].removesuffix(".txt")
    (claim,) = [made for made, used in came if used == f"sijill:item-{item}" and made.startswith("sijill:claim-")]
    (value,) = [made for made, used in came if used == claim]
    assert (f"sijill:record-{market}", value) in came
    assert {str(one.identifier) for one in read.get_records(prov.model.ProvAgent)} == {"sijill:lead"}


def test_the_same_register_gives_the_same_package(register, market, tmp_path):
    moment = register.recorded_at(register.seq)

    first = pack(register, tmp_path, incident=market, as_of=moment)
    second = pack(register, tmp_path, out="again.age", incident=market, as_of=moment)

    assert opened(first.path) == opened(second.path)
    assert first.digest == second.digest


def test_nobody_without_the_key_reads_it_and_nothing_of_it_stood_on_the_disk(register, market, tmp_path):
    done = pack(register, tmp_path, incident=market)

    content = done.path.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert b"manifest" not in content
    assert done.path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir() if "partial" in one.name] == []
    assert list((register.folder / "tmp").glob("**/*.html")) == []


# -- what the record says ----------------------------------------------------------------------------------------------


def test_the_record_says_to_whom_what_went_and_by_which_digest(register, market, tmp_path):
    done = pack(register, tmp_path, "coi", incident=market, reason="asked by the commission")

    told = [one for one in register.records.entries(kind="custody") if one.body["act"] == "submitted"]
    assert {one.body["digest"] for one in told} == {done.digest}
    assert {one.body["receiver"] for one in told} == {"coi"}
    assert {tuple(one.body["to"]) for one in told} == {(RECIPIENT,)}
    assert market in {one.body["item"] for one in told}
    assert len(told) == done.documents + done.persons + done.cases


def test_what_is_sealed_takes_two_persons_and_stays_without_them(register, market, tmp_path):
    handle = register.exchange.seal_identity({"name": "Invented Secretname"})
    item = rests_on(register, market, "They told me: seven civilians.\n", source=handle, sensitivity=Sensitivity.SEALED)
    agree(register, item, Purpose.COURT)

    without = pack(register, tmp_path, incident=market)
    with pytest.raises(TwoPersonsNeeded):
        pack(register, tmp_path, out="b.age", incident=market, sealed=True, reason="asked")
    assert not (tmp_path / "b.age").exists()
    both = pack(register, tmp_path, out="c.age", incident=market, sealed=True, reason="asked", second_actor="second")

    assert f"data/items/{item}.txt" not in opened(without.path)
    assert "secretname" not in everything(opened(without.path))
    assert f"data/items/{item}.txt" in opened(both.path)
    assert "Invented Secretname" in opened(both.path)["data/identities.json"].decode()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "say what goes in"),
        ({"incident": "a", "records": ["b"]}, "say what goes in"),
        ({"incident": "nothing"}, "nothing"),
    ],
)
def test_what_cannot_be_packed_is_refused_in_both_languages(register, tmp_path, asked, sentence):
    with pytest.raises(SijillError, match=sentence) as refused:
        pack(register, tmp_path, **asked)

    assert refused.value.in_language(Language.AR)
    assert not (tmp_path / "out.zip.age").exists()


def test_a_period_holds_the_cases_of_its_days(register, market, tmp_path):
    incident(register, title="Another", happened_on="2017-01-01", killed={"low": 7, "high": 7})

    assert pack(register, tmp_path, period=Period.parse("2016-05")).cases == 1


def test_the_form_asks_in_both_languages_and_says_what_is_not_stated(register, market, tmp_path):
    files = opened(pack(register, tmp_path, "sr-executions", incident=market).path)

    english, arabic = (files[f"data/sr-executions.{one}.html"].decode() for one in ("en", "ar"))
    for words in ("1. The person concerned", "4. Steps taken by the state", "Not stated", "Invented house"):
        assert words in english
    for words in ("1. الشخص المعني", "4. الخطوات التي اتخذتها الدولة", "غير مذكور"):
        assert words in arabic
    assert not any(name.startswith(("data/items", "data/custody")) for name in files)


def test_the_command_writes_the_same_and_says_what_stays(register, market, tmp_path, capsys):
    out = tmp_path / "by-command.age"
    asked = ["pack", str(register.folder), "--for", "coi", "--recipient", RECIPIENT, "--incident", market]

    assert main([*asked, "--out", str(out), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["persons"], told["documents"]) == (1, 1)
    assert {(one["what"], one["why"], one["number"]) for one in told["withheld"]} == {
        ("item", "names", 1),
        ("victim", "no_consent", 1),
    }
    assert main([*asked, "--out", str(out)]) != 0
    assert "is there already" in capsys.readouterr().err


def test_the_words_of_the_command_are_the_bodies_and_every_reason_has_its_sentence():
    assert tuple(BODIES) == RECEIVERS == tuple(handing_in.RECEIVERS)
    assert set(handing_in.KEPT) == {one.value for one in Kept}


def test_destroying_names_the_packages_that_hold_the_words(register, market, tmp_path):
    pack(register, tmp_path, incident=market)
    (item,) = [one.id for one in register.evidence.items() if one.title == "Invented note"]

    done = register.keeping.destroy([item], reason="a practice", second_actor="second")

    assert [RECIPIENT in one for one in done.handovers] == [True]
