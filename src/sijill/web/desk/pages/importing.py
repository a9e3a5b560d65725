"""Import a table: a file, its columns beside our words, how it would stand, and then all of it at once, or undone."""

from __future__ import annotations

import tomllib
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill.model import Sensitivity
from sijill.tables import (
    GUESSED,
    IMPORTED,
    MappingBroken,
    mapping_text,
    parse_mapping,
    shipped_mapping,
    shipped_mappings,
)
from sijill.values import SijillError, message, translate
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.importing.kept_table import KeptTable, find_table
from sijill.web.desk.importing.matching import ORDERS, Matching, parse_loosely
from sijill.web.desk.importing.our_words import options_of
from sijill.web.desk.importing.telling import told_of_import
from sijill.web.desk.importing.trying import carry_through
from sijill.web.desk.work.asking import ask_for, kept
from sijill.web.desk.work.limits import LARGEST_UPLOAD
from sijill.web.forms import LACKING, Typed, faults, said
from sijill.web.refusals import render_error
from sijill.web.requests import field, item_for, needs, register_of, somebody, view_of
from sijill.web.templatetags.sijill import code, language, t
from sijill.workspace.mappings import guess_mapping

LARGEST_MAPPING = 256 * 1024
LARGE_TABLE = 1024 * 1024
"""A larger table is read beside the pages, and its person sees how far it is."""
WHOLE_LEVELS = (Sensitivity.RESTRICTED,)
"""What a whole table may be said to be beside what its columns are."""


class TableForm(Typed):
    """A file with rows, and what is known of all of it."""

    file = forms.FileField(label=said(message("The table: CSV, .xlsx or .ods")), error_messages=LACKING)
    kind = forms.ChoiceField(label=said(message("One row is")), required=False)
    source = forms.CharField(label=said(message("Source: who published it or handed it over")), required=False)
    shipped = forms.ChoiceField(label=said(message("A mapping that comes with Sijill")), required=False)
    mapping = forms.FileField(label=said(message("A mapping that was written before")), required=False)
    sensitivity = forms.ChoiceField(label=said(message("May be seen by")), required=False)

    def __init__(self, *data: Any) -> None:
        """Offer kinds and levels in the language of the page."""
        super().__init__(*data)
        guessed = ("", translate(language(), message("what its headings tell")))
        self.fields["kind"].choices = [guessed, *((kind, code(kind)) for kind in IMPORTED)]
        self.fields["shipped"].choices = [("", "–"), *((name, name) for name in shipped_mappings())]
        own = translate(language(), message("the team, and each column as what it fills"))
        self.fields["sensitivity"].choices = [("", own), *((one.value, code(one)) for one in WHOLE_LEVELS)]
        self.fields["source"].widget.attrs |= {"list": "sources", "dir": "auto", "autocomplete": "off"}
        self.fields["file"].help_text = t("at most {n} MB together", n=LARGEST_UPLOAD // 1024 // 1024)
        self.fields["mapping"].widget.attrs["accept"] = ".toml"

    def clean(self) -> dict[str, Any]:
        """Read the mapping where there is one; without one somebody has to be named as the source."""
        sent, shipped = self.cleaned_data.get("mapping"), self.cleaned_data.get("shipped")
        if sent is None:
            if not self.cleaned_data.get("source") and not shipped:
                self.add_error("source", LACKING["required"])
            return self.cleaned_data | {"text": shipped_mapping(shipped) if shipped else None}
        try:
            text = sent.read(LARGEST_MAPPING).decode("utf-8")
            parse_mapping(text)
        except UnicodeDecodeError:
            self.add_error("mapping", t("This file is no text in UTF-8. Choose the mapping again."))
        except SijillError as reason:
            self.refuse("mapping", reason)
        else:
            self.cleaned_data["text"] = text
        return self.cleaned_data

    def begins_with(self, content: bytes, name: str) -> str:
        """Return the mapping that the table begins with: one that was given, else what its headings and cells tell."""
        given = self.cleaned_data
        if text := given.get("text"):
            return str(text)
        said = {"source": given["source"]}
        if given["kind"] not in ("", *GUESSED):
            return mapping_text({"kind": given["kind"], **said, "empty": ["", "-"]})
        drafted = guess_mapping(content, name=name, kind=given["kind"], language=language())
        return mapping_text({**tomllib.loads(drafted), **said})


@needs(Action.ENTER)
def import_table(request: HttpRequest) -> HttpResponse:
    """Ask for a table, or keep the one that was sent and show its columns."""
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if request.method == "POST" and form.is_valid():
        register, sent = register_of(request), form.cleaned_data["file"]
        table = KeptTable(
            kept(register.folder / "tmp", register.new_id(), sent.chunks()),
            person=somebody(request).name,
            name=sent.name or "table.csv",
            sensitivity=form.cleaned_data["sensitivity"],
        )
        try:
            table.mapping = form.begins_with(table.content, table.name)
            table.write()
            _matching(request, table)
        except MappingBroken:
            return redirect("import_columns", table.key)  # such as which sheet is meant: there it is said and chosen
        except SijillError as reason:
            table.wipe()
            form.refuse("file", reason)
        else:
            return redirect("import_columns", table.key)
    shown = {"form": form, "wrong": faults(form), "sources": view_of(request).sources()}
    return render(request, "desk/import.html", shown, status=400 if shown["wrong"] else 200)


@needs(Action.ENTER, "GET", "POST")
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """Show the columns of a kept table beside our words, or take what was chosen and try it."""
    table, refusal = _kept(request, key), ""
    if request.method == "POST":
        try:
            table.mapping = field(request, "text") if "as_text" in request.POST else _chosen(request, table)
            parse_loosely(table.mapping)
            if "again" not in request.POST:
                parse_mapping(table.mapping)
                table.skip_bad_rows = table.as_update = False
                return _through(request, table, dry_run=True)
            table.write()
            return redirect("import_columns", key)
        except SijillError as reason:
            refusal, table = render_error(reason), _kept(request, key)
    try:
        matching = _matching(request, table)
    except SijillError as reason:
        refusal, matching = refusal or render_error(reason), Matching(None, table.mapping)
    shown = {
        "table": table,
        "matching": matching,
        "lines": matching.as_sent(_sent(request)) if refusal and "kind" in request.POST else matching.lines,
        "options": options_of(matching.mapping.kind, matching.mapping.columns),
        "orders": [(form, translate(language(), words)) for form, words in ORDERS.items()],
        "kinds": [(kind, code(kind)) for kind in IMPORTED],
        "header": ", ".join(map(str, matching.mapping.header)),
        "empty": ", ".join(matching.mapping.empty),
        "refusal": refusal,
        "sources": view_of(request).sources(),
    }
    return render(request, "desk/import_columns.html", shown, status=400 if refusal else 200)


@needs(Action.ENTER, "GET", "POST")
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show how a table would stand, or what was imported of it; import it."""
    table = _kept(request, key)
    if request.method == "POST":
        if table.imported:
            return redirect("import_preview", key)
        table.skip_bad_rows, table.as_update = bool(field(request, "skip")), bool(field(request, "update"))
        return _through(request, table, dry_run=False)
    done = table.outcome
    if done is None and not table.refused:
        return redirect("work")
    shown = {
        "table": table,
        "refused": table.refused.get(language().value, ""),
        "may_undo": can(somebody(request), Action.RETRACT),
        **(told_of_import(request, done) if done else {}),
    }
    return render(request, "desk/import_preview.html", shown, status=400 if table.refused else 200)


@needs(Action.ENTER, "GET")
def mapping(request: HttpRequest, key: str) -> HttpResponse:
    """Send the mapping of a kept table as a file, to be used for its next release."""
    answer = HttpResponse(_kept(request, key).mapping, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mapping.toml"'
    return answer


@needs(Action.ENTER, "POST")
def forget_table(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a kept table that is not to be imported, with all that was chosen."""
    _kept(request, key).wipe()
    return redirect("import")


@needs(Action.RETRACT, "POST")
def undo(request: HttpRequest) -> HttpResponse:
    """Withdraw everything of an import that still stands, with a reason, and show its document."""
    item, named, exchange = (
        item_for(request, field(request, "item")),
        field(request, "import"),
        register_of(request).exchange,
    )
    if named not in exchange.imports_of(item.id):
        raise Http404
    exchange.undo_import(named, reason=field(request, "reason"))
    return redirect("item", item.id)


def _kept(request: HttpRequest, key: str) -> KeptTable:
    """Return a table that this person brought. Raises Http404."""
    found = find_table(register_of(request).folder / "tmp", key, somebody(request).name)
    if found is None:
        raise Http404
    return found


def _through(request: HttpRequest, table: KeptTable, *, dry_run: bool) -> HttpResponse:
    """Try a table, or import it, at once or beside the pages, and lead to what that gave."""
    if table.size > LARGE_TABLE:
        table.tried_anew()
        ask_for(request, "try_table" if dry_run else "import_table", table=table.key)
        return redirect("work")
    carry_through(register_of(request), table, dry_run=dry_run)
    return redirect("import_preview", table.key)


def _matching(request: HttpRequest, table: KeptTable) -> Matching:
    """Return the columns of a table beside our words. Raises what reading it raises, and MappingBroken."""
    exchange = register_of(request).exchange
    return Matching(exchange.table_of(table.content, parse_loosely(table.mapping), name=table.name), table.mapping)


def _chosen(request: HttpRequest, table: KeptTable) -> str:
    try:
        return _matching(request, table).chosen(_sent(request))
    except MappingBroken:
        return Matching(None, table.mapping).chosen(_sent(request))


def _sent(request: HttpRequest) -> dict[str, str]:
    return {name: str(text) for name, text in request.POST.items()}
