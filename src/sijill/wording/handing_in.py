"""What is said of a package for a receiving body: to whom it goes, and what stays in the house and why."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.values import message

RECEIVERS: Mapping[str, str] = {
    "sr-executions": message("the UN Special Rapporteur on extrajudicial, summary or arbitrary executions"),
    "coi": message("the Independent International Commission of Inquiry"),
    "iiim": message("the International, Impartial and Independent Mechanism"),
}
"""The bodies that a package may be for, by the word of the command."""

KEPT_OF: Mapping[str, str] = {
    "victim": message("Persons"),
    "item": message("Documents"),
    "value": message("Values of records"),
}
"""What may stay."""

KEPT: Mapping[str, str] = {
    "no_consent": message("No consent to this use is recorded"),
    "taken_back": message("The consent was taken back"),
    "confidential": message("The account of a witness or of a confidential source, without consent to this use"),
    "names": message("It names somebody who did not agree"),
    "unread": message("Its words cannot be read, so whom it shows cannot be told"),
    "level": message("More sensitive than what one person may submit"),
}
"""Why it stays; a test holds the words to the reasons."""
