"""The long work of a register is done by one process of a machine, however many serve its desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sijill.values import SijillError, message


class WorkedElsewhere(SijillError):
    """A register whose long work another process does."""


@contextmanager
def working_alone(folder: Path, *, wait: bool) -> Iterator[None]:
    """
    Be the one process that does a register's long work; ``wait`` stands in line until the other ends.

    The lock ends with the process, however that ends. Windows has none: one desk does the work there.
    Raises WorkedElsewhere.
    """
    from sijill.adapters.files import held_folder

    try:
        with held_folder(folder, wait=wait):
            yield
    except BlockingIOError:
        raise WorkedElsewhere(
            message(
                "another process does the long work of {register}; end it, or start the desk with sijill serve "
                "--no-work, and try again"
            ),
            register=folder,
        ) from None
