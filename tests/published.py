"""Publish a report as a person does: look at it first, then publish what was seen."""

from __future__ import annotations

from typing import Any

from sijill.workspace import Register


def published(register: Register, period: str, **told: Any) -> Any:
    """Write a report, then publish it at the same entry; return what was published."""
    seen = register.publishing.report(period, **told).seq
    return register.publishing.report(period, publish=True, seen=seen, **told)


def publish_at_the_desk(browser: Any, period: str, *, reason: str = "checked by two persons", **told: Any) -> Any:
    """Open a report in the preview and send the form that stands there; return the answer."""
    page = browser.get(f"/reports/preview/?period={period}").content.decode()
    browser.get(f"/reports/preview/en/?period={period}")
    seen = page.split('name="seen" value="')[1].split('"')[0] if 'name="seen"' in page else ""
    return browser.post("/reports/publish/", {"period": period, "reason": reason, "seen": seen, **told})
