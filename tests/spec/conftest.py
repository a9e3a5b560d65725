"""A register behind its four doors, for the rules that hold at each of them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.doors import Doors
from tests.unit.web.conftest import _django, ask, killed, register, sign_in

from sijill.workspace import Register

__all__ = ["_django", "ask", "killed", "register", "sign_in"]


@pytest.fixture
def doors(register: Register, sign_in: Any, capsys: pytest.CaptureFixture[str]) -> Doors:
    """The doors of a register in which ``documenter`` entered a note about twelve invented dead."""
    return Doors(register, sign_in, capsys)
