"""Pages captured because a person asked, and what others captured taken in with its digests checked."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.actions import DestroyedBefore, Provenance, capturing
from sijill.evidence import Unreadable, fingerprint
from sijill.evidence.kinds import HANDOVER, WACZ, WARC
from sijill.ledger import Draft
from sijill.model.captures import Capture, CaptureFailure
from sijill.values import PartialDate, SijillError, message
from sijill.workspace._evidence import seal_and_find
from sijill.workspace.intake._bringing import Brought, bring_inside

if TYPE_CHECKING:
    from sijill.adapters.capture import Captured
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened

_ENCRYPTED = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
ArchivedPage = tuple[bytes, Provenance, str]
"""What stands inside an archive: its bytes, what is known of it, its name in there."""
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

    def capture(self, url: str, provenance: Provenance, *, anyway: bool = False) -> Capture:
        """
        Fetch a page with this machine's own browser, through the proxy of the settings, and seal what came.

        A page behind a login, a deleted post or a film that did not come whole is no capture: that is recorded, and
        nothing of it is sealed, unless a person wants whatever came ``anyway``. Raises NoAddress, NoBrowser.
        """
        from sijill.adapters.capture import capture_page

        settings, at = self._opened.settings, self._opened.now()
        found = capture_page(
            url, proxy=settings.proxy, unconfined=settings.accept_unconfined, largest=settings.largest_item
        )
        told = Capture("", url, at, found.browser, led_to=found.url, status=found.status, proxied=bool(settings.proxy))
        if found.failure:
            kind = CaptureFailure(found.failure)
            if not (anyway and found.html):
                return capturing.record_failure(self._opened.doing(), replace(told, failure=kind))[0]
            told = replace(told, overruled=kind)
        try:
            return self._seal_capture(found, told, provenance)
        except SijillError:
            capturing.record_failure(self._opened.doing(), replace(told, failure=CaptureFailure.BROKEN, overruled=None))
            raise

    def _seal_capture(self, found: Captured, told: Capture, provenance: Provenance) -> Capture:
        """Seal what came of a page and say so in one append: the page and its picture stand in its archive."""
        from sijill.adapters.capture import pack_wacz

        software, doing = f"Sijill {version('sijill')}", self._opened.doing()
        archive = pack_wacz(found, at=told.captured_at, software=software)
        known = replace(
            provenance,
            url=found.url,
            title=provenance.title or found.title or None,
            language=provenance.language or (found.language if found.language in ("en", "ar") else None),
        )
        files = {"page.html": found.html, "page.png": found.screenshot}
        inside = [(content, replace(known, original_name=name), name) for name, content in files.items()]
        made = replace(
            told,
            id=doing.new_id(),
            item=fingerprint(found.html),
            screenshot=fingerprint(found.screenshot),
            archive=fingerprint(archive),
        )
        whole = Brought(archive, WACZ, replace(known, original_name="page.wacz"))
        brought = bring_inside(self._opened.sandbox, archive, inside)
        seal_and_find(self._evidence, whole, brought, doing=doing, beside=[Draft.of("capture", made)])
        return made

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
        kind, known = WACZ if is_zip else WARC, replace(provenance, original_name=path.name)
        try:
            told = self._opened.sandbox.web_archive(content)
        except Unreadable as refusal:
            item = self._seal(content, kind, known)
            return Received("wacz" if is_zip else "warc", item, (), (), 0, (("unreadable", type(refusal).__name__),))
        problems = tuple((str(code), str(what)) for code, what in told["problems"])
        pages = () if problems else tuple(_pages(told["pages"], provenance))
        item = self._seal(content, kind, known, pages)
        items = tuple(dict.fromkeys(fingerprint(page) for page, _, _ in pages))
        return Received(told["kind"], item, items, (), int(told["records"]), problems)

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
            told, media, problems = take_over(
                self._opened,
                self._evidence,
                content,
                item,
                sensitivity=provenance.sensitivity,
                identity=identity,
                head=head,
            )
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
                    try:
                        media.append(self._page(content, replace(known, original_name=name)))
                    except DestroyedBefore:
                        problems.append(("destroyed", name[:200]))
        return Received("auto-archiver", items[0], (), tuple(media), len(found), tuple(problems))

    def _page(self, content: bytes, provenance: Provenance) -> str:
        """Seal and read bytes; what cannot be read is sealed all the same."""
        with suppress(Unreadable):
            return self._evidence.add_bytes(content, provenance).item
        return fingerprint(content)

    def _seal(self, content: bytes, media_type: str, known: Provenance, inside: Sequence[ArchivedPage] = ()) -> str:
        """Seal bytes in which no words are looked for, with what stands inside them, in one append."""
        brought = bring_inside(self._opened.sandbox, content, inside)
        whole = Brought(content, media_type, known)
        return seal_and_find(self._evidence, whole, brought).item


def _pages(pages: list[Mapping[str, str]], provenance: Provenance) -> Iterator[ArchivedPage]:
    for one in pages:
        known = replace(provenance, url=one["url"], title=one["title"] or provenance.title, original_name="page.html")
        if content := base64.b64decode(one["html"]):
            yield content, known, one["url"]


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
