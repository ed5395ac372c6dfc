"""The report, or a component of it, that an address names, if the person may see it; anything else answers 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thuocdo.accounts.models import Unit
from thuocdo.appraisal.queries import exemptions_of
from thuocdo.desks.check.sheet import Line, Sheet, with_sheet
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Report
from thuocdo.verification.blind import Open, how_far, open_of
from thuocdo.verification.queries import Assignments, assignments, readable_reports, sent_back
from thuocdo.verification.rules import is_own, may_finish, may_read, may_verify


@dataclass(frozen=True)
class Checked:
    """A report on the verifiers' desk, with the rights of the person who looks at it."""

    sheet: Sheet
    shared: Assignments
    is_own: bool
    may_finish: bool
    waiting: Open  # verdicts that wait for a second verifier's

    @property
    def report(self) -> Report:
        return self.sheet.report

    @property
    def agency(self) -> Unit | None:
        """Who verifies the whole report, where it is not the lead department (I12)."""
        whole = (row for row in self.shared if row.season_unit_id == self.report.season_unit_id and not row.component)
        return next((row.agency for row in whole), None)


def checked(request: HttpRequest, pk: int) -> Checked:
    """9 queries, whatever the number of components; 1 more where two check blind to each other."""
    user = request.user
    report = get_object_or_404(with_sheet(readable_reports(user)), pk=pk)
    shared, waiting = assignments(report.season_unit.season), open_of(report)
    sheet = Sheet(
        report,
        Stage.VERIFIED,
        exemptions_of(report),
        reads=lambda code: may_read(user, report, code, shared),
        writes=lambda code: report.state == ReportState.SENT and may_verify(user, report, code, shared),
        address=lambda code: reverse("desks:check_component", args=[report.pk, code]),
        second=lambda code: how_far(user, waiting.get(code, [])),
        again=sent_back([report]).get(report.pk, ()),
    )
    return Checked(sheet, shared, is_own(user, report, shared), may_finish(user, report, shared), waiting)


def line_of(sheet: Sheet, code: str) -> Line:
    line = sheet.line(code)
    if line is None:
        raise Http404(code)
    return line
