"""What two persons destroyed comes in by no door: refused alike, and nothing of it is kept (issue 10, item 1)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.unit.web.apis import proposal
from tests.unit.web.test_pages import ENTERED
from tests.unit.web.test_reading_pages import words_of

from sijill.actions import DestroyedBefore, Provenance
from sijill.cli import main
from sijill.evidence import fingerprint

NAME = "Zurimmqa Voskoltheya"
SAID = "This is not taken in, and nothing of it was kept. Two persons may take it in again on the machine itself"
SHORT = f"{NAME} saw the shelling of Invented Town and wept.".encode()
LONG = SHORT + b"\n" + b"Nothing more was said.\n" * 50
TABLE = f"dead,day,told by\n5,2016-05-01,{NAME}\n".encode()
MAPPING = (
    'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\ntitle = "told by"\n'
)


@pytest.fixture
def destroyed(register):
    """The register, after these was taken in and destroyed."""
    items = [register.evidence.add_bytes(SHORT, Provenance("Test notes")).item]
    register.exchange.import_table(TABLE, MAPPING, name="table.csv")
    items.append(register.evidence.items()[-1].id)
    register.keeping.destroy(items, reason="she asked", second_actor="second")
    assert where(register) == []
    return register


def where(register):
    """Return the files, beside the register and in the folder of the accounts, that hold the name."""
    from django.conf import settings

    folders = {register.folder, settings.DATABASES["default"]["NAME"].parent}
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if NAME.encode() in path.read_bytes() or NAME in path.name]


def sent(content, name="again.txt"):
    return SimpleUploadedFile(name, content)


def test_the_desk_refuses_a_file_and_pasted_words(destroyed, sign_in):
    browser, last = sign_in("documenter"), destroyed.seq

    answers = [
        browser.post("/add/", {"source": "Somebody", "file": sent(SHORT)}),
        browser.post("/add/", {"source": "Somebody", "pasted": SHORT.decode()}),
    ]

    assert [one.status_code for one in answers] == [400, 400]
    assert all(SAID in words_of(one.content.decode()) for one in answers)
    assert not any(word in words_of(one.content.decode()) for one in answers for word in ("she asked", "second"))
    assert destroyed.seq == last
    assert where(destroyed) == []


def test_what_is_read_in_the_background_is_refused_and_leaves_no_upload_and_no_words(destroyed, sign_in, monkeypatch):
    from sijill.web.desk.pages import add
    from sijill.web.desk.work.models import Job

    monkeypatch.setattr(add, "LONG", len(LONG) - 1)
    item = destroyed.evidence.add_bytes(LONG, Provenance("Test notes")).item
    destroyed.keeping.destroy([item], reason="she asked", second_actor="second")
    browser, last = sign_in("documenter"), destroyed.seq

    answer = browser.post("/add/", {"source": "Somebody", "title": NAME, "file": sent(LONG, f"{NAME}.txt")})

    job = Job.objects.get()
    assert answer["Location"] == "/work/"
    assert (job.state, job.failed_as, job.asked) == ("failed", "DestroyedBefore", {})
    assert SAID in words_of(browser.get("/work/").content.decode())
    assert destroyed.seq == last
    assert where(destroyed) == []


def test_words_typed_into_the_form_of_an_entry_are_refused(destroyed, sign_in):
    browser, last = sign_in("documenter"), destroyed.seq
    form = {**ENTERED, "append_id": destroyed.new_id(), "words": SHORT.decode(), "source": "Somebody"}

    answer = browser.post("/enter/", form)

    assert answer.status_code == 400
    assert SAID in words_of(answer.content.decode())
    assert destroyed.seq == last
    assert where(destroyed) == []


def test_the_command_line_and_an_import_refuse_them(destroyed, tmp_path, capsys):
    last, files = destroyed.seq, tmp_path / "files"
    files.mkdir()
    for name, content in {"a.txt": SHORT, "t.csv": TABLE, "m.toml": MAPPING.encode()}.items():
        (files / name).write_bytes(content)
    register = str(destroyed.folder)

    codes = [
        main(["add", register, str(files / "a.txt"), "--source", "Somebody"]),
        main(["import", register, str(files / "t.csv"), "--mapping", str(files / "m.toml")]),
        main(["record", register, "incident", "--set", "title=x", "--words", SHORT.decode(), "--source", "Somebody"]),
    ]

    assert 0 not in codes
    assert capsys.readouterr().err.count("sijill readmit") == len(codes)
    assert destroyed.seq == last
    assert where(destroyed) == []


def test_a_table_is_refused_by_python_too(destroyed):
    with pytest.raises(DestroyedBefore):
        destroyed.exchange.import_table(TABLE, MAPPING, name="again.csv")
    assert where(destroyed) == []


def test_the_api_takes_no_bytes_and_answers_the_old_id_as_one_that_never_was(destroyed, ask):
    """What was destroyed is not there, for a program that sends a claim with its words as well."""
    item = fingerprint(SHORT)

    answers = [
        ask("documenter").post("/claims", proposal(one, quote=NAME, start=0, end=20)) for one in (item, "0" * 64)
    ]

    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content.decode().replace(item, "") == answers[1].content.decode().replace("0" * 64, "")
    assert where(destroyed) == []
