"""Time stamps by RFC 3161: asked of an authority, and checked without any network, also years later."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.adapters.timestamps._asking import NoTimeStamp, ask_authority
    from sijill.adapters.timestamps._stamps import (
        Stamped,
        TimeStampRefused,
        check_stamp,
        fingerprint_of,
        imprint_of,
        join_pem,
        make_query,
        read_certificates,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "NoTimeStamp",
    "Stamped",
    "TimeStampRefused",
    "ask_authority",
    "check_stamp",
    "fingerprint_of",
    "imprint_of",
    "join_pem",
    "make_query",
    "read_certificates",
]
