"""What people send is read as what it is: kind, words, sender, moment, and what it holds. Everything is invented."""

import pytest
from tests.unit.adapters.readers import samples
from tests.unit.adapters.readers.samples import ENGLISH, SAMPLES

from sijill.adapters.readers import Limits, Sandbox
from sijill.claims import find_claims
from sijill.evidence import REFUSALS, Unreadable, media_type_of, read_content
from sijill.evidence.texts import text_from_json, text_to_json


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as shared:
        yield shared


def read(sandbox, content, name="", dates=None):
    kind = media_type_of(content, name) + (f"; dates={dates}" if dates else "")
    return read_content(content, readers=[sandbox], name=name, media_type=kind)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_a_file_is_read_as_what_it_is(sandbox, sample):
    text = read(sandbox, sample.content, sample.name)

    assert text.media_type == media_type_of(sample.content) == sample.kind
    assert sample.words in text.text if sample.words else sample.words is not None or text.text
    assert sample.absent is None or sample.absent not in text.text
    first = text.messages[0] if text.messages else None
    assert sample.sender is None or first.sender == sample.sender
    assert sample.sent_at is None or first.sent_at == sample.sent_at
    parts = sandbox.parts(sample.content, media_type=sample.kind, name=sample.name)
    assert tuple(one.name for one in parts) == sample.holds
    assert text.holds == len(parts)
    assert text_from_json(text_to_json(text)) == text


def test_there_are_fifty_samples():
    assert len(SAMPLES) >= 50


def test_a_claim_carries_who_said_it_and_when(sandbox):
    text = read(sandbox, samples.chat())

    (claim,) = (one for one in find_claims(text, item="i") if one.kind == "casualties")

    assert (claim.sender, claim.sent_at) == ("Invented Person", "2017-03-05T14:35:40")
    assert claim.anchor.exact == text.raw[claim.anchor.start : claim.anchor.end]


def test_what_a_mail_quotes_is_not_said_by_its_sender(sandbox):
    text = read(sandbox, samples.mail(f"Thank you.\n> {ENGLISH}\n"))

    (claim,) = (one for one in find_claims(text, item="i") if one.kind == "casualties")

    assert (claim.sender, claim.sent_at) == (None, None)


def test_no_claim_runs_over_two_messages(sandbox):
    page = samples.PAGE.format(first="Shelling was heard near the market", second=ENGLISH).encode()

    text = read(sandbox, page)

    spans = [(one.start, one.end) for one in text.messages]
    found = [text.from_source(one.anchor.start, one.anchor.end) for one in find_claims(text, item="i")]
    assert found
    assert all(any(start <= first and last <= end for start, end in spans) for first, last in found)


def test_media_are_named_with_their_message(sandbox):
    named = [read(sandbox, one).messages for one in (samples.IPHONE_MEDIA.encode(), samples.ANDROID.encode())]

    assert [[name for one in messages for name in one.media] for messages in named] == [
        ["0001-PHOTO.jpg"],
        ["IMG-1.jpg"],
    ]
    assert read(sandbox, samples.telegram(samples.POST)).messages[0].media == ("photos/1.jpg",)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("05/03/2017", "05/03/2017", "every date fits both orders"),
        ("13/03/2017", "03/14/2017", "both orders stand in it"),
        ("05/03/1438", "06/03/1438", "another calendar"),
    ],
)
def test_dates_of_a_chat_that_nothing_decides_are_asked_for(sandbox, first, second, why):
    with pytest.raises(REFUSALS["UndecidedDates"], match=why):
        read(sandbox, samples.chat(first, second))


def test_a_person_decides_the_dates_of_a_chat(sandbox):
    days = [read(sandbox, samples.chat("05/03/2017", "05/03/2017"), dates=one) for one in ("day-first", "month-first")]

    assert [text.messages[0].day for text in days] == ["2017-03-05", "2017-05-03"]
    with pytest.raises(REFUSALS["UndecidedDates"], match="cannot be read so"):
        read(sandbox, samples.chat("13/03/2017", "14/03/2017"), dates="month-first")


@pytest.mark.parametrize(
    "content",
    [b'{"a": [1, 2], "b": "12 killed"}', b'<?xml version="1.0"?><kml>12 were killed</kml>', b"{\\rtf1 12 were killed}"],
)
def test_structure_that_is_not_known_is_not_read_as_prose(sandbox, content):
    with pytest.raises(REFUSALS["UnsupportedMediaType"]):
        read(sandbox, content, "note.txt")


@pytest.mark.parametrize(
    "prose",
    [
        b"From: the north they came.\n\nDate: unknown.",
        b"[12] killed, they said",
        b"{curly} prose",
        b"From here 2017 on\n",
    ],
)
def test_prose_that_looks_a_little_like_a_structure_stays_prose(prose):
    assert media_type_of(prose, "note.txt") == "text/plain"


BAD = {
    "film without a header": (samples.film(header=False), "WithoutHeader"),
    "locked": (samples.packed(("a.txt", b"x"), locked=True), "LockedInside"),
    "cut zip": (samples.packed(("a.txt", b"x" * 900))[:-30], "DamagedDocument"),
    "cut tar": (samples.tarred(("a.txt", b"x" * 9000))[:2000], "DamagedDocument"),
    "cut gzip": (samples.gzip.compress(bytes(range(256)) * 99)[:-9], "DamagedDocument"),
    "cut export": (samples.telegram(samples.POST).replace(b'"date"', b'"dote"'), "DamagedDocument"),
    "cut msg": (samples.outlook()[:-512], "DamagedDocument"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_broken_is_refused_by_its_situation(sandbox, name):
    content, refusal = BAD[name]

    with pytest.raises(Unreadable) as refused:
        read(sandbox, content)

    assert type(refused.value).__name__ == refusal


def test_an_archive_that_unpacks_to_more_than_the_limit_is_not_opened():
    bomb = samples.packed(("zeros", bytes(3_000_000)))
    with Sandbox(Limits(unpacked=1_000_000)) as small, pytest.raises(REFUSALS["ZipBomb"]):
        read(small, bomb)


def test_a_mail_that_is_larger_than_can_be_taken_apart_says_so(sandbox, monkeypatch):
    from sijill.adapters.readers.mails import _mime

    monkeypatch.setattr(_mime, "LARGEST", 100)
    with pytest.raises(REFUSALS["TooLarge"], match="limit 100 for a mail"):
        _mime.MailReader(Limits()).read(samples.mail(), media_type="message/rfc822", name="")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (samples.film(seconds=90), "0:01:30.0"),
        (samples.film(seconds=90), "640 by 360 pixels"),
        (samples.sound(), "0:00:02.5"),
        (samples.voice(), "0:00:03.0"),
        (samples.photograph_of_a_telephone(), "4032 by 3024 pixels"),
    ],
)
def test_a_film_says_how_long_and_how_large_it_is(sandbox, content, told):
    assert told in " ".join(map(str, read(sandbox, content).derivations))
