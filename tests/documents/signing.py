"""Real signed PDFs: a test authority, a head, a deputy, an agency's seal, and files as they go wrong in practice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ExtendedKeyUsage
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from thuocdo.documents.signatures import Trust
from thuocdo.sample import authority
from thuocdo.sample.authority import Authority, Identity, sign

AT = datetime(2022, 10, 17, 2, tzinfo=UTC)  # 09:00 in the province: the moment of judging
HEAD_BOX, AGENCY_BOX = (330, 90, 530, 160), (60, 700, 260, 760)
STAMP = "So: 123/BC-SYT\nngay 17 thang 10 nam 2022"


@dataclass(frozen=True)
class Signers:
    """Whoever signs in the tests; names and bodies are those of the cast's Department of Health."""

    authority: Authority
    head: Identity
    deputy: Identity
    agency: Identity
    other_agency: Identity
    revoked: Identity
    expired: Identity
    future: Identity
    revocations: bytes
    stranger: Identity  # of an authority that nobody here trusts

    @property
    def trust(self) -> Trust:
        return Trust((self.root,), (), (self.revocations,))

    @property
    def root(self) -> bytes:
        return self.authority.certificate.public_bytes(Encoding.DER)


@cache
def signers() -> Signers:
    """Made once for all tests."""
    issue = Authority("Cơ quan chứng thực thử nghiệm")
    revoked = issue.issue("Lê Văn Ký", "Sở Y tế")
    issue.revoke(revoked, datetime(2022, 10, 1))
    return Signers(
        authority=issue,
        head=issue.issue("Lê Văn Ký", "Sở Y tế"),
        deputy=issue.issue("Trần Thị Phó", "Sở Y tế"),
        agency=issue.issue("Sở Y tế", "UBND tỉnh Thử Nghiệm"),
        other_agency=issue.issue("Sở Tư pháp", "UBND tỉnh Thử Nghiệm"),
        revoked=revoked,
        expired=issue.issue("Lê Văn Ký", "Sở Y tế", ends=datetime(2022, 10, 1)),
        future=issue.issue("Lê Văn Ký", "Sở Y tế", begins=datetime(2022, 11, 1)),
        revocations=issue.revocations(),
        stranger=Authority("Cơ quan chứng thực lạ").issue("Lê Văn Ký", "Sở Y tế"),
    )


@cache
def plain(text: str = "Bao cao", pages: int = 3) -> bytes:
    """A small tagged PDF/A-2a as the product prints it."""
    import typst

    source = (
        f'#set document(title: "{text}")\n#set text(lang: "vi")\n= {text}\n' + "#lorem(300)\n#pagebreak()\n" * pages
    )
    return typst.compile(source.encode(), format="pdf", pdf_standards="a-2a")


def by_head(content: bytes, who: Identity | None = None) -> bytes:
    return sign(content, who or signers().head, field_name="ThuTruong", text="Ky boi thu truong", box=HEAD_BOX)


def by_agency(content: bytes, who: Identity | None = None) -> bytes:
    """The clerk's tool: number and date are the appearance of the agency's signature."""
    return sign(content, who or signers().agency, field_name="CoQuan", text=STAMP, box=AGENCY_BOX)


def whole(content: bytes) -> bytes:
    """The sequence that is accepted as good."""
    return by_agency(by_head(content))


@cache
def stamper(*, is_known: bool = True):
    """A time stamping service of the tests, certified by the trusted authority or by one that nobody trusts."""
    from asn1crypto import keys, x509
    from pyhanko.sign.timestamps import DummyTimeStamper

    issuer = signers().authority if is_known else Authority("Cơ quan chứng thực lạ")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)  # pyHanko's own stamper knows no other
    builder = authority._blank(
        authority._subject("Dịch vụ cấp dấu thời gian thử nghiệm"), issuer.subject, key.public_key(),
        authority.BEGINS, authority.ENDS,
    )  # fmt: skip
    builder = builder.add_extension(authority._usage(issues=False), critical=True)
    purpose = ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = builder.add_extension(purpose, critical=True).sign(issuer.key, hashes.SHA256())
    return DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        fixed_dt=AT,
    )


def stamped(content: bytes, *, is_known: bool = True) -> bytes:
    """With a time stamp of the whole document appended, as a document management system keeps signatures checkable."""
    from pyhanko.sign.signers import PdfTimeStamper

    writer = IncrementalPdfFileWriter(BytesIO(content))
    with ThreadPoolExecutor(1) as apart:  # pyHanko runs an event loop, of which a thread has one at most
        stamping = apart.submit(PdfTimeStamper(stamper(is_known=is_known)).timestamp_pdf, writer, "sha256")
        return stamping.result().getvalue()


def with_proofs(content: bytes) -> bytes:
    """With certificates and revocation lists appended beside the signatures (DSS)."""
    from asn1crypto import crl, x509
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    out = BytesIO(content)
    certificates = [x509.Certificate.load(signers().root)]
    DocumentSecurityStore.add_dss(out, None, certs=certificates, crls=[crl.CertificateList.load(signers().revocations)])
    return out.getvalue()


def flip(content: bytes, place: int, bit: int = 1) -> bytes:
    return content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]


def _appended(content: bytes, change) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_altered_page(content: bytes) -> bytes:
    """A black box drawn over the first page, in a state appended to the file."""

    def draw(writer: IncrementalPdfFileWriter) -> None:
        page = _first_page(writer)
        box = writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), box])
        writer.update_container(page)

    return _appended(content, draw)


def with_note(content: bytes) -> bytes:
    """A text box laid over the page, as a document management system may stamp a number."""

    def lay(writer: IncrementalPdfFileWriter) -> None:
        page = _first_page(writer)
        note = {
            "/Type": generic.NameObject("/Annot"),
            "/Subtype": generic.NameObject("/FreeText"),
            "/Rect": generic.ArrayObject([generic.NumberObject(n) for n in (60, 700, 260, 760)]),
            "/Contents": generic.TextStringObject("So: 999"),
        }
        row = writer.add_object(generic.DictionaryObject({generic.NameObject(k): v for k, v in note.items()}))
        page["/Annots"] = generic.ArrayObject([*(page.get("/Annots") or []), row])
        writer.update_container(page)

    return _appended(content, lay)


def with_metadata(content: bytes) -> bytes:
    def name(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(writer.add_object(generic.DictionaryObject({
            generic.NameObject("/Title"): generic.TextStringObject("Ten moi"),
        })))  # fmt: skip

    return _appended(content, name)


def with_other_pages(content: bytes) -> bytes:
    """The trailer names another catalogue, with other pages: nothing of the old file is overwritten."""

    def swap(writer: IncrementalPdfFileWriter) -> None:
        box = writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
        rect = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)])
        page = _dictionary("/Page", {"/MediaBox": rect, "/Contents": box, "/Resources": generic.DictionaryObject()})
        kid = writer.add_object(page)
        pages = _dictionary("/Pages", {"/Kids": generic.ArrayObject([kid]), "/Count": generic.NumberObject(1)})
        root = writer.add_object(pages)
        page[generic.NameObject("/Parent")] = root
        writer.root["/Pages"] = root
        writer.update_root()

    return _appended(content, swap)


def _dictionary(kind: str, rows: dict[str, object]) -> generic.DictionaryObject:
    named = {generic.NameObject(name): value for name, value in rows.items()}
    return generic.DictionaryObject({generic.NameObject("/Type"): generic.NameObject(kind), **named})


def _first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    node = writer.root["/Pages"]
    while "/Kids" in node:
        node = node["/Kids"][0]
    return node


def encrypted(content: bytes) -> bytes:
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="mat-khau", owner="mat-khau"))
    return out.getvalue()


def rewritten(content: bytes) -> bytes:
    """Saved anew by another program: it looks the same and has not one byte in common."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out)
    return out.getvalue()


def with_attachment(content: bytes) -> bytes:
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.attachments["bang-ke.xlsx"] = b"PK..."
        pdf.save(out)
    return out.getvalue()
