"""The link "Nêu vướng mắc" of every signed-in page, which carries where the person was; and reading it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from thuocdo.accounts.models import Unit, User
from thuocdo.cycles.models import Season
from thuocdo.difficulties.actions import codes
from thuocdo.reports.models import Report

# Addresses whose number is a report's.
OF_A_REPORT = ("bao-cao/<int:pk>/", "tham-tra/<int:pk>/", "hoi-dong/<int:pk>/")
MOST = 300


def link(request: HttpRequest) -> str:
    """The address with page, season, report and component as far as the page's own address tells them. No query."""
    match = request.resolver_match
    if match is None or match.view_name == "desks:difficulty_new":
        return reverse("desks:difficulty_new")
    known = {"trang": request.path[:MOST]}
    known |= {"ky": match.kwargs["key"]} if "key" in match.kwargs else {}
    known |= {"bao-cao": match.kwargs["pk"]} if _is_reports(match.route) else {}
    known |= {"chi-so": match.kwargs["code"]} if "code" in match.kwargs else {}
    return f"{reverse('desks:difficulty_new')}?{urlencode(known)}"


def _is_reports(route: str) -> bool:
    return any(part in route for part in OF_A_REPORT)


@dataclass(frozen=True)
class Place:
    """Where a difficulty arose, as far as it is known and the person's to name."""

    season: Season | None
    unit: Unit | None
    component: str
    page: str


def place(user: User, told: Mapping[str, str], every: list[Season]) -> Place:
    """Whatever in the address is wrong, or another unit's, is left out: 1 query, 2 on a report's page."""
    units = {unit.pk: unit for unit in _units(user)}
    report = _report(told.get("bao-cao", ""))
    key = report.season_unit.season.key if report else told.get("ky", "")
    season = next((row for row in every if row.key == key), every[0] if every else None)
    own = units.get(report.season_unit.unit_id) if report else None
    code = told.get("chi-so", "")
    known = code if season and code in codes(season) else ""
    return Place(season, own or next(iter(units.values()), None), known, page(told.get("trang", "")))


def _units(user: User) -> list[Unit]:
    """Those of the person, a unit that reports before others."""
    posts = sorted(user.posts, key=lambda post: (post.unit.tier_id is None, post.pk))
    return [post.unit for post in posts]


def _report(text: str) -> Report | None:
    if not text.isdecimal() or len(text) > len("999999999"):
        return None
    return Report.objects.select_related("season_unit__season", "season_unit__unit").filter(pk=text).first()


def page(text: str) -> str:
    """A page of this site without its host; empty for anything else."""
    if not text.startswith("/") or text.startswith("//") or len(text) > MOST:
        return ""
    try:
        resolve(text)
    except Resolver404:
        return ""
    return text
