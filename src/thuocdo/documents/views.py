"""Hands out a file; who may read it is decided by the floor that calls."""

from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, StreamingHttpResponse

from thuocdo.documents import files
from thuocdo.documents.models import StoredFile


def attachment(stored: StoredFile, name: str) -> StreamingHttpResponse:
    """Always an attachment: nothing that somebody uploaded is ever shown inside our own pages."""
    response = StreamingHttpResponse(files.chunks(stored.sha256), content_type=stored.media_type)
    response["Content-Length"] = stored.size
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def drawn(picture: Path) -> FileResponse:
    """A picture that we drew ourselves; kept by the reader's browser alone."""
    response = FileResponse(picture.open("rb"), content_type=files.PNG)
    response["Cache-Control"] = "private, max-age=3600"
    return response
