"""The long work of a register is done by one process of a machine, however many serve its desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sijill.values import SijillError, message


class WorkedElsewhere(SijillError):
    """A register whose long work another process does."""


class NoLockHere(SijillError):
    """Several processes that would do the same work, on a system that cannot keep them apart."""


@contextmanager
def working_alone(folder: Path, *, wait: bool) -> Iterator[None]:
    """
    Be the one process that does a register's long work; ``wait`` stands in line until the other ends.

    The lock ends with the process, however that ends. Windows has none: see ``refuse_several``.
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


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Do something in a folder while no other process does it; a second waits. Windows has no such lock."""
    from sijill.adapters.files import held_folder

    with held_folder(folder, wait=True):
        yield


def refuse_several(processes: int) -> None:
    """Refuse more than one process that does the long work where no lock keeps them apart. Raises NoLockHere."""
    from sijill.adapters.files import can_hold

    if processes > 1 and not can_hold():
        raise NoLockHere(
            message(
                "this system has no lock that leaves the long work to one of several processes, so nothing was "
                "started; leave --workers out, or add --no-work and run one sijill work beside the desk"
            )
        )
