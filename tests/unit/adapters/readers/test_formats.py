"""What is read out of PDF, Word and web pages. Everybody and everything in them is invented."""

import pytest
from tests.e2e.documents import WORDS, body, pdf, pdf_lines, pdf_pages, pdf_signs, with_part, word

from sijill.adapters.readers import Sandbox
from sijill.evidence import DamagedDocument, NoWords, read_content


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as shared:
        yield shared


def words_of(sandbox, content, name=""):
    return read_content(content, readers=[sandbox], name=name)


def test_a_pdf_is_read_page_by_page(sandbox):
    text = words_of(sandbox, pdf(pdf_pages(pdf_lines(WORDS), count=3)))

    assert [text.quote(page.start, page.end).strip() for page in text.pages] == [WORDS] * 3
    assert text.page_at(text.text.rindex("Invented")) == 3
    assert text.reader.startswith("pdf 3, pypdfium2 ")


def test_a_word_broken_on_a_printed_page_is_joined_and_mapped(sandbox):
    text = words_of(sandbox, pdf(pdf_pages(pdf_lines("An inven-", "ted note, US-", "led."))))

    assert text.text == "An invented note, US-led."
    assert text.source_quote(*text.to_source(3, 11)) == "inven-\nted"


@pytest.mark.parametrize("written", ["سلامة", "لاجئ", "الأعمال"])
def test_lam_and_alef_that_office_programs_print_as_one_sign_are_read_in_their_order(sandbox, written):
    """A safe name would be a peaceful one: PDFium gives the two letters of the sign from the left."""
    signs = list(written.replace("لا", "+").replace("لأ", "*"))[::-1]
    codes = {97 + at: {"+": "لا", "*": "لأ"}.get(one, one) for at, one in enumerate(signs)}

    text = words_of(sandbox, pdf_signs(bytes(codes), codes))

    assert text.text.strip() == written
    assert [step.count for step in text.derivations if step.name == "order"] == [1]


def test_a_pdf_without_words_says_that_it_may_be_a_scan(sandbox):
    with pytest.raises(NoWords, match="run OCR"):
        words_of(sandbox, pdf(pdf_pages(b"")))


@pytest.mark.slow
def test_arabic_in_a_pdf_is_read_in_logical_order(sandbox):
    from bench.reading import pdf as typeset

    content = typeset("قتل ثلاثة أشخاص في القرية المتخيلة. ", font="Amiri", language="ar", direction="rtl", repeats=2)

    text = words_of(sandbox, content)

    assert text.text.startswith("قتل ثلاثة أشخاص في القرية المتخيلة.")
    assert len(text.pages) == 100


def test_a_word_document_is_read_in_order(sandbox):
    def build(document):
        document.core_properties.title = "An invented report"
        document.add_heading("The heading", 1)
        document.add_paragraph("Before the table.")
        table = document.add_table(2, 2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"cell {number}"
        document.add_paragraph("بعد الجدول: ثلاثة أشخاص.")

    text = words_of(sandbox, word(build), "report.docx")

    lines = [line.replace("\t", "|").replace(" |", "|") for line in text.text.splitlines()]
    assert lines == ["The heading", "Before the table.", "cell 0|cell 1|", "cell 2|cell 3|", "بعد الجدول: ثلاثة أشخاص."]
    assert text.title == "An invented report"


def test_deleted_words_are_not_read_and_inserted_ones_are(sandbox):
    tracked = (
        "<w:p><w:r><w:t xml:space='preserve'>There were </w:t></w:r>"
        "<w:del><w:r><w:delText>ten</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>twelve</w:t></w:r></w:ins><w:r><w:tab/><w:t>people.</w:t></w:r></w:p>"
    )

    text = words_of(sandbox, with_part(word(), "word/document.xml", body(tracked)))

    assert text.text == "There were twelve\tpeople."


def test_pages_of_a_word_document_begin_where_word_broke_them(sandbox):
    paged = (
        "<w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>"
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r></w:p>"
    )

    text = words_of(sandbox, with_part(word(), "word/document.xml", body(paged)))

    assert [text.quote(page.start, page.end).strip("\n\f") for page in text.pages] == ["One.", "Two."]


def test_notes_at_the_end_of_a_word_document_are_read(sandbox):
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = (
        f'<w:footnotes xmlns:w="{main}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>An invented source, page 4.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId90" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    )
    content = with_part(word(), "word/footnotes.xml", notes)
    content = with_part(content, "word/_rels/document.xml.rels", relations)
    content = with_part(content, "word/document.xml", body("<w:p><w:r><w:t>Said.</w:t></w:r></w:p>"))

    assert words_of(sandbox, content).text == "Said.\n2 An invented source, page 4."


def test_a_zip_that_only_looks_like_a_word_document_is_refused(sandbox):
    with pytest.raises(DamagedDocument):
        words_of(sandbox, b"PK\x03\x04 word/document.xml and then nothing")


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title> The invented
 page </title><script>alert("no")</script></head><body><nav><a href="/">Menu entry</a></nav>
<article><h1>The invented page</h1><p>{words}</p><p>{words}</p></article><footer>Adverts here</footer></body></html>"""


def test_a_web_page_is_read_without_its_menus_and_scripts(sandbox):
    words = "About twelve people were killed, said an invented witness who had seen the shelling of the village. " * 3

    text = words_of(sandbox, PAGE.format(charset="utf-8", words=words).encode(), "page.html")

    assert words.strip() in text.text
    assert "alert" not in text.text
    assert "Menu entry" not in text.text
    assert text.title == "The invented page"
    assert text.source_map.changes_nothing


def test_a_web_page_in_an_old_arabic_encoding_is_read_as_it_says_of_itself(sandbox):
    words = "قتل في القرية المتخيلة ثلاثة أشخاص، بينهم طفل، وقالت الشاهدة إن القصف انتهى عند الفجر. " * 3

    text = words_of(sandbox, PAGE.format(charset="windows-1256", words=words).encode("cp1256"))

    assert words.strip() in text.text
    assert text.encoding == "cp1256"


def test_a_web_page_without_an_article_is_read_whole(sandbox):
    text = words_of(sandbox, b"<html><body><div>Killed: 3</div><div>Wounded: 5</div></body></html>")

    assert "Killed: 3" in text.text
    assert "Wounded: 5" in text.text


def test_a_web_page_without_words_is_refused(sandbox):
    with pytest.raises(NoWords):
        words_of(sandbox, b"<html><head><script>only()</script></head><body></body></html>")


@pytest.mark.parametrize("named", ["file:///etc/hostname", "http://127.0.0.1:9/", "php://filter", "invented.dtd"])
def test_an_entity_of_a_word_document_is_not_opened(sandbox, named):
    """ASVS 1.5.1: neither a file of this machine nor an address is read for a document that names it."""
    xml = body(f"<w:p><w:r><w:t>{WORDS} &outside;</w:t></w:r></w:p>")
    declared = f'<!DOCTYPE w:document [<!ENTITY outside SYSTEM "{named}">]>'.encode()
    start = xml.index(b"<w:document")
    hostile = with_part(word(), "word/document.xml", xml[:start] + declared + xml[start:])

    try:
        text = words_of(sandbox, hostile).text
    except DamagedDocument:
        return

    assert text.strip() == WORDS


def test_entities_that_grow_are_refused_or_left_unread(sandbox):
    """ASVS 1.5.1, 5.2.3: a billion laughs."""
    xml = body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")
    grown = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    start = xml.index(b"<w:document")
    declared = f'<!DOCTYPE w:document [<!ENTITY l0 "laugh">{grown}]>'.encode()

    with pytest.raises((DamagedDocument, NoWords)):
        words_of(sandbox, with_part(word(), "word/document.xml", xml[:start] + declared + xml[start:]))


def test_what_stands_beside_a_word_document_is_kept_apart_by_its_author(sandbox):
    def build(document):
        document.sections[0].header.paragraphs[0].text = "Invented Network, 9 March 2017"
        run = document.add_paragraph("Twelve were killed.").runs[0]
        document.add_comment(run, text="Who says so?", author="Invented Editor", initials="IE")

    text = words_of(sandbox, word(build))

    body, comment, header = text.messages
    assert text.text[body.start : body.end] == "Twelve were killed."
    assert (text.text[comment.start : comment.end], comment.sender) == ("Who says so?", "Invented Editor")
    assert text.text[header.start : header.end] == "Invented Network, 9 March 2017"
