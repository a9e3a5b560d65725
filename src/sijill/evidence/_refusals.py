"""Why a document cannot be read: each refusal names the item and the next step."""

from __future__ import annotations

from sijill.values import SijillError, Term, message


class Unreadable(SijillError):
    """
    A document that cannot be read.

    The bytes may still be sealed: a refusal is about the reading. ``item`` is the
    SHA-256 of the bytes, or a plain description where they were never taken in.
    """

    reason = message("cannot be read")
    next_step = message("keep the original and ask its source for another form")

    def __init__(self, item: str, detail: str = "") -> None:
        self.item = item
        self.detail = detail
        sentence = (
            message("item {item}: {reason} ({detail}); {next_step}")
            if detail
            else message("item {item}: {reason}; {next_step}")
        )
        super().__init__(
            sentence,
            item=Term(item[:12]),
            reason=Term(self.reason),
            detail=detail,
            next_step=Term(self.next_step),
        )


class EmptyFile(Unreadable):
    """Bytes that hold nothing."""

    reason = message("the file is empty")
    next_step = message("check the download or the copy and add it again")


class NoWords(Unreadable):
    """Pages without any words, such as a scan."""

    reason = message("no words can be taken from it")
    next_step = message("if it is a scan, run OCR on it: sijill ocr REGISTER ITEM")


class NoTable(Unreadable):
    """A PDF whose pages hold no table of which every cell is certain."""

    reason = message("its pages hold no table with a line between all rows and all columns")
    next_step = message("type its rows into a spreadsheet, and add the PDF as the source of that table")


class NoPages(Unreadable):
    """A PDF without a single page."""

    reason = message("the document has no pages")
    next_step = message("ask its source for a whole copy")


class UnknownEncoding(Unreadable):
    """Bytes that are not text in any encoding we can be sure of."""

    reason = message("the encoding of the text is not known")
    next_step = message("save it as UTF-8 and add that copy, keeping the original")


class UnsupportedMediaType(Unreadable):
    """A kind of file that no reader takes."""

    reason = message("no reader takes this kind of file")
    next_step = message("convert it to text, Markdown, HTML, PDF or DOCX and add that copy, keeping the original")


class EncryptedDocument(Unreadable):
    """A document that asks for a password."""

    reason = message("the document is locked with a password")
    next_step = message("save a copy without the password and add that, keeping the original")


class DamagedDocument(Unreadable):
    """A document that is cut short or does not keep to its format."""

    reason = message("the document is damaged")
    next_step = message("compare its size and fingerprint with the source's copy, and fetch it again")


class LockedInside(EncryptedDocument):
    """A container of which every file asks for a password."""

    reason = message("every file inside is locked with a password")
    next_step = message("ask for the password, unpack it yourself and add the files, keeping the original")


class WithoutHeader(DamagedDocument):
    """A film or a sound whose description is missing, as when a recording or a download was cut."""

    reason = message("the film or sound has no header, so that no program can play it")
    next_step = message("ask its source for a whole copy; the bytes are kept as they are")


class UndecidedDates(Unreadable):
    """A chat whose dates can be read in two orders, or are written in both."""

    reason = message("its dates can be read day first or month first, and nothing in it decides which")
    next_step = message("ask who exported it, and add it again with --dates day-first or --dates month-first")


class TooLarge(Unreadable):
    """More bytes, pages or words than the limits allow."""

    reason = message("it is larger than the limit")
    next_step = message("split it and add the parts")


class TooDeep(Unreadable):
    """A document nested deeper than any honest one."""

    reason = message("it is nested too deeply")
    next_step = message("do not open it by hand; ask its source for a plain copy")


class ZipBomb(Unreadable):
    """An archive that unpacks to far more than it should."""

    reason = message("it unpacks to far more than it should")
    next_step = message("do not unpack it by hand; ask its source for a plain copy")


class ReaderTimedOut(Unreadable):
    """A reading that was stopped because it took too long."""

    reason = message("reading it took too long and was stopped")
    next_step = message("split it, or allow more time if you trust where it comes from")


class ReaderOutOfMemory(Unreadable):
    """A reading that was stopped because it asked for too much memory."""

    reason = message("reading it asked for more memory than the limit and was stopped")
    next_step = message("split it, or allow more memory if you trust where it comes from")


class ReaderCrashed(Unreadable):
    """A reader that died on the document."""

    reason = message("the reader failed on it")
    next_step = message("nothing was read; convert it to text or PDF, add that copy, and report the failure")


class ReaderAbsent(Unreadable):
    """A document whose reader is not installed."""

    reason = message("what reads such a file is not installed here")
    next_step = message('install it with pip install "sijill[pages]", and then run sijill rebuild')


class ReaderUnconfined(Unreadable):
    """A foreign document on a machine that cannot confine its reader."""

    reason = message("this machine cannot keep the reader of a foreign document from its files and its network")
    next_step = message(
        "add it on Linux 5.13 or later with libseccomp, or accept the risk with accept_unconfined = true "
        "under [reading] in sijill.toml"
    )


REFUSALS: dict[str, type[Unreadable]] = {
    kind.__name__: kind
    for kind in (
        EmptyFile,
        NoWords,
        NoTable,
        NoPages,
        UnknownEncoding,
        UnsupportedMediaType,
        EncryptedDocument,
        LockedInside,
        WithoutHeader,
        UndecidedDates,
        DamagedDocument,
        TooLarge,
        TooDeep,
        ZipBomb,
        ReaderTimedOut,
        ReaderOutOfMemory,
        ReaderCrashed,
        ReaderAbsent,
        ReaderUnconfined,
    )
}
