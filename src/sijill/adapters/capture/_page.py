"""One page as a browser saw it: what was asked and answered, its words, its picture, and whether it was captured."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sijill.adapters.capture._browser import Browser, BrowserFailed
from sijill.adapters.capture._relay import Relay, is_private
from sijill.values import SijillError, message
from sijill.values.web_addresses import without_password

SECONDS_FOR_A_PAGE = 45
"""How many seconds a page has to be there."""
QUIET = 0.8
"""How many seconds nothing has to come in before a page is taken to be there."""
HIGHEST = 12_000
"""A picture of a page is no taller, in pixels."""
SHORT = 800
"""A page with fewer letters may be a notice in place of what was sought."""

_NOTICE = re.compile(
    r"no longer available|page not found|isn.t available|not available|been (?:removed|deleted|suspended)|doesn.t exist"
    r"|video unavailable|this (?:post|account|video) (?:was|is) (?:deleted|private)"
    r"|غير متاح|لم يعد متاح|لم تعد متاح|تم حذف|حُذف|غير موجود|موقوف",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|accounts/login|checkpoint|auth|session/new)\b", re.IGNORECASE)
_SEEN = """(() => {
  const films = [...document.querySelectorAll('video, audio')].map(one => ({
    src: one.currentSrc || one.src || (one.querySelector('source') || {}).src || '', failed: !!one.error}));
  return JSON.stringify({
    html: '<!DOCTYPE html>\\n' + document.documentElement.outerHTML, text: document.body ? document.body.innerText : '',
    title: document.title, url: location.href, films,
    asks: [...document.querySelectorAll('input[type=password]')].some(one => one.offsetParent !== null),
    language: document.documentElement.lang || ''});
})()"""


class NoAddress(SijillError):
    """What is no address of a page."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One answer that the page got: its address, method, status, headers, and its bytes where they were kept."""

    url: str
    method: str
    status: int
    reason: str
    headers: Mapping[str, str]
    asked_headers: Mapping[str, str]
    body: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Captured:
    """
    A page that was captured, or why it was not.

    ``failure`` is empty, or ``unreachable``, ``refused`` and ``gone`` by its status, ``broken`` (the browser failed),
    ``cut`` (a film that did not come whole), or what its looks alone say: ``login`` and ``notice``. ``status`` is that
    of the page itself.
    """

    asked: str
    url: str
    status: int
    failure: str
    title: str
    language: str
    html: bytes
    text: str
    screenshot: bytes
    exchanged: tuple[Exchanged, ...]
    browser: str


def capture_page(
    url: str,
    *,
    proxy: str = "",
    unconfined: bool = False,
    largest: int = 512 * 1024 * 1024,
    patience: float = SECONDS_FOR_A_PAGE,
) -> Captured:
    """
    Return a page as the browser of this machine sees it, with everything that it fetched.

    Only the address asked for is opened; what the page then fetches comes through the same proxy, and from no private
    address unless the one asked for is written as one. A browser that fails is a failure of the capture. Raises
    NoAddress, NoBrowser.
    """
    host = _host_of(url)
    through = _proxy_of(proxy)
    # By what was written, not by what it resolves to: whoever owns a name says where it leads, and may say otherwise.
    with (
        Relay(private_too=is_private(host), proxy=through) as relay,
        Browser(proxy=relay.address, unconfined=unconfined) as browser,
    ):
        name = ""
        try:
            name = str(browser.call("Browser.getVersion")["product"])
            return _captured(browser, url, name, largest=largest, patience=patience)
        except BrowserFailed:
            return _nothing(url, "broken", name)


def _host_of(url: str) -> str:
    """Return the host of a page's address. Raises NoAddress."""
    with suppress(ValueError):  # a port that is none
        told = urlsplit(url)
        if told.scheme in ("http", "https") and told.hostname and told.port != 0:
            return told.hostname
    raise NoAddress(
        message("{address} is no address of a page; write it like https://example.org/page"),
        address=without_password(url),
    )


def _proxy_of(proxy: str) -> tuple[str, int] | None:
    """Return host and port of the proxy of the settings, or None for none. Raises NoAddress."""
    if not proxy:
        return None
    with suppress(ValueError):
        told = urlsplit(proxy)
        if told.scheme == "http" and told.hostname:
            return told.hostname, told.port or 8080
    raise NoAddress(
        message("{address} is no HTTP proxy; write it like http://127.0.0.1:8118 in sijill.toml"),
        address=without_password(proxy),
    )


def _nothing(url: str, failure: str, name: str) -> Captured:
    return Captured(url, url, 0, failure, "", "", b"", "", b"", (), name)


def _captured(browser: Browser, url: str, name: str, *, largest: int, patience: float) -> Captured:
    browser.call("Browser.setDownloadBehavior", {"behavior": "deny"})
    target = browser.call("Target.createTarget", {"url": "about:blank"})["targetId"]
    session = browser.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
    browser.call("Network.enable", {"maxTotalBufferSize": largest, "maxResourceBufferSize": largest}, session=session)
    browser.call("Network.setCacheDisabled", {"cacheDisabled": True}, session=session)
    browser.call("Page.enable", session=session)
    went = browser.call("Page.navigate", {"url": url}, session=session, patience=patience)
    if went.get("errorText"):
        return _nothing(url, "unreachable", name)
    _settle(browser, patience)
    seen = _looked_at(browser, session, went["frameId"])
    picture = _pictured(browser, session)
    exchanged = [*_exchanged(browser, session)]
    films, cut = _films(browser, session, went["frameId"], seen, exchanged, largest)
    status = _status(browser, went["frameId"])
    return Captured(
        url,
        seen["url"],
        status,
        _failure(url, seen, status, cut),
        seen["title"],
        seen["language"][:2].lower(),
        seen["html"].encode("utf-8", "replace"),
        seen["text"],
        picture,
        (*exchanged, *films),
        name,
    )


def _status(browser: Browser, frame: str) -> int:
    """Return the status of the last page that the window was answered with. Raises BrowserFailed where it was none."""
    for one in reversed(browser.events):
        told = one.get("params", {})
        is_answer = one.get("method") == "Network.responseReceived" and told.get("type") == "Document"
        if is_answer and told.get("frameId") == frame:
            return int(told["response"]["status"])
    raise BrowserFailed(message("the page that the browser shows was answered by no server"))


def _settle(browser: Browser, patience: float) -> None:
    """Wait until the page says that it is there and nothing came in for a while, or patience ends."""
    browser.listen(
        until=lambda: any(one.get("method") == "Page.loadEventFired" for one in browser.events), patience=patience
    )
    known, since, late = -1, time.monotonic(), time.monotonic() + patience / 3

    def is_quiet() -> bool:
        nonlocal known, since
        if len(browser.events) != known:
            known, since = len(browser.events), time.monotonic()
        return time.monotonic() - since > QUIET or time.monotonic() > late

    browser.listen(until=is_quiet, patience=patience / 3)


def _looked_at(browser: Browser, session: str, frame: str) -> dict[str, Any]:
    """Return what stands in the page, looked at from a world where the page's own scripts changed nothing."""
    world = browser.call("Page.createIsolatedWorld", {"frameId": frame}, session=session)["executionContextId"]
    asked = {"expression": _SEEN, "returnByValue": True, "contextId": world}
    told = browser.call("Runtime.evaluate", asked, session=session)
    if "exceptionDetails" in told:
        raise BrowserFailed(message("the browser could not look at the page"))
    seen: dict[str, Any] = json.loads(told["result"]["value"])
    return seen


def _pictured(browser: Browser, session: str) -> bytes:
    size = browser.call("Page.getLayoutMetrics", session=session)["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": max(1, size["width"]), "height": max(1, min(size["height"], HIGHEST)), "scale": 1}
    asked = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    return base64.b64decode(browser.call("Page.captureScreenshot", asked, session=session, patience=60)["data"])


def _exchanged(browser: Browser, session: str) -> Iterator[Exchanged]:
    """Yield every answer in the order of asking, those that led elsewhere too."""
    asked: dict[str, dict[str, Any]] = {}
    ended: set[str] = set()
    events = [one for one in browser.events if str(one.get("method", "")).startswith("Network.")]
    ended.update(one["params"]["requestId"] for one in events if one["method"] == "Network.loadingFinished")
    for one in events:
        told = one["params"]
        if one["method"] == "Network.requestWillBeSent":
            if "redirectResponse" in told and told["requestId"] in asked:
                yield _exchange(asked[told["requestId"]], told["redirectResponse"], b"")
            asked[told["requestId"]] = told["request"]
        elif one["method"] == "Network.responseReceived" and told["requestId"] in asked:
            body = b""
            if told["requestId"] in ended:
                with suppress(BrowserFailed):  # a body that the browser let go, as of a redirect or a stream
                    got = browser.call("Network.getResponseBody", {"requestId": told["requestId"]}, session=session)
                    body = base64.b64decode(got["body"]) if got["base64Encoded"] else got["body"].encode()
            if urlsplit(told["response"]["url"]).scheme in ("http", "https"):
                yield _exchange(asked[told["requestId"]], told["response"], body)


def _exchange(asked: Mapping[str, Any], told: Mapping[str, Any], body: bytes) -> Exchanged:
    return Exchanged(
        str(told["url"]).partition("#")[0],
        asked["method"],
        int(told["status"]),
        told.get("statusText") or "",
        told.get("headers", {}),
        asked.get("headers", {}),
        body,
        told.get("mimeType", ""),
    )


def _films(
    browser: Browser, session: str, frame: str, seen: Mapping[str, Any], exchanged: list[Exchanged], largest: int
) -> tuple[list[Exchanged], bool]:
    """Return the films of a page, fetched whole by the browser, and whether one did not come whole."""
    found, cut = list[Exchanged](), False
    whole = {one.url for one in exchanged if one.body and one.status == 200}
    for src in dict.fromkeys(str(one["src"]) for one in seen["films"] if one["src"]):
        if urlsplit(src).scheme not in ("http", "https"):
            cut = True  # a film put together in the page from pieces has no file of its own
        elif src not in whole:
            same = urlsplit(src)[:2] == urlsplit(seen["url"])[:2]
            film = _film(browser, session, frame, src, own=same, largest=largest)
            cut |= film is None
            found += [film] if film else []
    return found, cut


def _film(browser: Browser, session: str, frame: str, src: str, *, own: bool, largest: int) -> Exchanged | None:
    """Return a film, or None where it does not come whole or is too large; only the page's own site gets cookies."""
    options = {"disableCache": True, "includeCredentials": own}
    asked = {"frameId": frame, "url": src, "options": options}
    try:
        got = browser.call("Network.loadNetworkResource", asked, session=session, patience=600)["resource"]
    except BrowserFailed:
        return None
    headers = {str(name): str(value) for name, value in got.get("headers", {}).items()}
    if not got.get("success") or got.get("httpStatusCode") != 200:
        return None
    pieces = bytearray()
    while True:
        read = browser.call("IO.read", {"handle": got["stream"], "size": 1 << 20}, session=session, patience=120)
        pieces += base64.b64decode(read["data"]) if read.get("base64Encoded") else read["data"].encode()
        if len(pieces) > largest:
            return None
        if read["eof"]:
            break
    told = next((value for name, value in headers.items() if name.lower() == "content-length"), "")
    if told.isdecimal() and int(told) != len(pieces):
        return None
    mime = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    return Exchanged(src, "GET", 200, "OK", headers, {}, bytes(pieces), mime)


def _failure(asked: str, seen: Mapping[str, Any], status: int, cut: bool) -> str:
    """
    Return why a page is not what was sought, or nothing.

    Its status says whether it is gone. Its looks only make a short page doubtful, for a person to overrule: words of a
    notice stand in real posts, and a password is asked for beside real articles.
    """
    if status in (404, 410):
        return "gone"
    if status >= 400:
        return "login" if status == 401 else "refused"
    if len(seen["text"].strip()) < SHORT:
        led_to_login = _LOGIN.search(urlsplit(seen["url"]).path) and not _LOGIN.search(urlsplit(asked).path)
        if seen["asks"] or led_to_login:
            return "login"
        if _NOTICE.search(f"{seen['title']}\n{seen['text']}"):
            return "notice"
    return "cut" if cut or any(one["failed"] for one in seen["films"]) else ""
