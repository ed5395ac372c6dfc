"""The site's addresses in full, for what is read away from the site: feeds, the sitemap, the catalogue."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override


def base(request: HttpRequest) -> str:
    """The address that the installation names (THUOCDO_URL), else the one by which the visitor came."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")


def in_full(request: HttpRequest, name: str, *args: object, language: str | None = None) -> str:
    """In the language that is on, unless another is named."""
    if language is None:
        return base(request) + reverse(name, args=args)
    with override(language):
        return base(request) + reverse(name, args=args)
