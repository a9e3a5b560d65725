"""What a page sets beside its own figures: titles it cites, other sources, headlines, ground held, another clock."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits.cited._citations import check_citations, check_title_windows
    from sijill.audits.cited._clocks import check_clocks
    from sijill.audits.cited._control import check_complementary, check_denominators, check_monotone
    from sijill.audits.cited._directions import check_changes_told, check_directions
    from sijill.audits.cited._sources import check_rivals, check_scopes, check_units
else:
    __getattr__ = later(__name__)

__all__ = [
    "check_changes_told",
    "check_citations",
    "check_clocks",
    "check_complementary",
    "check_denominators",
    "check_directions",
    "check_monotone",
    "check_rivals",
    "check_scopes",
    "check_title_windows",
    "check_units",
]
