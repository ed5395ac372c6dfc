"""Hands out a file; who may read it is decided by the floor that calls."""

from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from thuocdo.documents import files
from thuocdo.documents.models import Document, StoredFile


def attachment(stored: StoredFile, name: str) -> StreamingHttpResponse:
    """Always an attachment: nothing that somebody uploaded is ever shown inside our own pages."""
    response = StreamingHttpResponse(files.chunks(stored.sha256), content_type=stored.media_type)
    response["Content-Length"] = stored.size
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def handed_out(document: Document, replaced: str = "") -> StreamingHttpResponse:
    """The document's file; of one that was replaced, the old file by its number (`replaced`). 404 for any other."""
    if not replaced:
        return attachment(document.file, document.file_name)
    old = get_object_or_404(document.replaced_files.select_related("file"), pk=replaced if replaced.isdecimal() else 0)
    return attachment(old.file, old.file_name)


def drawn(picture: Path) -> FileResponse:
    """A picture that we drew ourselves; kept by the reader's browser alone."""
    response = FileResponse(picture.open("rb"), content_type=files.PNG)
    response["Cache-Control"] = "private, max-age=3600"
    return response
