"""What a workbook states, as plain data: the form, what is stored, whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from thuocdo.common import clock
from thuocdo.cycles.queries import form_of, law
from thuocdo.regulation import CriteriaSet, Form
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.enums import Stage
from thuocdo.reports.last_year import last_year
from thuocdo.reports.models import Report


@dataclass(frozen=True)
class Contents:
    """`stored` and `prior`: leaf code -> values as stored; `versions`: leaf code -> version, of what is stored.

    `prior`: last year's answers, of the lines that ask the same. `starts`: whether lines without an answer begin from
    them. `notes`: component code -> a word about it. `is_open`: whether it may be handed in again.
    """

    law: CriteriaSet
    form: Form
    unit: str
    unit_name: str
    season: str  # as addresses call it
    year: str  # as people do
    is_practice: bool
    report: int
    last_day: date
    made_at: datetime
    stored: Mapping[str, Mapping[str, str]]
    versions: Mapping[str, int]
    prior: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    starts: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = True


def contents_of(
    report: Report, *, notes: Mapping[str, str] | None = None, starts: bool = False, is_open: bool = True
) -> Contents:
    """The report as it stands, with last year's answers. Needs unit, tier, season and extensions selected and the
    answers prefetched; then 2 queries."""
    place = report.season_unit
    answers = [answer for answer in report.answers.all() if answer.stage == Stage.SELF]
    return Contents(
        law=law(place.season.pinned_set),
        form=form_of(place),
        unit=place.unit.key,
        unit_name=place.name,
        season=place.season.key,
        year=place.season.label,
        is_practice=place.season.is_practice,
        report=report.pk,
        last_day=last_day_of(report),
        made_at=clock.now(),
        stored={answer.component: answer.values for answer in answers},
        versions={answer.component: answer.version for answer in answers},
        prior=_prior(report),
        starts=starts,
        notes=notes or {},
        is_open=is_open,
    )


def _prior(report: Report) -> dict[str, Mapping[str, str]]:
    """What the unit declared in the season before, where the component still asks the same."""
    before = last_year(report)
    same = [component for component in form_of(report.season_unit).components if before and before.same(component)]
    return {code: values for component in same for code, values in before.declared(component).items()}
