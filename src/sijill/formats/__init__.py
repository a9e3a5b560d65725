"""Tables that leave the register: a format is a list of columns, and every kind of file is written in one place."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.formats._arrow import arrow_table
    from sijill.formats._column import Cell, Column, ColumnType, TableKind
    from sijill.formats._event import Around, cause_class, country_facts, event_facts, lacks, reason_words
    from sijill.formats._nested import ftm_event, ftm_person, write_entities, write_geojson
    from sijill.formats._own import OWN_HEADS, OwnColumn, mapping_text, own_cells, own_columns
    from sijill.formats._prov import ProvDocument
    from sijill.formats._shape import SHAPES, Facts, Shape, read_shape
    from sijill.formats._steps import Made, prov
    from sijill.formats._workbook import TableTooLarge
    from sijill.formats._write import write_table
else:
    __getattr__ = later(__name__)

__all__ = [
    "OWN_HEADS",
    "SHAPES",
    "Around",
    "Cell",
    "Column",
    "ColumnType",
    "Facts",
    "Made",
    "OwnColumn",
    "ProvDocument",
    "Shape",
    "TableKind",
    "TableTooLarge",
    "arrow_table",
    "cause_class",
    "country_facts",
    "event_facts",
    "ftm_event",
    "ftm_person",
    "lacks",
    "mapping_text",
    "own_cells",
    "own_columns",
    "prov",
    "read_shape",
    "reason_words",
    "write_entities",
    "write_geojson",
    "write_table",
]
