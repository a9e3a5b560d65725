"""One page fetched because a person asked for it, by the browser of this machine, and packed as a WACZ."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.adapters.capture._browser import NoBrowser
    from sijill.adapters.capture._page import Captured, Exchanged, NoAddress, capture_page
    from sijill.adapters.capture._wacz import pack_wacz
else:
    __getattr__ = later(__name__)

__all__ = ["Captured", "Exchanged", "NoAddress", "NoBrowser", "capture_page", "pack_wacz"]
