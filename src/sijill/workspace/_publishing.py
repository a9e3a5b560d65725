"""Monthly reports: their words, their material, their files, and what stands published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import actions, evidence, reports
from sijill.adapters.sql import Act
from sijill.model import Clock, Sensitivity, moment
from sijill.values import Language, Period, message
from sijill.workspace.editions._house import house_of
from sijill.workspace.editions._written import refuse_one_language, written_texts

if TYPE_CHECKING:
    from sijill.access import Redacted, View
    from sijill.ledger import Entry, Receipt
    from sijill.model.consent import Consent
    from sijill.model.entries import ReportText
    from sijill.reports import MonthlyMaterial
    from sijill.reports.story import StoryMaterial
    from sijill.workspace._counts import Counts
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records
    from sijill.workspace._territory import Territory
    from sijill.workspace.editions._reporting import Reported
    from sijill.workspace.exports.packs import Packed, ToPack
    from sijill.workspace.stories._scope import Scope


THEMATIC = "thematic"
"""The kind that is about one topic."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """Composes, writes, publishes and withdraws reports."""

    _opened: Opened
    _counts: Counts
    _records: Records
    _view_of: Callable[[Sensitivity], View]
    _territory: Territory

    def month(
        self,
        period: str | Period,
        *,
        clock: Clock | str | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
        audience: Sensitivity | str = Sensitivity.PUBLIC,
        without: Sequence[str] = (),
    ) -> Redacted[MonthlyMaterial]:
        """Return the material of a month's report, redacted for its audience. Raises UnknownPart."""
        from sijill.workspace.editions._month import MonthlyMaterialBuilder

        left_out = reports.read_kind().left_out(without)
        window = Period.parse(period) if isinstance(period, str) else period
        counting = self._counts.counting(as_of=as_of, methodology_name=methodology, window=window)
        built = MonthlyMaterialBuilder(
            counting,
            self._opened.settings,
            window,
            clock=Clock(clock) if clock else None,
            view=self._view_of(Sensitivity(audience)),
            counts=self._counts,
        )
        return built.material(
            head=self._opened.head_at(counting.seq),
            recorded_at=self._opened.recorded_at(counting.seq),
            publications=[e for e in self.standing_publications() if e.seq <= counting.seq],
            first_counting=self._counts.counting_of,
            written=written_texts(self._opened.ledger, window, upto=counting.seq),
            left_out=left_out,
            house=house_of(self._opened),
        )

    def topic(
        self,
        code: str | None,
        period: str | Period,
        *,
        clock: Clock | str | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
        audience: Sensitivity | str = Sensitivity.PUBLIC,
        without: Sequence[str] = (),
    ) -> Redacted[MonthlyMaterial]:
        """
        Return the material of a document on one topic: a group, a cause, a weapon or an outcome.

        Raises WhichTopic, UnknownTopic, TopicWithheld, UnknownPart.
        """
        from sijill.workspace.editions._thematic import ThematicMaterialBuilder
        from sijill.workspace.editions._topic import topic_of

        window = Period.parse(period) if isinstance(period, str) else period
        counting = self._counts.counting(as_of=as_of, methodology_name=methodology, window=window)
        built = ThematicMaterialBuilder(
            counting,
            self._opened.settings,
            window,
            topic=topic_of(code, counting.rules),
            clock=Clock(clock) if clock else None,
            view=self._view_of(Sensitivity(audience)),
            counts=self._counts,
        )
        return built.topical(
            head=self._opened.head_at(counting.seq),
            recorded_at=self._opened.recorded_at(counting.seq),
            left_out=reports.read_kind(THEMATIC).left_out(without),
            house=house_of(self._opened),
        )

    def story(
        self,
        kind: str,
        period: str | Period | None,
        *,
        place: str | None = None,
        question: str | None = None,
        since: str | None = None,
        incident: str | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
        audience: Sensitivity | str = Sensitivity.PUBLIC,
        without: Sequence[str] = (),
    ) -> Redacted[StoryMaterial]:
        """
        Return the material of a document that tells what happened.

        ``question`` is that of a sheet of conflicts, ``since`` the edition of a sheet of corrections, ``incident``
        that of a record of one. Raises UnknownWord, WhichPlace, WhichPeriod, WhichEdition, WhichIncident, UnknownPart,
        UnknownQuestion, UnknownMeasure, NobodyAnswers, UnknownEntry.
        """
        from sijill.workspace.stories._question import refuse_no_answer
        from sijill.workspace.stories._stories import STORIES, story_title
        from sijill.workspace.stories._story import GroundRead, StoryBuilder

        view = self._view_of(Sensitivity(audience))
        window = Period.parse(period) if isinstance(period, str) else period
        scope = self._scope(kind, window, view, place=place, question=question, since=since, incident=incident)
        edition = scope.edition
        method = methodology or (edition.published.methodology if edition else None)
        counting = self._counts.counting(as_of=as_of, methodology_name=method, window=scope.period)
        ground = GroundRead(self._territory, view, as_of)
        story = StoryBuilder(counting, self._opened.settings, scope, view, ground)
        if scope.question is not None:
            refuse_no_answer(story)
        left_out = reports.read_kind(kind).left_out(without)
        return story.material(
            title=story_title(STORIES[kind], story),
            head=self._opened.head_at(counting.seq),
            moment=moment(self._opened.recorded_at(counting.seq)),
            written=written_texts(self._opened.ledger, scope.period, upto=counting.seq),
            parts={name: make for name, make in STORIES[kind].parts.items() if name not in left_out},
            house=house_of(self._opened),
        )

    def _scope(
        self,
        kind: str,
        period: Period | None,
        view: View,
        *,
        place: str | None,
        question: str | None,
        since: str | None,
        incident: str | None,
    ) -> Scope:
        """Return what a story is about; an edition and an incident have their own time."""
        from sijill.workspace._records import refuse_withdrawn
        from sijill.workspace.stories._incident import no_incident, period_of
        from sijill.workspace.stories._scope import Edition, Scope, edition_entry
        from sijill.workspace.stories._stories import CORRECTIONS, MASSACRE, refuse_no_place, scope_of

        refuse_no_place(kind, place)
        if kind == CORRECTIONS:
            entry = edition_entry(self._opened.ledger, since, view)
            few = not view.is_team and self._counts.smallest_cell(self._counts.counting().rules) > 1
            edition = Edition(entry, self._counts.counting_of, few)
            return Scope(edition.period, edition=edition)
        if kind == MASSACRE:
            if incident is None:
                raise no_incident()
            named = self._records.id_of(incident)
            refuse_withdrawn(self._records, named)
            subject = view.record(named)
            return Scope(period_of(subject), incident=subject.id)
        return scope_of(kind, period, place=place, question=question)

    def material(
        self,
        kind: str,
        period: str | Period | None,
        *,
        place: str | None = None,
        question: str | None = None,
        since: str | None = None,
        incident: str | None = None,
        topic: str | None = None,
        clock: Clock | str | None = None,
        **asked: Any,
    ) -> Redacted[Any]:
        """Return the material of any kind of document. Raises UnknownWord, WhichPeriod and what each kind raises."""
        if reports.read_kind(kind).material == "month":
            from sijill.workspace.stories._stories import require_period

            window = require_period(kind, period)
            if kind == THEMATIC:
                return self.topic(topic, window, clock=clock, **asked)
            return self.month(window, clock=clock, **asked)
        return self.story(kind, period, place=place, question=question, since=since, incident=incident, **asked)

    def report(
        self,
        period: str | Period | None,
        *,
        kind: str = reports.MONTHLY,
        place: str | None = None,
        question: str | None = None,
        since: str | None = None,
        incident: str | None = None,
        topic: str | None = None,
        clock: Clock | str | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
        audience: Sensitivity | str = Sensitivity.PUBLIC,
        languages: Sequence[str] | None = None,
        formats: Sequence[str] | None = None,
        out: Path | None = None,
        publish: bool = False,
        seen: int | None = None,
        reason: str | None = None,
        without: Sequence[str] = (),
        append_id: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Reported:
        """
        Write a document of a kind, else the month's report, and, with ``publish``, record it.

        Nothing is written when the report's parts do not sum. What is published was looked at
        before by the same person: ``seen`` is the entry on which a report written without
        ``publish`` stood, or a preview. ``without`` names parts to leave out, ``append_id`` makes
        a second try the same publication, and ``progress`` is told how many files are done.
        Raises ReportDoesNotAddUp, WordsDoNotAddUp, PrivateLink, ReasonMissing, PreviewMissing, PreviewOutdated,
        NoConsent, MethodologyNotAdopted, UnknownPart.
        """
        from sijill.workspace._counts import from_the_log
        from sijill.workspace.editions import _reporting

        if publish and not (reason or "").strip():
            raise actions.ReasonMissing(
                message("give the reason for publishing: who checked that it endangers nobody, and how")
            )
        named = {"place": place, "question": question, "since": since, "incident": incident, "topic": topic}
        asked: dict[str, Any] = {**named, "clock": Clock(clock).value if clock else None, "without": list(without)}
        # What goes out is counted from the ledger, not from columns that were kept beside it.
        counted = replace(self, _counts=from_the_log(self._counts)) if publish else self
        material = counted.material(kind, period, **asked, methodology=methodology, as_of=as_of, audience=audience)
        if publish:
            refuse_one_language(material.value)
            reports.require_words(material.value)
            _reporting.refuse_unagreed(self._view_of(Sensitivity.PUBLIC), material.value)
            looks = self._opened.looks.read(
                actor=self._opened.actor, subject=_reporting.preview_of(material, kind, without)
            )
            actions.refuse_unseen(
                self._opened.doing(append_id), seq=material.value.as_of.seq, seen=seen, looked=bool(looks)
            )
        files = _reporting.render_files(
            material, kind, languages or [one.value for one in Language], formats or _reporting.FORMATS, progress
        )
        # A draft never takes the place of what was published under the same name.
        ours = _reporting.report_folder(self._opened.folder, material.value.period.text, is_draft=not publish)
        at, publication = material.value.as_of, None
        written = _reporting.write_files(out, files, published=publish) if out else ()
        if publish:
            publication = _reporting.publish_files(self._opened, material, kind, asked, files, reason or "", append_id)
        # Recorded before they are written: a file that a killed process left is known all the same.
        drafts = () if out or publish else map(evidence.fingerprint, files.values())
        self.looked_at(material, without, kind=kind, act=Act.EXPORTED, drafts=drafts)
        kept = _reporting.write_files(ours, files, published=publish) if publish or not out else ()
        return _reporting.Reported(written or kept, at.seq, at.head, _reporting.checks_of(material), publication)

    def pack(self, asked: ToPack, out: Path, *, append_id: str | None = None) -> Packed:
        """Write an encrypted package for a receiving body, and record it; raises what ``Packer.write`` raises."""
        from sijill.workspace._counts import from_the_log
        from sijill.workspace.exports.packs import Packer

        packer = Packer(self._opened, from_the_log(self._counts), self._records, self._view_of, self._territory)
        return packer.write(asked, out, append_id=append_id)

    @staticmethod
    def picture(spec: Mapping[str, Any], *, form: str = "svg") -> bytes:
        """Return a chart of a report by its specification, as ``svg`` or ``png``."""
        from sijill.adapters.render.charts import chart_png, chart_svg

        return chart_png(spec) if form == "png" else chart_svg(spec).encode("utf-8")

    def looked_at(
        self,
        material: Redacted[Any],
        without: Sequence[str] = (),
        *,
        kind: str = reports.MONTHLY,
        act: Act = Act.READ,
        drafts: Iterable[str] = (),
    ) -> None:
        """Write in the access log that the actor was shown a report, as it would go out; ``drafts`` are its files'."""
        from sijill.workspace.editions import _reporting

        shown = material.value
        subjects = [
            f"report/{shown.period.text}#{shown.as_of.seq}",
            _reporting.preview_of(material, kind, without),
            *drafts,
        ]
        self._opened.log_access(subjects, act=act)

    def withdraw(self, publication: str, *, reason: str) -> Receipt:
        """Withdraw a publication; its files are taken out of the reports folder by whoever put them there."""
        return actions.withdraw(self._opened.doing(), publication, reason=reason)

    def publications(self) -> list[dict[str, Any]]:
        """Return what stands published: id, title, period, seq, head, and for which records it must be corrected."""
        if not (standing := self.standing_publications()):
            return []
        from sijill.workspace._consents import needing_correction

        keys = ("title", "period", "seq", "head", "methodology")
        correct = needing_correction(self._opened, standing)
        return [
            {
                "id": e.id,
                **{key: (e.body or {})[key] for key in keys},
                "audience": (e.body or {}).get("audience", Sensitivity.PUBLIC.value),
                "correct": list(correct.get(e.id, ())),
            }
            for e in standing
        ]

    def consent(self, consent: Consent, *, append_id: str | None = None) -> tuple[Consent, Receipt]:
        """
        Record what a person, a family or a guardian agreed to for one purpose, or that it was taken back.

        What comes back names the editions and hand-overs that hold the person. Raises
        UnknownEntry, NoConsent, ReasonMissing.
        """
        from sijill.workspace._consents import record_consent

        whole, standing = self._view_of(Sensitivity.SEALED), self.standing_publications()
        meant = replace(consent, subject=self._records.id_of(consent.subject))
        return record_consent(self._opened, self._records, whole, meant, standing, append_id)

    def consents(self, subject: str | None = None) -> list[Consent]:
        """Return every decision about what may leave, in order, or those about one person or document."""
        from sijill.workspace._consents import consents_of

        meant = self._records.id_of(subject) if subject else None
        return [one for one in consents_of(self._opened) if meant in (None, one.subject)]

    def standing_publications(self) -> Sequence[Entry]:
        """Return the publications that were not withdrawn, in order."""
        entries = [entry for entry in self._opened.ledger.entries(kind="publication") if entry.body]
        gone = {str((entry.body or {}).get("withdraws")) for entry in entries}
        return [entry for entry in entries if entry.id not in gone and not (entry.body or {}).get("withdraws")]

    def write_text(self, period: str, part: str, **told: str) -> Receipt:
        """Record the publisher's words in a part of a report; ``told`` are those of ``actions.write_text``."""
        append_id = told.pop("append_id", "") or None
        return actions.write_text(self._opened.doing(append_id), period=period, part=part, **told)

    def written(self, period: str | Period) -> list[ReportText]:
        """Return the words that stand for a report, in the order in which they were first written."""
        return written_texts(self._opened.ledger, Period.parse(period) if isinstance(period, str) else period)

    def writing_history(self, period: str | Period) -> list[Entry]:
        """Return every version of the words of a report, in order."""
        window = Period.parse(period) if isinstance(period, str) else period
        return [
            one
            for one in self._opened.ledger.history(f"report/{window.text}")
            if one.kind == "report_text" and one.body
        ]
