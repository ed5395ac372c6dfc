"""Takes in a file: size and content are checked, the bytes are kept once under their SHA-256.

The deeper checks of hostile files are a later floor's work; here nothing is accepted whose first bytes are not those of
an accepted kind, and a file is only ever handed out as an attachment.
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from thuocdo.common.faults import Refused
from thuocdo.documents.models import StoredFile

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIGNS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
OFFICE = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL}
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


def media_type(content: bytes) -> str:
    """The kind of file by its content; its name is not believed."""
    for sign, kind in SIGNS.items():
        if content.startswith(sign):
            return kind
    if content.startswith(b"PK\x03\x04"):
        try:
            names = set(ZipFile(BytesIO(content)).namelist())
        except BadZipFile:
            names = set()
        for name, kind in OFFICE.items():
            if name in names:
                return kind
    raise Refused(
        _("This file is not a PDF, PNG, JPEG, Word (.docx) or Excel (.xlsx) file. Save it as PDF and try again.")
    )


def store(upload: UploadedFile) -> StoredFile:
    """Keeps the upload and returns its row; the same content is kept once.

    Raises Refused when it is empty, too large or of another kind.
    """
    if not upload.size:
        raise Refused(_("The file is empty. Choose another file."))
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        limit = settings.EVIDENCE_MAX_BYTES // 1024**2
        raise Refused(
            _("The file is larger than %(limit)s MB. Scan it at a lower resolution or split it.") % {"limit": limit}
        )
    content = upload.read()
    return keep(content, media_type(content))


def keep(content: bytes, kind: str) -> StoredFile:
    """Keeps bytes of this media type that the product made, or has checked; the same content is kept once."""
    digest = sha256(content).hexdigest()
    _write(path(digest), content)
    return StoredFile.objects.get_or_create(sha256=digest, defaults={"size": len(content), "media_type": kind})[0]


def path(digest: str) -> Path:
    return Path(settings.DATA) / "files" / digest[:2] / digest


def _write(target: Path, content: bytes) -> None:
    """On disk before its row is committed; a half-written file never has the final name."""
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def chunks(digest: str) -> Iterable[bytes]:
    with path(digest).open("rb") as file:
        yield from iter(lambda: file.read(64 * 1024), b"")
