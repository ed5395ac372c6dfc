"""A report before the council, with the rights of the person who looks at it; anything else answers 404."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import belongs_to
from thuocdo.appraisal.models import Council, CouncilSession
from thuocdo.appraisal.queries import before_the_council, council_of, exemptions_of, members_of, recused, sent_back
from thuocdo.appraisal.rules import enters_for_the_council, may_decide
from thuocdo.appraisal.sitting import open_session
from thuocdo.desks.check.sheet import Sheet, with_sheet
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Report


@dataclass(frozen=True)
class Appraised:
    """`away`: members who take no part in deciding on this unit (I12): as recorded, or as it stands today."""

    sheet: Sheet
    council: Council | None
    session: CouncilSession | None
    away: list[User]
    is_own: bool
    may_decide: bool

    @property
    def report(self) -> Report:
        return self.sheet.report

    @property
    def decides(self) -> bool:
        """The person may write decisions as the report now stands."""
        return self.may_decide and self.report.state == ReportState.VERIFIED and self.session is not None


def appraised(request: HttpRequest, pk: int) -> Appraised:
    """12 queries, whatever the number of components."""
    user = request.user
    report = get_object_or_404(with_sheet(before_the_council()), pk=pk)
    unit = report.season_unit
    council, session = council_of(unit.season), open_session(unit.season)
    may = _may_decide(user, report, session)
    decides = may and report.state == ReportState.VERIFIED and session is not None
    sheet = Sheet(
        report,
        Stage.FINAL,
        exemptions_of(report),
        reads=lambda code: True,
        writes=lambda code: decides,
        address=lambda code: reverse("desks:council_component", args=[report.pk, code]),
        again=sent_back([report]).get(report.pk, ()),
    )
    away = recused(unit.season).get(report.pk) or members_of(unit.unit_id)
    return Appraised(sheet, council, session, away, belongs_to(user, unit.unit_id), may)


def _may_decide(user: User, report: Report, session: CouncilSession | None) -> bool:
    """A deputy in the session that they chair, and nowhere else."""
    chairs = session is not None and session.chaired_by_id == user.pk
    return may_decide(user, report) and (enters_for_the_council(user) or chairs)
