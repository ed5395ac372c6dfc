"""Exemptions that count, reports before the council, what it still has to decide."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, OuterRef, QuerySet

from thuocdo.accounts.enums import COUNCIL, Role
from thuocdo.accounts.models import Post, User
from thuocdo.accounts.rules import oversees
from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Council, Exemption, Recusal, Resolution
from thuocdo.common import clock
from thuocdo.common.arrays import array_of, rows_in
from thuocdo.cycles.going_back import latest
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import Document
from thuocdo.regulation import Component
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Report
from thuocdo.reports.news import subject
from thuocdo.reports.queries import arrived
from thuocdo.verification.models import Assignment
from thuocdo.verification.queries import lacking


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
            "report__season_unit__unit",
            "acceptance",
            "asked_by",
            "advised_by",
            "entered_by",
            "checked_by",
        )
        .order_by("report__season_unit__season_tier__tier__order", "report__season_unit__order", "component")
    )


def undecided(report: Report, exempt_codes: set[str]) -> list[str]:
    """Codes of the components that lack the council's decision, or were verified anew since; exempt ones need none.

    Free where answers are prefetched, else 1 query.
    """
    missing = lacking(report, Stage.FINAL)
    return [
        component.code
        for component in form_of(report.season_unit).components
        if any(leaf.code in missing for leaf in _assessed(component, exempt_codes))
    ]


def sent_back(reports: Iterable[Report]) -> dict[int, list[str]]:
    """Report -> the components for which it came back to the council and that it has not decided since: 1 query for all
    of them, 1 more where there are such."""
    found = list(reports)
    rows = latest(map(subject, found))
    backs = {report.pk: rows[subject(report)] for report in found if subject(report) in rows}
    named = {pk: row for pk, row in backs.items() if row.act == "report.appraise_again" and row.components}
    settled = defaultdict(list)
    for row in Resolution.objects.filter(report__in=named) if named else ():
        settled[row.report_id, row.component].append(row.settled_at)
    return {
        pk: [code for code in row.components if not any(at > row.taken_at for at in settled[pk, code])]
        for pk, row in named.items()
    }


def _assessed(component: Component, exempt_codes: set[str]) -> list[Component]:
    """The scored lines of the component outside everything that is exempt, at any depth (I3)."""
    if component.code in exempt_codes:
        return []
    if not component.parts:
        return [component]
    return [leaf for part in component.parts for leaf in _assessed(part, exempt_codes)]


def can_take_over(component: Component) -> bool:
    """Nothing in it is the council's own to answer."""
    return all(leaf.answered_by != "council" for leaf in component.leaves)


def before_the_council(season: Season | None = None) -> QuerySet[Report]:
    """Reports that were verified, or are further on: 2 queries."""
    return arrived(season).exclude(state=ReportState.SENT)


def acceptances(season: Season) -> QuerySet[Document]:
    """The written acceptances under which requests of this season stand, newest first: 1 query."""
    used = Exemption.objects.filter(report__season_unit__season=season, acceptance__isnull=False)
    rows = Document.objects.filter(pk__in=used.values("acceptance"))
    return rows.select_related("file", "entered_by", "checked_by").order_by("-date", "-pk")


def readable_exemptions(user: User, season: Season) -> QuerySet[Exemption]:
    """The requests a person sees: all of them for who oversees the season; else those of the reports that went whole to
    the person's agency, which deals with them as the lead department does with all others (I12): 1 query."""
    rows = exemptions(season)
    if oversees(user):
        return rows
    whole = Assignment.objects.filter(agency_id__in=user.unit_ids(Role.VERIFIER), component="")
    return rows.filter(report__season_unit__in=whole.values("season_unit"))


def recused(season: Season) -> dict[int, list[User]]:
    """Report -> the council members who took no part in its appraisal, as recorded: 1 query."""
    found: dict[int, list[User]] = defaultdict(list)
    for row in Recusal.objects.filter(report__season_unit__season=season).select_related("member"):
        found[row.report_id].append(row.member)
    return dict(found)


def members_of(unit_id: int) -> list[User]:
    """Council members who hold any post at the unit today and so take no part in its appraisal (I12): 3 queries."""
    today = Post.on(clock.today())
    council = Post.objects.filter(today, role__in=COUNCIL).values("user_id")
    return list(
        User.objects.filter(pk__in=Post.objects.filter(today, unit_id=unit_id, user_id__in=council).values("user_id"))
    )


def exemptions_of(report: Report) -> QuerySet[Exemption]:
    """A report's requests, by component: 1 query."""
    return Exemption.objects.filter(report=report).select_related("acceptance").order_by("component")


def asked(requests: Iterable[Exemption]) -> dict[str, str]:
    """Component -> reason of what the unit asks for and has not taken back, decided or not; no query."""
    return {row.component: row.reason for row in requests if row.state != ExemptionState.WITHDRAWN}


def exemptions_by_report(reports: Iterable[Report]) -> dict[int, list[Exemption]]:
    """Report's key -> its requests: 1 query for all of them."""
    found: dict[int, list[Exemption]] = defaultdict(list)
    for row in Exemption.objects.filter(report__in=list(reports)).select_related("acceptance"):
        found[row.report_id].append(row)
    return dict(found)


def with_exemptions(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds what `told_exemptions` tells; no query more."""
    return rows.annotate(told_exemptions=array_of(Exemption.objects.filter(report=OuterRef("pk")), "acceptance"))


def told_exemptions(report: Report) -> list[Exemption]:
    """The requests of a report of `with_exemptions`. No query."""
    return rows_in(report.told_exemptions, Exemption, "acceptance")


def council_of(season: Season) -> Council | None:
    """The council with its founding decision: 1 query."""
    return Council.objects.filter(season=season).select_related("decision__file").first()


def exemption_counts(season: Season) -> dict[str, int]:
    """State -> how many requests of the season are in it: 1 query."""
    rows = Exemption.objects.filter(report__season_unit__season=season).values_list("state")
    return dict(rows.annotate(n=Count("pk")).order_by())
