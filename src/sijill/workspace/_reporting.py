"""A monthly report from a register: composed, checked, rendered, and, when asked, published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import actions, reports
from sijill.access import Redacted
from sijill.actions import verdicts
from sijill.audits import Finding
from sijill.model import Clock, Sensitivity
from sijill.reports import MonthlyMaterial, Renderer
from sijill.values import Language, Period, format_period, translate
from sijill.workspace._month import Month, figures_of
from sijill.workspace._written import refuse_one_language, written_texts

if TYPE_CHECKING:
    from sijill.workspace._readings import Readings
    from sijill.workspace._register import Register

FORMATS = ("html", "pdf", "docx")


@dataclass(frozen=True, slots=True)
class Reported:
    """The files of a report, the state it stands on, its sums, and the publication when it was published."""

    files: tuple[Path, ...]
    seq: int
    head: str
    checks: tuple[Finding, ...]
    publication: str | None = None


def month(
    register: Readings,
    period: str | Period,
    *,
    clock: Clock | str | None = None,
    methodology: str | None = None,
    as_of: str | None = None,
    audience: Sensitivity | str = Sensitivity.PUBLIC,
    without: Sequence[str] = (),
) -> Redacted[MonthlyMaterial]:
    """Return the material of a month's report, redacted for its audience. Raises UnknownPart."""
    left_out = reports.read_kind().left_out(without)
    window = Period.parse(period) if isinstance(period, str) else period
    counting = register.counting(as_of=as_of, methodology_name=methodology, window=window)
    built = Month(
        counting, register.settings, window, clock=Clock(clock) if clock else None, audience=Sensitivity(audience)
    )
    return built.material(
        head=register.head_at(counting.seq),
        recorded_at=register.recorded_at(counting.seq),
        publications=[e for e in register.standing_publications() if e.seq <= counting.seq],
        first_counting=register.counting_of,
        written=written_texts(register.ledger, window, upto=counting.seq),
        left_out=left_out,
    )


def report(
    register: Register,
    period: str | Period,
    *,
    clock: Clock | str | None = None,
    methodology: str | None = None,
    as_of: str | None = None,
    audience: Sensitivity | str = Sensitivity.PUBLIC,
    languages: Sequence[str] | None = None,
    formats: Sequence[str] | None = None,
    out: Path | None = None,
    publish: bool = False,
    reason: str | None = None,
    without: Sequence[str] = (),
    append_id: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reported:
    """
    Write a month's report and, with ``publish``, record it.

    Nothing is written when the report's parts do not sum. ``without`` names parts to leave
    out, ``append_id`` makes a second try the same publication, and ``progress`` is told how
    many files are done. Raises ReportDoesNotAddUp, PrivateLink, ReasonMissing,
    MethodologyNotAdopted, UnknownPart.
    """
    if publish and not (reason or "").strip():
        raise verdicts.ReasonMissing("give the reason for publishing: who checked that it endangers nobody, and how")
    material = month(
        register, period, clock=clock, methodology=methodology, as_of=as_of, audience=audience, without=without
    )
    if publish:
        refuse_one_language(material.value)
    files = rendered(material, languages or [one.value for one in Language], formats or FORMATS, progress)
    folder = out or register.folder / "reports" / material.value.period.text.replace("/", "_")
    folder.mkdir(parents=True, exist_ok=True)
    written = tuple(_written(folder / name, content) for name, content in files.items())
    at, publication = material.value.as_of, None
    if publish:
        publication = _publish(register, material, files, reason or "", append_id)
    return Reported(written, at.seq, at.head, tuple(reports.check(material.value)), publication)


def rendered(
    material: Redacted[MonthlyMaterial],
    languages: Sequence[str],
    formats: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, bytes]:
    """Return the files of a report by name."""
    files: dict[str, bytes] = {}
    whole = len(languages) * len(formats)
    for language in languages:
        document = reports.compose(material, Language(language))
        for form in formats:
            if progress is not None:
                progress(len(files), whole)
            renderer = RENDERERS[form]()
            name = f"sijill-{material.value.period.text.replace('/', '_')}-{language}{renderer.suffix}"
            files[name] = renderer.render(document)
    return files


def _html() -> Renderer:
    from sijill.adapters.render import HtmlRenderer

    return HtmlRenderer()


def _pdf() -> Renderer:
    from sijill.adapters.render import PdfRenderer

    return PdfRenderer()


def _docx() -> Renderer:
    from sijill.adapters.render import DocxRenderer

    return DocxRenderer()


RENDERERS: dict[str, Callable[[], Renderer]] = {"html": _html, "pdf": _pdf, "docx": _docx}
"""One renderer a format, made when it is used: each draws in a heavy library."""


def _written(path: Path, content: bytes) -> Path:
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    beside.replace(path)
    return path


def _publish(
    register: Register,
    material: Redacted[MonthlyMaterial],
    files: dict[str, bytes],
    reason: str,
    append_id: str | None,
) -> str:
    shown = material.value
    receipt = actions.publish_report(
        register.doing(append_id),
        register.vault,
        actions.ToPublish(
            title=translate(Language.EN, "Monthly report, {period}", period=format_period(shown.period, Language.EN)),
            period=shown.period.text,
            seq=shown.as_of.seq,
            head=shown.as_of.head,
            methodology=f"{shown.methodology.id}@{shown.methodology.version}",
            methodology_digest=shown.methodology.digest,
            figures=figures_of(shown),
            files=files,
        ),
        reason=reason,
    )
    return receipt.ids[0]
