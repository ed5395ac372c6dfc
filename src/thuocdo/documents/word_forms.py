"""Which form a paper's Word file has: the department's own template where there is one, else the built-in form."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thuocdo.common.faults import Refused
from thuocdo.documents import files
from thuocdo.documents.filling import apart
from thuocdo.documents.filling.faults import Unfit
from thuocdo.documents.models import PaperTemplate, StoredFile
from thuocdo.documents.official import Paper, as_word
from thuocdo.documents.template_words import in_words
from thuocdo.documents.templates import PAPERS, PaperKind


def template_of(key: str) -> PaperTemplate | None:
    """The one in use; None where the built-in form is. 1 query."""
    newest = PaperTemplate.objects.select_related("file", "put_by").filter(paper=key).first()
    return newest if newest and newest.file_id else None


def templates_in_use() -> dict[str, PaperTemplate]:
    """By key of their paper: 1 query."""
    newest = PaperTemplate.objects.select_related("file", "put_by").order_by("paper", "-pk").distinct("paper")
    return {row.paper: row for row in newest if row.file_id}


def word_of(key: str, paper: Paper, *, built_in: bool = False) -> bytes:
    """The paper as .docx. Raises Refused where the department's template cannot be filled with it."""
    row = None if built_in else template_of(key)
    if row is None or row.file is None:
        return as_word(paper)
    try:
        return apart.fill(content(row.file), paper, own_fields(PAPERS[key]))
    except Unfit as fault:
        said = " ".join(dict.fromkeys(in_words(one) for one in fault.faults[:3]))
        words = _("The department's Word template of this paper could not be filled. %(why)s") % {"why": said}
        raise Refused(words) from fault


def own_fields(kind: PaperKind) -> Iterable[str]:
    return [field.name for field in kind.own]


def content(stored: StoredFile) -> bytes:
    return b"".join(files.chunks(stored.sha256))
