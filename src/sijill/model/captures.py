"""That a page was fetched, or that it could not be."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime


class CaptureFailure(enum.StrEnum):
    """Why a page that was asked for was not captured."""

    UNREACHABLE = "unreachable"
    LOGIN = "login"
    GONE = "gone"
    REFUSED = "refused"
    CUT = "cut"
    NOTICE = "notice"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Capture:
    """
    An attempt to capture a page, by whom its entry says (R-BP.3).

    ``item`` is the page's HTML, ``screenshot`` its picture, ``archive`` the WACZ with all that it fetched; all empty
    where it failed. ``led_to`` is where the address led, ``status`` the page's HTTP status, ``tool`` what fetched it,
    ``proxied`` whether through a proxy, whose address is not kept. ``overruled`` is what it looked like, where a
    person had it sealed all the same.
    """

    id: str
    url: str
    captured_at: datetime
    tool: str
    failure: CaptureFailure | None = None
    led_to: str = ""
    status: int = 0
    item: str = ""
    screenshot: str = ""
    archive: str = ""
    proxied: bool = False
    overruled: CaptureFailure | None = None
