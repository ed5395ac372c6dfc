"""Vietnamese first, whatever the browser asks for; English only under its own addresses (/en/…)."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

ENGLISH = "/en/"


class VietnameseFirst:
    """Chooses the page's language from its address alone, so that a link shows everyone the same page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = "en" if request.path_info.startswith(ENGLISH) else "vi"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
