"""The question for a time stamp, and whether an answer holds: also years later, when its certificates are past."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from sijill.adapters.timestamps._order import certificates_in_order
from sijill.values import SijillError, message

LONGEST_CHAIN = 8


class TimeStampRefused(SijillError):
    """An answer that is no time stamp over what was asked, or that nobody trusted has signed."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """
    What an answer vouches for: when, by whom, and the chain of certificates in PEM, the signer's first.

    ``root`` is who holds the last of them.
    """

    at: datetime
    authority: str
    root: str
    certificates: tuple[str, ...]


def make_query(words: bytes) -> bytes:
    """Return the question for a stamp over words: their SHA-256, a number used once, and nothing else of them."""
    return TimestampRequestBuilder(data=words, hash_algorithm=HashAlgorithm.SHA256).build().as_bytes()


def read_certificates(pem: bytes) -> tuple[str, ...]:
    """Return the certificates in a PEM file, each as PEM. Raises TimeStampRefused."""
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError as reason:
        raise TimeStampRefused(
            message("no certificate is read from that file; give the authority's root certificate in PEM")
        ) from reason
    return tuple(_pem(one) for one in found)


def check_stamp(answer: bytes, words: bytes, *, trusted: Sequence[str] = (), query: bytes | None = None) -> Stamped:
    """
    Return what an answer vouches for over some words.

    The certificates have to be valid at the moment of the stamp, not today: a stamp outlives them. ``trusted`` are
    certificates in PEM; without any, a root that the answer brings along is taken, for whoever checks to compare.
    ``query`` is the question that it has to answer. Raises TimeStampRefused.
    """
    response = _decoded(answer)
    chain = _chain(response, [x509.load_pem_x509_certificate(one.encode()) for one in trusted])
    builder = VerifierBuilder(tsa_certificate=chain[0], intermediates=chain[1:-1], roots=chain[-1:])
    try:
        builder.build().verify(response, hashlib.sha256(words).digest())
    except (VerificationError, ValueError) as reason:
        raise _refused(str(reason)) from reason
    if query is not None and not _answers(response, query):
        raise _refused("Nonce mismatch")
    moment = response.tst_info.gen_time
    return Stamped(
        moment.astimezone(UTC), _certificate_holder(chain[0]), _certificate_holder(chain[-1]), tuple(map(_pem, chain))
    )


def _certificate_holder(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def imprint_of(answer: bytes) -> bytes:
    """Return the SHA-256 over which an answer was given. Raises TimeStampRefused."""
    return bytes(_decoded(answer).tst_info.message_imprint.message)


def fingerprint_of(certificate: str) -> str:
    """Return the SHA-256 of a certificate in PEM, as its holder publishes it."""
    from cryptography.hazmat.primitives.hashes import SHA256

    return x509.load_pem_x509_certificate(certificate.encode()).fingerprint(SHA256()).hex()


def _decoded(answer: bytes) -> TimeStampResponse:
    try:
        response = decode_timestamp_response(certificates_in_order(answer))
        response.tst_info  # noqa: B018  (a refusal of the authority is an answer too, without a stamp in it)
    except ValueError as reason:
        raise _refused("no time stamp is in it") from reason
    return response


def _answers(response: TimeStampResponse, query: bytes) -> bool:
    """Test whether an answer holds the number that its question asked with."""
    number = response.tst_info.nonce
    if number is None:
        return False
    length = number.bit_length() // 8 + 1
    # DER writes an integer as its tag, its length and its bytes; the number of a question is random and long.
    return bytes([2, length]) + number.to_bytes(length, "big") in query


def _chain(response: TimeStampResponse, trusted: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Return the certificates from the signer's to a trusted one. Raises TimeStampRefused."""
    brought = [x509.load_der_x509_certificate(one) for one in response.signed_data.certificates]
    signers = list(response.signed_data.signer_infos)
    if len(signers) != 1:
        raise _refused("not signed once")
    known = [*trusted, *brought]
    found = [one for one in known if (one.issuer, one.serial_number) == (signers[0].issuer, signers[0].serial_number)]
    if not found:
        raise _refused("the signer's certificate is not in it")
    chain, anchors = found[:1], list(trusted) or [one for one in brought if _issued(one, one)]
    while chain[-1] not in anchors:
        above = next((one for one in (*anchors, *brought) if one not in chain and _issued(one, chain[-1])), None)
        if above is None or len(chain) == LONGEST_CHAIN:
            raise TimeStampRefused(
                message(
                    "no trusted certificate stands above that of the authority; give its root certificate with --roots"
                )
            )
        chain.append(above)
    return chain


def _issued(above: x509.Certificate, below: x509.Certificate) -> bool:
    with suppress(ValueError, TypeError, InvalidSignature):
        below.verify_directly_issued_by(above)
        return True
    return False


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode("ascii")


def _refused(why: str) -> TimeStampRefused:
    return TimeStampRefused(message("that is no time stamp over what was asked ({reason}); ask again"), reason=why)


def join_pem(certificates: Iterable[str]) -> bytes:
    """Return certificates as one PEM file."""
    return "".join(certificates).encode("ascii")
