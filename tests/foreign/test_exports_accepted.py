"""
What leaves a register is taken by the tools of the field: libhxl, followthemoney, prov, pandas and LibreOffice.

A tool that is not installed is skipped, and says so. Everybody in the register is invented.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess

import pytest

from sijill import readings
from sijill.values import Language
from sijill.workspace import Register, Settings

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")


@pytest.fixture
def register(tmp_path):
    """A register of three invented events: at a point, of two parties together, of one person."""
    with Register.init(tmp_path / "register", settings=Settings(name="Invented register", owner="lead")) as made:
        told = {"documented_on": "2016-09-01", "civilian_status": "civilian"}
        made.records.record(
            "incident",
            told
            | {
                "title": "قصف سوق مُخترَع",
                "happened_on": "2016-05-05",
                "place": "Invented Town",
                "governorate": "Aleppo",
                "killed": {"low": 12, "high": None},
                "children": {"low": 3, "high": 3},
                "weapon": "barrel bomb",
                "attribution": {"mode": "single", "parties": ["syrian_gov"]},
                "point": {"latitude": "36.5108", "longitude": "36.8689", "precision": "exact"},
            },
            reason="invented",
            source="Invented Monitor",
        )
        made.records.record(
            "incident",
            told
            | {
                "happened_on": "2016-06-01/2016-06-05",
                "governorate": "Idlib",
                "killed": {"low": 2, "high": 4},
                "attribution": {"mode": "joint", "parties": ["syrian_gov", "russia"]},
            },
            reason="invented",
            source="Invented Monitor",
        )
        made.records.record(
            "victim",
            told
            | {
                "name": [{"text": "Invented Person", "script": "latn", "kind": "full"}],
                "statuses": "killed",
                "died_on": "2016-07-01",
                "sex": "female",
                "killed_in": "Homs",
                "attribution": {"mode": "single", "parties": ["rebels"]},
            },
            reason="invented",
        )
        yield made


def exported(register, form, folder, audience="internal"):
    register.exchange.export(form, folder / form, audience=audience)
    return folder / form


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # its own files
def test_libhxl_finds_no_fault(register, tmp_path):
    hxl = pytest.importorskip("hxl", reason="libhxl is not installed: HXL was not validated")
    file = exported(register, "hxl", tmp_path) / "hxl.csv"
    data = hxl.data(str(file), hxl.InputOptions(allow_local=True))
    faults = []

    assert hxl.schema(callback=faults.append).validate(data), [str(one) for one in faults]
    assert [row.get("#affected+killed") for row in hxl.data(str(file), hxl.InputOptions(allow_local=True))] == [
        "12",
        "2",
        "1",
    ]


def test_followthemoney_takes_every_entity(register, tmp_path):
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    lines = (exported(register, "ftm", tmp_path) / "entities.ftm.json").read_text("utf-8").splitlines()
    schemas = []

    for line in lines:
        entity = json.loads(line)
        schemas.append(entity["schema"])
        assert model.get(entity["schema"]).validate({"properties": entity["properties"]}) is None
        # Cleaned as its own tools clean: what they would throw away is no value of that type.
        taken = model.get_proxy(entity, cleaned=True)
        assert {name: sorted(taken.get(name)) for name in entity["properties"]} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }, entity
    assert sorted(set(schemas)) == ["Event", "Organization", "Person", "UnknownLink"]


def test_prov_reads_the_walk(register, tmp_path):
    model = pytest.importorskip("prov.model", reason="prov is not installed: PROV-JSON was not read")
    text = (exported(register, "prov", tmp_path) / "prov.json").read_text("utf-8")

    document = model.ProvDocument.deserialize(source=io.StringIO(text), format="json")

    told = json.loads(text)
    assert len(list(document.get_records(model.ProvEntity))) == len(told["entity"])
    assert len(list(document.get_records(model.ProvDerivation))) == len(told["wasDerivedFrom"])
    assert not document.has_bundles()


def test_pandas_reads_each_kind_of_file_with_the_same_numbers(register, tmp_path):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    parquet = pandas.read_parquet(exported(register, "parquet", tmp_path) / "incident.parquet")
    ged = pandas.read_csv(exported(register, "ged", tmp_path) / "ged.csv")
    acled = pandas.read_csv(exported(register, "acled", tmp_path) / "acled.csv")
    readings.records(register).to_xlsx(tmp_path / "records.xlsx", language=Language.AR)
    workbook = pandas.read_excel(tmp_path / "records.xlsx", engine="openpyxl")

    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    assert openpyxl.load_workbook(tmp_path / "records.xlsx").active.sheet_view.rightToLeft
    assert parquet["counted.best"].sum() == 14
    assert ged["best"].sum() == 13
    assert acled["fatalities"].sum() == 15
    assert workbook["القتلى"].sum() == 15


@needs_libreoffice
def test_libreoffice_opens_the_workbook_from_the_right(register, tmp_path):
    readings.records(register).to_xlsx(tmp_path / "records.xlsx", language=Language.AR)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", "--headless", "--norestore", f"-env:UserInstallation={profile}"),
            *("--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "records.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    if not (tmp_path / "records.fods").exists():
        pytest.skip("this LibreOffice has no Calc: the workbook was not opened by it")
    opened = (tmp_path / "records.fods").read_text("utf-8")

    assert "قصف سوق مُخترَع" in opened
    assert 'style:writing-mode="rl-tb"' in opened
