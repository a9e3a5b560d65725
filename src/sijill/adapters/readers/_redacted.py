"""A picture with boxes blackened for good: its pixels alone leave, and nothing of the file around them."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw


def redacted(picture: Image.Image, boxes: Sequence[tuple[Any, ...]]) -> bytes:
    """
    Return an upright picture as PNG with boxes of it blackened; a box is left, top, width, height from 0 to 1.

    PNG loses nothing more, and writes no edge of what was under a box into the pixels beside it, as JPEG does.
    """
    bare = Image.new("RGB", picture.size, (255, 255, 255))
    bare.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    pen, (width, height) = ImageDraw.Draw(bare), picture.size
    for left, top, wide, high in boxes:
        first = math.floor(left * width), math.floor(top * height)
        last = math.ceil((left + wide) * width) - 1, math.ceil((top + high) * height) - 1
        pen.rectangle((*first, *last), fill=(0, 0, 0))
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()
