"""The day an English page prints as its own, as sites and posts print it."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.language.english.dates import Calendar


@pytest.mark.parametrize(
    "page",
    [
        "Invented Herald\nPublished: 4 December 2024\n\nShells fell.",
        "Invented Herald\nLast updated on Wednesday, December 4, 2024\n\nShells fell.",
        "Posted on 2024-12-04\n\nShells fell.",
        "TEL WARDA, 4 December 2024 (Invented News) — Shells fell.",
        "Shells fell.\n9:43 PM · Dec 4, 2024\n12 Reposts",
        "Invented Page\nDecember 4, 2024 at 7:01 PM · Shared with Public\nShells fell.",
    ],
)
def test_the_ways_a_page_prints_its_day(page: str) -> None:
    assert Calendar(page).today == date(2024, 12, 4)


def test_a_day_inside_the_story_is_no_day_of_the_page() -> None:
    assert Calendar("Shells fell. On 4 December 2024 a bakery was hit.").today is None
