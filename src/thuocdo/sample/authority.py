"""A certification authority of the sample, so that its reports carry real signatures. Nobody else trusts it.

Tests make their own with it. Every name says that it is a sample ("mẫu"). Keys of the authority live in memory only:
once the sample is built, nobody can issue a further certificate.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NAME = "Cơ quan chứng thực mẫu của Thước đo"
BEGINS, ENDS = datetime(2021, 1, 1), datetime(2040, 1, 1)
Box = tuple[int, int, int, int]  # of a visible signature, in points from the bottom left of the first page


@dataclass(frozen=True)
class Identity:
    """Somebody who can sign: a certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def sha256(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()


@dataclass
class Authority:
    """Issues certificates and lists the revoked ones."""

    name: str = NAME
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    revoked: dict[int, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        builder = _blank(_subject(self.name), self.subject, self.key.public_key(), BEGINS, ENDS)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        builder = builder.add_extension(_usage(issues=True), critical=True)
        self.certificate = builder.sign(self.key, hashes.SHA256())

    @property
    def subject(self) -> x509.Name:
        return _subject(self.name)

    def issue(self, name: str, organisation: str = "", *, begins: datetime = BEGINS, ends: datetime = ENDS) -> Identity:
        """A certificate for signing documents, as persons and agencies get one."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _blank(_subject(name, organisation), self.subject, key.public_key(), begins, ends)
        builder = builder.add_extension(_usage(issues=False), critical=True)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        certificate = builder.add_extension(issuer, critical=False).sign(self.key, hashes.SHA256())
        return Identity(certificate, key, (self.certificate,))

    def revoke(self, identity: Identity, on: datetime) -> None:
        self.revoked[identity.certificate.serial_number] = on

    def revocations(self, begins: datetime = BEGINS, ends: datetime = ENDS) -> bytes:
        """The list of revoked certificates, in DER; it speaks for the time between `begins` and `ends`."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.subject)
        builder = builder.last_update(begins).next_update(ends)
        for number, day in self.revoked.items():
            row = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(day).build()
            builder = builder.add_revoked_certificate(row)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.add_extension(issuer, critical=False).add_extension(x509.CRLNumber(1), critical=False)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def install(self, folder: Path) -> None:
        """Puts root and list where an installation looks for what it trusts."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "mau-goc.pem").write_bytes(self.certificate.public_bytes(Encoding.PEM))
        (folder / "mau-thu-hoi.crl").write_bytes(self.revocations())


def _blank(subject: x509.Name, issuer: x509.Name, key, begins: datetime, ends: datetime) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _subject(name: str, organisation: str = "") -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, name)]
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def _usage(*, issues: bool) -> x509.KeyUsage:
    names = ("data_encipherment", "key_encipherment", "key_agreement", "encipher_only", "decipher_only")
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_cert_sign=issues,
        crl_sign=issues,
        **dict.fromkeys(names, False),
    )


def sign(content: bytes, identity: Identity, *, field_name: str, text: str = "", box: Box | None = None) -> bytes:
    """The PDF with one signature more, appended; visible in `box` of the first page with `text` where given.

    That is how a unit's tools do it: the head signs, then the clerk's tool sets number and date as the appearance of
    the agency's signature."""
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import TextStampStyle
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    chain = SimpleCertificateStore()
    for certificate in identity.chain:
        chain.register(asn1.Certificate.load(certificate.public_bytes(Encoding.DER)))
    private = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(identity.certificate.public_bytes(Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=chain,
    )
    facts = signers.PdfSignatureMetadata(
        field_name=field_name, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    place = fields.SigFieldSpec(field_name, on_page=0, box=box) if box else None
    style = TextStampStyle(stamp_text=text, border_width=0) if box else None
    writer = IncrementalPdfFileWriter(BytesIO(content))
    pdf_signer = signers.PdfSigner(facts, signer, stamp_style=style, new_field_spec=place)
    with ThreadPoolExecutor(max_workers=1) as apart:  # pyHanko runs an event loop, of which a thread has one at most
        return apart.submit(pdf_signer.sign_pdf, writer).result().getvalue()
