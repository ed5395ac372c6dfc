"""Season 2022, shared out beyond the usual, with figures that shared systems hold beside the units' own."""

import csv
import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from thuocdo.accounts.models import Unit, User
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import standing
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_answers
from thuocdo.sample.people import person
from thuocdo.sample.stage import report_of
from thuocdo.verification import assigning, shared_figures
from thuocdo.verification.assigning import Place

HELD = ("4.3", "6.3")
DIFFERENT = {"stc", "huongthuy"}  # whose own figures are not those of the system


def share_more_out(season: Season, lead: User) -> None:
    """What the committee office checks of all others, the home department's officer checks of the office itself."""
    own = report_of(season, "vpubnd").season_unit
    agency = Unit.objects.get(key="snv")
    assigning.assign(lead, season, Place("4.3", unit=own), agency, person("thamtra.snv"))


def take_in_figures(season: Season, lead: User) -> None:
    """One file of two components for every unit that has declared them."""
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(["unit", "component", "figure", "value"])
    for report in with_answers(reports(season)):
        rows.writerows(_held(report))
    file = SimpleUploadedFile("dich-vu-cong-2022.csv", made.getvalue().encode())
    kept = shared_figures.hand_in(lead, season, file, system="Cổng dịch vụ công (mẫu)", as_of=date(2022, 10, 1))
    shared_figures.apply_import(lead, season, kept.sha256)


def _held(report: Report) -> list[tuple[str, str, str, str]]:
    key = report.season_unit.unit.key
    declared = standing(report.answers.all(), Stage.SELF)
    held = []
    for code in HELD:
        figures = form_of(report.season_unit).component(code).figures
        for place, figure in enumerate(figures if code in declared else ()):
            value = int(declared[code].values[figure.key])
            held.append((key, code, figure.key, str(value - 1 if not place and key in DIFFERENT and value else value)))
    return held
