"""The desk behind a certificate, asked over a real connection."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.e2e.test_accounts import served, sijill

pytestmark = pytest.mark.slow


def certificate_in(folder: Path) -> tuple[Path, Path]:
    """Make an invented certificate for this machine, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "desk.pem").write_bytes(made.public_bytes(pem))
    (folder / "desk.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "desk.pem", folder / "desk.key"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A desk that speaks TLS; its port and its certificate."""
    register = tmp_path / "register"
    assert sijill("init", str(register), "--owner", "lead", "--name", "Invented register").returncode == 0
    certificate, key = certificate_in(tmp_path)
    with served(register, "--tls-cert", str(certificate), "--tls-key", str(key)) as (address, _):
        yield int(address.rsplit(":", 1)[1]), certificate


def asked(port: int, sent: bytes, context: ssl.SSLContext) -> bytes:
    with (
        socket.create_connection(("127.0.0.1", port), timeout=20) as line,
        context.wrap_socket(line, server_hostname="localhost") as closed,
    ):
        closed.sendall(sent)
        answer = b""
        while piece := closed.recv(65536):
            answer += piece
        return answer


def test_over_tls_cookies_and_transport_are_bound_to_this_host_and_old_protocols_are_refused(desk):
    """ASVS 3.3.1, 3.3.3, 3.4.1, 4.2.1, 12.1.1, 12.1.2, 12.2.1, 13.4.4."""
    port, certificate = desk
    context = ssl.create_default_context(cafile=str(certificate))
    page = asked(port, b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", context)
    head = page.split(b"\r\n\r\n")[0].lower()
    old = ssl.create_default_context(cafile=str(certificate))
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    # Two requests to whoever believes the length, one to whoever believes the chunks.
    smuggled = b"GET /static/nowhere.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
    both = (
        b"POST /language/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Length: %d\r\n\r\n0\r\n\r\n" % (5 + len(smuggled))
    ) + smuggled

    with pytest.raises(ssl.SSLError):
        asked(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", old)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        in_clear = line.recv(65536)
    answers = asked(port, both, context)
    traced = asked(port, b"TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Secret: 1\r\n\r\n", context)

    assert page.startswith(b"HTTP/1.1 200")
    assert b"strict-transport-security: max-age=63072000; includesubdomains" in head
    assert b"__host-csrftoken=" in head
    assert all(b"secure" in line for line in head.split(b"\r\n") if line.startswith(b"set-cookie"))
    assert b"csrftoken" not in in_clear
    assert answers.count(b"HTTP/1.1 ") == 1
    assert traced.startswith(b"HTTP/1.1 405")
    assert b"X-Secret" not in traced
