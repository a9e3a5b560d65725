"""The house file: mark, name, colour and addresses of a publisher on every document, and templates of their own."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pypdfium2
import pytest
from PIL import Image
from tests.spec.test_one_number_in_documents import incident

from sijill.values import Language, SijillError
from sijill.workspace import Register, Settings, SettingsBroken, open_register

HOUSE = """
[house]
name_en = "Invented Publishers"
name_ar = "دار مخترعة"
logo = "house/logo.png"
colour = "#7a1f3d"
address_en = "1 Invented Street, Inventedtown"
address_ar = "١ شارع مخترع، بلدة مخترعة"
contact = "desk@invented.example"
imprint_en = "Responsible: A. Inventedname"
imprint_ar = "المسؤول: أ. مخترع"
"""
PAGE = """<!DOCTYPE html><html lang="$language" dir="$direction"><head><meta charset="utf-8"><title>$title</title>
<style>$style</style></head><body class="ours"><h1>$title</h1><p>$publisher costs $$0</p>$contents $body</body></html>
"""
SHEET = """#let doc = json(bytes(sys.inputs.document))
#set document(title: doc.name, author: doc.author)
#set text(lang: doc.language, font: ("Noto Sans", "Amiri"))
= OWN SHEET
#doc.name
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain") / "register"
    with Register.init(folder, settings=Settings(name="Invented register", owner="lead")) as made:
        incident(made, killed={"low": 7, "high": 7}, place="Inventedtown")
    (folder / "house").mkdir()
    Image.new("RGBA", (300, 100), (122, 31, 61, 255)).save(folder / "house" / "logo.png")
    return folder


def housed(plain, folder, table=HOUSE, **files):
    """Return a copy of the register with a house of its own, opened."""
    shutil.copytree(plain, folder)
    settings = folder / "sijill.toml"
    settings.write_text(settings.read_text("utf-8") + table, "utf-8")
    for name, content in files.items():
        suffix = name.rpartition("_")[2]
        (folder / "house" / f"own.{suffix}").write_text(content, "utf-8")
    return open_register(folder)


def printed(register, *formats, kind="monthly"):
    done = register.publishing.report("2016-05", kind=kind, formats=formats or ("html", "pdf", "docx"))
    return {one.name: one.read_bytes() for one in done.files}


def by_poppler(pdf):
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return told.decode()


def of_docx(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {one: parts.read(one).decode("utf-8", "ignore") for one in parts.namelist()}


def test_its_name_addresses_and_mark_stand_on_every_format_in_both_languages(plain, tmp_path):
    with housed(plain, tmp_path / "r") as register:
        files = printed(register)

    for name, lines in (
        ("en", ("Invented Publishers", "1 Invented Street", "desk@invented.example", "A. Inventedname")),
        ("ar", ("دار مخترعة", "شارع مخترع", "desk@invented.example")),
    ):
        page, word = files[f"monthly-2016-05-{name}.html"].decode(), of_docx(files[f"monthly-2016-05-{name}.docx"])
        for words in lines:
            assert words in page
            assert words in word["word/document.xml"]
        assert 'class="logo"' in page
        assert "--accent: #7a1f3d" in page
        assert any(one.startswith("word/media/") for one in word)
        assert any(lines[0] in text for one, text in word.items() if one.startswith("word/header"))
    told = by_poppler(files["monthly-2016-05-en.pdf"])
    for words in ("Invented Publishers", "1 Invented Street", "desk@invented.example", "A. Inventedname"):
        assert words in told
    pages = told.split("\f")
    assert all("Invented Publishers" in one for one in pages if one.strip())
    document = pypdfium2.PdfDocument(files["monthly-2016-05-ar.pdf"])
    kinds = {one.type for one in document[0].get_objects(max_depth=8)}
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds


def test_a_house_is_on_stories_too_and_the_same_bytes_come_again(plain, tmp_path):
    with housed(plain, tmp_path / "r") as register:
        first, again = (printed(register, "html", "pdf", kind="timeline") for _ in range(2))

    assert "Invented Publishers" in first["timeline-2016-05-en.html"].decode()
    assert first == again


def test_the_register_s_own_name_stands_where_there_is_no_house(plain, tmp_path):
    with housed(plain, tmp_path / "r", "") as register:
        page = printed(register, "html")["monthly-2016-05-en.html"].decode()

    assert "Invented register" in page
    assert 'class="logo"' not in page


def test_its_files_are_accounted_for_and_its_settings_are_written_as_they_were_read(plain, tmp_path):
    from sijill.workspace import read_settings, write_settings

    with housed(plain, tmp_path / "r") as register:
        assert register.keeping.verify().holds
        before = register.settings
        write_settings(register.folder, before)
        assert read_settings(register.folder) == before


def test_a_template_of_ones_own_takes_the_place_of_ours(plain, tmp_path):
    table = HOUSE + 'template = ["house/own.html", "house/own.typ"]\n'
    with housed(plain, tmp_path / "r", table, own_html=PAGE, own_typ=SHEET) as register:
        files = printed(register, "html", "pdf")

    page = files["monthly-2016-05-en.html"].decode()
    assert '<body class="ours">' in page
    assert "Invented Publishers costs $0" in page
    assert "Documented" in page or "documented" in page
    assert "OWN SHEET" in by_poppler(files["monthly-2016-05-en.pdf"])


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("own_html", PAGE.replace("$body", "$body $victims"), "asks for victims, which is not one of: language, "),
        ("own_html", PAGE.replace("$body", ""), "has no place for body"),
        ("own_html", PAGE + "$ 5", "begins no field"),
        ("own_typ", SHEET + "#doc.victims", 'does not contain key "victims"; a document holds: language, '),
        ("own_typ", SHEET.replace('"Amiri"', '"Inventedfont"'), "is set in the font inventedfont, which is not there"),
        ("own_typ", SHEET + '#import "@preview/a:1.0.0": b', "imports a package, and none is fetched"),
        ("own_txt", "words", "is neither .html nor .typ"),
    ],
)
def test_a_template_that_cannot_be_followed_is_refused_and_nothing_is_written(plain, tmp_path, name, text, sentence):
    table = HOUSE + f'template = "house/own.{name.rpartition("_")[2]}"\n'
    with housed(plain, tmp_path / "r", table, **{name: text}) as register:
        with pytest.raises(SijillError, match=re.escape(sentence)) as refused:
            printed(register)

        assert "own." in str(refused.value)
        assert refused.value.in_language(Language.AR) != str(refused.value)
        assert not list(register.folder.glob("reports/**/*.*"))


def test_a_mark_of_200_megapixels_or_none_at_all_is_refused_and_nothing_is_written(plain, tmp_path):
    with housed(plain, tmp_path / "r") as register:
        mark = register.folder / "house" / "logo.png"
        Image.new("1", (20_000, 10_000)).save(mark)
        with pytest.raises(SijillError, match=r"logo house/logo.png cannot be printed: .*20000 by 10000|larger than"):
            printed(register)
        mark.write_bytes(b"no picture at all")
        with pytest.raises(SijillError, match=r"logo house/logo.png cannot be printed"):
            printed(register)
        mark.unlink()
        with pytest.raises(SijillError, match=r"house/logo.png of the table \[house\] is no file"):
            printed(register)
        assert not list(register.folder.glob("reports/**/*.*"))


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ('[house]\ncolour = "#ffd700"\n', "has a contrast of 1.4 to white paper and readers need 4.5"),
        ('[house]\ncolour = "red"\n', "is written like #26527a"),
        ('[house]\nslogan = "x"\n', "unknown setting 'slogan'; known: name_en, "),
        ('[house]\naddress_en = "1 Invented Street"\n', "address in .* stands in one language only"),
        ("[house]\ncontact = 5\n", "contact in .* is text"),
    ],
)
def test_a_table_that_cannot_be_followed_is_refused_when_it_is_read(plain, tmp_path, table, sentence):
    with pytest.raises(SettingsBroken, match=sentence) as refused:
        housed(plain, tmp_path / "r", table)

    assert refused.value.in_language(Language.AR) != str(refused.value)


def test_a_file_outside_the_register_is_none_of_the_house(plain, tmp_path):
    (tmp_path / "own.html").write_text(PAGE)
    with (
        housed(plain, tmp_path / "r", '[house]\ntemplate = "../own.html"\n') as register,
        pytest.raises(SijillError, match="in the register's folder"),
    ):
        printed(register)
