"""What sources say, pinned to exact words: find claims, check their anchors, write them for exchange."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.claims._anchor import AnchorMismatch, verify_anchor
    from sijill.claims._copies import KIN, Copies, find_copies, find_kin
    from sijill.claims._explain import explain
    from sijill.claims._extractor import Extractor, Material
    from sijill.claims._find import EXTRACTOR, Reading, find_claims
    from sijill.claims._gold_shape import to_gold
    from sijill.claims._known_copies import KnownCopies
    from sijill.claims._origins import (
        Signature,
        document_origin,
        is_long_quote,
        is_named,
        origins_of,
        quotation,
        with_origin,
    )
    from sijill.claims._passages import (
        Role,
        Span,
        days_of,
        group_of,
        overlap,
        passages,
        place_meant,
        role_of,
        same_ground,
        span_of,
    )
    from sijill.claims._proposal import found_again, proposal_id
    from sijill.claims._signatures import COMPARED, Alike, Signatures
    from sijill.claims.arabic import find_claims_arabic
else:
    __getattr__ = later(__name__)

__all__ = [
    "COMPARED",
    "EXTRACTOR",
    "KIN",
    "Alike",
    "AnchorMismatch",
    "Copies",
    "Extractor",
    "KnownCopies",
    "Material",
    "Reading",
    "Role",
    "Signature",
    "Signatures",
    "Span",
    "days_of",
    "document_origin",
    "explain",
    "find_claims",
    "find_claims_arabic",
    "find_copies",
    "find_kin",
    "found_again",
    "group_of",
    "is_long_quote",
    "is_named",
    "origins_of",
    "overlap",
    "passages",
    "place_meant",
    "proposal_id",
    "quotation",
    "role_of",
    "same_ground",
    "span_of",
    "to_gold",
    "verify_anchor",
    "with_origin",
]
