"""The app of drafts."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Keeps half-filled forms beside the register, never in the browser: a laptop may be seized."""

    name = "sijill.web.desk.drafts"
    label = "sijill_drafts"
