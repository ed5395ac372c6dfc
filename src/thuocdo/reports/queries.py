"""Reading reports; each function says what it costs."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import JSONField, Model, Prefetch, QuerySet, Window
from django.db.models.functions import Lag

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import Tier, User
from thuocdo.accounts.queries import holds_in_query
from thuocdo.cycles.models import Extension, PinnedSet, Season, SeasonTier, SeasonUnit
from thuocdo.reports.enums import ARRIVED, Stage
from thuocdo.reports.models import Answer, AnswerChange, Evidence, Report
from thuocdo.reports.whole_evidence import whole_evidence

Row = TypeVar("Row", bound=Model)
UNIT = ("season_unit__unit", "season_unit__season_tier__tier", "season_unit__season__pinned_set", "sent_by")

# Which law, not its text: each process reads that once, and it weighs more than all the rest.
LAW_TEXT = "season_unit__season__pinned_set__source"
# Subqueries where a join would do: the fewer tables there are to join, the sooner the order of joining is found.
TO_FILL = f"""
SELECT report.id, report.season_unit_id, report.state, unit.season_id, unit.season_tier_id, unit.unit_id,
  season.pinned_set_id, (SELECT digest FROM cycles_pinnedset law WHERE law.id = season.pinned_set_id),
  tier.tier_id, tier.phase, (SELECT code FROM accounts_tier level WHERE level.id = tier.tier_id)
FROM reports_report report
JOIN cycles_seasonunit unit ON unit.id = report.season_unit_id
JOIN cycles_season season ON season.id = unit.season_id
JOIN cycles_seasontier tier ON tier.id = unit.season_tier_id
WHERE report.id = %(report)s AND {holds_in_query("unit.unit_id")}
"""  # noqa: S608 (nothing typed is in it)


def reports(season: Season | None = None) -> QuerySet[Report]:
    """Reports with unit, tier and extensions, in official order: 2 queries."""
    extensions = Prefetch("season_unit__extensions", Extension.objects.select_related("document"))
    rows = Report.objects.select_related(*UNIT).defer(LAW_TEXT).prefetch_related(extensions)
    rows = rows.order_by(
        "season_unit__season__is_practice",
        "-season_unit__season__year",
        "season_unit__season_tier__tier__order",
        "season_unit__order",
    )
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


def report_to_fill(user: User, pk: int) -> Report | None:
    """The same report by its number, with what filling one component needs and no more; None where it is not theirs or
    not there: 1 query, which asks for their posts as well. In plain SQL: this is the hot path."""
    with connection.cursor() as cursor:
        cursor.execute(TO_FILL, {"report": pk, "actor": user.pk, "roles": list(REPORTING)})
        found = cursor.fetchone()
    return found and _to_fill(*found)


def _to_fill(report, place, state, season, season_tier, unit, law, digest, tier, phase, code) -> Report:
    """The row as the models know it; what was not read is read when somebody asks for it."""
    whole = _part(Report, id=report, season_unit_id=place, state=state)
    whole.season_unit = _part(SeasonUnit, id=place, season_id=season, season_tier_id=season_tier, unit_id=unit)
    whole.season_unit.season = _part(Season, id=season, pinned_set_id=law)
    whole.season_unit.season.pinned_set = _part(PinnedSet, id=law, digest=digest)
    whole.season_unit.season_tier = _part(SeasonTier, id=season_tier, tier_id=tier, phase=phase)
    whole.season_unit.season_tier.tier = _part(Tier, id=tier, code=code)
    return whole


def _part(model: type[Row], **values: object) -> Row:
    known = [field.attname for field in model._meta.concrete_fields if field.attname in values]
    return model.from_db(connection.alias, known, [values[name] for name in known])


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
