"""The folders of a register on disk: the vault of sealed bytes, the readings, and taking a file in."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.adapters.files._bag import Bag, Payload, bag_beside
    from sijill.adapters.files._begun import BEGUN, Begun
    from sijill.adapters.files._boundaries import BoundariesBroken, BoundaryFile, Refused, cells, read_boundaries
    from sijill.adapters.files._digest_named import DigestNamed, is_digest_named
    from sijill.adapters.files._durable import can_hold, held_folder, sweep, write_whole
    from sijill.adapters.files._identities import FolderIdentities
    from sijill.adapters.files._intake import LARGEST, NoSuchFile, StillBeingWritten, take_in, take_in_stream
    from sijill.adapters.files._journal import DestructionJournal
    from sijill.adapters.files._picture_marks import PictureMarks
    from sijill.adapters.files._pictures import PictureShelf
    from sijill.adapters.files._place_table import PlaceTable, name_key
    from sijill.adapters.files._program import file_stamp, program_stamp
    from sijill.adapters.files._texts import FolderTextStore
    from sijill.adapters.files._traces import FileTraces, held_in, traces
    from sijill.adapters.files._vault import FolderVault
else:
    __getattr__ = later(__name__)

__all__ = [
    "BEGUN",
    "LARGEST",
    "Bag",
    "Begun",
    "BoundariesBroken",
    "BoundaryFile",
    "DestructionJournal",
    "DigestNamed",
    "FileTraces",
    "FolderIdentities",
    "FolderTextStore",
    "FolderVault",
    "NoSuchFile",
    "Payload",
    "PictureMarks",
    "PictureShelf",
    "PlaceTable",
    "Refused",
    "StillBeingWritten",
    "bag_beside",
    "can_hold",
    "cells",
    "file_stamp",
    "held_folder",
    "held_in",
    "is_digest_named",
    "name_key",
    "program_stamp",
    "read_boundaries",
    "sweep",
    "take_in",
    "take_in_stream",
    "traces",
    "write_whole",
]
