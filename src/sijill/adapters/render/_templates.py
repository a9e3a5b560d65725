"""Templates of pages: ours, or those of the house, which are refused where they ask for what no document has."""

from __future__ import annotations

import string
from importlib import resources
from pathlib import PurePath

from sijill.reports.document import House
from sijill.values import SijillError, message

HTML_FIELDS = (
    *("language", "direction", "date", "title", "publisher", "period", "style", "logo", "headline", "about"),
    *("contents", "body"),
)
"""What a page is made of; a template places each with ``$name``."""

TYPST_FIELDS = (
    *("language", "direction", "name", "title", "running", "author", "publisher", "period", "notes", "contents"),
    *("annexed", "as_of", "headline", "house", "blocks"),
)
"""What stands in ``json(bytes(sys.inputs.document))`` for a template of Typst."""

NEEDED = ("title", "body")
"""Without these a page would not hold the document."""


class TemplateRefused(SijillError):
    """A template of the house that cannot be followed."""


def page_template(house: House, suffix: str) -> string.Template:
    """Return the template of a page: the house's own, else ours."""
    if suffix in house.templates:
        return string.Template(house.templates[suffix][1])
    return string.Template(resources.files("sijill.adapters.render").joinpath(f"report{suffix}").read_text("utf-8"))


def refuse_template(name: str, text: str) -> None:
    """Refuse a template with an unknown field, without its document, or of a kind that is not followed."""
    match PurePath(name).suffix:
        case ".html":
            _refuse_page(name, string.Template(text))
        case ".typ":
            if "@preview/" in text or "@local/" in text:
                raise TemplateRefused(
                    message("the template {file} imports a package, and none is fetched; put its code into the file"),
                    file=name,
                )
        case _:
            raise TemplateRefused(message("the template {file} is neither .html nor .typ"), file=name)


def _refuse_page(name: str, page: string.Template) -> None:
    if not page.is_valid():
        raise TemplateRefused(message("the template {file} holds a $ that begins no field; write $$ for it"), file=name)
    for found in page.get_identifiers():
        if found not in HTML_FIELDS:
            raise unknown_field(name, found, HTML_FIELDS)
    for needed in NEEDED:
        if needed not in page.get_identifiers():
            raise TemplateRefused(
                message("the template {file} has no place for {field}, and the document would be lost"),
                file=name,
                field=needed,
            )


def unknown_field(name: str, field: str, known: tuple[str, ...]) -> TemplateRefused:
    """Return the refusal of a template that asks for what no document has."""
    return TemplateRefused(
        message("the template {file} asks for {field}, which is not one of: {known}; nothing was written"),
        file=name,
        field=field,
        known=", ".join(known),
    )
