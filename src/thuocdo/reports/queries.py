"""Reading reports; each function says what it costs."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import JSONField, Prefetch, QuerySet, Window
from django.db.models.functions import Lag

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import User
from thuocdo.cycles.models import Extension, Season
from thuocdo.reports.enums import ARRIVED, Stage
from thuocdo.reports.models import Answer, AnswerChange, Evidence, Report
from thuocdo.reports.whole_evidence import whole_evidence

UNIT = ("season_unit__unit", "season_unit__season_tier__tier", "season_unit__season__pinned_set", "sent_by")

# Which law, not its text: each process reads that once, and it weighs more than all the rest.
LAW_TEXT = "season_unit__season__pinned_set__source"
TO_FILL = (
    "state",
    "season_unit__unit_id",
    "season_unit__season_tier__phase",
    "season_unit__season_tier__tier__code",
    "season_unit__season__pinned_set__digest",
)


def reports(season: Season | None = None) -> QuerySet[Report]:
    """Reports with unit, tier and extensions, in official order: 2 queries."""
    extensions = Prefetch("season_unit__extensions", Extension.objects.select_related("document"))
    rows = Report.objects.select_related(*UNIT).defer(LAW_TEXT).prefetch_related(extensions)
    rows = rows.order_by("-season_unit__season__year", "season_unit__season_tier__tier__order", "season_unit__order")
    return rows if season is None else rows.filter(season_unit__season=season)


def with_answers(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds every answer of every stage: 1 query more."""
    return rows.prefetch_related(Prefetch("answers", Answer.objects.select_related("changed_by")))


def with_evidence(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds the numbered evidence, its files and what cites it: 1 query more."""
    return rows.prefetch_related(Prefetch("evidence", whole_evidence()))


def cited(report: Report, component: str) -> list[Evidence]:
    """The documents that the component cites, by number; no query after `with_evidence`."""
    return [row for row in report.evidence.all() if any(c.component == component for c in row.citations.all())]


def own_reports(user: User) -> QuerySet[Report]:
    """The reports of the units that the person reports for."""
    return reports().filter(season_unit__unit_id__in=user.unit_ids(REPORTING))


def report_to_fill(user: User) -> QuerySet[Report]:
    """The same reports with what filling one component needs, and no more: 1 query."""
    rows = Report.objects.filter(season_unit__unit_id__in=user.unit_ids(REPORTING))
    return rows.select_related(*UNIT[1:3]).only(*TO_FILL)


def declared_answers(report: Report, components: Iterable[str]) -> dict[str, Answer]:
    """Component -> what the unit has declared for it: 1 query."""
    rows = Answer.objects.select_related("changed_by").filter(report=report, stage=Stage.SELF, component__in=components)
    return {row.component: row for row in rows}


def past(report: Report, components: Iterable[str]) -> QuerySet[AnswerChange]:
    """Every state that these declared answers have had, the latest first, each with what it replaced (`before`, None
    for the first): 1 query."""
    replaced = Window(Lag("values"), partition_by="answer", order_by="version", output_field=JSONField())
    rows = AnswerChange.objects.filter(
        answer__report=report, answer__stage=Stage.SELF, answer__component__in=components
    )
    return rows.select_related("answer", "changed_by").annotate(before=replaced).order_by("-changed_at", "-pk")


def saved_at(report: Report, key: UUID) -> datetime | None:
    """When the page's saving of this name was done, None where it never was: 1 query."""
    rows = AnswerChange.objects.filter(answer__report=report, key=key)
    return rows.values_list("changed_at", flat=True).first()


def arrived(season: Season | None = None) -> QuerySet[Report]:
    """Reports that were sent and not returned: only these are seen outside their unit."""
    return reports(season).filter(state__in=ARRIVED)


def with_declared(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds of the answers only what the units declared, as `progress` needs it: 1 query more."""
    declared = Answer.objects.filter(stage=Stage.SELF).only("report_id", "component", "stage", "values", "settled")
    return rows.prefetch_related(Prefetch("answers", declared))
