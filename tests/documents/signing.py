"""Real signed PDFs: a test authority, a head, a deputy, an agency's seal, and files as they go wrong in practice."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from thuocdo.documents.signatures import Trust
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
