"""Charts drawn from their specifications, with the report's own fonts and without a network."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from typing import Any

from sijill.adapters.render._fonts import SeveralFiles, font_folders, report_fonts
from sijill.values import message
from sijill.values.extras import extra_named

_PPI = 192.0
_VEGA_LITE = "5.21"
_WIDTH = re.compile(r'<svg [^>]*\bwidth="([0-9.]+)"')
_OPENING = re.compile(r"<svg [^>]*>")


def chart_svg(spec: Mapping[str, Any]) -> str:
    """Return a chart as SVG; its letters stay text."""
    return _drawn(json.dumps(spec))


@functools.lru_cache(maxsize=32)
def _drawn(spec: str) -> str:
    # A report shows the same chart in three formats.
    return str(_converter().vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[]))


def chart_png(spec: Mapping[str, Any]) -> bytes:
    """
    Return a chart as PNG, drawn by Typst from its SVG.

    The chart library's own PNG takes what the first font lacks (a bracket, a dash, a Latin
    word in an Arabic label) from a stray bold font of the machine; Typst does not.
    """
    with extra_named():
        import typst

    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    fonts = report_fonts()
    png = typst.compile(page, font_paths=fonts, sys_inputs={"svg": chart_svg(spec)}, format="png", ppi=_PPI)
    if not isinstance(png, bytes):
        raise SeveralFiles(
            message("typst returned several files for one picture; report this with the version of typst")
        )
    return png


def inner_svg(svg: str) -> tuple[str, str]:
    """Return the opening tag of an SVG and everything after it, so that a title can be set between."""
    opening = _OPENING.search(svg)
    return ("", svg) if opening is None else (opening.group(), svg[opening.end() :])


def svg_width(svg: str) -> float:
    """Return the width that an SVG states, in pixels."""
    stated = _WIDTH.search(svg)
    return 600.0 if stated is None else float(stated.group(1))


@functools.cache
def _converter() -> Any:
    # Imported late: the library takes a second, and most commands draw nothing.
    with extra_named():
        import vl_convert

    for folder in font_folders():
        vl_convert.register_font_directory(str(folder))
    return vl_convert
