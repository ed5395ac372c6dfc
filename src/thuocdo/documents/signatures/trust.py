"""The installation's trust: a folder of certificates and revocation lists, PEM or DER, put there by its keeper.

A certificate that its own issuer signed is a root; any other stands between a root and a signer. Nothing is ever
fetched from an address that a certificate names: whoever signs would choose what we ask.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from thuocdo.documents.signatures.verdicts import Trust

SUFFIXES = {".pem", ".der", ".cer", ".crt", ".crl"}
log = logging.getLogger(__name__)


def read_trust(folder: Path) -> Trust:
    """Everything readable in `folder`; an unreadable file is left out and named in the log, a missing folder is empty.

    Read anew at every judgement, so that a list that was just put there counts at once.
    """
    roots, between, lists = [], [], []
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        if path.suffix.lower() not in SUFFIXES:
            continue
        try:
            for kind, content in _read(path.read_bytes()):
                {"root": roots, "between": between, "list": lists}[kind].append(content)
        except (ValueError, OSError) as fault:
            log.warning("Trust: %s cannot be read and is left out: %s", path.name, fault)
    return Trust(tuple(roots), tuple(between), tuple(lists))


def _read(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Kind and DER of each certificate, or of the one revocation list."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    if b"-----BEGIN X509 CRL" in content:
        yield "list", x509.load_pem_x509_crl(content).public_bytes(Encoding.DER)
    elif b"-----BEGIN" in content:
        for certificate in x509.load_pem_x509_certificates(content):
            yield _place(certificate), certificate.public_bytes(Encoding.DER)
    else:
        yield _either(x509.load_der_x509_certificate, x509.load_der_x509_crl, content)


def _either(certificate: Callable, revocations: Callable, content: bytes) -> tuple[str, bytes]:
    try:
        return _place(certificate(content)), content
    except ValueError:
        revocations(content)
        return "list", content


def _place(certificate: object) -> str:
    return "root" if certificate.subject == certificate.issuer else "between"
