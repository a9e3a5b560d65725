"""Files in the age format, as streams: only the holders of keys, or of a passphrase, open them."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage
from pyrage import passphrase as words
from pyrage import x25519

from sijill.values import SijillError, message

SHORTEST_PASSPHRASE = 12

_AGE = b"age-encryption.org/v1"
_ARMOR, _END_OF_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
_LONGEST_ARMOR = 40


class NotEncrypted(SijillError):
    """Neither a recipient nor a passphrase: what would be written could be read by everybody."""

    exit_code = 2


class UnreadableKey(SijillError):
    """A text or file that is not the kind of age key that was asked for, or too short a passphrase."""

    exit_code = 2


class WrongKey(SijillError):
    """A key or passphrase that does not open a file."""


class FileCut(SijillError):
    """An encrypted file that is cut short, altered, or not encrypted as ours are."""


@dataclass(frozen=True, slots=True)
class Encryption:
    """Who will be able to open what is written: the holders of these age keys, or of a passphrase."""

    recipients: tuple[x25519.Recipient, ...] = ()
    passphrase: str = ""

    @classmethod
    def to(cls, recipients: Sequence[str] = (), passphrase: str | None = None) -> Encryption:
        """Return the encryption to age public keys, or by a passphrase. Raises NotEncrypted, UnreadableKey."""
        if bool(recipients) == (passphrase is not None):
            raise NotEncrypted(
                message(
                    "nothing is written that anybody could read: give --recipient with an age public key, or "
                    "--passphrase-file, and not both"
                )
            )
        if passphrase is not None and len(passphrase.strip()) < SHORTEST_PASSPHRASE:
            raise UnreadableKey(
                message("a passphrase has at least {characters} characters"), characters=SHORTEST_PASSPHRASE
            )
        return cls(tuple(map(_recipient, recipients)), passphrase or "")

    def of(self, content: bytes) -> bytes:
        """Return few bytes, encrypted for the recipients."""
        return bytes(pyrage.encrypt(content, self.recipients))

    @contextmanager
    def written_to(self, file: IO[bytes]) -> Iterator[IO[bytes]]:
        """
        Give a stream whose bytes stand encrypted in the file.

        A passphrase closes a key made for this one file, which stands in front in letters: so the
        rest can be a stream, and both parts are opened by any age program. Raises OSError.
        """
        recipients = self.recipients
        if self.passphrase:
            own = x25519.Identity.generate()
            file.write(words.encrypt(str(own).encode(), self.passphrase, armored=True).rstrip() + b"\n")
            recipients = (own.to_public(),)
        target = _Remembering(file)
        with _piped(lambda plain: pyrage.encrypt_io(plain, target, recipients), reading=False) as (stream, finished):
            try:
                with stream:
                    yield stream
            finally:
                try:
                    finished()
                except pyrage.EncryptError as error:  # in place of the broken pipe that it left behind
                    raise target.trouble or OSError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Decryption:
    """What there is to open a file with: age identities, or a passphrase."""

    identities: tuple[x25519.Identity, ...] = ()
    passphrase: str = ""

    @contextmanager
    def opened(self, file: IO[bytes], name: object) -> Iterator[IO[bytes]]:
        """
        Give the words of a file as a stream; each encrypted piece was found whole before it is given.

        A file that is not encrypted is given as it is. Raises WrongKey, FileCut, also where the one
        who reads fails first over what is missing.
        """
        if not closed_by(file):
            yield file
            return
        identities = self._identities_for(file, name)
        with _piped(lambda sink: pyrage.decrypt_io(file, sink, identities), reading=True) as (stream, finished):
            try:
                with stream:
                    yield stream
                    while stream.read(1 << 20):  # what is left: the end is checked too
                        pass
            finally:
                with suppress(BrokenPipeError):
                    _say_of(finished, name)

    def of(self, encrypted: bytes, name: object) -> bytes:
        """Return few bytes that stand encrypted. Raises WrongKey, FileCut."""
        with self.opened(io.BytesIO(encrypted), name) as stream:
            return stream.read()

    def _identities_for(self, file: IO[bytes], name: object) -> Sequence[x25519.Identity]:
        if closed_by(file) == "words":
            if not self.passphrase:
                raise WrongKey(message("{file} was encrypted with a passphrase; give --passphrase-file"), file=name)
            return [self._own_key(file, name)]
        if not self.identities:
            raise WrongKey(message("{file} was encrypted for an age key; give --identity KEYFILE"), file=name)
        return self.identities

    def _own_key(self, file: IO[bytes], name: object) -> x25519.Identity:
        lines = [file.readline(200) for _ in range(_LONGEST_ARMOR)]
        ends = next((number for number, line in enumerate(lines, 1) if line.startswith(_END_OF_ARMOR)), 0)
        file.seek(sum(map(len, lines[:ends])))
        try:
            return x25519.Identity.from_str(words.decrypt(b"".join(lines[:ends]), self.passphrase).decode())
        except pyrage.DecryptError as error:
            if not ends:
                raise FileCut(message("{file} is cut short; use another copy"), file=name) from error
            raise WrongKey(message("the passphrase does not open {file}"), file=name) from error


def closed_by(file: IO[bytes]) -> str:
    """Return what opens a file, by its first bytes: a ``key``, ``words``, or nothing is needed."""
    start = file.read(len(_ARMOR))
    file.seek(0)
    if start.startswith(_ARMOR):
        return "words"
    return "key" if start.startswith(_AGE) else ""


def identities_in(path: Path) -> tuple[x25519.Identity, ...]:
    """Return the identities of a key file as age-keygen writes it. Raises UnreadableKey."""
    try:
        lines = map(str.strip, path.read_text("ascii").split("\n"))
        found = tuple(x25519.Identity.from_str(line) for line in lines if line and line[0] != "#")
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as reason:
        found, trouble = (), reason
    else:
        trouble = None
    if not found:
        raise UnreadableKey(message("{file} holds no age identity; age-keygen makes one"), file=path) from trouble
    return found


def passphrase_in(path: Path) -> str:
    """Return the first line of a file, without the mark that some editors begin with. Raises UnreadableKey."""
    try:
        line = path.read_text("utf-8-sig").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as reason:
        raise UnreadableKey(message("the passphrase cannot be read from {file}"), file=path) from reason
    if not line.strip():
        raise UnreadableKey(message("the first line of {file} is empty; write the passphrase there"), file=path)
    return line


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        pass
    # Never repeated: somebody may have given the secret half.
    raise UnreadableKey(message("a recipient is an age public key: it begins with age1 and is made by age-keygen"))


def _say_of(finished: Callable[[], object], name: object) -> None:
    try:
        finished()
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise WrongKey(message("none of the keys opens {file}; it was encrypted for another"), file=name) from error
        raise FileCut(message("{file} is cut short; use another copy"), file=name) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileCut(message("{file} is cut short or was altered; use another copy"), file=name) from error


class _Remembering:
    """A file that remembers why it could not be written: the library tells it as text only."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.trouble = file, None

    trouble: OSError | None

    def write(self, piece: bytes) -> int:
        try:
            return self._file.write(piece)
        except OSError as error:
            self.trouble = error
            raise

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def _piped(work: Callable[[IO[bytes]], object], *, reading: bool) -> Iterator[tuple[IO[bytes], Callable[[], object]]]:
    """Give one end of a pipe, at whose other end a thread works, and what waits for the thread."""
    source, sink = os.pipe()
    ours, theirs = (source, sink) if reading else (sink, source)

    def working() -> Any:
        with os.fdopen(theirs, "wb" if reading else "rb") as end:
            return work(end)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(working)
        with os.fdopen(ours, "rb" if reading else "wb") as stream:
            yield stream, running.result
