"""
Honest documents broken by what their format is made of, one for each number: objects, parts, tags, quotes, chunks.

The same number makes the same bytes, so a failure is told by its number alone. Everybody in them is invented.
"""

import functools
import io
import random
import re
import struct
import zipfile
import zlib

from PIL import Image
from tests.e2e.documents import WORDS, body, pdf, pdf_lines, pdf_pages, word

NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967296", b"-2147483649", b"9" * 40, b"1e308", b".")
TEXTS = (
    "\ufeff",
    "\u202e",
    "\ufffe",
    "\ud7ff",
    "\U0010ffff",
    "ﷺ",
    "a\u0301" * 40,
    "٤٤",
    "ـ" * 50,
    "\x1a",
    "\f",
    "\r",
    "\x85",
)


def case(number):
    """Return the kind, the name and the bytes of a broken document."""
    chance = random.Random(f"sijill {number}")
    kind = KINDS[number % len(KINDS)]
    content = MAKERS[kind](chance)
    if chance.random() < (0.1 if kind in ("docx", "png") else 0.3):
        content = mangled(content, chance)
    return kind, f"x.{kind}", content


def mangled(content, chance):
    """Return the content with a few bytes changed, a piece repeated, or the end cut off."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(damaged))
        kind = chance.randrange(5)
        if kind == 0:
            damaged[place] = chance.randrange(256)
        elif kind == 1:
            del damaged[place : place + chance.randint(1, 40)]
        elif kind == 2:
            damaged[place:place] = damaged[place : place + chance.randint(1, 200)]
        elif kind == 3:
            damaged[place:place] = chance.randbytes(chance.randint(1, 8))
        elif chance.random() < 0.1:
            del damaged[place:]
        damaged = damaged or bytearray(b"x")
    return bytes(damaged)


def _pdf(chance):
    streams = (
        pdf_lines(WORDS, "more-", "over"),
        b"q " * chance.randint(1, 3000) + pdf_lines(WORDS),
        b"BT /F1 12 Tf "
        + b" ".join(b"%s %s Td (%s) Tj" % (_number(chance), _number(chance), WORDS.encode()) for _ in range(9)),
        b"BT /F1 " + _number(chance) + b" Tf <" + chance.randbytes(20).hex().encode() + b"> Tj [(a) -9999 (b)] TJ ET",
        b"/X1 Do " * 20 + b"BI /W 9 /H 9 /BPC 8 /CS /G ID " + chance.randbytes(81) + b" EI",
    )
    objects = pdf_pages(chance.choice(streams), count=chance.randint(1, 4))
    if chance.random() < 0.5:
        filters = chance.sample(
            (b"/FlateDecode", b"/ASCIIHexDecode", b"/LZWDecode", b"/RunLengthDecode", b"/ASCII85Decode"), 2
        )
        packed = zlib.compress(chance.choice(streams) * chance.choice((1, 50)))
        objects[4] = b"<< /Length %s /Filter [%s] >>\nstream\n%s\nendstream" % (
            _number(chance, len(packed)),
            b" ".join(filters[: chance.randint(1, 2)]),
            packed,
        )
    if chance.random() < 0.5:
        objects[2] = (
            b"<< /Type /Font /Subtype /%s /BaseFont /F /FirstChar %s /LastChar %s /Widths [%s] /ToUnicode 6 0 R "
            b"/Encoding << /Differences [%s /a /b 6 0 R] >> /DescendantFonts [3 0 R] >>"
        ) % (
            chance.choice((b"Type1", b"TrueType", b"Type0", b"Type3", b"CIDFontType2")),
            *(_number(chance) for _ in range(4)),
        )
        unicode = b"1 begincodespacerange <00> <ffff> endcodespacerange %s beginbfrange <00> <ff> <%s> endbfrange" % (
            _number(chance),
            chance.randbytes(chance.randint(0, 9)).hex().encode(),
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode), unicode))
    trailer = chance.choice(
        (b"", b"/Prev %s" % _number(chance), b"/Encrypt 3 0 R", b"/XRefStm %s" % _number(chance), b"/Info 4 0 R")
    )
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(objects))
        objects[at] = chance.choice((_other_number, _other_reference, _acting, _nested))(objects[at], chance)
    return pdf(objects, trailer)


def _number(chance, honest=12):
    return chance.choice((*NUMBERS, b"%d" % honest, b"%d" % chance.randrange(300)))


def _other_number(part, chance):
    found = list(re.finditer(rb"\d+", part))
    if not found:
        return part
    one = chance.choice(found)
    return part[: one.start()] + _number(chance) + part[one.end() :]


def _other_reference(part, chance):
    return re.sub(rb"\d+ 0 R", lambda _: b"%d 0 R" % chance.randint(0, 8), part, count=chance.randint(0, 2))


def _acting(part, chance):
    act = chance.choice(
        (
            b"/OpenAction << /S /JavaScript /JS (while(1){}) >>",
            b"/OpenAction << /S /Launch /F (/bin/sh) >>",
            b"/AA << /O << /S /URI /URI (http://192.0.2.1/) >> >>",
            b"/Annots [<< /Subtype /FileAttachment /FS << /F (/etc/passwd) >> >>]",
            b"/AcroForm << /XFA 5 0 R /Fields [1 0 R] >>",
            b"/Rotate 45 /UserUnit 1e9 /CropBox [0 0 1e30 -1e30]",
            b"/Resources << /XObject << /X1 << /Subtype /Form >> /X1 5 0 R >> >>",
        )
    )
    return part.replace(b"<<", b"<< " + act, 1)


def _nested(part, chance):
    depth = chance.choice((3, 300, 3000))
    return part.replace(b"<<", b"<< /Deep " + b"[" * depth + b"]" * depth, 1)


@functools.cache
def _word_parts():
    def build(document):
        document.add_heading("An invented heading", 1)
        document.add_paragraph(WORDS, style="List Bullet")
        for cell in document.add_table(2, 2).rows[0].cells:
            cell.text = "ثلاثة"

    with zipfile.ZipFile(io.BytesIO(word(build))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _docx(chance):
    parts = dict(_word_parts())
    for _ in range(chance.choice((1, 1, 2))):
        name = (
            "word/document.xml"
            if chance.random() < 0.6 and "word/document.xml" in parts
            else chance.choice(list(parts))
        )
        way = chance.randrange(6)
        if way == 0:
            parts[
                chance.choice(("../../etc/x", "/x", "word/../x", "\\x", "x\0y", "word/document.xml/y", "é" * 200))
            ] = parts.pop(name)
        elif way == 1:
            del parts[name]
        elif way == 2:
            parts[name] = body(
                _tags(
                    chance,
                    ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:hyperlink", "mc:AlternateContent", "w:sdt"),
                )
            )
        else:
            parts[name] = _xml(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")
        parts = parts or {"x": b""}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            way = (
                chance.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
                if chance.random() < 0.02
                else chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            )
            archive.writestr(zipfile.ZipInfo(name), part, way, 1)
    whole = bytearray(packed.getvalue())
    if chance.random() < 0.3:  # what the directory says of a part: method, sum, sizes, place, flags
        entry = chance.choice([one.start() for one in re.finditer(rb"PK\x01\x02|PK\x03\x04", whole)])
        place = entry + chance.randrange(4, 46)
        whole[place : place + 2] = chance.choice((b"\0\0", b"\xff\xff", chance.randbytes(2)))
    return bytes(whole)


def _xml(text, chance):
    tags = list(re.finditer(r"<[^<>]*>", text))
    if not tags:
        return text
    one, other = chance.choice(tags), chance.choice(tags)
    way = chance.choice((0, 1, 2, 3, 3, 3, 4, 5, 6, 7, 7, 7))
    if way == 0:
        return text[: one.start()] + text[one.end() :]
    if way == 1:
        return text[: one.start()] + one[0] * chance.choice((2, 300)) + text[one.end() :]
    if way == 2:
        return text[: one.start()] + other[0] + text[one.end() :]
    if way == 3:
        return re.sub(
            r'"[^"]*"', f'"{chance.choice(TEXTS[1:8])}{_number(chance).decode()}"', text, count=chance.randint(1, 9)
        )
    if way == 4:
        entities = (
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        )
        return re.sub(r"(<\?xml[^>]*>)?", lambda head: head[0] + entities, text, count=1) + "&b;&c;"
    if way == 5:
        return re.sub(r'encoding="[^"]*"', f'encoding="{chance.choice(ENCODINGS)}"', text, count=1)
    if way == 6:
        return (
            text[: one.end()]
            + chance.choice(("<![CDATA[", "<!--", "<?x ", "&#x0;", "&#x110000;", "&"))
            + text[one.end() :]
        )
    return text[: one.end()] + chance.choice(TEXTS) * chance.choice((1, 500)) + text[one.end() :]


ENCODINGS = (
    "utf-16",
    "utf-32",
    "utf-7",
    "ascii",
    "windows-1256",
    "x-mac-roman",
    "idna",
    "base64",
    "rot13",
    "undefined",
    "é",
    "utf8\0",
)
HTML_TAGS = (
    *(
        "div",
        "p",
        "table",
        "tr",
        "td",
        "b",
        "a",
        "article",
        "main",
        "ul",
        "li",
        "svg",
        "math",
        "template",
        "noscript",
        "title",
    ),
    *(
        "form",
        "select",
        "option",
        "frameset",
        "iframe",
        "object",
        "script",
        "style",
        "textarea",
        "plaintext",
        "font",
        "h1",
        "br",
        "img",
    ),
)


def _tags(chance, names):
    pieces, open_tags = [], []
    for _ in range(chance.randint(1, 80)):
        way = chance.random()
        if way < 0.45:
            name = chance.choice(names)
            times = chance.choice((1, 1, 1, 1, 30, 400))
            pieces.append(f"<{name} {_attribute(chance)}>" * times)
            open_tags += [name] * times
        elif way < 0.75 and open_tags:
            at = -1 if chance.random() < 0.8 else chance.randrange(len(open_tags))
            pieces.append(f"</{open_tags.pop(at)}>")
        else:
            pieces.append(
                chance.choice((WORDS, "قتل ثلاثة مدنيين في القرية المتخيلة. ", "&amp;", "&bogus;", "&#0;", *TEXTS))
            )
    if chance.random() < 0.7:
        pieces += [f"</{name}>" for name in reversed(open_tags)]
    return "".join(pieces)


def _attribute(chance):
    return chance.choice(
        (
            "",
            "",
            'class="x"',
            "id=x id=x",
            'href="http://192.0.2.1/"',
            'style="x',
            "=",
            f'lang="{chance.choice(TEXTS)}"',
            "on" * 500,
        )
    )


def _html(chance):
    said = chance.choice(("utf-8", *ENCODINGS))
    head = chance.choice(
        (
            f'<!DOCTYPE html><html><head><meta charset="{said}"><title>x</title></head><body>',
            f'<?xml version="1.0" encoding="{said}"?><html xmlns="x"><body>',
            "<html><body><article>",
            '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><base href="file:///"><body>&a;',
            "<html><head><script type='application/ld+json'>"
            + '{"a":' * chance.choice((2, 2000))
            + "</script></head><body>",
        )
    )
    whole = head + f"<p>{WORDS}</p>" * chance.randint(0, 4) + _tags(chance, HTML_TAGS)
    return whole.encode(chance.choice(("utf-8", "utf-8", "utf-16", "utf-32")), "replace")


def _text(chance):
    pieces = (
        *(
            WORDS,
            "---\ntitle: x\n---\n",
            "Alep-\npo",
            "قتل ثلاثة",
            "ظ‚طھظ„",
            "Ã©tÃ©",
            "‚Äú",
            "â€™",
            "\n",
            "\f",
            "\r\n",
            "- ",
            "# ",
            "|" * 40,
        ),
        *("-\n" * 40, "http://x-\ny", "[" * 300, "*" * 300, "```", "> " * 200, "&#x41;", *TEXTS),
    )
    whole = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 60)))
    return _encoded(whole, chance)


def _csv(chance):
    rows = []
    for _ in range(chance.randint(1, 30)):
        cells = (
            chance.choice(("1", "قتل", '"', '""', '"a\nb"', "'", "=1+1", "@x", "\t", "", "2020-05-31", *TEXTS))
            for _ in range(chance.randint(0, 9))
        )
        rows.append(chance.choice((",", ";", "\t", '","')).join(cells))
    return _encoded(chance.choice(("\n", "\r\n", "\r", '"\n')).join(rows), chance)


def _encoded(whole, chance):
    how = chance.choice(
        ("utf-8", "utf-8", "utf-8", "utf-16", "utf-32", "utf-16-le", "cp1256", "iso8859_6", "cp1252", "mac_roman")
    )
    content = whole.encode(how, "replace")
    if chance.random() < 0.2:
        content = (
            chance.choice(
                (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"+/v8", b"\x1f\x8b", b"\xc0\x80")
            )
            + content
        )
    return content or b" "


@functools.cache
def _picture(form, mode, size):
    saved = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(saved, form)
    return saved.getvalue()


def _png(chance):
    honest = _picture("PNG", chance.choice(("RGB", "L", "P", "RGBA", "1")), (32, 24))
    chunks, at = [], 8
    while at < len(honest):
        (size,) = struct.unpack(">I", honest[at : at + 4])
        chunks.append((honest[at + 4 : at + 8], honest[at + 8 : at + 8 + size]))
        at += size + 12
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(chunks))
        name, held = chunks[place]
        way = chance.randrange(6)
        if way == 0 and name == b"IHDR":
            sizes = (0, 1, 9, 8000, 10_000, 65_536, 2**31 - 1, 2**32 - 1)
            held = struct.pack(">II", chance.choice(sizes), chance.choice(sizes)) + bytes(
                chance.choice((0, 1, 2, 3, 4, 6, 8, 16, 255)) for _ in range(5)
            )
            chunks[place] = name, held
        elif way == 1:
            chunks.insert(
                place,
                (
                    chance.choice(
                        (
                            b"tEXt",
                            b"zTXt",
                            b"iTXt",
                            b"eXIf",
                            b"iCCP",
                            b"PLTE",
                            b"tRNS",
                            b"acTL",
                            b"fcTL",
                            b"fdAT",
                            b"sBIT",
                            b"gAMA",
                        )
                    ),
                    _held(chance),
                ),
            )
        elif way == 2:
            chunks[place] = name, mangled(held or b"x", chance)
        elif way == 3:
            chunks.insert(place, chunks[chance.randrange(len(chunks))])
        elif way == 4 and len(chunks) > 1:
            del chunks[place]
        elif name == b"IDAT":
            chunks[place] = name, _zeros(chance.choice((1, 10_000, 4_000_000)))
    lie = chance.choice((0, 0, 0, 0, 1))
    return honest[:8] + b"".join(
        struct.pack(">I", (len(held) + lie * chance.randrange(2**31)) & 0xFFFFFFFF)
        + name
        + held
        + struct.pack(">I", zlib.crc32(name + held) ^ lie)
        for name, held in chunks
    )


@functools.cache
def _zeros(many):
    return zlib.compress(b"\0" * many)


def _held(chance):
    return chance.choice(
        (b"", b"x\0", b"x\0\0" + _zeros(2_000_000), chance.randbytes(40), b"MM\0*\0\0\0\x08" + chance.randbytes(60))
    )


def _jpg(chance):
    honest = _picture("JPEG", chance.choice(("RGB", "L", "CMYK")), (48, 32))
    marks = [one.start() for one in re.finditer(rb"\xff[\xc0-\xc4\xda\xdb\xdd\xe0-\xef\xfe]", honest)]
    whole = bytearray(honest)
    for _ in range(chance.randint(1, 3)):
        at = min(chance.choice(marks), len(whole) - 1)
        way = chance.randrange(4)
        if way == 0:
            whole[at + 1 : at + 2] = bytes((chance.randrange(0xC0, 0x100),))
        elif way == 1:
            whole[at + 2 : at + 4] = chance.choice((b"\0\0", b"\0\1", b"\xff\xff", chance.randbytes(2)))
        elif way == 2:
            exif = (
                b"Exif\0\0"
                + chance.choice((b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"))
                + chance.randbytes(chance.randrange(90))
            )
            whole[2:2] = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        else:
            place = at + chance.randrange(4, 12)
            whole[place : place + 2] = chance.choice((b"\0\0", b"\xff\xff", b"\x40\x00", chance.randbytes(2)))
    return bytes(whole)


MAKERS = {"pdf": _pdf, "docx": _docx, "html": _html, "txt": _text, "csv": _csv, "png": _png, "jpg": _jpg, "md": _text}
OFTEN = {"pdf": 7, "docx": 1, "html": 1, "txt": 3, "csv": 3, "png": 3, "jpg": 4, "md": 2}
"""How often a kind comes in turn: a Word document takes thirty times as long as a table."""

KINDS = tuple(kind for kind, times in OFTEN.items() for _ in range(times))
