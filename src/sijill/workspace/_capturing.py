"""Pages captured because a person asked, and what others captured taken in with its digests checked."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import actions, claims
from sijill.actions import Provenance, capturing
from sijill.evidence import Unreadable
from sijill.evidence.kinds import HANDOVER, WACZ, WARC
from sijill.model.captures import Capture, CaptureFailure
from sijill.search import passages
from sijill.values import PartialDate, SijillError, message

if TYPE_CHECKING:
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened

_ENCRYPTED = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
LARGEST_METADATA = 8 * 1024 * 1024


class NoWebArchive(SijillError):
    """A file or a folder that is no web archive and no output of an archiver."""


class KeyNeeded(SijillError):
    """A hand-over that is encrypted, without the key that opens it."""


@dataclass(frozen=True, slots=True)
class Received:
    """
    What became of something that others captured.

    ``item`` is the sealed file as it came (empty for a folder), ``pages`` and ``media`` the items made of what is in
    it, ``records`` the answers in a web archive or the claims proposed of a register, ``problems`` what does not fit
    what it says of itself: a code and what it is about.
    """

    kind: str
    item: str
    pages: tuple[str, ...]
    media: tuple[str, ...]
    records: int
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Captures:
    """Captures pages, and takes in what others captured."""

    _opened: Opened
    _evidence: Evidence

    def capture(self, url: str, provenance: Provenance) -> Capture:
        """
        Fetch a page with this machine's own browser, through the proxy of the settings, and seal what came.

        A page behind a login, a deleted post or a film that did not come whole is no capture: that is recorded, and
        nothing of it is sealed. Raises NoAddress, NoBrowser, BrowserFailed.
        """
        from sijill.adapters.capture import capture_page, pack_wacz

        settings, at = self._opened.settings, self._opened.now()
        found = capture_page(
            url, proxy=settings.proxy, unconfined=settings.accept_unconfined, largest=settings.largest_item
        )
        told = Capture("", url, at, found.browser, led_to=found.url, status=found.status, proxied=bool(settings.proxy))
        if found.failure:
            told = replace(told, failure=CaptureFailure(found.failure))
            return capturing.record_capture(self._opened.doing(), told)[0]
        software = f"Sijill {version('sijill')}"
        archive = pack_wacz(found, at=at, software=software)
        known = replace(
            provenance,
            url=found.url,
            title=provenance.title or found.title or None,
            language=provenance.language or (found.language if found.language in ("en", "ar") else None),
        )
        item = self._page(found.html, replace(known, original_name="page.html"))
        picture = self._evidence.add_bytes(found.screenshot, replace(known, original_name="page.png")).item
        packed = self._seal(archive, WACZ, replace(known, original_name="page.wacz"))
        told = replace(told, item=item, screenshot=picture, archive=packed)
        return capturing.record_capture(self._opened.doing(), told)[0]

    def receive(
        self, path: Path, provenance: Provenance, *, identity: Path | None = None, head: str | None = None
    ) -> Received:
        """
        Take in a WACZ, a WARC, the folder of an auto-archiver, or another register's hand-over, and check it.

        The file is sealed as it came, also where it does not fit what it says of itself; its pages are read, and
        accepted claims proposed, only where all of it fits. ``identity`` opens a hand-over, ``head`` is the head of
        its log as it was told apart from it. Raises NoWebArchive, NoSuchFile, TooLarge, WrongKey, UnreadableKey.
        """
        from sijill.adapters.files import take_in

        if path.is_dir():
            return self._archiver_folder(path, provenance)
        content = take_in(path, largest=self._opened.settings.largest_item)
        if content.startswith(_ENCRYPTED):
            return self._register(path, content, provenance, identity, head)
        is_zip, is_warc = content[:4] == b"PK\x03\x04", content[:5] == b"WARC/" or content[:2] == b"\x1f\x8b"
        if not is_zip and not is_warc:
            raise NoWebArchive(
                message("{file} is no WACZ, WARC or folder of an auto-archiver; seal it with sijill add"),
                file=path.name,
            )
        item = self._seal(content, WACZ if is_zip else WARC, replace(provenance, original_name=path.name))
        try:
            told = self._opened.sandbox.web_archive(content)
        except Unreadable as refusal:
            return Received("wacz" if is_zip else "warc", item, (), (), 0, (("unreadable", type(refusal).__name__),))
        problems = tuple((str(code), str(what)) for code, what in told["problems"])
        pages = () if problems else tuple(self._pages(told["pages"], provenance))
        return Received(told["kind"], item, pages, (), int(told["records"]), problems)

    def _pages(self, pages: list[Mapping[str, str]], provenance: Provenance) -> Iterator[str]:
        for one in pages:
            known = replace(
                provenance, url=one["url"], title=one["title"] or provenance.title, original_name="page.html"
            )
            yield self._page(base64.b64decode(one["html"]), known)

    def _register(
        self, path: Path, content: bytes, provenance: Provenance, identity: Path | None, head: str | None
    ) -> Received:
        """Take in another register's hand-over; one that is not whole is sealed and nothing of it is taken."""
        from sijill.adapters.sql import AnotherRegister, BackupDamaged, ItemsMissing
        from sijill.workspace._other_register import take_over

        if identity is None:
            raise KeyNeeded(message("that file is encrypted: name the age key that opens it with --identity"))
        item = self._seal(content, HANDOVER, replace(provenance, original_name=path.name))
        try:
            told, media, problems = take_over(self._opened, self._evidence, path, item, identity=identity, head=head)
        except (BackupDamaged, AnotherRegister, ItemsMissing) as broken:
            return Received("register", item, (), (), 0, (("chain", type(broken).__name__),))
        return Received("register", item, (), media, len(told.claims), problems)

    def _archiver_folder(self, folder: Path, provenance: Provenance) -> Received:
        """Take in what an auto-archiver wrote: its metadata and each file of it whose digest holds."""
        from sijill.adapters.files import take_in

        found = [(one, told) for one in sorted(folder.glob("*.json")) if (told := _archiver_metadata(one)) is not None]
        if not found:
            raise NoWebArchive(
                message("no metadata of an auto-archiver is in {folder}: a JSON file with a list of media is missing"),
                folder=folder.name,
            )
        problems, media, items = list[tuple[str, str]](), list[str](), list[str]()
        for file, told in found:
            about = told.get("metadata") or {}
            known = replace(
                provenance,
                url=str(about.get("url") or "") or provenance.url,
                title=str(about.get("title") or "")[:500] or provenance.title,
                published_on=provenance.published_on or _day_told(about.get("timestamp")),
            )
            items.append(self._seal(file.read_bytes(), "application/json", replace(known, original_name=file.name)))
            for one in told["media"]:
                name = Path(str(one.get("filename") or one.get("_key") or "")).name
                held = folder / name
                if not name or not held.is_file():
                    problems.append(("missing", name[:200]))
                    continue
                content = take_in(held, largest=self._opened.settings.largest_item)
                if (code := _digest_problem(one, content)) is not None:
                    problems.append((code, name[:200]))
                if code != "hash":
                    media.append(self._page(content, replace(known, original_name=name)))
        return Received("auto-archiver", items[0], (), tuple(media), len(found), tuple(problems))

    def _page(self, content: bytes, provenance: Provenance) -> str:
        """Seal and read bytes; what cannot be read is sealed all the same."""
        with suppress(Unreadable):
            return self._evidence.add_bytes(content, provenance).item
        return hashlib.sha256(content).hexdigest()

    def _seal(self, content: bytes, media_type: str, provenance: Provenance) -> str:
        """Seal bytes that hold what is sealed beside them too, so that no words are looked for in them."""
        opened = self._opened
        got = actions.acquire_item(opened.doing(), opened.vault, content, media_type=media_type, provenance=provenance)
        opened.store.passages.keep(got.item, passages(""))
        opened.store.signatures.keep(got.item, claims.Signature(), {})
        return got.item


def _archiver_metadata(path: Path) -> dict[str, Any] | None:
    """Return the metadata that an auto-archiver wrote, or None for another file."""
    if path.stat().st_size > LARGEST_METADATA:
        return None
    with suppress(ValueError, RecursionError):
        told = json.loads(path.read_bytes())
        if isinstance(told, dict) and isinstance(told.get("media"), list):
            return {**told, "media": [one for one in told["media"] if isinstance(one, dict)]}
    return None


def _digest_problem(told: Mapping[str, Any], content: bytes) -> str | None:
    """Return ``hash`` where the bytes are not those of the digest that is given, ``no_hash`` where none is given."""
    given = str((told.get("properties") or {}).get("hash") or "")
    algorithm, _, digest = given.rpartition(":")
    names = {"SHA-256": "sha256", "": "sha256", "SHA3-512": "sha3_512"}
    if not digest or algorithm not in names:
        return "no_hash"
    return None if hashlib.new(names[algorithm], content).hexdigest() == digest.lower() else "hash"


def _day_told(told: object) -> PartialDate | None:
    with suppress(SijillError, ValueError):
        return PartialDate.parse(str(told)[: len("2020-05-31")]) if told else None
    return None
