"""Which passwords are easy to guess, however long they are."""

from __future__ import annotations

import re
import string

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from sijill.web.config import SHORTEST_PASSWORD

CONTEXT = ("sijill", "register", "سجل")
"""Words of this place, which a guesser tries first: they add nothing to the length of a password."""


class HardToGuess(CommonPasswordValidator):
    """
    Refuses common passwords, also written twice or with digits and signs around them, and short ones around our words.

    Few common passwords have twelve letters; people lengthen the others in these ways.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        whole = password.casefold().strip()
        twice = re.fullmatch(r"(.+?)\1+", whole)
        cores = {whole, whole.strip(string.digits + string.punctuation), twice[1] if twice else whole}
        own = re.sub("|".join(CONTEXT), "", whole)
        if cores & self.passwords or (own != whole and len(own) < SHORTEST_PASSWORD):
            raise ValidationError(self.get_error_message(), code="password_too_common")
