"""The register's database, SQLite or PostgreSQL: ledger, proposals, search, backups, and who looked at what."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.adapters.sql._access_log import Access, AccessCheck, AccessLog, Act, Look
    from sijill.adapters.sql._backup import Backup, BackupThere, Overtaken, refuse_place
    from sijill.adapters.sql._checking import StoreCheck, is_whole
    from sijill.adapters.sql._database import (
        Database,
        DatabaseUnreachable,
        DiskFull,
        NoRegister,
        NotWritable,
        RegisterDamaged,
        WordsLinger,
        disk_refusal,
    )
    from sijill.adapters.sql._desk import forget_in_desk
    from sijill.adapters.sql._identities import SqlIdentities
    from sijill.adapters.sql._ledger import SqlLedger
    from sijill.adapters.sql._levels import Level, SqlLevels
    from sijill.adapters.sql._moment import at_one_moment
    from sijill.adapters.sql._proposals import SqlProposals
    from sijill.adapters.sql._restore import AnotherRegister, BackupDamaged, ItemsMissing, PlaceTaken, restore
    from sijill.adapters.sql._schema import NewerSchema, WrongEncoding
    from sijill.adapters.sql._search import SqlSearch
    from sijill.adapters.sql._signatures import SqlSignatures
    from sijill.adapters.sql._store import Store, open_store
else:
    __getattr__ = later(__name__)

__all__ = [
    "Access",
    "AccessCheck",
    "AccessLog",
    "Act",
    "AnotherRegister",
    "Backup",
    "BackupDamaged",
    "BackupThere",
    "Database",
    "DatabaseUnreachable",
    "DiskFull",
    "ItemsMissing",
    "Level",
    "Look",
    "NewerSchema",
    "NoRegister",
    "NotWritable",
    "Overtaken",
    "PlaceTaken",
    "RegisterDamaged",
    "SqlIdentities",
    "SqlLedger",
    "SqlLevels",
    "SqlProposals",
    "SqlSearch",
    "SqlSignatures",
    "Store",
    "StoreCheck",
    "WordsLinger",
    "WrongEncoding",
    "at_one_moment",
    "disk_refusal",
    "forget_in_desk",
    "is_whole",
    "open_store",
    "refuse_place",
    "restore",
]
