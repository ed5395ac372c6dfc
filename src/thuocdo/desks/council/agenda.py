"""The season's reports before the council: how much of each is still undecided."""

from collections.abc import Collection
from dataclasses import dataclass

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import belongs_to
from thuocdo.appraisal.queries import before_the_council, exempt, recused, sent_back, undecided
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.verification.queries import with_progress_of_checks


@dataclass(frozen=True)
class Row:
    """`open` components wait for a decision; `away` took no part in an appraisal that is finished (I12)."""

    report: Report
    open: int
    of: int
    away: list[User]
    is_own: bool

    @property
    def waits(self) -> bool:
        return self.report.state == ReportState.VERIFIED

    @property
    def done(self) -> int:
        return self.of - self.open


def agenda(user: User, season: Season) -> list[Row]:
    """In official order: 7 queries."""
    without, away = exempt(season), recused(season)
    rows = list(with_progress_of_checks(before_the_council(season)))
    again = sent_back(rows)
    return [
        _row(user, report, set(without.get(report.season_unit_id, {})), away, again.get(report.pk, ()))
        for report in rows
    ]


def _row(
    user: User, report: Report, exempt_codes: set[str], away: dict[int, list[User]], again: Collection[str]
) -> Row:
    tops = [c for c in form_of(report.season_unit).components if c.code not in exempt_codes]
    rest = {*undecided(report, exempt_codes), *again}
    is_own = belongs_to(user, report.season_unit.unit_id)
    return Row(report, len(rest), len(tops), away.get(report.pk, []), is_own)
