"""What the operating system says of a file or a disk, in both languages."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping

from sijill.values._language import Language, message
from sijill.values._messages import translate

TROUBLES: Mapping[int, str] = {
    errno.ENOENT: message("No such file or directory"),
    errno.EACCES: message("Permission denied"),
    errno.ENOSPC: message("No space left on device"),
    errno.EISDIR: message("Is a directory"),
    errno.ENOTDIR: message("Not a directory"),
    errno.EEXIST: message("File exists"),
}
"""What an operating system most often says; anything else has its number in Arabic."""


def trouble_in_words(error: OSError) -> Callable[[Language], str]:
    """Return what says a trouble in a language, as a place of a message takes it."""

    def said(language: Language) -> str:
        number = error.errno
        if language is Language.EN or number is None:
            return error.strerror or str(error) or type(error).__name__
        if number in TROUBLES:
            return translate(language, TROUBLES[number])
        return translate(language, "error {number} of the system", number=str(number))

    return said
