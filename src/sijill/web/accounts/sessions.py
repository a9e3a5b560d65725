"""Sessions stand closed in the table: while a second factor is set up, its secret stands in one."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db

from sijill.web.accounts.adapter import keyring
from sijill.web.config import SESSIONS_KEY
from sijill.workspace import KeyMissing


class SessionStore(db.SessionStore):
    """Django's table of sessions, each closed with a key outside the register's folder."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return a session as the table may hold it. Raises KeyMissing, KeyExposed."""
        return keyring().closed(SESSIONS_KEY, super().encode(session_dict))

    def decode(self, session_data: str) -> Any:
        """Return a session, an empty one where its key is gone: whoever it was of signs in again."""
        try:
            opened = keyring().opened(SESSIONS_KEY, session_data)
        except KeyMissing:
            return {}
        return super().decode(opened)
