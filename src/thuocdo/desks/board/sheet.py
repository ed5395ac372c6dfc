"""All units x components x three columns as one Excel file, for whoever oversees the season (I9)."""

import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thuocdo.appraisal.queries import exempt
from thuocdo.common.templatetags.words import text
from thuocdo.cycles.models import Season
from thuocdo.cycles.practice import mark_sheet, sheet_name
from thuocdo.desks.board.scores import NOTHING, Score, answers_of, scores
from thuocdo.regulation import ComponentResult
from thuocdo.reports.enums import ARRIVED, STAGES, Stage
from thuocdo.reports.facts import Exempt
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports

# No text becomes a formula, a link or a number; rows are written to disk as they come.
AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
WIDTHS = (14, 44, 18, 22, 10, 60, 10, 12, 12, 14, 12, 30)
AT_ONCE = 200  # reports read at a time

Amount = float | None
Line = tuple[str, str, str, str, str, str, Amount, Amount, Amount, Amount, Amount, str]


def workbook(season: Season) -> bytes:
    """One line per unit and component. 4 queries for every 200 units."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, AS_TEXT) as book:
        sheet = book.add_worksheet(sheet_name(season, _("Points")))
        mark_sheet(season, sheet)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 2)
        head, number = book.add_format({"bold": True, "bottom": 1, "text_wrap": True}), _number(book)
        sheet.write_row(0, 0, _titles(), head)
        last = 0
        for last, line in enumerate(_lines(season), start=1):
            _write(sheet, last, line, number)
        sheet.autofilter(0, 0, last, len(WIDTHS) - 1)
    return made.getvalue()


def _number(book: xlsxwriter.Workbook) -> Format:
    return book.add_format({"num_format": "0.00"})


def _write(sheet: Worksheet, row: int, line: Line, number: Format) -> None:
    for column, value in enumerate(line):
        if isinstance(value, float):
            sheet.write_number(row, column, value, number)
        elif value:
            sheet.write_string(row, column, value)


def _titles() -> list[str]:
    return [
        _("Key of the unit"),
        _("Unit"),
        _("Tier"),
        _("State of the report"),
        _("Code"),
        _("Component"),
        _("Maximum points"),
        _("Self-assessed points"),
        _("Verified points"),
        _("Council points"),
        _("Verified less self-assessed"),
        _("Remark"),
    ]


def _lines(season: Season) -> Iterator[Line]:
    accepted = exempt(season)
    keys = list(reports(season).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield from _of(list(reports(season).filter(pk__in=keys[start : start + AT_ONCE])), accepted)


def _of(found: list[Report], accepted: Exempt) -> Iterator[Line]:
    answers = answers_of([report for report in found if report.state in ARRIVED])
    for report in found:
        unit = report.season_unit
        columns = answers.get(report.pk, NOTHING)
        for score in scores(unit, columns, accepted.get(unit.pk, {}), STAGES):
            yield _line(report, score)


def _line(report: Report, score: Score) -> Line:
    """A column is empty until it has decided: nobody reads another column's points as its own."""
    unit, component = report.season_unit, score.component
    has_points = report.state in ARRIVED
    said = [stage for stage in STAGES if has_points and (stage == Stage.SELF or stage in score.decided)]
    own, verified, final = (_points(score.results[stage]) if stage in said else None for stage in STAGES)
    change = None if own is None or verified is None or not score.is_compared else round(verified - own, 6)
    place = (unit.unit.key, unit.name, unit.season_tier.tier.name, str(report.get_state_display()))
    what = (component.code, text(component.name), float(component.max))
    return (*place, *what, own, verified, final, change, _remark(score, has_points))


def _points(result: ComponentResult) -> Amount:
    return None if result.points is None else float(result.points)


def _remark(score: Score, has_points: bool) -> str:
    if score.own.state == "exempt":
        return _("Exempt")
    if score.is_councils:
        return _("Scored by the council")
    if not has_points:
        return _("No report so far")
    if Stage.VERIFIED not in score.decided:
        return _("Not checked yet")
    if score.is_disputed:
        return _("In dispute")
    return _("Unanswered") if score.own.state == "unanswered" else ""
