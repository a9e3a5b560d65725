"""The files of a monthly report: rendered, written, and, when asked, published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import actions, reports
from sijill.values import Language, format_period, message, translate, translate_n
from sijill.workspace._month import figures_of

if TYPE_CHECKING:
    from sijill.access import Redacted, View
    from sijill.audits import Finding
    from sijill.reports import MonthlyMaterial
    from sijill.reports.document import Renderer
    from sijill.workspace._opened import Opened


FORMATS = ("html", "pdf", "docx")


@dataclass(frozen=True, slots=True)
class Reported:
    """The files of a report, the state it stands on, its sums, and the publication when it was published."""

    files: tuple[Path, ...]
    seq: int
    head: str
    checks: tuple[Finding, ...]
    publication: str | None = None


def preview_of(material: Redacted[MonthlyMaterial], without: Sequence[str]) -> str:
    """Return how the access log names a report as it would go out: kind, audience, parts left out, figure and entry."""
    return f"preview/monthly/{material.audience}/{','.join(sorted(set(without)))}/{figures_of(material.value)[0].id}"


def render_files(
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


def report_folder(register: Path, period: str, *, is_draft: bool = False) -> Path:
    """Return where a register keeps the files of a report: those published, or its drafts apart from them."""
    return register / "reports" / ("drafts" if is_draft else "") / period.replace("/", "_")


def write_files(folder: Path, files: Mapping[str, bytes], *, published: bool) -> tuple[Path, ...]:
    """Write files, each whole or not at all and for their owner alone until they are published; return their paths."""
    from sijill.adapters.files import write_whole

    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_whole(folder / name, content, mode=0o644 if published else 0o600)
    return tuple(folder / name for name in files)


def refuse_unagreed(public: View, material: MonthlyMaterial) -> None:
    """Refuse to publish, for whatever audience, a report that names somebody who agreed to no publishing (E5)."""
    remembered = {one.record for one in material.remembered}
    asked = [one for one in material.named if one not in remembered and public.record(one).noun.name is None]
    if asked:
        raise actions.NoConsent(
            message(
                "the report names {persons} without consent to publish, {record} among them; publish it for the "
                "public, or record the consent with sijill consent REGISTER {record} --purpose publish"
            ),
            persons=lambda language: translate_n(language, "{n} person", "{n} persons", len(asked)),
            record=asked[0],
        )


def publish_files(
    opened: Opened,
    material: Redacted[MonthlyMaterial],
    files: dict[str, bytes],
    reason: str,
    append_id: str | None,
) -> str:
    """Record that files of a report were published, and return the publication."""
    shown = material.value
    receipt = actions.publish_report(
        opened.doing(append_id),
        opened.vault,
        actions.ToPublish(
            title=translate(Language.EN, "Monthly report, {period}", period=format_period(shown.period, Language.EN)),
            period=shown.period.text,
            seq=shown.as_of.seq,
            head=shown.as_of.head,
            methodology=f"{shown.methodology.id}@{shown.methodology.version}",
            methodology_digest=shown.methodology.digest,
            figures=figures_of(shown),
            files=files,
            names=shown.named,
            withheld=shown.withheld,
            audience=material.audience,
        ),
        reason=reason,
    )
    return receipt.ids[0]
