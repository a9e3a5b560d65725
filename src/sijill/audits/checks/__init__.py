"""What must hold between quantities of one population, window, unit and source: checks as data."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits.checks._checks import check_page
else:
    __getattr__ = later(__name__)

__all__ = ["check_page"]
