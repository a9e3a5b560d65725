"""
A map page of 5,000 places: how long the server takes for it, without and with what it keeps.

    python bench/territory_page.py FOLDER [--places 5000] [--each 20]

Makes the register where the folder holds none: places with an outline each, and accounts of who held them. The page is
asked of the desk in this process, as an analyst, and measured in processor time. The bar is 0.5 s for a day that
nobody asked for yet.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sijill.ledger import Draft
from sijill.model import Basis, BasisKind, Statement
from sijill.territory.shapes import Shape
from sijill.workspace import Register, Settings, is_register, open_register

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST, DAYS = date(2016, 1, 1), 360
PARTIES = ("syrian_gov", "rebels", "sdf", "isis")
PASSWORD = "an invented long password"  # noqa: S105 of an invented register
STEP, CORNERS = 0.02, 12
"""How far places lie apart, in degrees, and the corners of an outline."""


def place_of(number: int, across: int) -> tuple[float, float]:
    """Return where a place lies, longitude first."""
    return 36.0 + STEP * (number % across), 34.0 + STEP * (number // across)


def fill(register: Register, places: int, each: int) -> None:
    """Lay places and their accounts into a register."""
    chance, across = random.Random(13), round(places**0.5 * 1.4)
    for first in range(0, places, 250):
        drafts: list[Draft] = []
        for number in range(first, min(first + 250, places)):
            x, y = place_of(number, across)
            point = {"latitude": f"{y:.4f}", "longitude": f"{x:.4f}", "precision": "near"}
            named = {"name": f"Quarter {number}", "name_ar": f"حي {number}", "kind": "quarter", "point": point}
            drafts += stated(f"p-{number}", "place", named)
            for at in range(each):
                day = (FIRST + timedelta(days=chance.randrange(DAYS) if at else 0)).isoformat()
                told = {"place": f"p-{number}", "state": chance.choice(("held", "held", "entered", "contested"))}
                one, other = chance.sample(PARTIES, 2)
                told |= {"party": one, "against": other, "valid_from": day, "said_on": day, "said_by": "A monitor"}
                drafts += stated(f"c-{number}-{at}", "control", told)
        register.opened.ledger.append(drafts, append_id=f"bench-{first}", actor="Bench", now=NOW)
        print(f"\r{first + 250} places", end="")
    print()


def stated(subject: str, kind: str, values: dict[str, Any]) -> Iterator[Draft]:
    """Give the values of one record."""
    basis = (Basis(BasisKind.DECISION, "invented"),)
    for name, value in values.items():
        yield Draft.of("statement", Statement(f"{subject}-{name}", subject, kind, name, value, basis))


def outlined(register: Register, places: int) -> None:
    """Have each place drawn by an outline: bringing a dataset in is measured elsewhere."""
    across = round(places**0.5 * 1.4)
    drawn = {}
    for number in range(places):
        x, y = place_of(number, across)
        ring = [(x + STEP * 0.45 * part(at), y + STEP * 0.45 * part(at - CORNERS / 4)) for at in range(CORNERS)]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        drawn[f"quarter-{number}"] = Shape(f"quarter-{number}", f"p-{number}", geometry, False)
    register.opened.caches.shapes.clear()
    register.opened.caches.shapes[register.head] = drawn


def part(at: float) -> float:
    """Return how far a corner lies from the middle, of a ring of twelve."""
    from math import cos, pi

    return round(cos(2 * pi * at / CORNERS), 4)


def main() -> None:
    """Make it, and print how long the page takes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--places", type=int, default=5_000)
    options.add_argument("--each", type=int, default=20)
    asked = options.parse_args()
    if not is_register(asked.folder):
        made = Register.init(asked.folder, settings=Settings(name="Invented register for measuring", owner="Bench"))
        fill(made, asked.places, asked.each)
        made.close()
    open_register(asked.folder).close()

    from sijill.web.serving import prepare

    prepare(asked.folder.resolve(), hosts=("testserver",))
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from sijill.web.accounts.people import make_person
    from sijill.web.accounts.policy import Role
    from sijill.web.register_access import register_for

    if not User.objects.filter(username="analyst").exists():
        make_person("analyst", PASSWORD, Role.ANALYST)
    browser = Client()
    browser.force_login(User.objects.get(username="analyst"), backend="django.contrib.auth.backends.ModelBackend")
    outlined(register_for(settings.SIJILL_REGISTER, "analyst"), asked.places)

    def page(day: date) -> float:
        began = time.process_time()
        answer = browser.get(f"/territory/?date={day}")
        assert answer.status_code == 200
        assert answer.content.count(b"<use ") == asked.places
        page.size = len(answer.content)  # type: ignore[attr-defined]
        return time.process_time() - began

    print(f"the first page, with the reading folded: {page(FIRST + timedelta(days=200)):.2f} s")
    fresh = [page(FIRST + timedelta(days=day)) for day in range(210, 225)]
    again = [page(FIRST + timedelta(days=day)) for day in range(210, 225)]
    print(f"a day that nobody asked for yet: {statistics.median(fresh):.3f} s (worst of 15 {max(fresh):.3f}; bar: 0.5)")
    print(f"the same again: {statistics.median(again):.3f} s; the page has {page.size / 1e6:.1f} MB")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
