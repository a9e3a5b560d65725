"""How the quantities of a page stand to each other: wholes and their parts, told in a line, in a list, over a page."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits.structure._across import divisions_across, divisions_by_makers, divisions_by_standing
    from sijill.audits.structure._classes import divisions_by_class, divisions_by_fate
    from sijill.audits.structure._compared import Compared, compared_at
    from sijill.audits.structure._division import Division
    from sijill.audits.structure._inline import divisions_in_lines
    from sijill.audits.structure._lists import divisions_in_lists, divisions_in_sections
    from sijill.audits.structure._to_the_last import divisions_to_the_last
    from sijill.audits.structure._told_on import divisions_told_on
    from sijill.audits.structure._written import divisions_written_out
else:
    __getattr__ = later(__name__)

__all__ = [
    "Compared",
    "Division",
    "compared_at",
    "divisions_across",
    "divisions_by_class",
    "divisions_by_fate",
    "divisions_by_makers",
    "divisions_by_standing",
    "divisions_in_lines",
    "divisions_in_lists",
    "divisions_in_sections",
    "divisions_to_the_last",
    "divisions_told_on",
    "divisions_written_out",
]
