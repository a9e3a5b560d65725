"""Fifty files as people send them, made by real writers; everybody and everything in them is invented."""

from __future__ import annotations

import gzip
import io
import json
import mailbox
import struct
import tarfile
import tempfile
import wave
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from PIL import Image

WHO, WHEN = "Invented Monitor <monitor@example.org>", "2017-03-06T10:00:00+02:00"
ENGLISH = "At least 12 civilians were killed in Invented Town on 5 March 2017."
ARABIC = "قتل 12 مدنيا في البلدة المختلقة يوم 5 آذار 2017."


@dataclass(frozen=True, slots=True)
class Sample:
    """A file, and what is right of it: its kind, some of its words, who said them when, and what it holds."""

    name: str
    content: bytes
    kind: str
    words: str | None = None
    sender: str | None = None
    sent_at: str | None = None
    holds: tuple[str, ...] = ()
    absent: str | None = None


def mail(words=ENGLISH, *, charset="utf-8", encoding=None, html=None, attached=(), subject="Invented report"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = WHO, "desk@example.org", subject
    made["Date"], made["Message-ID"] = "Mon, 06 Mar 2017 10:00:00 +0200", "<1@example.org>"
    made.set_content(words, charset=charset, cte=encoding)
    if html is not None:
        made.add_alternative(html, subtype="html")
    for name, content in attached:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def html_mail():
    made = EmailMessage()
    made["From"], made["Date"], made["MIME-Version"] = WHO, "Mon, 06 Mar 2017 10:00:00 +0200", "1.0"
    made.set_content(f"<html><style>p {{}}</style><p>{ENGLISH}<br>Second line.</p></html>", subtype="html")
    return made.as_bytes()


def saved_page():
    made = MIMEPart()
    made["From"], made["Snapshot-Content-Location"] = "<Saved by Blink>", "https://example.org/invented"
    made["Subject"], made["Date"], made["MIME-Version"] = "Invented page", "Mon, 06 Mar 2017 10:00:00 -0000", "1.0"
    made.set_type("multipart/related")
    page, picture = MIMEPart(), MIMEPart()
    page.set_content(f"<html><body><p>{ENGLISH}</p></body></html>", subtype="html")
    picture.set_content(picture_of("PNG"), maintype="image", subtype="png", filename="a.png")
    made.set_payload([page, picture])
    return made.as_bytes()


def mailbox_of(*mails):
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder) / "box")
        for one in mails:
            box.add(one)
        box.close()
        return (Path(folder) / "box").read_bytes()


def outlook(*, html=False):
    """A mail as Outlook keeps it; every stream is padded to the size from which it has sectors of its own."""
    told = {"0037001F": "Invented report", "0C1A001F": "Invented Monitor", "5D01001F": "monitor@example.org"}
    streams = {("__substg1.0_" + code,): words.encode("utf-16-le") for code, words in told.items()}
    if html:
        streams["__substg1.0_10130102",] = f"<html><body><p>{ENGLISH}</p></body></html>".encode()
    else:
        streams["__substg1.0_1000001F",] = ARABIC.encode("utf-16-le")
    ticks = (1488787200 + 11644473600) * 10**7  # 6 March 2017, 08:00 UTC
    streams["__properties_version1.0",] = bytes(32) + struct.pack("<IIQ", 0x00390040, 6, ticks)
    folder = "__attach_version1.0_#00000000"
    streams[folder, "__substg1.0_37010102"] = b"Invented attachment. " * 250
    streams[folder, "__substg1.0_3707001F"] = "note.txt".encode("utf-16-le")
    return compound(streams)


def compound(streams):
    """Return a compound file ([MS-CFB]) of streams, each by its path."""
    folders = sorted({path[0] for path in streams if len(path) == 2})
    top = [*folders, *(path[0] for path in streams if len(path) == 1)]
    below = {folder: [path for path in streams if path[0] == folder] for folder in folders}
    order = [(name,) for name in top] + [path for folder in folders for path in below[folder]]
    number = {path: place for place, path in enumerate(order, 1)}
    sectors, chains, start = [], [], {}
    for path, content in streams.items():
        padded = content.ljust(4096, b"\0")
        padded += bytes(-len(padded) % 512)
        start[path] = len(sectors), len(content.ljust(4096, b"\0"))
        count = len(padded) // 512
        chains += [*range(len(sectors) + 1, len(sectors) + count), 0xFFFFFFFE]
        sectors += [padded[at : at + 512] for at in range(0, len(padded), 512)]

    def entry(name, kind, *, right=0xFFFFFFFF, child=0xFFFFFFFF, first=0xFFFFFFFE, size=0):
        wide = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(wide), kind, 1, 0xFFFFFFFF, right, child)
        return wide.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, size)

    def follows(group, place):
        return number[group[place + 1]] if place + 1 < len(group) else 0xFFFFFFFF

    entries = [entry("Root Entry", 5, child=1)]
    level = [(name,) for name in top]
    for place, path in enumerate(level):
        if path[0] in folders:
            entries.append(entry(path[0], 1, right=follows(level, place), child=number[below[path[0]][0]]))
        else:
            first, size = start[path]
            entries.append(entry(path[0], 2, right=follows(level, place), first=first, size=size))
    for folder in folders:
        for place, path in enumerate(below[folder]):
            first, size = start[path]
            entries.append(entry(path[1], 2, right=follows(below[folder], place), first=first, size=size))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % 512)
    first_directory, count = len(sectors), len(directory) // 512
    chains += [*range(first_directory + 1, first_directory + count), 0xFFFFFFFE]
    sectors += [directory[at : at + 512] for at in range(0, len(directory), 512)]
    tables = -(-(len(chains) + 3) // 128)
    first_table = len(sectors)
    chains += [0xFFFFFFFD] * tables
    chains += [0xFFFFFFFF] * (-len(chains) % 128)
    table = struct.pack(f"<{len(chains)}I", *chains)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, tables, first_directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, first_table)
    head = head[:76] + struct.pack("<109I", *range(first_table, first_table + tables), *[0xFFFFFFFF] * (109 - tables))
    return head + b"".join(sectors) + table


def telegram(*messages, **told):
    document = {"name": "Invented Channel", "type": "public_channel", "id": 1, "messages": list(messages)}
    return json.dumps({**document, **told}, ensure_ascii=False).encode()


POST = {
    "id": 10,
    "type": "message",
    "date": "2017-03-05T14:35:40",
    "date_unixtime": "1488717340",
    "from": "Invented Channel",
    "text": ["عاجل: مقتل 12 مدنيا في ", {"type": "bold", "text": "البلدة المختلقة"}],
    "photo": "photos/1.jpg",
}
JOINED = {"id": 1, "type": "service", "date": "2017-03-05T10:00:00", "actor": "Invented Person", "action": "join"}
PAGE = (
    '<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Invented'
    '</div></div><div class="history"><div class="message service" id="message-1"><div class="body details">5 March'
    '</div></div><div class="message default clearfix" id="message10"><div class="body"><div class="date details" '
    'title="05.03.2017 14:35:40 UTC+02:00">14:35</div><div class="from_name">Invented Channel</div><div class="text">'
    '{first}</div></div></div><div class="message default clearfix joined" id="message11"><div class="body"><div '
    'class="date details" title="06.03.2017 10:01:02 UTC+02:00">10:01</div><div class="text">{second}</div></div></div>'
    "</div></div></body></html>"
)


def picture_of(form, size=(40, 30)):
    made = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(made, form)
    return made.getvalue()


def box(kind, *inside):
    content = b"".join(inside)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(brand=b"isom", *, seconds=90, header=True):
    length = bytes(12) + struct.pack(">II", 1000, seconds * 1000) + bytes(80)
    size = bytes(76) + struct.pack(">II", 640 << 16, 360 << 16)
    moov = box(b"moov", box(b"mvhd", length), box(b"trak", box(b"tkhd", size)))
    return box(b"ftyp", brand, bytes(4), brand) + (moov if header else b"") + box(b"mdat", bytes(64))


def photograph_of_a_telephone():
    sizes = box(b"iprp", box(b"ipco", box(b"ispe", bytes(4), struct.pack(">II", 4032, 3024))))
    return box(b"ftyp", b"heic", bytes(4), b"mif1heic") + box(b"meta", bytes(4), sizes) + box(b"mdat", bytes(64))


def sound():
    made = io.BytesIO()
    with wave.open(made, "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(1)
        stream.setframerate(100)
        stream.writeframes(bytes(250))
    return made.getvalue()


def voice():
    head = b"OggS" + bytes(22) + b"\x01\x13" + b"OpusHead\x01\x01" + struct.pack("<HI", 312, 48000) + bytes(3)
    return head + b"OggS\0\x04" + struct.pack("<q", 48000 * 3 + 312) + bytes(13)


def packed(*files, locked=False):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    content = made.getvalue()
    if locked:  # the flag of a password on every file, where both headers have it
        content = content.replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\1\0")
        content = content.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0")
    return content


def tarred(*files, mode="w"):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, content in files:
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return made.getvalue()


def open_document(words=ENGLISH, *, changed=False):
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office, dc = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "http://purl.org/dc/elements/1.1/"
    gone = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>7 killed</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    comment = (
        "<office:annotation><dc:creator>Invented Editor</dc:creator><dc:date>2017-03-07T09:00:00</dc:date>"
        "<text:p>Is this right?</text:p></office:annotation>"
    )
    body = f"{gone if changed else ''}<text:p>{words}{comment if changed else ''}</text:p>"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}" xmlns:dc="{dc}"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content))


CHAT = "[{first}, 14:35:40] Invented Person: {words}\n[{second}, 09:01:02] Other Person: Two lines\nof words\n"


def chat(first="05/03/2017", second="13/03/2017", words=ENGLISH):
    return CHAT.format(first=first, second=second, words=words).encode()


ANDROID = (
    "05/03/2017, 14:34 - Messages and calls are end-to-end encrypted.\n"
    f"05/03/2017, 14:35 - Invented Person: {ENGLISH}\n"
    "13/03/2017, 9:01 - Invented Person: IMG-1.jpg (file attached)\n"
)
ARABIC_PHONE = (
    "\u200f٥\u200f/٣\u200f/٢٠١٧، ٢:٣٥ م - شخص مختلق: قتل ١٢ مدنيا\n\u200f١٣\u200f/٣\u200f/٢٠١٧، ٩:٠١ ص - آخر: نعم\n"
)
AMERICAN = f"3/5/17, 2:35\u202fPM - Invented Person: {ENGLISH}\n3/13/17, 9:01\u202fAM - Other: yes\n"
ISO = f"2017-03-05, 14:35 - Invented Person: {ENGLISH}\n"
FORWARD = f"05/03/2017, 14:35 - Invented Person: {ENGLISH}\n06/03/2017, 09:00 - Other: yes\n01/04/2017, 9:00 - A: no\n"
IPHONE_MEDIA = "[05/03/2017, 14:35:40] Invented Person: \u200e<attached: 0001-PHOTO.jpg>\n[13/03/2017, 9:00:00] B: c\n"

MAIL = "message/rfc822"
ON_ZIP = (("a/note.txt", ENGLISH.encode()), ("photo.png", picture_of("PNG")))
SENT = {"sender": WHO, "sent_at": WHEN}
CHANNEL = {"sender": "Invented Channel", "sent_at": "2017-03-05T14:35:40+02:00"}
PERSON = "Invented Person"
WHATSAPP, EXPORT = "text/vnd.whatsapp.chat", "application/vnd.telegram.export+json"

SAMPLES = (
    Sample("plain.eml", mail(), MAIL, ENGLISH, **SENT),
    Sample("quoted.eml", mail(f"{ENGLISH} " * 4, encoding="quoted-printable"), MAIL, f"{ENGLISH} {ENGLISH}", **SENT),
    Sample("base64.eml", mail(ARABIC, charset="windows-1256", encoding="base64"), MAIL, ARABIC, **SENT),
    Sample("arabic.eml", mail(ARABIC, encoding="quoted-printable"), MAIL, ARABIC, **SENT),
    Sample("arabic-8bit.eml", mail(ARABIC, encoding="8bit"), MAIL, ARABIC, **SENT),
    Sample("iso-8859-6.eml", mail(ARABIC, charset="iso-8859-6", encoding="base64"), MAIL, ARABIC, **SENT),
    Sample("both.eml", mail(html=f"<p>{ENGLISH}</p>"), MAIL, ENGLISH, **SENT, absent=f"{ENGLISH}\n\n{ENGLISH}"),
    Sample("html.eml", html_mail(), MAIL, f"{ENGLISH}\nSecond line.", **SENT, absent="p {"),
    Sample("crlf.eml", mail().replace(b"\n", b"\r\n"), MAIL, ENGLISH, **SENT),
    Sample("named.bin", mail(), MAIL, ENGLISH, **SENT),
    Sample("quoting.eml", mail(f"{ENGLISH}\n> 9 were killed\n> so they say\n"), MAIL, ENGLISH, **SENT),
    Sample("subject.eml", mail(subject="تقرير مختلق"), MAIL, ENGLISH, **SENT, absent="تقرير"),
    Sample("attached.eml", mail(attached=[("list.csv", b"a,b\n1,2\n")]), MAIL, ENGLISH, **SENT, holds=("list.csv",)),
    Sample("arabic-name.eml", mail(attached=[("قائمة.txt", b"x")]), MAIL, ENGLISH, **SENT, holds=("قائمة.txt",)),
    Sample(
        "two.eml", mail(attached=[("a.zip", packed(*ON_ZIP)), ("b.txt", b"b")]), MAIL, **SENT, holds=("a.zip", "b.txt")
    ),
    Sample("page.mhtml", saved_page(), "multipart/related", ENGLISH, holds=("a.png",)),
    Sample("box.mbox", mailbox_of(mail(), mail(ARABIC)), "application/mbox", "", holds=("0001.eml", "0002.eml")),
    Sample(
        "a.msg",
        outlook(),
        "application/vnd.ms-outlook",
        ARABIC,
        sender=WHO,
        sent_at="2017-03-06T08:00:00+00:00",
        holds=("note.txt",),
    ),
    Sample("html.msg", outlook(html=True), "application/vnd.ms-outlook", ENGLISH, sender=WHO, holds=("note.txt",)),
    Sample("iphone.txt", chat(), WHATSAPP, ENGLISH, sender=PERSON, sent_at="2017-03-05T14:35:40"),
    Sample("month-first.txt", chat("03/05/2017", "03/13/2017"), WHATSAPP, sender=PERSON, sent_at="2017-03-05T14:35:40"),
    Sample("dots.txt", chat("05.03.17", "13.03.17"), WHATSAPP, sender=PERSON, sent_at="2017-03-05T14:35:40"),
    Sample("android.txt", ANDROID.encode(), WHATSAPP, ENGLISH, sent_at="2017-03-05T14:34"),
    Sample("arabic.txt", ARABIC_PHONE.encode(), WHATSAPP, "قتل ١٢", sender="شخص مختلق", sent_at="2017-03-05T14:35"),
    Sample("american.txt", AMERICAN.encode(), WHATSAPP, ENGLISH, sender=PERSON, sent_at="2017-03-05T14:35"),
    Sample("iso.txt", ISO.encode(), WHATSAPP, ENGLISH, sender=PERSON, sent_at="2017-03-05T14:35"),
    Sample("forward.txt", FORWARD.encode(), WHATSAPP, ENGLISH, sender=PERSON, sent_at="2017-03-05T14:35"),
    Sample("media.txt", IPHONE_MEDIA.encode(), WHATSAPP, sender=PERSON, sent_at="2017-03-05T14:35:40"),
    Sample("result.json", telegram(POST), EXPORT, "عاجل: مقتل 12 مدنيا في البلدة المختلقة", **CHANNEL),
    Sample(
        "escaped.json",
        json.dumps(json.loads(telegram(POST))).encode(),
        EXPORT,
        "مقتل 12 مدنيا",
        **CHANNEL,
        absent="\\u",
    ),
    Sample("service.json", telegram(JOINED, POST), EXPORT, "مقتل 12", **CHANNEL, absent="join"),
    Sample("passed-on.json", telegram({**POST, "forwarded_from": "Other"}), EXPORT, "مقتل", sender="Other"),
    Sample("no-zone.json", telegram({**POST, "date_unixtime": None}), EXPORT, sent_at="2017-03-05T14:35:40"),
    Sample(
        "account.json",
        json.dumps({"about": "x", "chats": {"list": [json.loads(telegram(POST))]}}).encode(),
        EXPORT,
        "مقتل 12",
        **CHANNEL,
    ),
    Sample(
        "messages.html",
        PAGE.format(first=ENGLISH, second=ARABIC).encode(),
        "text/vnd.telegram.export+html",
        ENGLISH,
        **CHANNEL,
    ),
    Sample("files.zip", packed(*ON_ZIP), "application/zip", "", holds=("a/note.txt", "photo.png")),
    Sample("files.tar", tarred(*ON_ZIP), "application/x-tar", "", holds=("a/note.txt", "photo.png")),
    Sample("files.tar.gz", tarred(*ON_ZIP, mode="w:gz"), "application/gzip", "", holds=("a/note.txt", "photo.png")),
    Sample("note.txt.gz", gzip.compress(ENGLISH.encode()), "application/gzip", "", holds=("note.txt",)),
    Sample("report.odt", open_document(), "application/vnd.oasis.opendocument.text", ENGLISH),
    Sample(
        "changed.odt",
        open_document(changed=True),
        "application/vnd.oasis.opendocument.text",
        f"{ENGLISH}\n\n[2017-03-07T09:00:00] Invented Editor\nIs this right?",
        absent="7 killed",
    ),
    *(
        Sample(f"picture.{form}".lower(), picture_of(form), f"image/{form}".lower(), "")
        for form in ("GIF", "WEBP", "TIFF", "BMP")
    ),
    Sample("IMG_1.mov", photograph_of_a_telephone(), "image/heic", ""),
    Sample("film.mp4", film(), "video/mp4", ""),
    Sample("film.mov", film(b"qt  "), "video/quicktime", ""),
    Sample("voice.m4a", film(b"M4A "), "audio/mp4", ""),
    Sample("sound.wav", sound(), "audio/wav", ""),
    Sample("voice.opus", voice(), "audio/ogg", ""),
)
