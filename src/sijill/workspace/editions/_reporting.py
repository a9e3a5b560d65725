"""The files of a monthly report: rendered, written, and, when asked, published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import actions, reports
from sijill.values import Language, format_period, message, plain, translate, translate_n
from sijill.workspace.editions._month import figures_of

if TYPE_CHECKING:
    from sijill.access import Redacted, View
    from sijill.audits import Finding
    from sijill.model.figures import Figure
    from sijill.reports.document import Renderer
    from sijill.workspace._opened import Opened


LONGEST_HANDLE = 40
"""Letters of a file's name that tell what it is about; longer words are told by their fingerprint."""
FORMATS = ("html", "pdf", "docx")


@dataclass(frozen=True, slots=True)
class Reported:
    """The files of a report, the state it stands on, its sums, and the publication when it was published."""

    files: tuple[Path, ...]
    seq: int
    head: str
    checks: tuple[Finding, ...]
    publication: str | None = None


def preview_of(material: Redacted[Any], kind: str, without: Sequence[str]) -> str:
    """Return how the access log names a report as it would go out: kind, audience, parts left out, figure and entry."""
    shown = material.value
    figures = printed_figures(shown)
    about = figures[0].id if figures else f"{shown.title['en']}#{shown.as_of.seq}"
    return f"preview/{kind}/{material.audience}/{','.join(sorted(set(without)))}/{about}"


def printed_figures(material: Any) -> list[Figure]:
    """Return the figures that a document prints; a story prints records, and no figure of its own."""
    return figures_of(material) if isinstance(material, reports.MonthlyMaterial) else []


def checks_of(material: Redacted[Any]) -> tuple[Finding, ...]:
    """Return one finding for every sum that a document prints, and those of its publisher's own words."""
    shown = material.value
    sums = reports.check(shown) if isinstance(shown, reports.MonthlyMaterial) else []
    return (*sums, *reports.check_words(shown))


def render_files(
    material: Redacted[Any],
    kind: str,
    languages: Sequence[str],
    formats: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, bytes]:
    """Return the files of a report by name: in each language its formats, and the page of its identifiers."""
    files: dict[str, bytes] = {}
    stem, whole = file_stem(kind, material.value), len(languages) * len(formats)
    for before, language in enumerate(languages):
        composed = reports.compose(material, Language(language), reports.read_kind(kind))
        document, annex = composed.apart(f"{stem}-annex-{language}.html")
        for done, form in enumerate(formats, start=before * len(formats)):
            if progress is not None:
                progress(done, whole)
            renderer = RENDERERS[form]()
            files[f"{stem}-{language}{renderer.suffix}"] = renderer.render(document)
        files[document.annex_file] = _html().render(annex)
    return files


def file_stem(kind: str, material: Any) -> str:
    """Return what the files of a document are called before their language: its kind, its period, what it is about."""
    period = material.period.text.replace("/", "_")
    return "-".join(filter(None, (kind, period, file_handle(material.about))))


def file_handle(about: str) -> str:
    """Return what a document is about as a part of a file's name: short, in plain letters, its own in every script."""
    plain = re.sub(r"[^a-z0-9]+", "-", about.casefold()).strip("-")
    if about.isascii() and len(plain) <= LONGEST_HANDLE:
        return plain
    return hashlib.sha256(about.encode()).hexdigest()[:8]


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


def refuse_unagreed(public: View, material: Any) -> None:
    """Refuse to publish, for whatever audience, a report that names somebody who agreed to no publishing (E5)."""
    remembered = {one.record for one in getattr(material, "remembered", ())}
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
    material: Redacted[Any],
    kind: str,
    asked: Mapping[str, Any],
    files: dict[str, bytes],
    reason: str,
    append_id: str | None,
) -> str:
    """Record that files of a report were published, and return the publication; ``asked`` makes the same again."""
    shown = material.value
    title = title_of(shown, kind)
    receipt = actions.publish_report(
        opened.doing(append_id),
        opened.vault,
        actions.ToPublish(
            title=title["en"],
            title_ar=title["ar"],
            kind=kind,
            asked={name: told for name, told in asked.items() if told},
            period=shown.period.text,
            seq=shown.as_of.seq,
            head=shown.as_of.head,
            methodology=f"{shown.methodology.id}@{shown.methodology.version}",
            methodology_digest=shown.methodology.digest,
            figures=printed_figures(shown),
            files=files,
            names=shown.named,
            withheld=shown.withheld,
            audience=material.audience,
        ),
        reason=reason,
    )
    return receipt.ids[0]


TITLES: Mapping[str, str] = {
    "monthly": message("Monthly report, {period}"),
    "daily": message("Daily report, {period}"),
    "annual": message("Annual report, {period}"),
}
"""What a report of a time is called; a story bears a title of its own."""


def title_of(material: Any, kind: str) -> Mapping[str, str]:
    """Return what a document is called in a list of editions, in both languages."""
    if (topic := getattr(material, "topic", None)) is not None:
        words = message("{topic}, {month}")
        return {
            one.value: translate(one, words, topic=topic.label[one.value], month=format_period(material.period, one))
            for one in Language
        }
    if not isinstance(material, reports.MonthlyMaterial):
        return {one.value: plain(material.title[one.value]) for one in Language}
    words = TITLES.get(kind, message("Report, {period}"))
    return {one.value: translate(one, words, period=format_period(material.period, one)) for one in Language}
