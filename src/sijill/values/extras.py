"""Which extra brings which package beside the base, and the one sentence that names what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sijill.values._errors import SijillError
from sijill.values._language import message

EXTRAS: Mapping[str, frozenset[str]] = {
    "desk": frozenset(
        ("allauth", "argon2", "django", "django_tasks", "django_tasks_db", "granian", "ninja", "pydantic", "whitenoise")
    ),
    "reports": frozenset(
        ("fontpkg_amiri", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "typst", "vl_convert"),
    ),
    "pages": frozenset(("trafilatura",)),
    "fast": frozenset(("duckdb", "numpy", "pyarrow", "splink")),
    "postgres": frozenset(("psycopg",)),
    "geo": frozenset(("pyogrio", "shapely")),
    "spark": frozenset(("pyspark",)),
}
"""The packages of each extra of pyproject.toml, as they are imported."""


class ExtraMissing(SijillError, ImportError):
    """Something for which an extra has to be installed first."""


def missing_extra(error: BaseException) -> ExtraMissing | None:
    """Return what to say of an import that failed for want of an extra; None for any other error."""
    if isinstance(error, ExtraMissing):
        return error
    if not isinstance(error, ModuleNotFoundError):
        return None
    package = (error.name or "").partition(".")[0]
    extra = next((extra for extra, packages in EXTRAS.items() if package in packages), None)
    if extra is None:
        return None
    return ExtraMissing(
        message('this needs {package}, which is not installed here; install it with pip install "sijill[{extra}]"'),
        package=package,
        extra=extra,
    )


@contextmanager
def extra_named() -> Iterator[None]:
    """Say which extra brings what is imported meanwhile and is not there. Raises ExtraMissing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise (missing_extra(error) or error) from error
