"""A unit's own result once it is published; another unit's, and one that is not published yet, answer 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from thuocdo.analysis.lines import tier_of
from thuocdo.reports.models import Report
from thuocdo.reports.queries import own_reports
from thuocdo.results.explaining.editions import counting, earlier_contents
from thuocdo.results.explaining.unit import Told, told_unit
from thuocdo.results.models import Edition


@dataclass(frozen=True)
class Outcome:
    """`contents`: year -> whole content of the edition that counts, this year's and the earlier ones'."""

    report: Report
    edition: Edition
    tier: dict
    unit: dict
    contents: dict[int, dict]

    @property
    def placed(self) -> int:
        return sum(other["position"] is not None for other in self.tier["units"])

    @property
    def has_total(self) -> bool:
        return self.unit["total"] is not None


def own_outcome(request: HttpRequest, pk: int) -> Outcome:
    """4 queries."""
    report = get_object_or_404(own_reports(request.user), pk=pk)
    season = report.season_unit.season
    edition = counting(season)
    found = tier_of(edition.content, report.season_unit.unit.key) if edition else None
    if edition is None or found is None:
        raise Http404
    contents = {**earlier_contents(season), season.year: edition.content}
    return Outcome(report, edition, dict(found[0]), dict(found[1]), contents)


def told_of(outcome: Outcome) -> Told:
    """In the language of now. The unit sees all of its own; of the tier what is public (I11). Raises Http404 where the
    unit has no total."""
    edition, year = outcome.edition, outcome.report.season_unit.season.year
    told = told_unit(edition.public, edition.content, outcome.unit["unit"], year, outcome.contents)
    if told is None:
        raise Http404
    return told
