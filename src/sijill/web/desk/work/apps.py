"""The app of long work."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Keeps what was asked for and how far it is; words of a source stand here only while they are read."""

    name = "sijill.web.desk.work"
    label = "sijill_work"
