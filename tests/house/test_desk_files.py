"""What the desk gives to a browser is what the tools write from what is carried, and holds what the pages use."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import desk_sheet
import messages

FONTS = desk_sheet.WEB / "static/fonts"


def test_the_sheet_is_cut_to_the_classes_in_use():
    """A template used a class of Bootstrap that is not in it yet, or no longer does: run tools/desk_sheet.py."""
    assert desk_sheet.CUT.read_text("utf-8") == desk_sheet.cut(), "run: python tools/desk_sheet.py"


def test_every_class_of_a_template_that_bootstrap_knows_is_in_the_sheet():
    known, held = (
        set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)", "", file.read_text("utf-8"))))
        for file in (desk_sheet.WHOLE, desk_sheet.CUT)
    )
    used = {
        name
        for file in (desk_sheet.WEB / "templates").rglob("*.html")
        for classes in re.findall(r'class="([^"]*)"', file.read_text("utf-8"))
        for name in re.split(r"[\s{}%]+", classes)
    }

    assert len(used & known) > 80
    assert ":root,[data-bs-theme=light]{--bs-blue" in desk_sheet.CUT.read_text("utf-8"), "its variables"
    assert not (used & known) - held


def test_the_sheet_has_one_layout_for_both_directions():
    sheet = re.sub(r"url\([^)]*\)", "", desk_sheet.CUT.read_text("utf-8"))
    sided = re.findall(
        r"(?:margin|padding|border)-(?:left|right)\b|text-align:(?:left|right)|(?<=[;{])(?:left|right):", sheet
    )

    assert sided == []


def test_nothing_carried_was_changed(root: Path):
    carried = json.loads((root / "src/sijill/web/static/vendor/manifest.json").read_text("utf-8"))
    folders = (root / "src/sijill/web/static/vendor", root / "tools/vendor")
    held = {file.name: file for folder in folders for file in folder.iterdir()}
    wrong = [
        name
        for card in carried.values()
        for name, digest in card["files"].items()
        if hashlib.sha256(held[name].read_bytes()).hexdigest() != digest
    ]
    fonts = json.loads((FONTS / "manifest.json").read_text("utf-8"))
    wrong += [
        name
        for name, card in fonts.items()
        if hashlib.sha256((FONTS / f"{name}.woff2").read_bytes()).hexdigest() != card["sha256"]
    ]

    assert wrong == []
    assert sum(file.stat().st_size for file in FONTS.glob("*.woff2")) <= 120_000
    assert all("SIL OPEN FONT LICENSE" in (FONTS / f"{name}.LICENSE").read_text("utf-8").upper() for name in fonts)


def test_the_fonts_hold_every_letter_that_the_desk_writes():
    cards = json.loads((FONTS / "manifest.json").read_text("utf-8")).values()
    held: set[int] = set()
    for part in ",".join(card["letters"] for card in cards).split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        held.update(range(int(first, 16), int(last or first, 16) + 1))
    written = "".join(
        form
        for entry in messages.read_catalogue()
        for text in (entry.id, entry.string)
        for form in ([text] if isinstance(text, str) else text or ())
    )

    assert not {f"U+{ord(mark):04X}" for mark in written if mark.isprintable()} - {f"U+{one:04X}" for one in held}
