"""A port that another process holds is refused in words, also when it would be shared."""

from __future__ import annotations

import socket

import pytest

from sijill.adapters.ports import NoSuchAddress, PortTaken, refuse_taken


@pytest.fixture(params=[False, True], ids=["alone", "shared"])
def taken(request):
    """A port at which somebody listens, alone or ready to share it."""
    with socket.socket() as other:
        if request.param:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_another_process_holds_is_refused_with_its_number_and_the_next_step(taken):
    with pytest.raises(PortTaken, match=rf"port {taken} of 127\.0\.0\.1; .*--port"):
        refuse_taken("127.0.0.1", taken)


def test_a_free_port_is_left_free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        free = one.getsockname()[1]

    refuse_taken("127.0.0.1", free)

    refuse_taken("127.0.0.1", free)


def test_what_is_no_port_and_no_address_of_this_machine_is_refused():
    for port in (0, 65536):
        with pytest.raises(NoSuchAddress, match="65535"):
            refuse_taken("127.0.0.1", port)
    with pytest.raises(NoSuchAddress, match="--host"):
        refuse_taken("192.0.2.1", 8765)  # an address for documentation, nobody's
    with pytest.raises(NoSuchAddress, match="in numbers"):
        refuse_taken("desk.example", 8765)
