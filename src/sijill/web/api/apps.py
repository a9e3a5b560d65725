"""The API's app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tokens, and what was proposed under which key."""

    name = "sijill.web.api"
    label = "sijill_api"
