"""A time-stamping authority made of openssl and files, for tests: no network, certificates as short as one likes."""

from __future__ import annotations

import subprocess
from pathlib import Path

_CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Invented Root
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[middle]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[signer]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/middle.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Authority:
    """A root, a certificate between, and a signer for two days; ``answer`` stamps a question."""

    def __init__(self, folder: Path, *, brings_root: bool = False) -> None:
        """Make its keys and certificates in a folder; with ``brings_root`` each answer holds its own root."""
        self.folder, self.roots = folder, folder / "root.pem"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "openssl.cnf").write_text(_CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        self._certificate("root", "Invented Root", "root", above=None)
        self._certificate("middle", "Invented Middle", "middle", above="root")
        self._certificate("tsa", "Invented Authority", "signer", above="middle")
        if brings_root:
            with (folder / "middle.pem").open("a") as middle:
                middle.write(self.roots.read_text())

    def answer(self, query: bytes) -> bytes:
        """Return what the authority answers to a question."""
        (self.folder / "q.tsq").write_bytes(query)
        asked = ("-queryfile", "q.tsq", "-config", "openssl.cnf", "-section", "tsa_config", "-out", "a.tsr")
        self._openssl("ts", "-reply", *asked)
        return (self.folder / "a.tsr").read_bytes()

    def _certificate(self, name: str, called: str, kind: str, *, above: str | None) -> None:
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key")
        self._openssl("req", "-new", *key, "-subj", f"/CN={called}", "-config", "openssl.cnf", "-out", f"{name}.csr")
        by = ("-CA", f"{above}.pem", "-CAkey", f"{above}.key") if above else ("-signkey", f"{name}.key")
        extended = ("-extfile", "openssl.cnf", "-extensions", kind, "-days", "2", "-out", f"{name}.pem")
        self._openssl("x509", "-req", "-in", f"{name}.csr", *by, *extended)

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)
