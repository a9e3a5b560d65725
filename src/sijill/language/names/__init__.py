"""Names of persons in both scripts: their parts, how these sound, and how much two names are one."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.language.names._likeness import NOTHING_ALIKE, SAME_PART, NameLikeness, name_likeness, part_likeness
    from sijill.language.names._parts import bare_arabic, compound_rest, is_arabic_part, name_parts, short_form
    from sijill.language.names._rewritten import may_be_one
    from sijill.language.names._sounds import coarse_skeleton, heard_keys, skeleton
    from sijill.language.names._spellings import attested, frequency
else:
    __getattr__ = later(__name__)

__all__ = [
    "NOTHING_ALIKE",
    "SAME_PART",
    "NameLikeness",
    "attested",
    "bare_arabic",
    "coarse_skeleton",
    "compound_rest",
    "frequency",
    "heard_keys",
    "is_arabic_part",
    "may_be_one",
    "name_likeness",
    "name_parts",
    "part_likeness",
    "short_form",
    "skeleton",
]
