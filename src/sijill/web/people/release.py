"""Where what two persons agreed on is done: the archive, the destruction, the sealed, the redacted copy."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.http import FileResponse, HttpResponse

from sijill.ledger import UnknownEntry
from sijill.model import Sensitivity
from sijill.values import message
from sijill.web.accounts.models import ApprovalRequest
from sijill.web.accounts.policy import Action
from sijill.web.templatetags.sijill import t
from sijill.wording import LEFT
from sijill.workspace import Encryption, NotWritable, Register, Revealed


def is_there(register: Register, action: Action, subject: str) -> bool:
    """Test whether the register holds what a request names."""
    try:
        kinds = {one.kind for one in register.records.histories([subject])[subject] if one.id == subject}
        if action is Action.REVEAL_SOURCE and not kinds & {"item", "identity"}:
            register.records.of(subject)
        elif not kinds:
            return False
    except UnknownEntry:
        return False
    return True


def refuse_unreadable_keys(recipients: Sequence[str]) -> None:
    """Refuse a hand-over that nobody, or everybody, could open. Raises NotEncrypted, UnreadableKey."""
    Encryption.to(recipients)


def everything(register: Register, asked: ApprovalRequest) -> HttpResponse:
    """
    Return the register as ``sijill export-all`` hands it over, after the record says who let it out.

    The archive, which only the keys of the request open, is made beside the register, on the same disk, and
    has no name any more once it is open: nothing of it stays behind. Raises NotWritable.
    """
    name = re.sub(r"[^a-z0-9-]+", "-", register.folder.name.lower()).strip("-") or "register"
    try:
        place = tempfile.TemporaryDirectory(prefix=".sijill-export-", dir=register.folder.parent)
    except OSError as reason:
        raise NotWritable(
            message("the archive cannot be made beside the register: {reason}"), reason=reason
        ) from reason
    with place as folder:
        made = register.keeping.hand_over(
            Path(folder) / f"{name}-{register.seq}.age",
            recipients=asked.subjects,
            reason=asked.reason,
            second_actor=asked.decided_by,
        )
        archive = made.path.open("rb")
    return FileResponse(archive, as_attachment=True, filename=made.path.name, content_type="application/octet-stream")


def destroy(register: Register, asked: ApprovalRequest) -> list[tuple[str, Sequence[str]]]:
    """Destroy what was asked for and return what is left of it: a heading, and ids or names of files."""
    gone = register.keeping.destroy(
        asked.subjects, reason=asked.reason, second_actor=asked.decided_by, append_id=f"two-{asked.number}"
    )
    return [(t(said), left) for name, said in LEFT.items() if (left := getattr(gone, name))]


def sealed(register: Register, asked: ApprovalRequest) -> list[Revealed]:
    """Return what is sealed in the things of a request, after the record says to whom it was shown."""
    return register.exchange.reveal(asked.subjects, reason=asked.reason, second_actor=asked.decided_by)


def redacted_copy(register: Register, asked: ApprovalRequest) -> str:
    """Make the copy in which what was asked for is hidden, and return the item that it is."""
    made = register.media.redact(
        asked.subjects[0],
        [(left, top, width, height) for left, top, width, height in asked.details["boxes"]],
        reason=asked.reason,
        authorised_by=asked.decided_by,
        sensitivity=Sensitivity(asked.details["sensitivity"]),
        append_id=f"two-{asked.number}",
    )
    return made.item
