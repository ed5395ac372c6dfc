"""Several papers in one zip, alike to the byte where the papers are."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from thuocdo.documents.official import Paper, typeset
from thuocdo.documents.word_forms import word_of

ZIP = "application/zip"


def written(key: str, paper: Paper, kind: str, *, built_in: bool = False) -> bytes:
    """The paper as PDF or Word. Raises Refused where the department's template cannot be filled with it."""
    return typeset(paper) if kind == "pdf" else word_of(key, paper, built_in=built_in)


def zipped(files: Iterable[tuple[str, bytes]], moment: datetime) -> bytes:
    """`files`: name and content; `moment`: the time that the archive gives them."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            told = ZipInfo(name, moment.timetuple()[:6])
            told.compress_type = ZIP_DEFLATED
            archive.writestr(told, content)
    return out.getvalue()
