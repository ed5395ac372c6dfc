"""The report, or a component of it, that an address names, if the person may see it; anything else answers 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thuocdo.accounts.models import Unit
from thuocdo.accounts.rules import belongs_to
from thuocdo.appraisal.queries import exemptions_of
from thuocdo.desks.check.sheet import Line, Sheet, with_sheet
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Report
from thuocdo.verification.models import Assignment
from thuocdo.verification.queries import assignments, readable_reports
from thuocdo.verification.rules import may_finish, may_read, may_verify


@dataclass(frozen=True)
class Checked:
    """A report on the verifiers' desk, with the rights of the person who looks at it."""

    sheet: Sheet
    shared: list[Assignment]
    is_own: bool
    may_finish: bool

    @property
    def report(self) -> Report:
        return self.sheet.report

    @property
    def agency(self) -> Unit | None:
        """Who verifies the whole report, where it is not the lead department (I12)."""
        whole = (row for row in self.shared if row.season_unit_id == self.report.season_unit_id and not row.component)
        return next((row.agency for row in whole), None)


def checked(request: HttpRequest, pk: int) -> Checked:
    """7 queries, whatever the number of components."""
    user = request.user
    report = get_object_or_404(with_sheet(readable_reports(user)), pk=pk)
    shared = assignments(report.season_unit.season)
    sheet = Sheet(
        report,
        Stage.VERIFIED,
        exemptions_of(report),
        reads=lambda code: may_read(user, report, code, shared),
        writes=lambda code: report.state == ReportState.SENT and may_verify(user, report, code, shared),
        address=lambda code: reverse("desks:check_component", args=[report.pk, code]),
    )
    return Checked(sheet, shared, belongs_to(user, report.season_unit.unit_id), may_finish(user, report, shared))


def line_of(sheet: Sheet, code: str) -> Line:
    line = sheet.line(code)
    if line is None:
        raise Http404(code)
    return line
