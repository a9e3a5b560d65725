"""What python-docx leaves out: direction, links inside the file, bookmarks, alternative texts, a dated archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from sijill.values import plain

_ISOLATED = re.compile("\u2066([^\u2066-\u2069]*)\u2069")
_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
NOTE_MARK, NOTE_TEXT = "EndnoteReference", "EndnoteText"
_FIRST_MARK = 100_000  # bookmarks of marks are counted apart from those of paragraphs
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001  the archive format has no zones


def element(name: str, /, **attributes: str) -> Any:
    """Return an element of the word-processing namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def write_run(parent: Any, text: str, *, rtl: bool, bold: bool = False, style: str | None = None) -> None:
    """
    Append text to a paragraph or a link.

    Word knows no isolates, and LibreOffice does not read Word's embeddings. So each
    isolated piece becomes a left-to-right run between two marks of either direction,
    which keeps ranges, signs and shares in order in both.
    """
    for piece, is_isolated in _pieces(text):
        if is_isolated and rtl:
            parent.append(_word_run(_RIGHT_TO_LEFT_MARK, rtl=True, bold=bold, style=style))
            turned = f"{_LEFT_TO_RIGHT_MARK}{piece}{_LEFT_TO_RIGHT_MARK}"
            parent.append(_word_run(turned, rtl=False, bold=bold, style=style))
            parent.append(_word_run(_RIGHT_TO_LEFT_MARK, rtl=True, bold=bold, style=style))
        else:
            parent.append(_word_run(piece, rtl=rtl, bold=bold, style=style))


def write_mark(parent: Any, number: int, *, rtl: bool, cited: set[int]) -> None:
    """
    Append the mark of an endnote: where a note is cited first its own, later a reference to that one.

    A number read with the mark behind it would become another number, so a narrow blank stands between;
    in Arabic a mark of direction too, or the two would change sides.
    """
    sides = (_RIGHT_TO_LEFT_MARK + _LEFT_TO_RIGHT_MARK, _LEFT_TO_RIGHT_MARK + _RIGHT_TO_LEFT_MARK) if rtl else ("", "")
    parent.append(_word_run(f"\u202f{sides[0]}", rtl=False, bold=False, style=NOTE_MARK))
    if number in cited:
        field = element("fldSimple", instr=f" NOTEREF {bookmark_name(f'mark-{number}')} \\f \\h ")
        field.append(_word_run(f"{number}", rtl=False, bold=False, style=NOTE_MARK))
        parent.append(field)
    else:
        bookmark(parent, f"mark-{number}", _FIRST_MARK + number, _note_run("endnoteReference", id=str(number)))
        cited.add(number)
    if rtl:
        parent.append(_word_run(sides[1], rtl=False, bold=False, style=NOTE_MARK))


def endnotes_part() -> Any:
    """Return the root of the file's endnotes, with the two lines that the format demands."""
    root = element("endnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note, paragraph, run = element("endnote", type=kind, id=str(number)), OxmlElement("w:p"), element("r")
        run.append(element(kind))
        paragraph.append(run)
        note.append(paragraph)
        root.append(note)
    return root


def endnote(root: Any, number: int) -> Any:
    """Append a note to the endnotes and return its paragraph, to be written into."""
    note, paragraph = element("endnote", id=str(number)), OxmlElement("w:p")
    paragraph.get_or_add_pPr().append(element("pStyle", val=NOTE_TEXT))
    paragraph.append(_note_run("endnoteRef"))
    paragraph.append(_word_run(" ", rtl=False, bold=False, style=None))
    note.append(paragraph)
    root.append(note)
    return paragraph


def attach_endnotes(part: Any, root: Any) -> None:
    """Make the endnotes a part of the file, and their numbers those of the marks."""
    numbers = element("endnotePr")
    numbers.append(element("numFmt", val="decimal"))
    numbers.extend(element("endnote", id=number) for number in ("-1", "0"))
    part.settings.element.find(qn("w:compat")).addprevious(numbers)
    of_section = element("endnotePr")
    of_section.append(element("numFmt", val="decimal"))
    part.element.body.sectPr.find(qn("w:pgSz")).addprevious(of_section)
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    part.relate_to(Part(PackURI("/word/endnotes.xml"), kind, content, part.package), f"{_RELATIONS}/endnotes")


def contents_field(paragraphs: Sequence[Any]) -> None:
    """Make paragraphs the kept result of a table of contents, which a word processor makes anew with page numbers."""
    opening = [element("fldChar", fldCharType="begin", dirty="true"), element("instrText")]
    opening[1].text = ' TOC \\o "1-2" \\h \\z \\u '
    for place, one in enumerate((*opening, element("fldChar", fldCharType="separate"))):
        paragraphs[0].insert(1 + place, _around(one))
    paragraphs[-1].append(_around(element("fldChar", fldCharType="end")))


def link_to(parent: Any, anchor: str) -> Any:
    """Append a link to a bookmark of the same file and return it, to be written into."""
    link = element("hyperlink", anchor=bookmark_name(anchor), history="1")
    parent.append(link)
    return link


def bookmark(paragraph: Any, anchor: str, number: int, around: Any = None) -> None:
    """Make a paragraph, or one run that is appended to it, the target of links."""
    paragraph.append(element("bookmarkStart", id=str(number), name=bookmark_name(anchor)))
    if around is not None:
        paragraph.append(around)
    paragraph.append(element("bookmarkEnd", id=str(number)))


def bookmark_name(anchor: str) -> str:
    """Return a name that word processors accept: letters, digits and underscores, at most 40."""
    return re.sub(r"\W", "_", f"s_{anchor}", flags=re.ASCII)[:40]


def make_rtl(paragraph: Any) -> None:
    """Turn a paragraph: its lines begin at the right."""
    properties = paragraph.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(element("bidi"), *_AFTER_BIDI)


def frame(paragraph: Any, color: str) -> None:
    """Draw a thin frame around a paragraph."""
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz="6", space="4", color=color))
    properties = paragraph.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", *_AFTER_BORDER)


def set_up_table(table: Any, *, rtl: bool, about: str, color: str) -> None:
    """Mirror a table where lines run from the right, draw thin lines, and describe it for screen readers."""
    properties = table.tblPr
    if rtl:
        properties.insert_element_before(element("bidiVisual"), *_AFTER_BIDI_VISUAL)
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color=color))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.append(element("tblDescription", val=about))


def shade(cell: Any, color: str) -> None:
    """Fill a cell."""
    properties = cell.get_or_add_tcPr()
    properties.append(element("shd", val="clear", color="auto", fill=color))


def dated(docx: bytes, moment: datetime) -> bytes:
    """Return the same archive with every part dated by the data: the same document gives the same bytes."""
    stamp = max(moment.replace(tzinfo=None), _EARLIEST).timetuple()[:6]
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(part))
    return result.getvalue()


# The schema fixes the order of a paragraph's properties; these come after the two that are added here.
_AFTER_BIDI = tuple(
    f"w:{name}"
    for name in (
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
        "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ).split()
)
_AFTER_BORDER = (
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    *_AFTER_BIDI,
)


_AFTER_BIDI_VISUAL = tuple(
    f"w:{name}"
    for name in (
        "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
        "tblCellMar tblLook"
    ).split()
)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    for place, piece in enumerate(_ISOLATED.split(text)):
        if words := plain(piece):
            yield words, place % 2 == 1


def _note_run(name: str, **attributes: str) -> Any:
    run, properties = element("r"), element("rPr")
    properties.append(element("rStyle", val=NOTE_MARK))
    run.append(properties)
    run.append(element(name, **attributes))
    return run


def _around(mark: Any) -> Any:
    run = element("r")
    run.append(mark)
    return run


def _word_run(text: str, *, rtl: bool, bold: bool, style: str | None) -> Any:
    run, properties = element("r"), element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    if bold:
        properties.extend([element("b"), element("bCs")])
    if rtl:
        properties.append(element("rtl"))
    if len(properties):
        run.append(properties)
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run
