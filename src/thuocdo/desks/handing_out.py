"""Hands out a file that the product has just made and does not keep."""

from django.http import HttpResponse


def handed_out(content: bytes, media_type: str, name: str, how: str = "attachment") -> HttpResponse:
    """`name` is of plain letters. `how`: "inline" only for what we made ourselves, never for an upload."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
