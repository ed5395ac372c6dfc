"""The navigation of every page, by what the person may do."""

from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.desks.difficulty.link import link
from thuocdo.desks.doors import doors_of
from thuocdo.desks.practice import is_practised
from thuocdo.notices.queries import unread


def navigation(request: HttpRequest) -> dict[str, object]:
    """Rows of the navigation, and how many notices are not read: 1 query where a page shows it, besides that for the
    person's posts, which every page asks once."""
    rows, raising = [(reverse("portal:latest"), _("Results"))], ""
    if request.user.is_authenticated:
        desks = [(door["url"], door["label"]) for door in doors_of(request.user) if door["in_nav"]]
        rows = [(reverse("desks:home"), _("My desk")), *desks, *rows]
        raising = link(request) if request.user.posts else ""
    here = _here(request, [url for url, _label in rows])
    nav = [{"url": url, "label": label, "current": url == here} for url, label in rows]
    return {
        "nav": nav,
        "difficulty_url": raising,
        "unread": cache(lambda: unread(request.user).count()),
        "practised": cache(lambda: is_practised(request)),
    }


def _here(request: HttpRequest, urls: list[str]) -> str:
    """The row to which the page belongs. Every address begins with that of the results; a unit's own pages, with none
    of the rows': they belong to the first desk."""
    results = reverse("portal:latest")
    spaces = request.resolver_match.namespaces if request.resolver_match else []
    if "portal" in spaces:
        return results
    within = [url for url in urls if url != results and request.path.startswith(url)]
    return max(within, key=len, default=reverse("desks:home") if "desks" in spaces else "")
