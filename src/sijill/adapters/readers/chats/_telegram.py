"""The readers of what Telegram Desktop exports: JSON and web pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from lxml import etree, html

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers.chats._page import Said, page_of
from sijill.adapters.readers.mails._words import words_of_html
from sijill.evidence import DamagedDocument, Text, TooDeep, fingerprint, settle
from sijill.evidence.kinds import TELEGRAM_HTML, TELEGRAM_JSON

_QUARTER = 900
_FURTHEST = 14 * 3600
# tdesktop writes such a sentence in place of a file that was not exported.
_NOT_THERE = "("
_MEDIA = ("photo", "file")
_STAMP = re.compile(
    r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d)(?: UTC(?P<zone>[+-]\d\d:\d\d))?"
)


class TelegramReader:
    """
    Reads every message of an export with who sent it and when, in the zone that the export gives or implies.

    Lines of the service (somebody joined, a day begins) say nothing and are counted. What is passed on is its
    author's, not the one's who passed it on.
    """

    media_types = frozenset({TELEGRAM_JSON, TELEGRAM_HTML})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises DamagedDocument or TooDeep."""
        found, title = (_from_json if media_type == TELEGRAM_JSON else _from_page)(content)
        said = [one for one in found if one is not None]
        return settle(
            page_of(said, title=title, media_type=media_type, reader="telegram 1", left_out=len(found) - len(said))
        )


Found = tuple[list[Said | None], str | None]


def _from_json(content: bytes) -> Found:
    try:
        told = json.loads(content)
        chats = told["chats"]["list"] if "chats" in told else [told]
        return [_message(one) for chat in chats for one in chat["messages"]], _title(told, chats)
    except RecursionError:
        raise TooDeep(fingerprint(content)) from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise DamagedDocument(fingerprint(content), "not as Telegram writes it") from None


def _title(told: Mapping[str, Any], chats: Iterable[Mapping[str, Any]]) -> str | None:
    names = [str(one["name"]) for one in chats if one.get("name")]
    return names[0] if len(names) == 1 else str(told["name"]) if told.get("name") else None


def _message(one: Mapping[str, Any]) -> Said | None:
    if one.get("type") != "message":
        return None
    media = tuple(str(one[key]) for key in _MEDIA if one.get(key) and not str(one[key]).startswith(_NOT_THERE))
    return Said(
        _flat(one.get("text", "")),
        sender=str(one["from"]) if one.get("from") else None,
        sent_at=_zoned_moment(str(one["date"]), one.get("date_unixtime")),
        media=media,
        passed_on_from=str(one["forwarded_from"]) if one.get("forwarded_from") else None,
        number=str(one["id"]) if "id" in one else None,
    )


def _flat(text: Any) -> str:
    """Return the words of a message: a text, or pieces of which some are bold, links or names."""
    if isinstance(text, str):
        return text
    return "".join(piece if isinstance(piece, str) else str(piece["text"]) for piece in text)


def _zoned_moment(local: str, seconds: object) -> str:
    """Return a moment in the zone of whoever exported, which is how far their clock is from the count of seconds."""
    written = datetime.fromisoformat(local)
    if seconds is None:
        return written.isoformat()
    ahead = int(written.replace(tzinfo=UTC).timestamp()) - int(str(seconds))
    if ahead % _QUARTER or abs(ahead) > _FURTHEST:
        return written.isoformat()
    return written.replace(tzinfo=timezone(timedelta(seconds=ahead))).isoformat()


def _from_page(content: bytes) -> Found:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError):
        raise DamagedDocument(fingerprint(content)) from None
    found = list(_messages(tree))
    if not any(found):
        raise DamagedDocument(fingerprint(content), "no message in it")
    title = " ".join("".join(tree.xpath(f"(//{_div('page_header')}//{_div('text')})[1]//text()")).split())
    return found, title or None


def _div(name: str) -> str:
    return f"div[contains(concat(' ',normalize-space(@class),' '),' {name} ')]"


def _messages(tree: html.HtmlElement) -> Iterator[Said | None]:
    sender: str | None = None
    for one in tree.xpath(f"//{_div('message')}"):
        bodies = one.xpath(f"./{_div('body')}")
        if "default" not in one.get("class", "").split() or not bodies:
            yield None
            continue
        body = bodies[-1]
        # A message that joins the one above it does not name its sender again.
        sender = _sender_named(body) or sender
        passed = body.xpath(f"./{_div('forwarded')}")
        within = passed[0] if passed else body
        words = "\n".join(_words_inside(text) for text in within.xpath(f"./{_div('text')}"))
        media = tuple(
            str(link) for link in body.xpath(".//a[contains(@class,'_wrap') or contains(@class,'media')]/@href")
        )
        stamp = next(iter(body.xpath(f"./{_div('date')}/@title")), "")
        yield Said(
            words,
            sender=sender,
            sent_at=_stamped(stamp),
            media=tuple(link for link in media if "://" not in link and not link.startswith("#")),
            passed_on_from=_sender_named(passed[0]) if passed else None,
            number=one.get("id", "").removeprefix("message").lstrip("-") or None,
        )


def _sender_named(body: html.HtmlElement) -> str | None:
    for one in body.xpath(f"./{_div('from_name')}"):
        return " ".join(" ".join([one.text or "", *(child.tail or "" for child in one)]).split()) or None
    return None


def _words_inside(element: html.HtmlElement) -> str:
    return words_of_html(etree.tostring(element, encoding="unicode", with_tail=False))


def _stamped(title: str) -> str | None:
    found = _STAMP.search(title)
    if not found:
        return None
    return f"{found['year']}-{found['month']}-{found['day']}T{found['time']}{found['zone'] or ''}"
