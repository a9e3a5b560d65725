"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages over the register."""

    name = "sijill.web.desk"
    label = "sijill_desk"
