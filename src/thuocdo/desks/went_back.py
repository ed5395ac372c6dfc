"""Steps that were taken back and still hold, as pages tell them: what, why, who, when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from thuocdo.cycles.going_back import latest, subject_of
from thuocdo.cycles.models import Season, SeasonTier, StepBack
from thuocdo.cycles.transitions import SEASON, Transition
from thuocdo.reports.models import Report
from thuocdo.reports.news import subject
from thuocdo.reports.transitions import REPORT

OWN_BOX = "report.return"  # the unit's pages tell of a return with its new last day


@dataclass(frozen=True)
class Back:
    """`tier`: whose phase went back; none: a report."""

    row: StepBack
    label: str | Promise
    tier: SeasonTier | None = None


def of_reports(reports: Iterable[Report]) -> dict[int, list[Back]]:
    """Report -> its own step back, and its tier's: 1 query for all of them. Needs the tiers selected."""
    found = list(reports)
    tiers = [report.season_unit.season_tier for report in found]
    rows = latest([*map(subject, found), *map(subject_of, tiers)])
    return {report.pk: list(_of_report(report, rows)) for report in found}


def of_report(report: Report) -> list[Back]:
    """1 query. Needs the tier selected."""
    return of_reports([report])[report.pk]


def _of_report(report: Report, rows: Mapping[str, StepBack]) -> Iterator[Back]:
    own = rows.get(subject(report))
    if own and _holds(own, REPORT, report.state):
        yield Back(own, REPORT[own.act].label)
    yield from _of_tiers([report.season_unit.season_tier], rows)


def of_tiers(tiers: Iterable[SeasonTier]) -> list[Back]:
    """1 query. Needs the tiers' names selected."""
    found = list(tiers)
    return list(_of_tiers(found, latest(map(subject_of, found))))


def of_season(season: Season) -> list[Back]:
    """1 query. Needs the season's tiers prefetched."""
    return of_tiers(season.tiers.all())


def _of_tiers(tiers: Iterable[SeasonTier], rows: Mapping[str, StepBack]) -> Iterator[Back]:
    for tier in tiers:
        row = rows.get(subject_of(tier))
        if row and _holds(row, SEASON, tier.phase):
            yield Back(row, SEASON[row.act].label, tier)


def _holds(row: StepBack, table: Mapping[str, Transition], state: str) -> bool:
    """Nothing has moved on since."""
    return row.act != OWN_BOX and table[row.act].target == state
