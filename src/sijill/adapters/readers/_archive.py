"""An Office document is an archive: what it really holds is weighed before anything takes it apart."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from sijill.adapters.readers._limits import Limits
from sijill.evidence import DamagedDocument, TooDeep, ZipBomb, fingerprint

# ISO/IEC 29500-2: parts are stored or deflated; every other way of packing is one more library to attack.
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_AT_ONCE = 1 << 16


def weigh(content: bytes, limits: Limits, *, deep: bool) -> None:
    """
    Unpack everything once and keep nothing, to see what it really holds and, if ``deep``, how deep its XML goes.

    Raises ZipBomb, TooDeep, DamagedDocument.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > limits.members or sum(m.file_size for m in members) > limits.unpacked:
                raise ZipBomb(fingerprint(content), f"{len(members)} parts")
            if not {member.compress_type for member in members} <= _PACKED:
                raise DamagedDocument(fingerprint(content), "a part is packed in another way")
            room = limits.unpacked
            for member in members:
                depth = deep and member.filename.endswith((".xml", ".rels"))
                room = _weigh_member(archive, member, room, content, _Depth(limits.depth, content) if depth else None)
            if room < 0:
                raise ZipBomb(fingerprint(content), f"limit {limits.unpacked} bytes")
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError):
        raise DamagedDocument(fingerprint(content)) from None
    except RuntimeError:
        # zipfile's way of saying that a member asks for a password.
        raise DamagedDocument(fingerprint(content), "a part is locked") from None


def refusal_of(error: etree.XMLSyntaxError, content: bytes) -> Exception:
    """Return what a part that is no XML, or too deep a one, is refused with."""
    if "depth" in str(error).lower():
        return TooDeep(fingerprint(content))
    return DamagedDocument(fingerprint(content), "a part is not XML")


def _weigh_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int, content: bytes, depth: _Depth | None
) -> int:
    with archive.open(member) as stream:
        while room >= 0 and (piece := stream.read(_AT_ONCE)):
            room -= len(piece)
            if depth:
                depth.feed(piece)
    return room


class _Depth:
    """Follows how deep an XML part is nested while it is unpacked."""

    def __init__(self, limit: int, content: bytes) -> None:
        self._parser = etree.XMLPullParser(events=("start", "end"), resolve_entities=False, no_network=True)
        self._limit, self._content, self._depth = limit, content, 0

    def feed(self, piece: bytes) -> None:
        """Take the next bytes; raises TooDeep or DamagedDocument."""
        try:
            self._parser.feed(piece)
            for event, element in self._parser.read_events():
                self._depth += 1 if event == "start" else -1
                if self._depth > self._limit:
                    raise TooDeep(fingerprint(self._content), f"limit {self._limit}")
                if event == "end":
                    element.clear()
        except etree.XMLSyntaxError as error:
            raise refusal_of(error, self._content) from None
