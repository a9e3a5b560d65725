"""What every test may use: the shared papers where they are, and how hard properties are tried."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.sizes import often

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Registers of tests have their keys apart from those of whoever runs the tests; child processes inherit it.
_KEYS = tempfile.TemporaryDirectory(prefix="sijill-test-keys-", ignore_cleanup_errors=True)
os.environ["SIJILL_KEYS"] = _KEYS.name

# Few examples while writing, more in CI, most in a long run. CI repeats the same ones, so that a red run can be
# repeated at home.
settings.register_profile("default", max_examples=often(500, 25), deadline=None)
settings.register_profile(
    "ci", max_examples=often(500, 25), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session", autouse=True)
def _reader() -> Iterator[None]:
    """The process that reads documents goes on between registers, as it does where one program has several open."""
    from sijill.adapters.readers import Sandbox

    with Sandbox() as kept:
        kept.guards()
        yield


def pytest_report_header() -> list[str]:
    """Say at the top what this run cannot see, so that nothing is left out silently."""
    state = "present" if SHARED.is_dir() else "absent: tests that read it are skipped with this reason"
    return [f"../shared: {state}", "tests marked slow run with `just slow` and in CI"]


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example register, built once; ``copied`` gives a test's own."""
    from sijill.cli._demo_build import build
    from sijill.cli._demo_manifest import examples_folder

    into: Path = tmp_path_factory.mktemp("built") / "example"
    build(examples_folder() / "example", into)
    return into


def copied(register: Path, into: Path) -> Path:
    """Copy a register for tests of a module, which may write into it."""
    return Path(shutil.copytree(register, into))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared papers beside the project; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: this test reads seed documents that the project must not contain")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT
