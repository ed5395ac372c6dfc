"""Computing a season, and reading its editions."""

from collections.abc import Iterable

from django.db.models import QuerySet

from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exempt, exemptions, undecided
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.cycles.queries import law
from thuocdo.regulation import Assessment, Text, UnitFacts, assess
from thuocdo.reports.enums import ARRIVED, ReportState, Stage
from thuocdo.reports.facts import season_facts
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_answers
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition


def compute(season: Season, stage: Stage = Stage.FINAL) -> Assessment:
    """The season as the law sees it in one column: 4 queries. At `FINAL` this is a draft of the result."""
    return assess(law(season.pinned_set), facts(season, stage), level_rule=season.level_rule)


def unit_names(season: Season) -> dict[str, Text]:
    """Unit key -> its name in this season: 1 query."""
    units = SeasonUnit.objects.filter(season=season).select_related("unit")
    return {row.unit.key: Text(row.name_vi, row.name_en) for row in units}


def grounds(season: Season) -> dict[str, list[Exemption]]:
    """Unit key -> what was accepted in writing as not to be assessed, with ground and document (R5.3): 1 query."""
    found: dict[str, list[Exemption]] = {}
    for row in exemptions(season).filter(state=ExemptionState.ACCEPTED):
        found.setdefault(row.report.season_unit.unit.key, []).append(row)
    return found


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


def published() -> list[Edition]:
    """Published editions of real seasons without their contents, newest first; of a year's editions the first counts:
    1 query. The only door from editions to the public: a practice season's never pass it."""
    real = Edition.objects.filter(state=EditionState.PUBLISHED, season__is_practice=False)
    rows = real.select_related("season", "decision")
    return list(rows.defer("content", "public"))


def public_content(edition: Edition) -> dict:
    """What an edition lets the public see, read whole from the database: 1 query."""
    return Edition.objects.values_list("public", flat=True).get(pk=edition.pk)


def public_contents(editions: Iterable[Edition]) -> dict[int, dict]:
    """Edition -> what it lets the public see: 1 query."""
    return dict(Edition.objects.filter(pk__in=[row.pk for row in editions]).values_list("pk", "public"))


def sets_used(editions: Iterable[Edition]) -> dict[int, dict[str, str]]:
    """Edition -> "id", "version", "status" and "digest" of its criteria set: 1 query."""
    names = ("id", "version", "status", "digest")
    rows = Edition.objects.filter(pk__in=[row.pk for row in editions])
    found = rows.values_list("pk", *(f"public__set__{name}" for name in names))
    return {pk: dict(zip(names, values, strict=True)) for pk, *values in found}


def facts(season: Season, stage: Stage = Stage.FINAL) -> list[UnitFacts]:
    """What the law is asked about in one column: 4 queries."""
    return season_facts(with_answers(reports(season)), stage, exempt(season))


def editions(season: Season) -> QuerySet[Edition]:
    """Every edition of the season without its content, latest first, with the files that its decision had before: 2
    queries, 3 where there are such."""
    people = ("proposed_by", "published_by", "decision__entered_by", "decision__checked_by")
    rows = Edition.objects.filter(season=season).select_related("season", "replaces", "decision__file", *people)
    heavy = [f"{of}{name}" for of in ("", "replaces__") for name in ("content", "public")]
    return rows.defer(*heavy).prefetch_related("decision__replaced_files__replaced_by")
