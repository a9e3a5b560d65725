"""The indexes by which words are found, FTS5 in SQLite and GIN in PostgreSQL, and how projections begin anew."""

from __future__ import annotations

import sqlalchemy as sa

from sijill.adapters.sql._database import drop_triggers
from sijill.adapters.sql._schema import GUARDS, readings

SEARCH = {
    "sqlite": (
        "DROP TABLE IF EXISTS search_term",
        # Our terms are ready made, so nothing may fold or split them again: "ascii" splits at spaces only.
        "CREATE VIRTUAL TABLE search_term USING fts5(terms, content='search_row', content_rowid='id', "
        "detail='none', columnsize=0, tokenize='ascii')",
        "CREATE TRIGGER search_row_in AFTER INSERT ON search_row BEGIN "
        "INSERT INTO search_term(rowid, terms) VALUES (NEW.id, NEW.terms); END",
        "CREATE TRIGGER search_row_out AFTER DELETE ON search_row BEGIN "
        "INSERT INTO search_term(search_term, rowid, terms) VALUES ('delete', OLD.id, OLD.terms); END",
    ),
    "postgresql": ("CREATE INDEX search_row_terms ON search_row USING gin (terms)",),
}
"""The index over the terms: FTS5 in SQLite, GIN in PostgreSQL."""

PASSAGES = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS passage_in",
        "DROP TRIGGER IF EXISTS passage_out",
        "DROP TABLE IF EXISTS passage_term",
        "CREATE VIRTUAL TABLE passage_term USING fts5(terms, content='passage', content_rowid='id', "
        "detail='none', columnsize=0, tokenize='ascii')",
        "INSERT INTO passage_term(passage_term) VALUES ('rebuild')",
        "CREATE TRIGGER passage_in AFTER INSERT ON passage BEGIN "
        "INSERT INTO passage_term(rowid, terms) VALUES (NEW.id, NEW.terms); END",
        "CREATE TRIGGER passage_out AFTER DELETE ON passage BEGIN "
        "INSERT INTO passage_term(passage_term, rowid, terms) VALUES ('delete', OLD.id, OLD.terms); END",
    ),
    "postgresql": (
        "DROP INDEX IF EXISTS passage_terms",
        "SELECT 1",
        "CREATE INDEX passage_terms ON passage USING gin (terms)",
    ),
}
"""The same over the words of documents: what is let go while its terms are made anew, then how it is made."""


def guard_again(connection: sa.Connection) -> None:
    """Put the guards of a SQLite register as they were made: none missing, none changed, none of another hand."""
    if connection.dialect.name == "sqlite":
        drop_triggers(connection)
        for guard in (*GUARDS["sqlite"], *SEARCH["sqlite"], *PASSAGES["sqlite"]):
            if "TRIGGER" in guard:
                connection.exec_driver_sql(guard)


def fresh_readings(connection: sa.Connection) -> None:
    """Make the projections anew and empty; deleting row by row would take longer than writing them."""
    readings.drop_all(connection)
    readings.create_all(connection)
    for line in SEARCH[connection.dialect.name]:
        connection.exec_driver_sql(line)
