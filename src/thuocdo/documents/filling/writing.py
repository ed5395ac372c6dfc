"""Fills a template with a paper: its fields by the library, whole parts by what writes the built-in form."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from thuocdo.documents.filling.faults import Fault, Reason, Unfit
from thuocdo.documents.filling.grammar import Grammar
from thuocdo.documents.filling.parts import part_faults, part_faults_of_filled
from thuocdo.documents.filling.values import ANNEXES, BODY, values
from thuocdo.documents.official.paper import Paper
from thuocdo.documents.official.word import add_missing_styles, describe, plain, write, write_annex

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Stand in the filled text until the parts themselves take their place; nobody can type the letter between.
PLACES = {BODY: "\ue000noi_dung\ue000", ANNEXES: "\ue000phu_luc\ue000"}
MOST_FILLED = 12 * 1024**2  # bytes of the file that is handed out


def filled(template: bytes, paper: Paper, shape: dict[str, Any]) -> bytes:
    """Raises Unfit."""
    if faults := part_faults(template):
        raise Unfit(faults)
    try:
        document = _rendered(template, paper, shape)
    except Unfit:
        raise
    except TemplateError as fault:
        raise Unfit([Fault(Reason.SYNTAX, str(fault)[:200])]) from fault
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, etree.XMLSyntaxError) as fault:
        raise Unfit([Fault(Reason.BROKEN, type(fault).__name__)]) from fault  # a Word file of nobody's making
    return _checked(document)


def _rendered(template: bytes, paper: Paper, shape: dict[str, Any]) -> bytes:
    word = DocxTemplate(BytesIO(template))
    word.render(_plain(values(paper)) | PLACES, Grammar(shape), autoescape=True)
    document = Document(BytesIO(_saved(word.docx)))  # read anew: the library leaves parts behind that nobody writes
    add_missing_styles(document)
    _put_whole_parts(document, paper)
    _mark_pages(document, (*paper.marks, *_notices(paper, document)))
    describe(document, paper)
    return _saved(document)


def _saved(document: "WordDocument") -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _checked(content: bytes) -> bytes:
    """What was filled is looked at like what was handed in."""
    faults = [Fault(Reason.TOO_LARGE)] if len(content) > MOST_FILLED else part_faults_of_filled(content)
    if faults:
        raise Unfit(faults)
    return content


def _plain(value: Any) -> Any:
    """Without what XML cannot hold."""
    if isinstance(value, str):
        return plain(value).replace("\ue000", "")
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value]


def _put_whole_parts(document: "WordDocument", paper: Paper) -> None:
    """The body and the annexes in the place of their paragraphs; annexes without one at the end of the file."""

    def write_body() -> None:
        for block in paper.blocks:
            write(block, document)

    def write_annexes() -> None:
        for annex in paper.annexes:
            write_annex(annex, document)

    _put(document, BODY, write_body)
    if not _put(document, ANNEXES, write_annexes):
        write_annexes()


def _put(document: "WordDocument", name: str, write_part: Callable[[], None]) -> bool:
    """Whether the template has a place for the part. Raises Unfit where the place is not a paragraph of its own."""
    found = [paragraph for paragraph in document.element.iter(f"{W}p") if PLACES[name] in _text(paragraph)]
    for paragraph in found:
        stands_alone = paragraph.getparent() is document.element.body and _text(paragraph).strip() == PLACES[name]
        if not stands_alone or len(found) > 1:
            shown = _text(paragraph).replace(PLACES[name], f"{{{{ {name} }}}}")
            raise Unfit([Fault(Reason.NOT_ALONE, name, shown[:200])])
    if _elsewhere(document, name):
        raise Unfit([Fault(Reason.NOT_ALONE, name, f"{{{{ {name} }}}}")])
    if not found:
        return False
    _move(document, found[0], write_part)
    return True


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _elsewhere(document: "WordDocument", name: str) -> bool:
    """Whether it stands in a header, a footer or a note."""
    return any(PLACES[name].encode() in part.blob for part in document.part.package.parts if part is not document.part)


def _move(document: "WordDocument", place: etree._Element, write_part: Callable[[], None]) -> None:
    """What is written comes last in the file; from there it goes before the place, which then goes."""
    body = document.element.body
    before = set(body.iterchildren())
    write_part()
    for element in [child for child in body.iterchildren() if child not in before]:
        place.addprevious(element)
    body.remove(place)


def _notices(paper: Paper, document: "WordDocument") -> tuple[str, ...]:
    """What a paper has to warn of ("DỰ THẢO"), where the template does not say it itself."""
    said = "".join(_text(paragraph) for paragraph in document.element.iter(f"{W}p"))
    return tuple(notice for notice in paper.notices if plain(notice) not in said)


def _mark_pages(document: "WordDocument", marks: tuple[str, ...]) -> None:
    """On every page of every section, whatever headers the template has."""
    if not marks:
        return
    for place, section in enumerate(document.sections):
        for header in _headers(document, section):
            if place == 0 or not header.is_linked_to_previous:
                header.add_paragraph(plain(" · ".join(marks)), style="Dấu trang")


def _headers(document: "WordDocument", section: Any) -> Iterator[Any]:
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header
