"""A table of others taken in row by row, by a mapping that can be read, and undone."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.actions.tables._cells import UnreadableCell, cell_value, typed_values
    from sijill.actions.tables._import import ReadsOtherwise, import_table
    from sijill.actions.tables._summary import (
        ErrorGroup,
        Imported,
        LikelyThere,
        Release,
        RowChange,
        RowError,
        RowKnown,
        RowPreview,
        RowQuestion,
        RowsRefused,
        RowUnread,
        Sums,
        TableFinding,
        Why,
        grouped,
    )
    from sijill.actions.tables._undo import (
        ImportedBefore,
        NotAnImport,
        UpdatedSince,
        import_id,
        next_import_id,
        standing_imports,
        undo_import,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "ErrorGroup",
    "Imported",
    "ImportedBefore",
    "LikelyThere",
    "NotAnImport",
    "ReadsOtherwise",
    "Release",
    "RowChange",
    "RowError",
    "RowKnown",
    "RowPreview",
    "RowQuestion",
    "RowUnread",
    "RowsRefused",
    "Sums",
    "TableFinding",
    "UnreadableCell",
    "UpdatedSince",
    "Why",
    "cell_value",
    "grouped",
    "import_id",
    "import_table",
    "next_import_id",
    "standing_imports",
    "typed_values",
    "undo_import",
]
