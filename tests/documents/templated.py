"""Word templates for tests, made by python-docx as a person would, or with what nobody should put into one."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from thuocdo.documents.filling.faults import Reason

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ADDRESS = "http://evil.example/x"


def word(*paragraphs: str, change: Callable[[object], None] = lambda document: None) -> bytes:
    document, out = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    change(document)
    document.save(out)
    return out.getvalue()


def in_a_table(text: str) -> bytes:
    return word(change=lambda document: document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run(text))


def in_the_header(text: str) -> bytes:
    return word("x", change=lambda document: document.sections[0].header.paragraphs[0].add_run(text))


def in_the_properties(text: str) -> bytes:
    return word("x", change=lambda document: setattr(document.core_properties, "title", text))


def torn(*runs: str) -> bytes:
    """A paragraph whose text Word has torn into runs, as it does when somebody corrects a word."""

    def change(document) -> None:
        paragraph = document.add_paragraph()
        for run in runs:
            paragraph.add_run(run).bold = len(run) % 2 == 0

    return word(change=change)


def with_element(xml: str) -> bytes:
    return word(change=lambda document: document.add_paragraph("Chỗ này")._p.append(parse_xml(xml)))


def with_field(*code: str) -> bytes:
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in code)
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return with_element(f"<w:ins {NS}>{begin}{runs}{end}</w:ins>")


def with_relation(kind: str) -> bytes:
    return word("x", change=lambda document: document.part.relate_to(ADDRESS, kind, is_external=True))


def with_part(name: str, kind: str) -> bytes:
    def change(document) -> None:
        part = Part(PackURI(name), "application/octet-stream", b"MZ", document.part.package)
        document.part.relate_to(part, kind)

    return word("x", change=change)


def elsewhere(name: str) -> bytes:
    """A template whose words lie in a part of another name and place, a harmless one where they usually are."""
    out, source = BytesIO(), with_element(f"<w:object {NS}/>")
    with ZipFile(BytesIO(source)) as given, ZipFile(out, "w") as made:
        for part in given.namelist():
            content = given.read(part).replace(b"word/document.xml", name.encode())
            made.writestr(
                name if part == "word/document.xml" else part.replace("word/_rels/document", _rels(name)), content
            )
        made.writestr("word/document.xml", f"<w:document {NS}/>")
    return out.getvalue()


def _rels(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file.removesuffix('.xml')}"


def packed(unpacked: int) -> bytes:
    """A template with one part more, that unpacks to so many bytes."""
    out = BytesIO(word("x"))
    with ZipFile(out, "a", 8) as archive:
        archive.writestr("word/media/image1.emf", b"0" * unpacked)
    return out.getvalue()


R = Reason
OPENED = "{%p for doan in cac_doan %}"
HOSTILE: dict[str, tuple[bytes, Reason]] = {
    "a class through a text": (word("{{ ''.__class__.__mro__ }}"), R.FORBIDDEN),
    "a class through a field": (word("{{ nam.__class__ }}"), R.UNKNOWN),
    "a class by index": (word("{{ nam['__class__'] }}"), R.FORBIDDEN),
    "a class by a filter": (word("{{ nam|attr('__class__') }}"), R.FILTER),
    "a method of a text": (word("{{ nam.format(nam) }}"), R.FORBIDDEN),
    "the environment itself": (word("{{ self._TemplateReference__context }}"), R.UNKNOWN),
    "a global of the engine": (word("{{ cycler.__init__.__globals__.os }}"), R.UNKNOWN),
    "a huge range": (word("{%p for x in range(999999999) %}", "{{ x }}", "{%p endfor %}"), R.FORBIDDEN),
    "a huge text": (word("{{ 'a' * 999999999 }}"), R.FORBIDDEN),
    "a huge number": (word("{{ 9 ** 9 ** 9 }}"), R.FORBIDDEN),
    "one list times another": (word(OPENED, OPENED, "{{ doan }}", "{%p endfor %}", "{%p endfor %}"), R.NESTED),
    "a macro": (word("{% macro m() %}x{% endmacro %}"), R.FORBIDDEN),
    "an include": (word("{% include '/etc/passwd' %}"), R.FORBIDDEN),
    "an import": (word("{% import 'os' as os %}"), R.FORBIDDEN),
    "an extension of another": (word("{% extends 'x' %}"), R.FORBIDDEN),
    "a block": (word("{% block x %}x{% endblock %}"), R.FORBIDDEN),
    "a variable of its own": (word("{% set x = nam %}"), R.FORBIDDEN),
    "text that is not read": (word("{% raw %}{{ <w:altChunk/> }}{% endraw %}"), R.FORBIDDEN),
    "a call without a field": (word("{% call nam() %}x{% endcall %}"), R.FORBIDDEN),
    "an autoescape switched off": (word("{% autoescape false %}{{ nam }}{% endautoescape %}"), R.FORBIDDEN),
    "a comparison that computes": (word("{% if nam ~ nam == 'x' %}x{% endif %}"), R.FORBIDDEN),
    "a class in a header": (in_the_header("{{ nam.__class__ }}"), R.UNKNOWN),
    "a class in the file's properties": (in_the_properties("{{ nam.__class__ }}"), R.UNKNOWN),
    "a class torn into runs": (torn("{", "{ nam.__cl", "ass__ }", "}"), R.UNKNOWN),
    "a loop without an end": (word(OPENED, "{{ doan }}"), R.SYNTAX),
    "a field that another program fills": (with_field("DDEAUTO c:\\\\x.exe"), R.WORD_FIELD),
    "a field torn into pieces": (with_field("INCLUDE", 'PICTURE "http://evil.example"'), R.WORD_FIELD),
    "a simple field": (with_element(f'<w:fldSimple {NS} w:instr="INCLUDETEXT x"/>'), R.WORD_FIELD),
    "a web page within": (with_element(f'<w:altChunk {NS} {RS} r:id="rId1"/>'), R.EMBEDDED),
    "an object within": (with_element(f"<w:object {NS}/>"), R.EMBEDDED),
    "a picture from elsewhere by a shape": (
        with_element(f'<w:pict {NS}><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="{ADDRESS}"/></w:pict>'),
        R.FETCHES,
    ),
    "a template from elsewhere": (with_relation(f"{OFFICE}/attachedTemplate"), R.FETCHES),
    "a picture from elsewhere": (with_relation(KIND.IMAGE), R.FETCHES),
    "an embedded file": (with_part("/word/embeddings/oleObject1.bin", KIND.OLE_OBJECT), R.EMBEDDED),
    "an object by its relation alone": (with_part("/word/thing.xml2", KIND.OLE_OBJECT), R.EMBEDDED),
    "an object in words that lie elsewhere": (elsewhere("van-ban/document.xml"), R.EMBEDDED),
    "an object in words of another name": (elsewhere("word/picture.png"), R.EMBEDDED),
    "macros": (with_part("/word/vbaProject.bin", "http://x/vbaProject"), R.EMBEDDED),
    "a file that unpacks to a lot": (packed(30 * 1024**2), R.TOO_LARGE),
    "no Word file": (b"PK\x03\x04 not a zip", R.BROKEN),
    "the body in a sentence": (word("Nội dung: {{ noi_dung }}"), R.NOT_ALONE),
    "the body twice": (word("{{ noi_dung }}", "{{ noi_dung }}"), R.NOT_ALONE),
    "the body in a table": (in_a_table("{{ noi_dung }}"), R.NOT_ALONE),
    "the body in a header": (in_the_header("{{ noi_dung }}"), R.NOT_ALONE),
    "the body in capitals": (word("{{ noi_dung|upper }}"), R.NOT_TEXT),
    "a list as a text": (word("{{ cac_doan }}"), R.NOT_TEXT),
    "a text as a list": (word("{%p for x in nam %}", "{{ x }}", "{%p endfor %}"), R.NOT_LIST),
}
