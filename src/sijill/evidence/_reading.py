"""Which reader takes which bytes."""

from __future__ import annotations

from collections.abc import Iterable

from sijill.evidence._fingerprint import fingerprint
from sijill.evidence._media import LOCKED_OFFICE, media_type_of
from sijill.evidence._reader import Reader
from sijill.evidence._refusals import EmptyFile, EncryptedDocument, UnsupportedMediaType
from sijill.evidence._text import Text
from sijill.evidence.kinds import base_of


def read_content(content: bytes, *, readers: Iterable[Reader], name: str = "", media_type: str | None = None) -> Text:
    """
    Return the reading of the bytes by the first reader that takes their kind.

    Raises EmptyFile, EncryptedDocument, UnsupportedMediaType, or what the reader raises.
    """
    if not content:
        raise EmptyFile(fingerprint(content))
    media_type = media_type or media_type_of(content, name)
    if media_type == LOCKED_OFFICE:
        raise EncryptedDocument(fingerprint(content))
    for reader in readers:
        if base_of(media_type) in reader.media_types:
            return reader.read(content, media_type=media_type, name=name)
    raise UnsupportedMediaType(fingerprint(content), media_type)
