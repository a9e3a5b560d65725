"""The reader of photographs: no words, only how large the picture is; its EXIF stays in the sealed bytes."""

from __future__ import annotations

import PIL

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._pictures import opened
from sijill.evidence import Derivation, Extract, Text, settle
from sijill.evidence.kinds import DRAWN


class ImageReader:
    """
    Checks that a photograph can be opened, and says its size.

    Where and with which device it was taken is not written down: a place can lead to
    whoever held the camera. It stays in the sealed bytes.
    """

    media_types = DRAWN

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return a reading without words; raises DamagedDocument or TooLarge."""
        picture = opened(content)
        size = Derivation("picture", "1", f"{picture.width} by {picture.height} pixels, no words", 1)
        return settle(
            Extract(raw="", media_type=media_type, reader=f"image 1, pillow {PIL.__version__}", derivations=(size,))
        )
