"""Every way in, from the program's own tables: Django's resolver, the OpenAPI document, the registry of readings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from tests.safety.planting import PERIOD, Planted

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
LINK = re.compile(r'(?:href|src|action|hx-get|data-url)="([^"#]+)')
FORMS = ("csv", "xlsx", "parquet", "json")


def patterns() -> Iterator[str]:
    """Give the pattern of every address of the server."""
    from django.urls import get_resolver

    def under(resolver: Any, before: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            here = before + str(one.pattern)
            if hasattr(one, "url_patterns"):
                yield from under(one, here)
            else:
                yield here

    return (one for one in under(get_resolver(), "/") if not one.startswith("/api/v1/"))


def ids_for(planted: Planted, pattern: str, parameter: str, foreign: int) -> list[str]:
    """Return what a parameter of an address is filled with: every id of its own kind, and some of other kinds."""
    own = {"sha256": ("item",), "subject": ("record", "handle"), "name": ("file",), "about": ("record", "claim")}.get(
        parameter, (parameter,)
    )
    fixed = {"language": ["en", "ar"]}.get(parameter, [])
    if parameter == "name" and "table/" in pattern:
        own, fixed = (), list(FORMS)
    first = [one for kind in own for one in planted.ids.get(kind, ())]
    rest = [next(iter(known)) for kind, known in planted.ids.items() if kind not in own]
    return list(dict.fromkeys([*fixed, *first, *rest[:foreign], "1"]))


def filled(pattern: str, planted: Planted, foreign: int) -> Iterator[str]:
    """Give a pattern's addresses."""
    names = PARAMETER.findall(pattern)
    if not names:
        yield pattern
        return
    choices = [ids_for(planted, pattern, name, foreign) for name in names]
    for chosen in itertools.product(*choices):
        address = pattern
        for name, value in zip(names, chosen, strict=True):
            address = re.sub(rf"<(?:\w+:)?{name}>", lambda _, value=value: value, address, count=1)
        if "<int:" not in pattern or chosen[-1].isdecimal():
            yield address


def asked(address: str, known: dict[str, Sequence[str]]) -> Iterator[str]:
    """Give an address with what it may be asked, for readings from their declaration."""
    from sijill.readings import declared_readings

    yield address
    if address == "/tolls/trace/":
        yield from (f"{address}?{urlencode({'figure': one})}" for one in known["figure"])
    elif address in ("/tolls/", "/compare/", "/map/", "/dashboard/", "/reports/compose/", "/findings/"):
        yield f"{address}?{urlencode({'period': PERIOD, 'by': 'governorate', 'clock': 'died'})}"
    slug = address.split("/")[2] if address.startswith("/table/") else ""
    reading = next((one for one in declared_readings() if one.slug == slug), None)
    needed = {each.name: known[each.name][0] for each in (reading.addressed or ()) if each.required} if reading else {}
    if needed:
        yield f"{address}?{urlencode(needed)}"
    for one in (reading.addressed or ()) if reading and address.endswith("/") else ():
        for value in known.get(one.name, one.words):
            yield f"{address}?{urlencode(needed | {one.name: value})}"


def links(page: str, address: str) -> Iterator[str]:
    """Give the addresses of ours to which a page leads."""
    for one in LINK.findall(page):
        whole = urljoin(f"http://testserver{address}", one.replace("&amp;", "&"))
        parts = urlsplit(whole)
        if parts.netloc == "testserver" and not parts.path.startswith(("/static/", "/accounts/logout", "/language")):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def api_reads(described: dict[str, Any], planted: Planted, foreign: int, known: Any) -> Iterable[str]:
    """Give the address of every GET of the API, filled."""
    for path, methods in described["paths"].items():
        if "get" not in methods:
            continue
        pattern = path.replace("{", "<").replace("}", ">")
        for address in filled(pattern, planted, foreign):
            yield address
            needed = {}
            for one in methods["get"].get("parameters", ()):
                if one["in"] == "query" and one.get("required"):
                    needed[one["name"]] = known.get(one["name"], ["1"])[0]
            if needed:
                yield f"{address}?{urlencode(needed)}"
            for one in methods["get"].get("parameters", ()):
                if one["in"] == "query":
                    for value in known.get(one["name"], ()):
                        yield f"{address}?{urlencode(needed | {one['name']: value})}"
