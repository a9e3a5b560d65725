"""A document read, a picture drawn of it, or the files inside it: one answer, in a confined process and elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sijill.adapters.readers._formats import painter, reader_for, unpacker_for
from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._refused import refused
from sijill.evidence import Unreadable
from sijill.evidence.parts import parts_to_bytes
from sijill.evidence.texts import text_to_json

Answers = Callable[[bytes], bytes]


def answers(request: dict[str, Any]) -> Answers:
    """Return what makes an answer of a document's bytes; the libraries for it are loaded."""
    limits = Limits.from_json(request["limits"])
    if "picture" in request:
        pictures = painter(limits)
        return lambda document: pictures.draw(document, request["picture"])
    if request.get("parts"):
        unpacker = unpacker_for(request["media_type"], limits)
        if unpacker is None:
            return lambda document: b""
        return lambda document: parts_to_bytes(
            unpacker.parts(document, media_type=request["media_type"], name=request["name"])
        )
    if request.get("archive"):
        from sijill.adapters.readers._web_archive import look_in

        return look_in
    reader = reader_for(request["media_type"], limits)
    return lambda document: text_to_json(
        reader.read(document, media_type=request["media_type"], name=request["name"])
    ).encode()


def told_of(make: Answers, document: Callable[[], bytes]) -> bytes:
    """Return the answer, a refusal where there is no other: of a failure its kind only, since its message may quote."""
    try:
        return b"+" + make(document())
    except Unreadable as refusal:
        return refused(type(refusal).__name__, refusal.detail)
    except MemoryError:
        return refused("ReaderOutOfMemory")
    except Exception as error:  # noqa: BLE001 (whatever a library raises of a document is told as its kind alone)
        return refused("ReaderCrashed", type(error).__name__)
