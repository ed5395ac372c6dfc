"""The navigation of every page, by what the person may do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.desks.doors import doors_of


def navigation(request: HttpRequest) -> dict[str, object]:
    """Rows of the navigation; no query but that for the person's posts, which every page asks once."""
    rows = [(reverse("portal:latest"), _("Results"))]
    if request.user.is_authenticated:
        desks = [(door["url"], door["label"]) for door in doors_of(request.user)]
        rows = [(reverse("desks:home"), _("My desk")), *desks, *rows]
    here = max((url for url, _label in rows if request.path.startswith(url)), key=len, default="")
    return {"nav": [{"url": url, "label": label, "current": url == here} for url, label in rows]}
