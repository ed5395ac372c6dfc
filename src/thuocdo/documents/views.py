"""Hands out a file; who may read it is decided by the floor that calls."""

from urllib.parse import quote

from django.http import StreamingHttpResponse

from thuocdo.documents import files
from thuocdo.documents.models import StoredFile


def attachment(stored: StoredFile, name: str) -> StreamingHttpResponse:
    """Always an attachment: nothing that somebody uploaded is ever shown inside our own pages."""
    response = StreamingHttpResponse(files.chunks(stored.sha256), content_type=stored.media_type)
    response["Content-Length"] = stored.size
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
