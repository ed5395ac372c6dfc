"""Exemptions that count, reports before the council, what it still has to decide."""

from collections import defaultdict

from django.db.models import Count, QuerySet

from thuocdo.accounts.enums import COUNCIL
from thuocdo.accounts.models import Post, User
from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Council, Exemption
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report


def exempt(season: Season) -> dict[int, dict[str, str]]:
    """Season unit -> component -> number of the written acceptance: 1 query. Nothing else exempts (I3)."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Exemption.objects.filter(report__season_unit__season=season, state=ExemptionState.ACCEPTED)
    for unit, component, number in rows.values_list("report__season_unit_id", "component", "acceptance__number"):
        found[unit][component] = number
    return dict(found)


def exemptions(season: Season) -> QuerySet[Exemption]:
    """All requests of a season with unit and document: 1 query."""
    return (
        Exemption.objects.filter(report__season_unit__season=season)
        .select_related(
            "report__season_unit__season_tier__tier",
            "report__season_unit__season__pinned_set",
            "acceptance",
            "asked_by",
        )
        .order_by("report__season_unit__season_tier__tier__order", "report__season_unit__order", "component")
    )


def undecided(report: Report, exempt_codes: set[str]) -> list[str]:
    """Codes of the components that still lack the council's decision; exempt ones need none.

    Free where answers are prefetched, else 1 query.
    """
    decided = {answer.component for answer in report.answers.all() if answer.stage == Stage.FINAL}
    codes = [component.code for component in form_of(report.season_unit).components]
    return [code for code in codes if code not in decided | exempt_codes]


def members_of(unit_id: int) -> list[User]:
    """Council members who hold any post at the unit today and so take no part in its appraisal (I12): 3 queries."""
    today = Post.on(clock.today())
    council = Post.objects.filter(today, role__in=COUNCIL).values("user_id")
    return list(
        User.objects.filter(pk__in=Post.objects.filter(today, unit_id=unit_id, user_id__in=council).values("user_id"))
    )


def council_of(season: Season) -> Council | None:
    """The council with its founding decision: 1 query."""
    return Council.objects.filter(season=season).select_related("decision__file").first()


def exemption_counts(season: Season) -> dict[str, int]:
    """State -> how many requests of the season are in it: 1 query."""
    rows = Exemption.objects.filter(report__season_unit__season=season).values_list("state")
    return dict(rows.annotate(n=Count("pk")).order_by())
