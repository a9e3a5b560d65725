"""Ask the model that the settings name for proposals about one item; off unless a model is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.adapters.model_extractor import Endpoint, ModelExtractor
from sijill.claims import Material
from sijill.model import Claim, Item, Sensitivity
from sijill.values import SijillError, message
from sijill.workspace.settings._house_settings import SettingsBroken
from sijill.workspace.settings._settings import FILE, Settings

if TYPE_CHECKING:
    from sijill.evidence import Text


class NoModel(SijillError):
    """A model was asked for and none is configured."""


def endpoint_of(settings: Settings, folder: Path, key: str | None = None) -> Endpoint:
    """Return where the register's model answers. Raises NoModel, SettingsBroken, EndpointRefused."""
    if not settings.model:
        raise NoModel(message("no model is configured; name one with `model` in {folder}"), folder=folder / FILE)
    try:
        levels = frozenset(Sensitivity(level) for level in settings.model_levels.split())
    except ValueError as reason:
        known = ", ".join(level.value for level in Sensitivity)
        raise SettingsBroken(
            message("model_levels in {folder}: {reason}; there are: {known}"),
            folder=folder / FILE,
            reason=reason,
            known=known,
        ) from reason
    endpoint = Endpoint(settings.model, key=key, remote_levels=levels)
    return replace(endpoint, url=settings.model_url) if settings.model_url else endpoint


def ask_model(endpoint: Endpoint, item: Item, text: Text, known: Sequence[Claim]) -> list[Claim]:
    """
    Return what the model proposes beyond what is known: another kind, or other words.

    A restricted item may come from somebody who spoke in confidence, so it never leaves the
    machine, whatever is configured. Raises TextMustStay before anything leaves, ModelUnavailable.
    """
    material = Material(
        text.raw,
        item.id,
        title=item.title,
        sensitivity=item.sensitivity,
        confidential=item.sensitivity in (Sensitivity.RESTRICTED, Sensitivity.SEALED),
    )
    taken = {(claim.kind, claim.anchor.start, claim.anchor.end) for claim in known}
    found = ModelExtractor(endpoint).extract(material)
    return [claim for claim in found if (claim.kind, claim.anchor.start, claim.anchor.end) not in taken]
