"""Add documents: each sealed first, then read, then its claims wait in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill.actions import Provenance
from sijill.evidence import TooLarge, Unreadable
from sijill.model import Sensitivity
from sijill.values import isolate, message
from sijill.values.derived_ids import derived_id
from sijill.web.accounts.policy import Action
from sijill.web.desk.decision_form import append_id_of
from sijill.web.desk.manual_entry import LEVELS
from sijill.web.desk.work.asking import ask_for, kept
from sijill.web.desk.work.limits import LARGEST_UPLOAD
from sijill.web.forms import LACKING, DateField, Typed, faults, said
from sijill.web.refusals import render_error
from sijill.web.requests import needs, register_of, view_of
from sijill.web.templatetags.sijill import code, t

LONG = 2 * 1024 * 1024
"""A larger upload is sealed and read in the background."""

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment in the id of a further file's append: the same each time the form is sent."""

GRAPHIC = [
    ("", said(message("nobody said yet: cover it"))),
    ("yes", said(message("hard to look at: cover it"))),
    ("no", said(message("not hard to look at: show it"))),
]


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files of a form, as a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return each file; an empty one is refused where it is sealed, in its own words."""
        return [one for one in data or [] if one]


class DocumentForm(Typed):
    """Documents that came together from one source, or one pasted text."""

    source = forms.CharField(label=said(message("Source: who published it or handed it over")), error_messages=LACKING)
    file = FilesField(label=said(message("Files")), required=False, widget=Files)
    pasted = forms.CharField(label=said(message("Or paste the text")), required=False, strip=False)
    title = forms.CharField(label=said(message("Title")), required=False)
    url = forms.CharField(label=said(message("Where it was found")), required=False)
    published = DateField(label=said(message("Published on")))
    sensitivity = forms.ChoiceField(label=said(message("May be seen by")), required=False)
    graphic = forms.ChoiceField(label=said(message("If it is a photograph")), required=False, choices=GRAPHIC)

    def __init__(self, *data: Any) -> None:
        """Offer the levels in the language of the page."""
        super().__init__(*data)
        self.fields["sensitivity"].choices = [(one.value, code(one)) for one in LEVELS]
        self.fields["pasted"].widget = forms.Textarea({"rows": 6, "dir": "auto"})
        self.fields["source"].widget.attrs |= {"list": "sources", "dir": "auto", "autocomplete": "off"}
        self.fields["file"].help_text = t("at most {n} MB together", n=LARGEST_UPLOAD // 1024 // 1024)

    def clean(self) -> dict[str, Any]:
        """Check that something is given to seal."""
        files = self.cleaned_data.get("file") or []
        if sum(one.size or 0 for one in files) > LARGEST_UPLOAD:
            self.refuse("file", TooLarge(message("not taken in")))
        if not files and not self.cleaned_data.get("pasted", "").strip():
            self.add_error("file", t("Choose a file or paste the text."))
        return self.cleaned_data

    @property
    def contents(self) -> list[tuple[str, UploadedFile | str]]:
        """What to seal, each by its name: the files, else the pasted text."""
        files = self.cleaned_data["file"]
        return [(one.name or "upload", one) for one in files] or [("pasted.txt", self.cleaned_data["pasted"].strip())]

    @property
    def provenance(self) -> Provenance:
        """Where all of it came from."""
        given = self.cleaned_data
        return Provenance(
            given["source"],
            title=given["title"] or None,
            url=given["url"] or None,
            published_on=given["published"],
            sensitivity=Sensitivity(given["sensitivity"] or Sensitivity.TEAM),
            graphic={"yes": True, "no": False}.get(given["graphic"]),
        )


@needs(Action.ADD_ITEM)
def add(request: HttpRequest) -> HttpResponse:
    """Show the form, or seal what was sent; what could not be read is said beside the files, and nothing typed goes."""
    append_id, done, unread = append_id_of(request), list[str](), list[str]()
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if request.method == "POST" and form.is_valid():
        # Each is an append of its own, named after the form and its place in it: sent again it is found.
        for at, (name, content) in enumerate(form.contents):
            named = derived_id(f"{append_id} {at}", BEGINNING) if at else append_id
            try:
                done.append(_sealed(request, content, replace(form.provenance, original_name=name), named))
            except Unreadable as reason:
                unread.append(t("{file}: {why}", file=isolate(name), why=render_error(reason)))
        if not unread:
            return _way_on(request, done)
        unread.append(t("If the file was not empty, it is sealed all the same; only its words could not be read."))
        form.add_error("file", unread)  # several refusals of one field
        append_id = register_of(request).new_id()
    wrong = faults(form)
    shown = {"form": form, "wrong": wrong, "append_id": append_id, "sources": view_of(request).sources()}
    return render(request, "desk/add.html", shown, status=422 if unread else 400 if wrong else 200)


def _sealed(request: HttpRequest, sent: UploadedFile | str, provenance: Provenance, append_id: str) -> str:
    """Seal one document and return its id; a large one is sealed and read beside the pages, and has none yet."""
    register = register_of(request)
    if isinstance(sent, str) or (sent.size or 0) <= LONG:
        content = sent.encode() if isinstance(sent, str) else sent.read()
        return register.evidence.add_bytes(content, provenance, append_id=append_id).item
    published = provenance.published_on.edtf if provenance.published_on else ""
    told = {**asdict(provenance), "sensitivity": provenance.sensitivity.value, "published_on": published}
    path = kept(register.folder / "tmp", register.new_id(), sent.chunks())
    ask_for(request, "read", append_id=append_id, path=path, provenance=told)
    return ""


def _way_on(request: HttpRequest, done: Sequence[str]) -> HttpResponse:
    if "" in done:
        return redirect("work")
    if len(done) > 1 or view_of(request).item(done[0]) is None:
        return redirect("items")
    return redirect("item", done[0])
