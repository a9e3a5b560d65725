"""Our own figures: the arithmetic of tables that come in, of releases of one list, of published numbers and records."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits.own._columns import check_columns
    from sijill.audits.own._counted import check_printed, check_release
else:
    __getattr__ = later(__name__)

__all__ = ["check_columns", "check_printed", "check_release"]
