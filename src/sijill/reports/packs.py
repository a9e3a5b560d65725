"""What a package for a receiving body prints: a form that asks fixed questions, and the index of what is enclosed."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from sijill.model import Incident, Victim, properties
from sijill.reports._material import Label, Material
from sijill.reports.story import Section
from sijill.values import SijillError, message

_SHIPPED = resources.files("sijill.reports").joinpath("forms")
_LANGUAGES = ("en", "ar")

BESIDE = ("accounts", "publisher", "contact", "consent", "documents")
"""What a form may ask besides properties: rival accounts, who sends it, what was agreed to, what it rests on."""


class FormRefused(SijillError):
    """A form whose file cannot be followed."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form, and the properties that answer it; none where a register holds no answer."""

    label: Label
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormPart:
    """A part of a form: asked of each ``victim``, of the ``incident``, or once of the whole ``case``."""

    of: str
    label: Label
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its title and its parts in order."""

    title: Label
    parts: tuple[FormPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMaterial(Material):
    """What a form or an index prints: its title, a section for each case, what is enclosed, and what is withheld."""

    title: Label
    headline: tuple[Label, ...] = ()
    cases: tuple[Section, ...] = ()
    enclosed: tuple[Section, ...] = ()
    kept_back: tuple[Section, ...] = ()


def answers(of: str) -> Collection[str]:
    """Return what the fields of a part may ask."""
    nouns = {"victim": (Victim,), "incident": (Incident,), "case": (Victim, Incident)}
    return {*BESIDE, *(name for noun in nouns[of] for name in properties(noun))}


def read_form(name: str, folder: Traversable = _SHIPPED) -> Form:
    """Return a form by its name. Raises FormRefused when its file is missing, or asks what no register holds."""
    try:
        file = tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))
        return Form(_label(file["title"]), tuple(_part(name, one) for one in file["parts"]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise FormRefused(
            message("The form {form} cannot be read; it needs a title and parts with fields, each in both languages."),
            form=name,
        ) from problem


def _part(form: str, part: Mapping[str, Any]) -> FormPart:
    of = str(part["of"])
    fields = tuple(FormField(_label(one), tuple(map(str, one["from"]))) for one in part["fields"])
    for asked in (name for one in fields for name in one.sources):
        if asked not in (known := answers(of)):
            raise FormRefused(
                message("The form {form} asks for {field}, which is not one of: {known}."),
                form=form,
                field=asked,
                known=", ".join(sorted(known)),
            )
    return FormPart(of, _label(part), fields)


def _label(told: Mapping[str, Any]) -> Label:
    return {language: str(told[language]) for language in _LANGUAGES}
