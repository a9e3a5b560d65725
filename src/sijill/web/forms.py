"""Forms that lose nothing: a field reads what people write, a refusal stands beside it, the first one has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.urls import reverse_lazy
from django.utils.functional import lazy

from sijill.language.written_date import written_date
from sijill.values import SijillError, format_date, message, translate
from sijill.web.refusals import render_error
from sijill.web.templatetags.sijill import language

said: Any = lazy(lambda words: translate(language(), words), str)
"""A message in the language of the page on which it is shown."""

DATE_HELP = message('"12 March 2019", "March 2019", "between 5 and 11 May 2019", "about 2019", or 2019-03-12~')
MISSING = message("Fill this in.")
LACKING = {"required": said(MISSING)}


class ReadField(forms.CharField):
    """One text that a reader of ours reads into a value; what is left empty is None."""

    def __init__(self, read: Callable[[str], Any], **options: Any) -> None:
        """Take the reader, which raises an error that a page can say, and what a field of Django takes."""
        super().__init__(**{"required": False, "error_messages": LACKING, **options})
        self.read = read

    def clean(self, value: Any) -> Any:
        """Return what was read. Raises ValidationError in the words of the refusal."""
        return read_or_refuse(self.read, text) if (text := super().clean(value)) else None


class ChosenField(forms.MultipleChoiceField):
    """Several words of a closed list; another word is refused by the reader, which knows what is meant."""

    def __init__(self, read: Callable[[list[str]], Any], **options: Any) -> None:
        """Take the reader, and what a field of Django takes."""
        super().__init__(**{"required": False, "widget": forms.CheckboxSelectMultiple, **options})
        self.read = read

    def clean(self, value: Any) -> Any:
        """Return what was read. Raises ValidationError in the words of the refusal."""
        return read_or_refuse(self.read, value) if value else None


class DateField(ReadField):
    """A date as people write it; beside it stands in words what was understood."""

    def __init__(self, read: Callable[[str], Any] = written_date, **options: Any) -> None:
        """Take another reader where the value is wanted in another form."""
        shown = {"autocomplete": "off", "dir": "auto", "data-understood": reverse_lazy("understood")}
        super().__init__(read, **{"help_text": said(DATE_HELP), "widget": forms.TextInput(shown), **options})

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        """Return the field as a page shows it."""
        return BoundDate(form, self, field_name)


class BoundDate(BoundField):
    """A date on a page, with what is understood by it."""

    is_date = True

    @property
    def understood(self) -> str:
        """What is understood by the text that stands in the field, in words; empty for none and for what is refused."""
        try:
            return in_words(str(self.value() or ""))
        except SijillError:
            return ""


class Typed(forms.Form):
    """A form of the desk; one that is not ``judged`` is only shown again: a draft, or a form that gets one more row."""

    judged = True

    def __init__(self, *data: Any, **options: Any) -> None:
        """Name fields by what they hold, so that an address of one, a label and a script find it."""
        super().__init__(*data, **{"auto_id": "%s", **options})

    def full_clean(self) -> None:
        """Judge what was typed."""
        if self.judged:
            super().full_clean()
        else:
            self._errors = ErrorDict()

    def refuse(self, name: str | None, error: SijillError) -> None:
        """Put the words of a refusal beside a field, or above all where it is about none that is there."""
        self.add_error(name if name in self.fields else None, render_error(error))


def in_words(text: str) -> str:
    """Return what is understood by a written date. Raises as ``written_date``."""
    return format_date(written_date(text), language()) if text.strip() else ""


def read_or_refuse(read: Callable[[Any], Any], given: Any) -> Any:
    """Return what a reader reads. Raises ValidationError in the words of its refusal."""
    try:
        return read(given)
    except SijillError as error:
        raise ValidationError(render_error(error)) from error


def faults(*forms_of_page: Typed) -> list[tuple[str, Any, str]]:
    """Return every refusal of a page as id, label and words, and give the focus to the first field that has one."""
    found = [(one.id_for_label, one.label, words) for form in forms_of_page for one in form for words in one.errors]
    first = next((one for form in forms_of_page for one in form if one.errors), None)
    if first is not None:
        first.field.widget.attrs["autofocus"] = True
    return [("", "", words) for form in forms_of_page for words in form.non_field_errors()] + found
