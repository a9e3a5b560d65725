"""Importing a table on the desk: columns beside our words, how it would stand, all of it at once, undone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.unit.web.test_reading_pages import words_of

LIST = """No,Name,Sex,Fate,Day
1,Invented One,F,killed,2020-05-03
2,Invented Two,M,killed,2020-05-04
3,,x,killed,2020-05-09
Total,3,,,
"""
MAPPING = """kind = "victim"
source = "Invented list"
key = ["No"]

[columns]
"name.en" = "Name"
sex = "Sex"
statuses = "Fate"
died_on = "Day"

[values.sex]
F = "female"
M = "male"
"""


def brought(browser, table=LIST, mapping=MAPPING, **more):
    """Send a table to the desk and return the answer."""
    sent = {"file": SimpleUploadedFile("list.csv", table.encode()), "kind": "victim", **more}
    if mapping:
        sent["mapping"] = SimpleUploadedFile("list.toml", mapping.encode())
    return browser.post("/import/", sent)


def form_of(page):
    """Return what the form of the columns holds as it stands: the chosen of every choice, the text of every field."""
    form = page.partition('data-desk="columns"')[2].partition("</form>")[0]
    found = dict(re.findall(r'<input id="[^"]+" name="([^"]+)"[^>]*? value="([^"]*)"', form))
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found | dict.fromkeys(re.findall(r'<input type="checkbox" name="([^"]+)" value="yes" checked', form), "yes")


def field_beside(page, column):
    """Return the name of the field that says what a column fills."""
    return re.search(rf'id="(c\d+)-theirs"><bdi>{column}</bdi>', page)[1]


def test_a_table_comes_in_whole_and_is_undone_whole(register, sign_in):
    browser = sign_in("lead")
    columns = brought(browser)["Location"]
    page = browser.get(columns).content.decode()

    tried = browser.post(columns, form_of(page))
    preview = browser.get(tried["Location"]).content.decode()

    said = words_of(preview)
    assert "3 of 3 rows would be imported" in said
    assert "Dead 3" in said
    assert "Persons without a name 1" in said
    assert "3 May 2020 to 9 May 2020" in said
    assert "Row 4, line 5: It looks like a total of other rows." in said
    assert "Invented One" in preview
    assert register.records.ids() == []

    done = browser.post(tried["Location"], {})
    page = browser.get(done["Location"]).content.decode()
    assert "3 of 3 rows were imported" in words_of(page)
    assert len(register.records.ids()) == 3
    held = dict(re.findall(r'name="(item|import)" value="([^"]+)"', page))

    answer = browser.post("/import/undo/", {**held, "reason": "another list was meant"})
    assert answer["Location"] == f"/documents/{held['item']}/"
    assert register.records.ids() == []
    assert browser.post("/import/undo/", {**held, "reason": "again"}).status_code == 404


def test_a_try_warns_of_who_may_be_there_already_and_records_nothing(register, sign_in):
    """The same words as after the import: the row, the record, and who could not be compared."""
    told = {"name": [{"text": "Invented Two Example", "script": "latn", "kind": "full"}], "died_on": "2020-05-04"}
    there = register.records.record("victim", {**told, "statuses": "killed"}, reason="invented").subject
    browser = sign_in("lead")
    columns = brought(browser, LIST.replace("Invented Two", "Invented Two Example"))["Location"]

    tried = browser.post(columns, form_of(browser.get(columns).content.decode()))
    preview = browser.get(tried["Location"]).content.decode()
    browser.post("/language/", {"language": "ar", "next": "/"})
    arabic = words_of(browser.get(tried["Location"]).content.decode())

    handle = register.records.names([there])[there].handle
    assert f"table row 2 · {handle}" in words_of(preview)
    assert "1 person was compared with nobody, for no name is told." in words_of(preview)
    assert "شخص واحد لم يُقارن بأحد لأن اسمه غير مذكور" in arabic
    assert register.opened.store.pairs.found() == []


def test_nothing_of_the_table_stands_in_an_address(register, sign_in):
    browser = sign_in("lead")
    columns = brought(browser)["Location"]
    tried = browser.post(columns, form_of(browser.get(columns).content.decode()))["Location"]
    done = browser.post(tried, {})["Location"]

    for address in (columns, tried, done):
        assert re.fullmatch(r"/import/[0-9a-f-]{36}/(preview/)?", address)


def test_columns_are_matched_by_hand_and_their_codes_are_translated(register, sign_in):
    browser = sign_in("lead")
    table = "who,gender,when\nInvented One,femme,3/5/2020\nInvented Two,homme,9/5/2020\n"
    columns = brought(browser, table, mapping="", source="Invented list")["Location"]
    page = browser.get(columns).content.decode()
    chosen = form_of(page) | {
        field_beside(page, "who"): "name.en",
        field_beside(page, "gender"): "sex",
        field_beside(page, "when"): "died_on",
        "k0": "statuses",
        "k0-text": "killed",
        "again": "1",
    }

    again = browser.post(columns, chosen)
    page = browser.get(again["Location"]).content.decode()
    codes = dict(re.findall(r'<label for="(c\d+-\d+)"><bdi>(\w+)</bdi>', page))
    sent = form_of(page) | {name: {"femme": "female", "homme": "male"}[code] for name, code in codes.items()}
    sent[f"{field_beside(page, 'when')}-order"] = "%d/%m/%Y"
    tried = browser.post(columns, sent)["Location"]
    browser.post(tried, {})

    people = [register.records.of(one).noun for _, one in register.records.ids()]
    assert [str(one.sex) for one in people] == ["female", "male"]
    assert [one.died_on.edtf for one in people] == ["2020-05-03", "2020-05-09"]
    assert all(one.statuses for one in people)
    mapping = browser.get(f"{columns}mapping.toml")
    assert mapping["Content-Disposition"] == 'attachment; filename="mapping.toml"'


def test_two_columns_for_one_word_are_refused_and_what_was_chosen_stays(register, sign_in):
    browser = sign_in("lead")
    columns = brought(browser)["Location"]
    page = browser.get(columns).content.decode()

    answer = browser.post(columns, form_of(page) | {field_beside(page, "Sex"): "died_on"})

    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "two columns are to fill" in words_of(shown)
    assert form_of(shown)[field_beside(shown, "Sex")] == "died_on"


@pytest.mark.parametrize(
    ("table", "mapping", "status", "says"),
    [
        ("", MAPPING, 400, "Correct this"),
        (LIST, 'kind = "victim"\nsource = "x"\n[columns]\nsxe = "Sex"\n', 400, "sex"),
        (LIST, 'kind = "victim"\nsource = x\n', 400, "not TOML"),
        (LIST, MAPPING.replace('"Sex"', '"Gender"'), 302, ""),
        ("a,b\n1\x00,2\n", MAPPING, 400, ""),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(register, sign_in, table, mapping, status, says):
    answer = brought(sign_in("lead"), table, mapping)

    assert answer.status_code == status
    assert says in words_of(answer.content.decode())
    if status == 400:
        assert list((register.folder / "tmp").glob("*.upload*")) == []


def test_a_mapping_with_a_column_that_the_table_lacks_says_which(register, sign_in):
    browser = sign_in("lead")
    columns = brought(browser, mapping=MAPPING.replace('"Sex"', '"Gender"'))["Location"]

    text = browser.post(columns, {"text": MAPPING.replace('"Sex"', '"Gender"'), "as_text": "1"})
    page = words_of(browser.get(text["Location"]).content.decode())

    assert "Gender" in page


def test_only_its_person_sees_a_kept_table_and_only_who_may_enter(register, sign_in):
    columns = brought(sign_in("documenter"))["Location"]

    assert sign_in("lead").get(columns).status_code == 404
    assert sign_in("analyst").get("/import/").status_code == 403
    assert sign_in("viewer").get("/import/").status_code == 403


def test_whoever_may_not_withdraw_cannot_undo(register, sign_in):
    browser = sign_in("documenter")
    columns = brought(browser)["Location"]
    tried = browser.post(columns, form_of(browser.get(columns).content.decode()))["Location"]
    done = browser.post(tried, {})["Location"]

    page = browser.get(done).content.decode()

    assert "Undo this import" not in page
    assert browser.post("/import/undo/", {"item": "x", "import": "y", "reason": "z"}).status_code == 403


def test_a_kept_table_goes_with_all_that_was_kept_of_it(register, sign_in):
    from sijill.web.desk.importing.kept_table import wipe_old_tables

    browser, tmp = sign_in("lead"), register.folder / "tmp"
    columns = brought(browser)["Location"]
    assert register.keeping.verify().faults == ()
    browser.post(f"{columns}forget/")
    assert list(tmp.glob("*.upload*")) == []

    brought(browser)
    wipe_old_tables(tmp, now=datetime.now(UTC) + timedelta(hours=23))
    assert len(list(tmp.glob("*.upload*"))) == 2
    wipe_old_tables(tmp, now=datetime.now(UTC) + timedelta(hours=25))
    assert list(tmp.glob("*.upload*")) == []


def test_a_large_table_is_read_beside_the_pages(register, sign_in, monkeypatch):
    from sijill.web.desk.pages import importing

    monkeypatch.setattr(importing, "LARGE_TABLE", 10)
    browser = sign_in("lead")
    columns = brought(browser)["Location"]

    assert browser.post(columns, form_of(browser.get(columns).content.decode()))["Location"] == "/work/"
    page = browser.get("/work/").content.decode()
    assert "Read a table and see how it would stand done" in words_of(page)
    preview = re.search(r'href="(/import/[^"]+/preview/)"', page)[1]
    assert browser.post(preview, {})["Location"] == "/work/"

    assert "Import a table done" in words_of(browser.get("/work/").content.decode())
    assert len(register.records.ids()) == 3
    assert "3 of 3 rows were imported" in words_of(browser.get(preview).content.decode())


def test_the_pages_speak_arabic_and_say_why_in_it(register, sign_in):
    browser = sign_in("lead", "ar")
    columns = brought(browser)["Location"]
    page = browser.get(columns).content.decode()
    tried = browser.post(columns, form_of(page))["Location"]

    said = words_of(browser.get(tried).content.decode())

    assert 'dir="rtl"' in page
    assert "سيُستورد" in said
    assert "يبدو مجموعًا لصفوف أخرى" in said
    unread = said.partition("خلايا تبقى كما كُتبت")[2]
    assert "is not" not in unread.partition("أول")[0]


def test_a_column_of_their_own_is_offered_beside_ours(register, sign_in):
    from sijill.model.own_columns import declare_own

    with (register.folder / "sijill.toml").open("a", encoding="utf-8") as file:
        file.write('[[fields]]\nname = "case_number"\nkind = "victim"\nlabel = "Case number"\n')
    browser = sign_in("lead")  # the desk opens the register at the first page
    page = browser.get(brought(browser)["Location"]).content.decode()
    declare_own(())

    assert '<option value="own.case_number">Case number</option>' in page


def test_of_several_sheets_the_page_asks_which_and_then_shows_its_columns(register, sign_in):
    from tests.unit.tables.books import xlsx

    browser = sign_in("lead")
    content = xlsx({"About": [["Made by nobody"]], "Dead": [["Name", "Day"], ["Invented One", "2020-05-03"]]})
    sent = {"file": SimpleUploadedFile("list.xlsx", content), "kind": "party", "source": "Invented list"}
    columns = browser.post("/import/", sent)["Location"]
    page = browser.get(columns)

    assert page.status_code == 400
    assert "the sheets are: About, Dead" in words_of(page.content.decode())
    browser.post(columns, form_of(page.content.decode()) | {"sheet": "Dead", "again": "1"})
    assert "<bdi>Day</bdi>" in browser.get(columns).content.decode()


def test_a_list_that_nobody_mapped_comes_with_what_its_headings_and_cells_tell(register, sign_in):
    browser = sign_in("lead")
    rows = ("يوسف المثال,ذكر,قتيل,2020-05-03,x", "مريم المثال,أنثى,قتيل,2020-05-09,y")
    table = "\n".join(("الاسم,الجنس,المصير,تاريخ الوفاة,ملاحظة", *rows, ""))
    columns = brought(browser, table, mapping="", source="Invented list", kind="")["Location"]
    page = browser.get(columns).content.decode()
    said = form_of(page)

    assert said["kind"] == "victim"
    assert said["source"] == "Invented list"
    assert said[field_beside(page, "الاسم")] == "name.ar"
    assert said[field_beside(page, "الجنس")] == "sex"
    assert said[field_beside(page, "تاريخ الوفاة")] == "died_on"
    tried = browser.post(columns, said)["Location"]
    browser.post(tried, {})
    people = [register.records.of(one).noun for _, one in register.records.ids(kind="victim")]
    assert [str(one.sex) for one in people] == ["male", "female"]


def test_a_mapping_that_comes_with_sijill_is_chosen_by_its_name(register, sign_in):
    from sijill.tables import shipped_mappings

    page = sign_in("lead").get("/import/").content.decode()

    assert all(f'<option value="{name}">{name}</option>' in page for name in shipped_mappings())
