"""The report as DOCX, for those who must edit it: real headings, real tables, links inside the file."""

from __future__ import annotations

import io
import itertools
import textwrap
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sijill.adapters.render._columns import shares
from sijill.adapters.render._word import (
    NOTE_MARK,
    NOTE_TEXT,
    attach_endnotes,
    bookmark,
    contents_field,
    dated,
    element,
    endnote,
    endnotes_part,
    frame,
    link_to,
    make_rtl,
    set_up_table,
    shade,
    write_mark,
    write_run,
)
from sijill.adapters.render.charts import chart_png
from sijill.reports.document import (
    Block,
    Bullets,
    CaseBox,
    Chart,
    Dated,
    Document,
    Endnotes,
    FigureText,
    Heading,
    Mark,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
)
from sijill.values import plain

_FONT = "Arial"  # everywhere, and it holds both scripts
_INK, _QUIET, _WARN = RGBColor(0x1D, 0x2A, 0x35), RGBColor(0x5B, 0x67, 0x70), "C99A2E"
_LINE, _BAND = "C3CBD1", "F3F5F7"
_WIDTH = 166  # millimetres between the margins
_SHORT = 16
_MARGIN = 34  # millimetres that a date has before its sentence


class DocxRenderer:
    """Prints a document as an Office Open XML text."""

    suffix = ".docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def render(self, document: Document) -> bytes:
        """Return the file; its dates are the data's, so that the same document gives the same bytes."""
        return dated(_Page(document).bytes(), document.as_of)


class _Page:
    """One file being written; counts bookmarks, which must have different numbers."""

    def __init__(self, document: Document) -> None:
        """Set up styles, page and properties, and write everything."""
        self._rtl = document.language.is_rtl
        self._annexed = bool(document.annex_file)
        self._bookmarks = 0
        self._cited: set[int] = set()
        self._notes = endnotes_part()
        self._file = docx.Document()
        self._set_up(document)
        self._styles = {style.name: style.style_id for style in self._file.styles}
        self._mark(document)
        self._paragraph("Normal", (Text(document.publisher),))
        self._paragraph("Title", (Text(document.title),))
        for line in document.headline:
            self._paragraph("Subtitle", line)
        for note in (*document.cover_notes, *document.house.lines(document.language)):
            self._paragraph("Small", (Text(note),))
        blocks = (*document.blocks, *document.annex)
        self._contents(document.contents, [block for block in blocks if isinstance(block, Heading)])
        for block, following in itertools.zip_longest(blocks, blocks[1:]):
            self._block(block, leads=isinstance(following, Bullets | Chart | Dated | Table))
        attach_endnotes(self._file.part, self._notes)

    def bytes(self) -> bytes:
        """Return the archive."""
        result = io.BytesIO()
        self._file.save(result)
        return result.getvalue()

    def _set_up(self, document: Document) -> None:
        section = self._file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(22)
        styles = self._file.styles
        for name, size in (("Normal", 10.5), ("Title", 20), ("Subtitle", 13), ("Heading 1", 15), ("Heading 2", 12.5)):
            _set_font(styles[name], size)
        if document.house.colour:
            for name in ("Title", "Heading 1"):
                styles[name].font.color.rgb = RGBColor.from_string(document.house.colour[1:].upper())
        for name in ("Heading 3", "List Bullet", "Caption"):
            _set_font(styles[name], 10.5)
        _set_font(styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH), 8.5, color=_QUIET)
        for name in ("Cell", "Number"):
            _set_font(cell := styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), 9)
            cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
        # In a turned paragraph "right" means the end of the line, which is the left side.
        styles["Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        styles["Caption"].paragraph_format.space_before = Pt(12)
        styles["Small"].paragraph_format.space_before = styles["Small"].paragraph_format.space_after = Pt(3)
        _set_font(dated := styles.add_style("Dated", WD_STYLE_TYPE.PARAGRAPH), 10.5)
        dated.paragraph_format.left_indent, dated.paragraph_format.first_line_indent = Mm(_MARGIN), Mm(-_MARGIN)
        code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
        code.font.name, code.font.size = "Courier New", Pt(8)
        for name in ("Contents", "toc 1"):
            _set_font(styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), 15 if name == "Contents" else 10.5)
        styles["Contents"].font.bold = True
        # The names by which word processors know the styles of their own endnotes.
        _set_font(styles.add_style("endnote text", WD_STYLE_TYPE.PARAGRAPH), 9)
        mark = styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER)
        styles["endnote text"].element.set(qn("w:styleId"), NOTE_TEXT)
        mark.element.set(qn("w:styleId"), NOTE_MARK)
        mark.font.superscript = True
        about = self._file.core_properties
        moment = document.as_of.replace(tzinfo=None)
        told = (document.title, document.publisher, document.period, document.publisher)
        about.title, about.author, about.subject, about.last_modified_by = map(_property, told)
        about.language, about.comments = document.language.value, ""
        about.created = about.modified = moment
        language = element("lang", val="en-GB", bidi="ar-SY")
        styles["Normal"].element.get_or_add_rPr().append(language)
        self._page_number(section)

    def _mark(self, document: Document) -> None:
        """Write the mark of the house on the cover, and its name at the head of every page."""
        if not document.house.is_chosen:
            return
        head = self._paragraph("Small", (Text(document.publisher),), into=self._file.sections[0].header.paragraphs[0])
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if document.house.logo:
            shown = self._file.add_picture(io.BytesIO(document.house.logo), height=Mm(18))
            shown._inline.docPr.set("descr", plain(document.publisher))

    def _page_number(self, section: Any) -> None:
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = element("fldSimple", instr="PAGE")
        write_run(field, "1", rtl=False)
        paragraph._p.append(field)

    def _contents(self, name: str, headings: list[Heading]) -> None:
        title = self._paragraph("Contents", (Text(name),))
        title.paragraph_format.page_break_before = True
        entries = [self._paragraph("toc 1", ()) for heading in headings if heading.level == 1]
        for entry, heading in zip(entries, (one for one in headings if one.level == 1), strict=True):
            write_run(link_to(entry._p, heading.anchor), heading.text, rtl=self._rtl)
        if entries:
            contents_field([entry._p for entry in entries])

    def _block(self, block: Block, *, leads: bool) -> None:
        match block:
            case Heading(level, text, anchor):
                self._anchor(self._paragraph(f"Heading {level}", (Text(text),)), anchor)
            case Paragraph(runs, notice):
                paragraph = self._paragraph("Normal", runs)
                paragraph.paragraph_format.keep_with_next = leads
                if notice:
                    frame(paragraph._p, _WARN)
            case Bullets(items):
                for item in items:
                    self._paragraph("List Bullet", item)
            case Dated(items):
                for date, told in items:
                    line = self._paragraph("Dated", date)
                    line.add_run().add_tab()
                    self._write(line._p, told)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
                self._table(block.table)
            case CaseBox():
                self._case_box(block)
            case Endnotes(items):
                for number, item in enumerate(items, start=1):
                    told = endnote(self._notes, number)
                    if self._rtl:
                        make_rtl(told)
                    self._write(told, item)

    def _paragraph(self, style: str, runs: Runs, into: Any = None) -> Any:
        paragraph = self._file.add_paragraph() if into is None else into
        # By its id, because by its name the library searches all styles for each paragraph.
        paragraph._p.style = self._styles[style]
        if self._rtl:
            make_rtl(paragraph._p)
        self._write(paragraph._p, runs)
        return paragraph

    def _write(self, parent: Any, runs: Runs, *, bold: bool = False) -> None:
        for run in runs:
            match run:
                case Text(text, strong, code, _):
                    rtl = self._rtl and not code
                    write_run(parent, text, rtl=rtl, bold=bold or strong, style="Code" if code else None)
                case FigureText(text, _, anchor):
                    write_run(parent if self._annexed else link_to(parent, anchor), text, rtl=self._rtl, bold=bold)
                case Mark(number):
                    write_mark(parent, number, rtl=self._rtl, cited=self._cited)

    def _anchor(self, paragraph: Any, anchor: str) -> None:
        self._bookmarks += 1
        bookmark(paragraph._p, anchor, self._bookmarks)

    def _table(self, table: Table) -> None:
        caption = self._paragraph("Caption", (Text(table.caption),))
        caption.paragraph_format.keep_with_next = True
        self._anchor(caption, table.anchor)
        made = self._grid(tuple(round(_WIDTH * share) for share in shares(table)), len(table.rows) + 1, table.caption)
        for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
            name = self._cell(cell, (Text(column.label, strong=True),), numeric=column.numeric)
            name.paragraph_format.keep_with_next = True
            shade(cell._tc, _BAND)
        made.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
        for line, row in zip(list(made.rows)[1:], table.rows, strict=True):
            self._row(line, row, [column.numeric for column in table.columns])
        _keep_together(made, to_notes=bool(table.notes))
        for place, note in enumerate(table.notes, start=1):
            self._paragraph("Small", note).paragraph_format.keep_with_next = place < len(table.notes)

    def _grid(self, widths: tuple[int, ...], rows: int, about: str) -> Any:
        grid = self._file.add_table(rows=rows, cols=len(widths), style="Table Grid")
        grid.autofit = False
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Mm(width)
        for line in grid._tbl.tr_lst:
            for cell, width in zip(line.tc_lst, widths, strict=True):
                cell.width = Mm(width)
        set_up_table(grid._tbl, rtl=self._rtl, about=plain(about), color=_LINE)
        return grid

    def _row(self, line: Any, row: Row, numeric: list[bool]) -> None:
        line._tr.get_or_add_trPr().append(element("cantSplit"))
        for place, (cell, runs) in enumerate(zip(line.cells, row.cells, strict=True)):
            paragraph = self._cell(cell, runs, numeric=numeric[place], bold=row.total)
            if place == 0 and row.level:
                paragraph.paragraph_format.left_indent = Mm(5 * row.level)
            if place == 0 and row.anchor:
                self._anchor(paragraph, row.anchor)

    def _cell(self, cell: Any, runs: Runs, *, numeric: bool, bold: bool = False) -> Any:
        paragraph = self._paragraph("Number" if numeric else "Cell", (), into=cell.paragraphs[0])
        self._write(paragraph._p, runs, bold=bold)
        return paragraph

    def _chart(self, chart: Chart) -> None:
        picture = self._file.add_picture(io.BytesIO(chart_png(chart.spec)), width=Mm(140))
        self._file.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._file.paragraphs[-1].paragraph_format.keep_with_next = True
        about = picture._inline.docPr
        about.set("title", plain(chart.title))
        about.set("descr", plain(chart.alt))

    def _case_box(self, box: CaseBox) -> None:
        title = self._paragraph("Heading 3", box.title)
        title.paragraph_format.keep_with_next = True
        self._anchor(title, box.anchor)
        if box.badge:
            badge = self._paragraph("Small", (Text(box.badge),))
            badge.paragraph_format.keep_with_next = True
            frame(badge._p, _WARN)
        about = "".join(run.text for run in box.title if isinstance(run, Text))
        grid = self._grid((50, _WIDTH - 50), len(box.lines), about)
        for line, (name, told) in zip(grid.rows, box.lines, strict=True):
            self._cell(line.cells[0], (Text(name),), numeric=False)
            self._cell(line.cells[1], told, numeric=False)
        _keep_together(grid)
        self._file.add_paragraph(style="Small")


def _property(text: str) -> str:
    """Return text as a property of the file, which holds 255 letters; the page itself bears it whole."""
    return textwrap.shorten(plain(text), 255, placeholder="\u2026")


def _keep_together(grid: Any, *, to_notes: bool = False) -> None:
    # A short table stays on one page, each line holding on to the next; of a long one the end stays with its notes.
    rows = list(grid.rows)
    held = rows if len(rows) <= _SHORT else rows[-2:]
    for line in held if to_notes else held[:-1]:
        for cell in line.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _set_font(style: Any, size: float, *, color: RGBColor = _INK) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), color
    style.font.italic = style.font.cs_italic = False
    properties = style.element.get_or_add_rPr()
    # Letters set apart tear Arabic words; some of the stock styles do that.
    for name in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    fonts = properties.find(qn("w:rFonts"))
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    # Arabic letters have a size of their own.
    complex_size = element("szCs", val=str(round(size * 2)))
    old = properties.find(qn("w:szCs"))
    if old is not None:
        properties.remove(old)
    properties.find(qn("w:sz")).addnext(complex_size)
