"""When something cannot be done, the page says what happened and what to do, in the person's language."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.actions import DestroyedBefore
from sijill.actions.statements import JudgedBefore, RecordedBefore
from sijill.actions.verdicts import SamePerson
from sijill.ledger import LedgerBusy, RecordMovedOn, UnknownEntry, UnknownProposal
from sijill.values import Language, SijillError, message, translate
from sijill.values.extras import missing_extra
from sijill.web.accounts.fresh_sign_in import page_of, to_confirm
from sijill.web.accounts.middleware import Middleware
from sijill.web.accounts.two_person_approval import AnotherPersonNeeded, OnProbation
from sijill.web.kept_words import sent_again
from sijill.web.register_access import StillReading
from sijill.web.templatetags.sijill import language

ANY = message("This could not be done, and nothing was recorded. Go back, check what you entered, and try again.")

WORDS: dict[str, str] = {
    "AppendIdReused": message("This form was sent before with other content. Open the page again and decide anew."),
    "RecordMovedOn": message("Somebody changed this since you opened it. Nothing was recorded; look again and decide."),
    "BasisMissing": message("Choose the words it rests on, or give the reason of your decision."),
    "UnclearAttribution": message(
        "The parties do not fit: name one for one party, two or more for several, none for not known."
    ),
    "QuoteNotFound": message("Those words do not stand in the document. Copy them exactly from its text."),
    "QuoteAmbiguous": message("Those words stand in the document more than once. Give a longer passage."),
    "TooLarge": message("This file is larger than the register takes. Split it, or ask who keeps the register."),
    "DestroyedBefore": message(
        "This is not taken in, and nothing of it was kept. Two persons may take it in again on the machine itself, "
        "with: sijill readmit"
    ),
    "EmptyFile": message("This file is empty. Choose another one."),
    "ReaderTimedOut": message("Reading this file took too long, so the reader was stopped."),
    "ReaderOutOfMemory": message("Reading this file took too much memory, so the reader was stopped."),
    "ReaderCrashed": message("The reader broke off at this file."),
    "ReaderUnconfined": message(
        "This machine cannot confine what reads such a file. Paste its text, or ask who keeps the register."
    ),
    "DamagedDocument": message("This file is damaged. Ask for another copy."),
    "EncryptedDocument": message("This file is locked with a password. Ask for a copy without one."),
    "UnsupportedMediaType": message("Files of this kind cannot be read here. Paste its text, or bring a PDF."),
    "NoWords": message("There are no words in this file; perhaps its pages are pictures."),
    "LedgerBusy": message("The register is busy with other work. Nothing was recorded; try again in a moment."),
    "UnreadablePeriod": message("That period cannot be read. Write a month like 2020-05 or a year like 2020."),
    "MethodologyNotAdopted": message("No methodology is in force for that period. Choose another one."),
    "WordsDoNotAddUp": message(
        "Figures in the words that stand beside this report contradict each other, so nothing was published."
    ),
    "ReportDoesNotAddUp": message("The parts of this report do not sum to its totals, so nothing was published."),
    "NoLongerAllowed": message("Your role does not allow this any more, so it was not done. Ask a lead."),
    "StoppedTwice": message("The desk was stopped twice while it worked on this. Ask for it again."),
    "NotRead": message("Its words could not be read. If the file was not empty, it is sealed all the same."),
    "NotBothLanguages": message("A text of this report stands in one language only. Write it in both, then publish."),
    "PreviewMissing": message(
        "Nothing was published: you did not open this report as it would go out. Open its preview under Reports, read "
        "the report in one of the languages, then publish."
    ),
    "PreviewOutdated": message(
        "Nothing was published: something was recorded after you looked at this report. Look at it again, then publish."
    ),
    "ExtraMissing": message("A part of Sijill that this needs is not installed here. Ask who keeps the register."),
    "NotAStatement": message("This value was withdrawn already."),
    "CodeGone": message(
        "This code is gone: it was used, tried too often, or is older than an hour. Stop sijill serve, start it again "
        "and take the code it prints."
    ),
    "WrongCode": message(
        "This is not the code. Copy the newest one that sijill serve printed; it can be tried five times."
    ),
    "KeyMissing": message(
        "A key of this register is not on this machine. Nothing was recorded; ask who keeps the register to put it "
        "back, or to give it up with sijill keys."
    ),
    "NotEncrypted": message(
        "Give at least one age public key: who holds its secret half will open the archive. age-keygen makes both."
    ),
    "NameTaken": message("Somebody has that name already, perhaps in other letters. Choose another."),
    "UnfitName": message("A name has 1 to 60 visible letters. Choose another."),
    "LastAdministrator": message("Nobody would be left to administer accounts. Make another administrator first."),
    "AnotherPersonNeeded": message(
        "This takes another person with the right role; nobody approves what they asked for."
    ),
    "RequestGone": message("This request was decided, carried out or taken back before, or it expired. Ask anew."),
    "BoxOutside": message(
        "Name at least one box. It is left, top, width and height in thousandths of the picture, and lies within it."
    ),
    "ProofDoesNotHold": message(
        "The argument for this document does not hold, so no proof of it is handed out. The page says what fails."
    ),
    "NothingAsked": message("Give a reason, and the ids of what it is about."),
    # The sentences of these name folders of the machine, which are nobody's business at a page.
    **dict.fromkeys(("DatabaseUnreachable", "DiskFull", "NoRegister", "NotWritable", "RegisterDamaged"), ANY),
}
"""What a page says by the name of an error whose own sentence names a command; any other speaks for itself."""


class Leased(SijillError):
    """A claim that another person is deciding."""


class Refusals(Middleware):
    """Turns the refusals of the register into pages."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page of a refusal; other errors go on to be mistakes of ours."""
        if isinstance(error, UnknownEntry | UnknownProposal):
            return missing(request)
        if isinstance(error, ReauthenticationRequired):
            return to_confirm(request)  # allauth itself would keep what was sent in the session
        if isinstance(error, Http404 | PermissionDenied | SuspiciousOperation):
            return None
        error = missing_extra(error) or error
        if not isinstance(error, SijillError):
            say_where(error)
            return None
        return refused(request, render_error(error), status_of(error), keep=not isinstance(error, DestroyedBefore))


def status_of(error: SijillError) -> int:
    """Return the status of the page that tells a refusal."""
    if isinstance(error, LedgerBusy | StillReading):
        return 503
    if isinstance(error, SamePerson | AnotherPersonNeeded | OnProbation):
        return 403
    if isinstance(error, UnknownEntry | UnknownProposal):
        return 404
    return 409 if isinstance(error, RecordMovedOn | Leased | JudgedBefore | RecordedBefore) else 400


def say_where(error: Exception) -> None:
    """Log the place of a mistake of ours without its words, which may quote a source (DESIGN 9)."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    logging.getLogger("sijill.web").error(
        "a defect: %s at %s:%s", type(error).__name__, Path(last.filename).name, last.lineno
    )


def render_error(error: SijillError) -> str:
    """Return what a page says of an error, in its language: its own sentence, unless that names a command."""
    return in_words(error, WORDS, language())


def in_words(error: SijillError, by_name: Mapping[str, str], language: Language) -> str:
    """Return the words for an error by its name, or else its own sentence."""
    name = name_of(error, by_name)
    return translate(language, by_name[name]) if name else error.in_language(language) or translate(language, ANY)


def name_of(error: SijillError, by_name: Mapping[str, str] = WORDS) -> str:
    """Return the name under which there are words for an error; empty where there are none."""
    return next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in by_name), "")


def words_for(name: str) -> str:
    """Return what a page says of an error by its name, in the page's language."""
    return translate(language(), WORDS.get(name, ANY))


def refused(request: HttpRequest, words: str, status: int, *, keep: bool = True) -> HttpResponse:
    """Return a page that says why not, with the way back and what was typed, to be corrected and sent again."""
    shown: dict[str, object] = {"words": words}
    if request.method == "POST" and status != 413:  # of what is too large not a byte is read
        with suppress(SuspiciousOperation):  # another host's name leads nowhere
            shown |= {"back": page_of(request), "sent": sent_again(request) if keep else []}
    return render(request, "desk/refused.html", shown, status=status)


def missing(request: HttpRequest, exception: Exception | Http404 | None = None) -> HttpResponse:
    """Return the page of what is not there, or not for this person."""
    words = translate(language(), "There is nothing here for you. Go back, or search for it.")
    return refused(request, words, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page of what this person's role does not allow."""
    words = translate(language(), "Your role does not allow this. Ask a lead or the administrator.")
    return refused(request, words, 403)


def broken_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page of a request that cannot be read, such as one with too many fields."""
    return refused(request, translate(language(), ANY), 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page of our own mistake."""
    words = translate(language(), "Something went wrong on our side. Nothing was recorded; try again.")
    return refused(request, words, 500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page of a form that did not carry its token."""
    words = translate(
        language(), "This form expired or came from elsewhere. Open its page again and send it once more."
    )
    return refused(request, words, 403)
