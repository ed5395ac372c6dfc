"""The navigation of every page, by what the person may do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def navigation(request: HttpRequest) -> dict[str, object]:
    rows = [(reverse("portal:latest"), _("Results"))]
    if request.user.is_authenticated:
        rows.insert(0, (reverse("desks:home"), _("My desk")))
    return {"nav": [{"url": url, "label": label, "current": request.path == url} for url, label in rows]}
