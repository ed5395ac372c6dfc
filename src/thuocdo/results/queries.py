"""Computing a season, and reading its editions."""

from thuocdo.appraisal.queries import exempt, undecided
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.cycles.queries import law
from thuocdo.regulation import Assessment, Text, assess
from thuocdo.reports.enums import ARRIVED, ReportState, Stage
from thuocdo.reports.facts import season_facts
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_answers
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition


def compute(season: Season, stage: Stage = Stage.FINAL) -> Assessment:
    """The season as the law sees it in one column: 4 queries. At `FINAL` this is a draft of the result."""
    facts = season_facts(with_answers(reports(season)), stage, exempt(season))
    return assess(law(season.pinned_set), facts, level_rule=season.level_rule)


def unit_names(season: Season) -> dict[str, Text]:
    """Unit key -> its name in this season: 1 query."""
    units = SeasonUnit.objects.filter(season=season).select_related("unit")
    return {row.unit.key: Text(row.name_vi, row.name_en) for row in units}


def obstacles(season: Season) -> list[tuple[Report, list[str]]]:
    """Reports that keep the result from being proposed, with the components the council has not decided: 4 queries."""
    exempted = exempt(season)
    waiting = []
    for report in with_answers(reports(season)):
        rest = undecided(report, set(exempted.get(report.season_unit_id, {}))) if report.state in ARRIVED else []
        if rest or report.state in ARRIVED - {ReportState.APPRAISED, ReportState.FINAL}:
            waiting.append((report, rest))
    return waiting


def under_way(season: Season) -> Edition | None:
    states = [EditionState.PROPOSED, EditionState.APPROVED]
    return Edition.objects.filter(season=season, state__in=states).select_related("decision__file").first()


def published(year: int | None = None) -> Edition | None:
    """The edition the public sees, of `year` or of the latest published year, with its public part only."""
    rows = Edition.objects.filter(state=EditionState.PUBLISHED).select_related("season", "decision").defer("content")
    return (rows if year is None else rows.filter(season__year=year)).first()


def published_years() -> list[int]:
    rows = Edition.objects.filter(state=EditionState.PUBLISHED)
    return sorted(rows.values_list("season__year", flat=True).distinct(), reverse=True)
