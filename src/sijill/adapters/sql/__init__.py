"""The register's database, SQLite or PostgreSQL: ledger, proposals, search, backups, and who looked at what."""

from sijill.adapters.sql._database import (
    Database,
    DatabaseUnreachable,
    DiskFull,
    NoRegister,
    NotWritable,
    RegisterDamaged,
)
from sijill.adapters.sql._ledger import SqlLedger
from sijill.adapters.sql._proposals import SqlProposals
from sijill.adapters.sql._schema import NewerSchema
from sijill.adapters.sql._search import SqlSearch
from sijill.adapters.sql._store import Store, open_store

__all__ = [
    "Database",
    "DatabaseUnreachable",
    "DiskFull",
    "NewerSchema",
    "NoRegister",
    "NotWritable",
    "RegisterDamaged",
    "SqlLedger",
    "SqlProposals",
    "SqlSearch",
    "Store",
    "open_store",
]
