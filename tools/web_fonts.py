"""
Cut the desk's web fonts from Noto Sans and Noto Sans Arabic: one weight axis, the letters that our pages write.

``uv run --with 'fonttools[woff]' python tools/web_fonts.py`` writes src/sijill/web/static/fonts; tests hold both files
together below 120 kB, and ask whether every letter that the desk's own words use is in them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib import resources
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "src/sijill/web/static/fonts"
LATIN = (
    "U+20-7E,U+A0-17F,U+18F,U+1A0-1A1,U+1AF-1B0,U+1CD-1DC,U+1E6-1E7,U+218-21B,U+259,U+2BB-2BF,U+2C6-2C7,U+2D8-2DD,"
    "U+300-304,U+306-308,U+30A,U+30C,U+323,U+327,U+331,U+1E0C-1E0D,U+1E20-1E25,U+1E28-1E2B,U+1E32-1E35,U+1E62-1E63,"
    "U+1E6C-1E6F,U+1E92-1E97,U+2010-2027,U+202F-2030,U+2032-2033,U+2039-203A,U+2044,U+2066-2069,U+20AC,U+2116,U+2122,"
    "U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+25CC,U+FEFF,U+FFFD"
)
ARABIC = "U+600-603,U+606-61F,U+620-669,U+66A-6D5,U+6DD,U+6E5-6E6,U+6EE-6FF,U+200C-200F,U+25CC,U+FD3E-FD3F,U+FDF2"
CUTS = {
    "noto-sans": (
        "fontpkg_noto_sans",
        "NotoSans[wdth,wght].ttf",
        LATIN,
        "kern,liga,calt,ccmp,locl,mark,mkmk,lnum,tnum",
    ),
    "noto-sans-arabic": (
        "fontpkg_noto_sans_arabic",
        "NotoSansArabic[wdth,wght].ttf",
        ARABIC,
        "kern,liga,calt,ccmp,locl,mark,mkmk,init,medi,fina,isol,rlig,rclt",
    ),
}


def main() -> None:
    """Write both fonts, their licence and a card of what they were made from."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    card = {}
    for name, (package, file, letters, features) in CUTS.items():
        font = TTFont(resources.files(package).joinpath("files", file).open("rb"))
        font = instancer.instantiateVariableFont(font, {"wdth": 100, "wght": (400, 400, 700)})
        for glyph in font.getGlyphOrder():  # a mark without an outline lost its empty list of variations
            font["gvar"].variations.setdefault(glyph, [])
        options = subset.Options(
            layout_features=features.split(","), hinting=False, flavor="woff2", desubroutinize=True, notdef_outline=True
        )
        cut = subset.Subsetter(options)
        cut.populate(unicodes=subset.parse_unicodes(letters))
        cut.subset(font)
        subset.save_font(font, FOLDER / f"{name}.woff2", options)
        written = (FOLDER / f"{name}.woff2").read_bytes()
        digest = hashlib.sha256(written).hexdigest()
        card[name] = {"from": f"{package}/files/{file}", "sha256": digest, "letters": letters}
        shutil.copy(str(resources.files(package).joinpath("LICENSE")), FOLDER / f"{name}.LICENSE")
        print(name, len(written), "bytes")
    (FOLDER / "manifest.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
