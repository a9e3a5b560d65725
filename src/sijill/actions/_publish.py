"""What we published is recorded with the moment it stands on, so that it can be recomputed and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.evidence import Vault
from sijill.ledger import Draft, Receipt
from sijill.model import Sensitivity
from sijill.model.entries import Publication
from sijill.model.figures import Figure
from sijill.values import SijillError, message


class NotAPublication(SijillError):
    """An id that is not a publication, or one that was withdrawn already."""


class PreviewMissing(SijillError):
    """A report to publish that nobody, or another person, looked at as it would go out."""


class PreviewOutdated(SijillError):
    """A report to publish that stands on a later entry than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class ToPublish:
    """
    A report ready to go out: what it is, the state it stands on, its figures, whom it names, and its files by name.

    ``asked`` is what was asked for beside kind and period, so that the same can be made again.
    """

    title: str
    title_ar: str
    kind: str
    asked: Mapping[str, Any]
    period: str
    seq: int
    head: str
    methodology: str
    methodology_digest: str
    figures: Sequence[Figure]
    files: Mapping[str, bytes]
    names: Sequence[str] = ()
    withheld: Sequence[str] = ()
    audience: Sensitivity = Sensitivity.PUBLIC


def publish_report(doing: ActionContext, vault: Vault, report: ToPublish, *, reason: str) -> Receipt:
    """
    Seal the files of a report and record the publication with every figure's id and value.

    The person, the reason and the date are the record of the do-no-harm check (E1).
    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing(message("give the reason for publishing: who checked that it endangers nobody, and how"))
    publication = Publication(
        id=doing.new_id(),
        title=report.title,
        period=report.period,
        seq=report.seq,
        head=report.head,
        methodology=report.methodology,
        methodology_digest=report.methodology_digest,
        figures=tuple({"id": f.id, "low": f.low, "best": f.best, "high": f.high} for f in report.figures),
        files={name: vault.seal(content) for name, content in sorted(report.files.items())},
        reason=reason,
        names=tuple(report.names),
        withheld=tuple(report.withheld),
        audience=report.audience,
        title_ar=report.title_ar,
        kind=report.kind,
        asked=report.asked,
    )
    return doing.append([Draft.of("publication", publication)])


def refuse_unseen(doing: ActionContext, *, seq: int, seen: int | None, looked: bool) -> None:
    """
    Refuse to publish what this person did not look at as it would go out (E1).

    ``seq`` is the entry on which the report stands, ``seen`` the one on which the person says that it
    stood when they looked, and ``looked`` whether the access log says so too. A second try is not asked
    again. Raises PreviewMissing, PreviewOutdated.
    """
    if doing.first_try is not None:
        return
    if seen is not None and seen != seq:
        raise PreviewOutdated(
            message(
                "the report was looked at as it stood on entry {seen}, and it stands on entry {seq} now; look at it "
                "again, then publish with --seen {seq}"
            ),
            seen=str(seen),
            seq=str(seq),
        )
    if seen is None or not looked:
        raise PreviewMissing(
            message(
                "you did not look at this report as it stands on entry {seq}, for the same audience, by the same "
                "methodology, clock and parts; write it without --publish, read it, then publish with --seen {seq}"
            ),
            seq=str(seq),
        )


def withdraw(doing: ActionContext, publication: str, *, reason: str) -> Receipt:
    """Withdraw a publication; both stay in the history. Raises ReasonMissing, NotAPublication."""
    if not reason.strip():
        raise ReasonMissing(message("give the reason for withdrawing {publication}"), publication=publication)
    entry = doing.ledger.entry(publication)
    if entry.kind != "publication" or not entry.body or entry.body.get("withdraws"):
        raise NotAPublication(
            message("{publication} is not a publication; sijill show REGISTER lists them"), publication=publication
        )
    if doing.first_try is None and _withdrawn(doing, publication):
        raise NotAPublication(
            message("{publication} was withdrawn before; see sijill history REGISTER {publication}"),
            publication=publication,
        )
    body = entry.body
    gone = Publication(
        id=doing.new_id(),
        title=str(body["title"]),
        period=str(body["period"]),
        seq=int(body["seq"]),
        head=str(body["head"]),
        methodology=str(body["methodology"]),
        methodology_digest=str(body["methodology_digest"]),
        figures=(),
        reason=reason,
        withdraws=publication,
        audience=Sensitivity(body.get("audience", Sensitivity.PUBLIC)),
        title_ar=str(body.get("title_ar", "")),
        kind=str(body.get("kind", "")),
    )
    return doing.append([Draft.of("publication", gone)])


def _withdrawn(doing: ActionContext, publication: str) -> bool:
    return any((entry.body or {}).get("withdraws") == publication for entry in doing.ledger.entries(kind="publication"))
