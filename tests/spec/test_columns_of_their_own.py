"""Columns of a register's own: declared in its settings, without code (issue 15, point 8)."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.beginnings import begun
from tests.unit.web.apis import Program, token_of

from sijill.actions.statements import UnfitValue
from sijill.actions.tables import UnreadableCell, typed_values
from sijill.cli import main
from sijill.model import Sensitivity
from sijill.model.cards import UnknownProperty
from sijill.model.own_columns import OwnColumn, declare_own
from sijill.tables import MappingBroken
from sijill.values import PartialDate, UnknownWord
from sijill.workspace import Register, Settings, SettingsBroken

DECLARED = """
[[fields]]
name = "case_number"
kind = "victim"
label = { en = "Case number", ar = "رقم القضية" }

[[fields]]
name = "interviewer"
kind = "victim"
label = { en = "Interviewer", ar = "من أجرى المقابلة" }
sensitivity = "restricted"

[[fields]]
name = "interviewed_on"
kind = "victim"
label = { en = "Interviewed on", ar = "تاريخ المقابلة" }
type = "date"

[[fields]]
name = "visits"
kind = "victim"
label = { en = "Visits", ar = "الزيارات" }
type = "number"

[[fields]]
name = "state"
kind = "victim"
label = { en = "State of the file", ar = "حالة الملف" }
type = "word"
words = ["open", "closed"]
sensitivity = "public"
"""
PERSON = {
    "name": "Invented Person",
    "statuses": "killed",
    "civilian_status": "civilian",
    "died_on": "2020-05-03",
    "documented_on": "2020-05-04",
    "killed_in": "Idlib",
    "own.case_number": "AB/12-7",
    "own.interviewer": "Invented Colleague",
    "own.interviewed_on": "7 May 2020",
    "own.visits": "٣",
    "own.state": "open",
}


@pytest.fixture(autouse=True)
def _no_columns_after():
    yield
    declare_own(())


@pytest.fixture
def with_columns(register: Register):
    """The register of the desk, its settings with columns of its own; opened again, as a desk that starts."""
    file = register.folder / "sijill.toml"
    file.write_text(file.read_text("utf-8") + DECLARED, "utf-8")
    from sijill.web import register_access

    register_access._opened.cache_clear()
    with Register.open(register.folder, actor="lead") as opened:
        yield opened
    register_access._opened.cache_clear()


def stated(register, **more):
    return register.records.record("victim", typed_values("victim", {**PERSON, **more}), reason="an invented file")


def test_a_declared_column_is_held_by_its_type_and_shown_to_those_who_may_see_it(with_columns):
    subject = stated(with_columns).subject

    held = with_columns.records.of(subject)

    assert held.value("own.case_number") == "AB/12-7"
    assert held.value("own.interviewed_on") == PartialDate.parse("2020-05-07")
    assert str(held.value("own.visits")) == "3"
    team = with_columns.view(Sensitivity.TEAM).record(subject)
    assert "own.interviewer" not in team.held
    assert team.value("own.interviewer") is None
    assert "own.interviewer" in with_columns.view(Sensitivity.RESTRICTED).record(subject).held
    public = with_columns.view(Sensitivity.PUBLIC).record(subject)
    assert public.value("own.state") == "open"
    assert "own.case_number" not in public.held


@pytest.mark.parametrize(
    ("name", "given", "refusal", "says"),
    [
        ("own.casenumber", "12", UnknownProperty, "did you mean own.case_number"),
        ("own.state", "opne", UnknownWord, "did you mean open"),
        ("own.visits", "three or so", UnreadableCell, "not a number"),
        ("own.visits", 3, UnfitValue, "as text"),
    ],
)
def test_what_is_not_declared_or_does_not_fit_is_refused(with_columns, name, given, refusal, says):
    with pytest.raises(refusal, match=says):
        stated(with_columns, **{name: given})


def test_no_column_of_their_own_changes_a_figure_or_makes_a_dispute(with_columns):
    one = stated(with_columns).subject
    _, before = with_columns.counts.toll("2020-05")

    with_columns.records.record("victim", {"own.case_number": "AB/99"}, subject=one, reason="another file")

    _, after = with_columns.counts.toll("2020-05")
    assert before.total.figure.best == 1
    assert (after.total.figure.best, after.notes) == (before.total.figure.best, before.notes)
    found = with_columns.records.of(one)
    assert len(found.held["own.case_number"]) == 2
    assert found.disputed == ()


def test_words_of_a_column_are_found_by_those_who_may_see_it(with_columns):
    subject = stated(with_columns).subject

    def finds(words, audience):
        view = with_columns.view(audience)
        hits = [hit for hit in with_columns.search(words, audience=audience) if view.hit(hit)]
        listed = with_columns.finding.find(view, words, None)
        assert list(listed.ids) == list(dict.fromkeys(hit.subject for hit in hits))
        return [hit.subject for hit in hits]

    assert finds("AB/12-7", Sensitivity.TEAM) == [subject]
    assert finds("AB/12-7", Sensitivity.PUBLIC) == []
    assert finds("invented colleague", Sensitivity.TEAM) == []
    assert finds("invented colleague", Sensitivity.RESTRICTED) == [subject]


def test_a_column_taken_out_of_the_settings_leaves_its_values_readable_and_takes_no_more(with_columns):
    subject, file = stated(with_columns).subject, with_columns.folder / "sijill.toml"
    file.write_text(file.read_text("utf-8").partition("[[fields]]")[0], "utf-8")

    with Register.open(with_columns.folder, actor="lead") as opened:
        shown = opened.view(Sensitivity.RESTRICTED).record(subject)
        assert {name: shown.value(name) for name in shown.held if name.startswith("own.")} == {
            "own.case_number": "AB/12-7",
            "own.interviewer": "Invented Colleague",
            "own.interviewed_on": "2020-05-07",
            "own.visits": "3",
            "own.state": "open",
        }
        assert not [name for name in opened.view(Sensitivity.TEAM).record(subject).held if name.startswith("own.")]
        assert opened.search("AB/12-7", audience=Sensitivity.TEAM) == []
        with pytest.raises(UnknownProperty):
            opened.records.record("victim", {"own.case_number": "1"}, subject=subject, reason="too late")
        assert opened.keeping.verify().faults == ()


def test_a_column_declared_anew_with_another_type_hides_nothing_of_what_was_recorded(with_columns):
    subject, file = stated(with_columns).subject, with_columns.folder / "sijill.toml"
    file.write_text(
        file.read_text("utf-8").replace('ar = "رقم القضية" }', 'ar = "رقم القضية" }\ntype = "date"'), "utf-8"
    )

    with Register.open(with_columns.folder, actor="lead") as opened:
        (held,) = opened.records.of(subject).held["own.case_number"]

    assert held.value == "AB/12-7"


def test_a_mapping_fills_columns_of_their_own_row_by_row(with_columns):
    table = "name,file,by,status\nInvented Daughter,XY-1,Invented Colleague,open\nInvented Son,XY-2,,closed\n"
    mapping = """
kind = "victim"
source = "Invented list"

[columns]
"name.en" = "name"
"own.case_number" = "file"
"own.interviewer" = "by"
"own.state" = "status"

[constants]
statuses = "killed"
"""
    made = with_columns.exchange.import_table(table.encode(), mapping, name="list.csv")

    numbers = [with_columns.records.of(one).value("own.case_number") for one in made.subjects]
    assert numbers == ["XY-1", "XY-2"]
    item = with_columns.evidence.item(made.item)
    assert dict(item.columns) == {"by": Sensitivity.RESTRICTED}
    with pytest.raises(MappingBroken, match=r"own\.casenumber"):
        with_columns.exchange.import_table(table.encode(), mapping.replace("case_number", "casenumber"), name="l.csv")


def test_the_command_line_takes_and_tells_a_column(with_columns, capsys):
    folder = str(with_columns.folder)
    said = ["--set", "name=Invented Person", "--set", "statuses=killed", "--set", "own.case_number=AB/12-7"]

    assert main(["record", folder, "victim", *said, "--actor", "lead", "--reason", "file", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)["record"]
    assert main(["show", folder, record, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert [one["value"] for one in told["held"]["own.case_number"]] == ["AB/12-7"]


def test_the_desk_asks_for_a_column_shows_it_and_corrects_it(with_columns, sign_in):
    browser = sign_in("lead")
    form = browser.get("/enter/", {"kind": "victim"}).content.decode()
    assert "Case number" in form
    assert "Columns of your own" in form
    subject = stated(with_columns).subject

    page = browser.get(f"/records/{subject}/").content.decode()
    assert "Case number" in page
    assert "AB/12-7" in page
    asked = browser.get(f"/records/{subject}/edit/", {"property": "own.case_number"}).content.decode()
    assert 'name="own.case_number"' in asked
    sent = {"property": "own.case_number", "own.case_number": "AB/13", "reason": "misread", "prefer": "on"}
    assert browser.post(f"/records/{subject}/edit/", sent).status_code == 302
    assert with_columns.records.of(subject).value("own.case_number") == "AB/13"
    viewer = sign_in("viewer").get(f"/records/{subject}/").content.decode()
    assert "Invented Colleague" not in viewer


def test_the_api_tells_a_column(with_columns):
    subject = stated(with_columns).subject

    told = Program(token_of("lead")).get(f"/records/{subject}").json()

    assert told["held"]["own.case_number"][0]["value"] == "AB/12-7"


def test_an_export_holds_a_column_for_those_who_may_see_it_and_comes_in_again(with_columns, tmp_path):
    stated(with_columns)

    def exported(audience):
        done = with_columns.exchange.export("csv", tmp_path / audience, audience=audience)
        return {path.name: path.read_text("utf-8-sig") for path in done.files}

    team, public = exported("internal"), exported("public")
    (row,) = csv.DictReader(io.StringIO(team["victim.csv"]))
    assert (row["own.case_number"], row["own.visits"], row["own.state"]) == ("AB/12-7", "3", "open")
    assert "AB/12-7" not in "".join(public.values())
    assert '"own.case_number" = "own.case_number"' in team["victim-mapping.toml"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('name = "Case Number"\nkind = "victim"', "is no name"),
        ('name = "low"\nkind = "victim"', "is no name"),
        ('name = "x"\nkind = "person"', "one of: incident, victim"),
        ('name = "x"\nkind = "victim"\ntype = "numbr"', "one of: text"),
        ('name = "x"\nkind = "victim"\nsensitivity = "sealed"', "public, team, restricted"),
        ('name = "x"\nkind = "victim"\nlable = "X"', "lable"),
        ('name = "x"\nkind = "victim"\ntype = "word"', "lists its words"),
        ('name = "x"\nkind = "victim"\nlabel = { fr = "X" }', "label"),
        ('name = "x"\nkind = "victim"\n[[fields]]\nname = "x"\nkind = "victim"', "twice"),
    ],
)
def test_a_declaration_that_cannot_be_read_is_refused_with_what_it_takes(register, written, says):
    file = register.folder / "sijill.toml"
    file.write_text(f"{file.read_text('utf-8')}\n[[fields]]\n{written}\n", "utf-8")

    with pytest.raises(SettingsBroken, match=says):
        Register.open(register.folder)


def test_settings_with_columns_are_written_and_read_again_the_same(tmp_path):
    column = OwnColumn("state", "victim", 'State "now"', "الحالة", "word", Sensitivity.RESTRICTED, ("open", "closed"))
    settings = Settings(name="Test", owner="lead", own_columns=(column,))

    with begun(tmp_path / "register", settings) as made:
        assert Register.open(made.folder).settings.own_columns == (column,)
