"""A signed folder with which a stranger checks the argument for an item by sha256sum and openssl, without us."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.ledger import GENESIS, Draft, Entry, Envelope, body_text
from sijill.model import moment_text
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.values import Language, SijillError, message, translate
from sijill.workspace.proofs._argument_words import argument_lines

if TYPE_CHECKING:
    from sijill.ledger import Ledger
    from sijill.workspace._opened import Opened
    from sijill.workspace.proofs._argument import Argument, Stamping

SIGNING_KEY = "signing"
SUMS = "SHA256SUMS"
CHECK = "check.sh"

_BEGIN = """#!/bin/sh
# sh check.sh FILE: FILE is the item itself. It needs sha256sum and openssl 3, and no network.
set -eu
item={item}
[ $# -eq 1 ] || {{ echo "name FILE: the item itself"; exit 2; }}
[ "$(sha256sum < "$1" | cut -c 1-64)" = "$item" ] || {{ echo "FILE is not the item"; exit 1; }}
cd "$(dirname "$0")"
openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig
sha256sum --quiet -c SHA256SUMS
"""
_CLIMB = """[ "$item" = "$(sed -n 2p leaf.txt)" ] || { echo "leaf.txt is not that of the item"; exit 1; }
hash=$(sha256sum < leaf.txt | cut -c 1-64)
while read -r side beside; do
  if [ "$side" = left ]; then pair="$beside $hash"; else pair="$hash $beside"; fi
  hash=$(printf 'sijill node\\n%s\\n%s\\n' $pair | sha256sum | cut -c 1-64)
done < path.txt
grep -qx "root $hash" statement.txt || { echo "the item does not lead to the root"; exit 1; }
"""
_RECORDED = """recorded=$(sha256sum < recorded.txt | cut -c 1-64)
[ "$recorded" = "$(sed -n 3p leaf.txt)" ] || { echo "recorded.txt is not the entry of the item"; exit 1; }
"""
_STAMP = """openssl ts -verify -data statement.txt -in answer.tsr -CAfile roots.pem -untrusted chain.pem -attime {at}
echo "The stamp leads to roots.pem, SHA-256 {mark}: it is worth what that certificate is worth."
"""

_NAMELESS = ("id", "act", "digest", "copy_kind", "done_on", "mismatch")
"""What is told of an act of custody where nobody is named."""

_HOW = message(
    "How to check it: run sh check.sh FILE, where FILE is the item itself. It takes sha256sum and openssl 3."
)
_OF_THE_STAMP = (
    message("leaf.txt holds the SHA-256 of the item and of its entry; path.txt holds what leads from it to the root."),
    message(
        "statement.txt is what was time-stamped, answer.tsr the stamp, roots.pem the certificate that it leads to."
    ),
)
_OF_THE_SIGNATURE = (
    message("SHA256SUMS lists every file; SHA256SUMS.sig is its Ed25519 signature by the holder of signer.pem."),
    message("Compare the SHA-256 of signer.pem's key, {mark}, with the one that you were told apart from this folder."),
)


class ProofDoesNotHold(SijillError):
    """An argument that does not hold, to be handed out as a proof."""


class SealedStays(SijillError):
    """The bytes of an item that only two persons may let out."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A folder that was written: its files, the digest that stands for all of them, and the mark of the signing key."""

    folder: Path
    files: tuple[str, ...]
    digest: str
    key_mark: str


def write_bundle(opened: Opened, argument: Argument, out: Path, *, whole: bool = False, names: bool = False) -> Bundle:
    """
    Write the folder and record that it was handed out, with its digest, before anything leaves.

    Who did what, for whom and why stays here unless ``names``; so does the item's entry, which says it.

    Raises FolderNotEmpty, ProofDoesNotHold, SealedStays, KeyMissing, KeyExposed.
    """
    from sijill.adapters.files import write_whole
    from sijill.workspace.exports._exporting import FolderNotEmpty

    out = out.resolve()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FolderNotEmpty(message("{folder} is not an empty folder; choose a new one"), folder=out)
    files, mark = _handed_out(opened, argument, whole=whole, names=names)
    making = out.with_name(f".{out.name}.making")
    shutil.rmtree(making, ignore_errors=True)  # left by a program that was killed
    for name, content in files.items():
        (making / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(making / name, content)
    making.rename(out)  # over an empty folder too: whole or not at all
    return Bundle(out, tuple(files), hashlib.sha256(files[SUMS]).hexdigest(), mark)


def zip_bundle(opened: Opened, argument: Argument, *, whole: bool = False, names: bool = False) -> bytes:
    """
    Return the folder as a zip, after it is recorded that it was handed out.

    Raises ProofDoesNotHold, SealedStays, KeyMissing, KeyExposed.
    """
    files, _ = _handed_out(opened, argument, whole=whole, names=names)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            # One moment for all: when the files were made is said in them, and is no matter of the machine's zone.
            packed.writestr(zipfile.ZipInfo(f"proof-{argument.item.id[:12]}/{name}"), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _handed_out(opened: Opened, argument: Argument, *, whole: bool, names: bool) -> tuple[dict[str, bytes], str]:
    """Return the signed files by name, and the mark of the key, after it is recorded that they are handed out."""
    from sijill.adapters.signing import key_mark, public_key, sign

    if not argument.holds:
        raise ProofDoesNotHold(
            message("the argument for item {item} does not hold; sijill prove says why, sijill verify what else is"),
            item=argument.item.id[:12],
        )
    if whole and argument.item.sensitivity.value == "sealed":
        raise SealedStays(
            message("item {item} is sealed: its bytes leave by two persons only, with sijill reveal"),
            item=argument.item.id[:12],
        )
    secret = opened.keyring.secret(SIGNING_KEY)
    signer = public_key(secret)
    files = {
        **dict(_bundle_files(opened, argument, whole=whole, names=names)),
        "signer.pem": signer.encode(),
        **_read_me(argument, key_mark(signer), names=names),
    }
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
    doing, digest = opened.doing(), hashlib.sha256(sums).hexdigest()
    doing.append(
        [Draft.of("custody", CustodyEvent(doing.new_id(), argument.item.id, CustodyAct.PROVED, digest=digest))]
    )
    signed = {SUMS: sums, f"{SUMS}.sig": sign(secret, sums)}
    return {name: files[name] for name in sorted(files)} | signed, key_mark(signer)


def _bundle_files(opened: Opened, argument: Argument, *, whole: bool, names: bool) -> Iterator[tuple[str, bytes]]:
    stamped, check = argument.stamped, _BEGIN.format(item=argument.item.id)
    document = argument_document(argument, names=names)
    yield "argument.json", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
    if stamped is not None and stamped.stamped_at is not None:
        check += _CLIMB + _STAMP.format(at=int(stamped.stamped_at.timestamp()), mark=stamped.root_mark)
        yield from _stamp_files(stamped, argument.item.id)
    if whole:
        yield f"item/{argument.item.id}", opened.vault.read(argument.item.id)
        recorded = _entry_text(opened.ledger, argument.entry) if names else None
        if recorded is not None and stamped is not None:
            yield "recorded.txt", recorded
            check += _RECORDED
    yield CHECK, check.encode()


def _stamp_files(stamped: Stamping, item: str) -> Iterator[tuple[str, bytes]]:
    from sijill.actions.stamping import words_of
    from sijill.adapters.timestamps import join_pem
    from sijill.evidence.hash_tree import leaf_text

    certificates = stamped.stamp.certificates
    yield "leaf.txt", leaf_text(item, stamped.entry_digest).encode()
    yield "path.txt", "".join(f"{'left' if one.is_left else 'right'} {one.beside}\n" for one in stamped.steps).encode()
    yield "statement.txt", words_of(stamped.stamp)
    yield "answer.tsr", base64.b64decode(stamped.stamp.token)
    yield "roots.pem", join_pem(certificates[-1:])
    yield "chain.pem", join_pem(certificates)


def _entry_text(ledger: Ledger, entry: Entry) -> bytes | None:
    """Return the text whose SHA-256 is the digest of an entry, or None where words of it were destroyed."""
    receipt = ledger.receipt(entry.append_id)
    if entry.lost_words or receipt is None:
        return None
    before = [*ledger.entries(after=receipt.first_seq - 2, upto=receipt.first_seq - 1)]
    earlier = ledger.receipt(before[0].append_id) if before else None
    envelope = Envelope(
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        append_id=entry.append_id,
        previous=earlier.head if earlier else GENESIS,
    )
    text = body_text(Draft(entry.id, entry.kind, entry.body or {}, entry.kind_version))
    return envelope.recorded(entry.seq, entry.id, entry.kind, entry.kind_version, entry.salt or "", text).encode()


def _read_me(argument: Argument, mark: str, *, names: bool) -> dict[str, bytes]:
    pages = {}
    for language in Language:
        told = argument_lines(argument, language, names=names)
        stamped = argument.stamped is not None and argument.stamped.stamped_at is not None
        how = (_HOW, *(_OF_THE_STAMP if stamped else ()), *_OF_THE_SIGNATURE)
        lines = [*told, "", *(translate(language, one, mark=mark) for one in how)]
        pages[f"README.{language.value}.html"] = _html_page(lines, language).encode()
    return pages


def _html_page(lines: Sequence[str], language: Language) -> str:
    """Return lines as a page in its own direction; the first is its title."""
    direction = "rtl" if language is Language.AR else "ltr"
    style = "<style>body{font:1rem/1.6 sans-serif;max-width:46rem;margin:2rem auto;overflow-wrap:anywhere}</style>"
    told = "\n".join(f"<p>{escape(line)}</p>" if line else "<hr>" for line in lines[1:])
    head = f'<!doctype html>\n<html lang="{language.value}" dir="{direction}"><meta charset="utf-8">'
    return f"{head}<title>{escape(lines[0])}</title>{style}\n<h1>{escape(lines[0])}</h1>\n{told}\n</html>\n"


def argument_document(argument: Argument, *, names: bool = True) -> dict[str, Any]:
    """Return the argument as a document for machines; without ``names`` nobody is named and no reason given."""
    stamped, custody = argument.stamped, (one for one in argument.custody if one.kind == "custody")
    return {
        "item": argument.item.id,
        "size": argument.item.size,
        "media_type": argument.item.media_type,
        "holds": argument.holds,
        "seal": argument.seal,
        "entry": argument.entry.seq,
        "recorded_at": moment_text(argument.entry.recorded_at),
        **({"recorded_by": argument.entry.actor} if names else {}),
        "chain": {
            "holds": argument.chain.holds,
            "entries": argument.chain.entries,
            "head": argument.chain.head,
            "broken_at": argument.chain.broken_at,
        },
        "custody": [custody_document(one, names=names) for one in custody],
        "stamp": stamped and _stamp_document(stamped),
        "queued": argument.queued and argument.queued.seq,
    }


def custody_document(entry: Entry, *, names: bool = True) -> dict[str, Any]:
    """Return an act of custody as a document for machines; without ``names`` neither by whom, for whom nor why."""
    told = {key: value for key, value in (entry.body or {}).items() if key != "item" and (names or key in _NAMELESS)}
    by = {"actor": entry.actor} if names else {}
    return {"entry": entry.seq, "recorded_at": moment_text(entry.recorded_at), **by, **told}


def _stamp_document(stamped: Stamping) -> dict[str, Any]:
    return {
        "fault": stamped.fault,
        "root": stamped.stamp.root,
        "items": stamped.stamp.items,
        "seq": stamped.stamp.seq,
        "head": stamped.stamp.head,
        "leaf": stamped.leaf,
        "path": [{"beside": one.beside, "left": one.is_left} for one in stamped.steps],
        "stamped_at": stamped.stamped_at and moment_text(stamped.stamped_at),
        "authority": stamped.stamp.authority,
        "leads_to": stamped.root_mark,
        "root_named": stamped.stamp.root_named,
        "certificates": len(stamped.stamp.certificates),
        "token_sha256": hashlib.sha256(base64.b64decode(stamped.stamp.token)).hexdigest(),
    }
