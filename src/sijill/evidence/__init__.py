"""Items as they came in: sealing, the vault, and readings with an offset map back to the stored words."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.evidence._encoding import decode
    from sijill.evidence._fingerprint import fingerprint
    from sijill.evidence._media import CSV, DOCX, HTML, JPEG, MARKDOWN, PDF, PLAIN, PNG, media_type_of
    from sijill.evidence._mojibake import repair
    from sijill.evidence._offset_map import EvenRun, OffsetMap, SpanOutside
    from sijill.evidence._plain import PlainReader
    from sijill.evidence._reader import Reader
    from sijill.evidence._reading import read_content
    from sijill.evidence._refusals import (
        REFUSALS,
        DamagedDocument,
        EmptyFile,
        EncryptedDocument,
        NoPages,
        NoWords,
        ReaderCrashed,
        ReaderOutOfMemory,
        ReaderTimedOut,
        TooDeep,
        TooLarge,
        Unreadable,
        ZipBomb,
    )
    from sijill.evidence._settle import Extract, settle
    from sijill.evidence._text import Derivation, Text
    from sijill.evidence._vault import NotInVault, Vault, VaultDamaged, VaultFull, orphans
else:
    __getattr__ = later(__name__)

__all__ = [
    "CSV",
    "DOCX",
    "HTML",
    "JPEG",
    "MARKDOWN",
    "PDF",
    "PLAIN",
    "PNG",
    "REFUSALS",
    "DamagedDocument",
    "Derivation",
    "EmptyFile",
    "EncryptedDocument",
    "EvenRun",
    "Extract",
    "NoPages",
    "NoWords",
    "NotInVault",
    "OffsetMap",
    "PlainReader",
    "Reader",
    "ReaderCrashed",
    "ReaderOutOfMemory",
    "ReaderTimedOut",
    "SpanOutside",
    "Text",
    "TooDeep",
    "TooLarge",
    "Unreadable",
    "Vault",
    "VaultDamaged",
    "VaultFull",
    "ZipBomb",
    "decode",
    "fingerprint",
    "media_type_of",
    "orphans",
    "read_content",
    "repair",
    "settle",
]
