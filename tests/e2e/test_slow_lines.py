"""In a real Chromium: how many bytes a page costs on a slow line, the first time and every time after."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import copied
from tests.e2e.test_accounts import served
from tests.e2e.test_desk import CHROMIUM, PASSWORD, signed_in, sijill
from tests.e2e.test_desk import browser as browser

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: nothing is weighed"),
]

FIRST, LATER, FONTS = 80_000, 20_000, 120_000
PAGES = "/ /queue/ /search/ /documents/ /reports/ /parties/ /places/ /sources/ /enter/ /add/ /two/ /findings/".split()
PAGES += ["/dashboard/?period=2020-05", "/tolls/?period=2020-05", "/table/records/", "/accounts/2fa/", "/tokens/"]


class Scales:
    """Weighs what comes over the line for a page, by what it is; what the browser had is nothing."""

    def __init__(self, page: Any) -> None:
        """Listen to the browser's own count of bytes."""
        self.page, self.kinds, self.bytes = page, {}, {}
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.responseReceived", lambda said: self.kinds.update({said["requestId"]: said}))
        line.on("Network.loadingFinished", lambda said: self.bytes.update({said["requestId"]: said}))

    def weigh(self, address: str) -> dict[str, int]:
        """Open an address and return the bytes of each file that came."""
        self.kinds.clear()
        self.bytes.clear()
        self.page.goto(address, wait_until="networkidle")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        self.page.wait_for_timeout(100)
        return {
            said["response"]["url"]: 0
            if said["response"].get("fromDiskCache") or said["response"].get("fromPrefetchCache")
            else int(self.bytes[one]["encodedDataLength"])
            for one, said in self.kinds.items()
            if one in self.bytes
        }


@pytest.mark.parametrize("arabic", [False, True], ids=["english", "arabic"])
def test_a_first_page_is_small_and_a_later_one_smaller(arabic: bool, built_example: Any, tmp_path: Any, browser: Any):
    register = copied(built_example, tmp_path / "example")
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    sijill("admin", str(register), "create", "lead1", "--role", "lead", "--password-file", str(tmp_path / "password"))

    with served(register) as (base, _):
        page = signed_in(browser, base, "lead1", arabic=arabic)
        state = page.context.storage_state()
        fresh = browser.new_context(storage_state=state).new_page()  # nothing is cached yet
        scales = Scales(fresh)
        first = scales.weigh(f"{base}/queue/")
        fonts = {one: size for one, size in first.items() if one.endswith(".woff2")}
        later = {address: scales.weigh(base + address) for address in PAGES}

    print({one.rpartition("/")[2] or one: size for one, size in first.items()})
    print({address: sum(came.values()) for address, came in later.items()})
    assert fonts
    assert sum(fonts.values()) <= FONTS
    assert sum(first.values()) - sum(fonts.values()) <= FIRST
    assert not {address: sum(came.values()) for address, came in later.items() if sum(came.values()) > LATER}
    assert not [one for came in later.values() for one in came if "maplibre" in one], (
        "the map's script on its page only"
    )
