"""The app of the account pages; what happens to accounts is written down from here."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Pages over accounts."""

    name = "sijill.web.people"
    label = "sijill_people"

    def ready(self) -> None:
        """Listen to who signs in and to what people change about their own accounts."""
        from sijill.web.people import access_notes

        access_notes.listen()
