"""What sources say, pinned to exact words: find claims, check their anchors, write them for exchange."""

from sijill.claims._anchor import AnchorMismatch, verify_anchor
from sijill.claims._explain import explain
from sijill.claims._extractor import Extractor, Material
from sijill.claims._find import EXTRACTOR, Reading, find_claims
from sijill.claims._gold_shape import from_gold, to_gold
from sijill.claims._origins import independent_origins, link_origins, near_copies
from sijill.claims._proposal import proposal_id
from sijill.claims.arabic import find_claims_arabic

__all__ = [
    "EXTRACTOR",
    "AnchorMismatch",
    "Extractor",
    "Material",
    "Reading",
    "explain",
    "find_claims",
    "find_claims_arabic",
    "from_gold",
    "independent_origins",
    "link_origins",
    "near_copies",
    "proposal_id",
    "to_gold",
    "verify_anchor",
]
