"""Documents made for tests, honest and hostile. Everybody and everything in them is invented."""

import io
import zipfile

import docx

WORDS = "Invented words, said by an invented witness."


def pdf(objects, trailer=b""):
    """Return a PDF of these objects, the first being its catalog."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(out))
    )


def pdf_pages(content, count=1):
    """Return the objects of a PDF that shows the same content on each of its pages."""
    kids = b"4 0 R " * count
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
        b"/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]


def pdf_lines(*lines):
    """Return the content of a page with these lines."""
    shown = b" T* ".join(b"(%s) Tj" % line.encode() for line in lines)
    return b"BT /F1 12 Tf 14 TL 50 700 Td %s ET" % shown


def pdf_signs(shown, signs):
    """Return a PDF that shows signs from the left, each of a code that stands for letters: one may be lam and alef."""
    named = b"".join(b"<%02x> <%s>\n" % (code, one.encode("utf-16-be").hex().encode()) for code, one in signs.items())
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange %d beginbfchar\n%sendbfchar endcmap end end" % (len(signs), named)
    )
    objects = pdf_pages(b"BT /F1 12 Tf 50 700 Td (%s) Tj ET" % shown)
    objects[2] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return pdf([*objects, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)])


def slow_pdf():
    """Return a small PDF whose thousands of pages, all the same, take minutes to read."""
    content = b"BT /F1 1 Tf 50 700 Td " + b"(Invented words.) Tj " * 3000 + b"ET"
    return pdf(pdf_pages(content, count=9000))


def locked_pdf():
    """Return a PDF that asks for a password."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32)
    identity = b"/Encrypt 6 0 R /ID [<%s><%s>]" % (b"aa" * 16, b"aa" * 16)
    return pdf([*pdf_pages(pdf_lines(WORDS)), lock], identity)


def word(build=None):
    """Return a Word document; ``build`` is given it to fill."""
    document = docx.Document()
    (build or (lambda made: made.add_paragraph(WORDS)))(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_part(content, name, part):
    """Return an archive with one part put in, in place of one of the same name."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, part)
    return changed.getvalue()


def body(xml):
    """Return the main part of a Word document with this inside its body."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{xml}</w:body></w:document>"
    ).encode()
