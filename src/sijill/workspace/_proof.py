"""What can be proved of a sealed item: who held it, since when it exists, and that nothing of it was altered."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.actions import custody, stamping
from sijill.evidence import fingerprint
from sijill.values import SijillError, message

if TYPE_CHECKING:
    from sijill.ledger import Entry, Progress, Receipt
    from sijill.model.custody import CustodyEvent
    from sijill.model.proof import TimeStamp
    from sijill.values import PartialDate
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened
    from sijill.workspace.proofs._argument import Argument
    from sijill.workspace.proofs._bundle import Bundle


class NoStampWaits(SijillError):
    """The answer of an authority for which no question waits."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Records custody, has what is sealed time-stamped, and sets out what proves an item."""

    _opened: Opened
    _evidence: Evidence

    def custody(self, item: str) -> Sequence[Entry]:
        """Return how an item came in and who has held it since, in order. Raises UnknownEntry."""
        told = self._opened.ledger.history(self._evidence.item(item).id)
        return [one for one in told if one.kind in ("item", "custody", "text")]

    def record_custody(
        self,
        item: str,
        act: str,
        *,
        reason: str,
        to: str = "",
        copy: str | None = None,
        file: Path | None = None,
        done_on: PartialDate | None = None,
        append_id: str | None = None,
    ) -> tuple[CustodyEvent, Receipt]:
        """
        Record that an item was copied, handed on, exported or checked; ``file`` is the copy, whose bytes are compared.

        Raises UnknownEntry, UnknownWord, ReasonMissing, NobodyNamed, NotTheSameBytes, NoSuchFile.
        """
        from sijill.adapters.files import take_in

        held = self._evidence.item(item)
        digest = fingerprint(take_in(file, largest=self._opened.settings.largest_item)) if file else ""
        return custody.record_custody(
            self._opened.doing(append_id),
            held.id,
            act,
            reason=reason,
            to=to,
            copy=copy,
            digest=digest,
            done_on=done_on,
        )

    def queue_stamp(self, *, append_id: str | None = None) -> TimeStamp:
        """Queue a time stamp over all that is sealed; nothing leaves this machine. Raises NothingToStamp."""
        from sijill.adapters.timestamps import make_query

        return stamping.queue_stamp(self._opened.doing(append_id), make_query)[0]

    def waiting_stamp(self) -> TimeStamp | None:
        """Return the time stamp that was asked for and not given yet, or None."""
        return stamping.waiting_stamp(self._opened.ledger)

    def answer_to(self, asked: TimeStamp) -> TimeStamp:
        """Return the answer to a time stamp that was asked for, or what was asked where there is none."""
        told = (one for _, one in stamping.stamps_of(self._opened.ledger))
        return next((one for one in told if one.answers == asked.id), asked)

    def ask_stamp(self, asked: TimeStamp, *, authority: str = "", roots: Path | None = None) -> TimeStamp:
        """
        Send the question to a time-stamping authority, one digest and no more, and keep its answer.

        ``authority`` is that of the settings unless another is named. Raises NoTimeStamp, TimeStampRefused.
        """
        from sijill.adapters.timestamps import ask_authority

        address = authority or self._opened.settings.tsa
        answer = ask_authority(address, base64.b64decode(asked.query), proxy=self._opened.settings.proxy)
        return self._keep(asked, answer, roots)

    def take_stamp(self, answer: bytes, *, roots: Path | None = None) -> TimeStamp:
        """
        Keep an answer that was fetched on another machine. Raises NoStampWaits, TimeStampRefused.

        An answer to a question that another has overtaken since is kept too.
        """
        from hashlib import sha256

        from sijill.adapters.timestamps import imprint_of

        imprint, told = imprint_of(answer), [one for _, one in stamping.stamps_of(self._opened.ledger)]
        answered = {one.answers for one in told}
        for asked in reversed(told):
            if not asked.token and sha256(stamping.words_of(asked)).digest() == imprint:
                if asked.id in answered:
                    return next(one for one in told if one.answers == asked.id)
                return self._keep(asked, answer, roots)
        raise NoStampWaits(
            message("no question of this register has that answer; write the question with sijill stamp --query FILE")
        )

    def _keep(self, asked: TimeStamp, answer: bytes, roots: Path | None) -> TimeStamp:
        from sijill.adapters.files import take_in
        from sijill.adapters.timestamps import check_stamp, read_certificates

        stated = self._opened.settings.tsa_roots
        file = roots or (self._opened.folder / stated if stated else None)
        trusted = read_certificates(take_in(file)) if file else ()
        query = base64.b64decode(asked.query)
        found = check_stamp(answer, stamping.words_of(asked), trusted=trusted, query=query)
        return stamping.keep_stamp(
            self._opened.doing(f"stamped-{asked.id}"),
            asked,
            answer,
            stamped_at=found.at,
            authority=found.authority,
            certificates=found.certificates,
            root_named=bool(trusted),
        )[0]

    def argue(self, item: str, *, progress: Progress | None = None) -> Argument:
        """Set out what proves an item: seal, custody, hash tree, time stamp, chain. Raises UnknownEntry."""
        from sijill.workspace.proofs._argument import argue

        return argue(self._opened, self._evidence.item(item), self.custody(item), progress=progress)

    def write_bundle(self, argument: Argument, out: Path, *, whole: bool = False, names: bool = False) -> Bundle:
        """
        Write a signed folder with which a stranger checks the argument, and record that it was handed out.

        ``whole`` puts the item's bytes into it too, ``names`` who acted, for whom and why, which the item's entry in
        the log says as well. Raises FolderNotEmpty,
        ProofDoesNotHold, KeyMissing.
        """
        from sijill.workspace.proofs._bundle import write_bundle

        return write_bundle(self._opened, argument, out, whole=whole, names=names)

    def signing_mark(self) -> str:
        """Return the mark of the key that signs bundles, to be told apart from them. Raises KeyMissing, KeyExposed."""
        from sijill.adapters.signing import key_mark, public_key
        from sijill.workspace.proofs._bundle import SIGNING_KEY

        return key_mark(public_key(self._opened.keyring.secret(SIGNING_KEY)))

    def zip_bundle(self, argument: Argument, *, whole: bool = False, names: bool = False) -> bytes:
        """
        Return that folder as a zip, and record that it was handed out.

        Raises ProofDoesNotHold, SealedStays, KeyMissing.
        """
        from sijill.workspace.proofs._bundle import zip_bundle

        return zip_bundle(self._opened, argument, whole=whole, names=names)
