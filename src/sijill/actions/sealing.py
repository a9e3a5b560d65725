"""Bytes are sealed, unless they were destroyed here: then not one of them is written."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.actions._context import ActionContext
from sijill.evidence import Vault, fingerprint
from sijill.values import SijillError, message


class DestroyedBefore(SijillError):
    """Bytes that were destroyed, offered again."""


def seal_unless_destroyed(doing: ActionContext, vault: Vault, content: bytes) -> str:
    """Seal bytes and return their SHA-256. Raises DestroyedBefore."""
    return seal_all(doing, vault, [content])[0]


def seal_all(doing: ActionContext, vault: Vault, contents: Sequence[bytes]) -> list[str]:
    """Seal what comes in together and return each SHA-256; where one was destroyed, none. Raises DestroyedBefore."""
    if any(is_destroyed(doing, fingerprint(one)) for one in contents):
        # Neither when nor by whom nor why: whoever offers them may be the one from whom they were kept.
        raise DestroyedBefore(
            message(
                "these bytes are not taken in, and nothing of them was kept; two persons may take them in with "
                "sijill readmit"
            )
        )
    return [vault.seal(one) for one in contents]


def is_destroyed(doing: ActionContext, sha256: str) -> bool:
    """Test whether the bytes under a fingerprint were destroyed here."""
    return any(one.id == sha256 and one.body is None for one in doing.ledger.history(sha256))
