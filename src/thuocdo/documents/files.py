"""Takes in a file: its size and content are checked, the bytes are kept once under their SHA-256.

What a person hands in is written to disk piece by piece, looked at there (`checks`) and only then gets its final name.
A file is only ever handed out as an attachment.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext as _

from thuocdo.common.faults import Refused
from thuocdo.documents.checks import alone, image, office, pdf
from thuocdo.documents.checks.unfit import Unfit
from thuocdo.documents.models import StoredFile
from thuocdo.documents.unfit_words import WORDS

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIGNS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
OFFICE = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL}
NAMING = 0x746875  # the lock of the database between keeping bytes and forgetting them
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .doc and .xls, and every .docx or .xlsx with a password
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


@keep_lazy_text
def with_limit(words: str) -> str:
    """A hint that says %(limit)s MB, of one file (THUOCDO_FILE_MB)."""
    return words % {"limit": settings.EVIDENCE_MAX_BYTES // 1024**2}


def store(upload: UploadedFile) -> StoredFile:
    """Keeps the upload and returns its row; the same content is kept once.

    Raises Refused, in words for whoever chose the file, when it is empty, too large, of another kind or not safe.
    """
    check_size(upload.size or 0)
    with _draft() as draft:
        digest = _write_chunks(draft, upload.chunks())
        kind = media_type(draft)
        _check(draft, kind)
        return _kept(draft, digest, upload.size or 0, kind)


def keep(content: bytes, kind: str) -> StoredFile:
    """Keeps bytes of this media type that the product made, or has checked; the same content is kept once."""
    with _draft() as draft:
        digest = _write_chunks(draft, [content])
        return _kept(draft, digest, len(content), kind)


@transaction.atomic
def _kept(draft: Path, digest: str, size: int, kind: str) -> StoredFile:
    """Until the row is committed nobody takes the bytes for forgotten."""
    _lock("pg_advisory_xact_lock_shared")
    _name(draft, path(digest))
    return StoredFile.objects.get_or_create(sha256=digest, defaults={"size": size, "media_type": kind})[0]


@transaction.atomic
def forget(digests: Collection[str]) -> None:
    """Removes the bytes that no row names any more, once the rows are gone for good. Waits for whoever keeps a file at
    this moment, which may be one of the same content."""
    _lock("pg_advisory_xact_lock")
    named = set(StoredFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    for digest in set(digests) - named:
        path(digest).unlink(missing_ok=True)


def _lock(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(%s)", [NAMING])


def check_size(size: int) -> None:
    if not size:
        raise Refused(_("The file is empty. Choose another file."))
    if size > settings.EVIDENCE_MAX_BYTES:
        limit = settings.EVIDENCE_MAX_BYTES // 1024**2
        raise Refused(
            _("The file is larger than %(limit)s MB. Scan it at a lower resolution or split it.") % {"limit": limit}
        )


def media_type(file: Path) -> str:
    """The kind of file by its content; its name is not believed."""
    with file.open("rb") as content:
        head = content.read(16)
    for sign, kind in SIGNS.items():
        if head.startswith(sign):
            return kind
    if head.startswith(OLD_OFFICE):
        raise Refused(
            _("This is an old Office file, or one with a password. Save it as .docx, .xlsx or PDF without a password.")
        )
    kind = _office_kind(file) if head.startswith(b"PK\x03\x04") else None
    if kind is None:
        raise Refused(
            _("This file is not a PDF, PNG, JPEG, Word (.docx) or Excel (.xlsx) file. Save it as PDF and try again.")
        )
    return kind


def _office_kind(file: Path) -> str | None:
    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    return next((kind for name, kind in OFFICE.items() if name in names), None)


def _check(file: Path, kind: str) -> None:
    looks = {PDF: _look_at_pdf, PNG: image.look, JPEG: image.look, WORD: office.look, EXCEL: office.look}
    try:
        looks[kind](file)
    except Unfit as fault:
        raise Refused(str(WORDS[fault.reason])) from fault


def _look_at_pdf(file: Path) -> None:
    """In a process of its own with limits, whose start takes longer than reading a file that packs nothing."""
    (pdf if pdf.packs_nothing(file) else alone).look(file)


def path(digest: str) -> Path:
    return Path(settings.DATA) / "files" / digest[:2] / digest


@contextmanager
def _draft() -> Iterator[Path]:
    """A file of its own beside the others; gone afterwards unless it was named."""
    folder = Path(settings.DATA) / "files" / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        draft = Path(file.name)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _write_chunks(draft: Path, parts: Iterable[bytes]) -> str:
    """Returns the SHA-256 of what was written."""
    digest = sha256()
    with draft.open("wb") as file:
        for part in parts:
            digest.update(part)
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _name(draft: Path, target: Path) -> None:
    """On disk, with its name, before its row is committed; a half-written file never has the final name."""
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.replace(target)
    for folder in (target.parent, target.parent.parent):  # the outer one: the inner may be new
        _keep_names(folder)


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def chunks(digest: str) -> Iterable[bytes]:
    with path(digest).open("rb") as file:
        yield from iter(lambda: file.read(64 * 1024), b"")
