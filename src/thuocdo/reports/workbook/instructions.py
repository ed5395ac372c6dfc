"""The first sheet: whose form it is, until when, how to fill it in, what the colours mean."""

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from thuocdo.common.templatetags.words import day, moment
from thuocdo.cycles.practice import mark
from thuocdo.reports.workbook.contents import Contents
from thuocdo.reports.workbook.layout import language
from thuocdo.reports.workbook.looks import Looks

PAPER_A4 = 9


def write_instructions(sheet: Worksheet, looks: Looks, contents: Contents, form_name: str) -> None:
    sheet.set_column(0, 0, 26, looks("plain"))
    sheet.set_column(1, 1, 92, looks("plain"))
    row = _head(sheet, looks, contents)
    row = _steps(sheet, looks, row + 1, form_name if contents.is_open else "")
    _colours(sheet, looks, row + 1, contents)
    sheet.hide_gridlines(2)
    sheet.set_paper(PAPER_A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _head(sheet: Worksheet, looks: Looks, contents: Contents) -> int:
    sheet.write_string(0, 0, _("Self-assessment report, season %(year)s") % {"year": contents.year}, looks("title"))
    sheet.set_row(0, 26)
    facts = [
        (_("Unit"), contents.unit_name),
        (_("Criteria set"), contents.law.title.get(language())),
        (_("Last day"), _("until the end of %(date)s") % {"date": day(contents.last_day)}),
        (_("Downloaded"), moment(contents.made_at)),
    ]
    for row, (name, text) in enumerate(facts, start=1):
        sheet.write_string(row, 0, name, looks("soft"))
        sheet.write_string(row, 1, text, looks("strong"))
    row = len(facts) + 1
    if contents.is_practice:
        sheet.write_string(row, 0, _("Practice season"), looks("warning"))
        sheet.write_string(row, 1, mark(), looks("warning"))
        row += 1
    if contents.law.notice:
        sheet.write_string(row, 0, contents.law.status, looks("warning"))
        sheet.write_string(row, 1, contents.law.notice.get(language()), looks("warning"))
        row += 1
    return row


def _steps(sheet: Worksheet, looks: Looks, row: int, form_name: str) -> int:
    sheet.write_string(row, 0, _("How to fill it in"), looks("subtitle"))
    steps = _how(form_name) if form_name else [CLOSED()]
    for place, text in enumerate(steps, start=1):
        row += 1
        sheet.write_string(row, 0, str(place) if form_name else "", looks("step"))
        sheet.write_string(row, 1, text, looks("plain"))
    return row + 1


def CLOSED() -> str:  # noqa: N802 - a sentence, said in the language of the page
    return _(
        "This is a copy to read: the report has been sent, or reporting is not open. It cannot be filled in and handed "
        "in."
    )


def _how(form_name: str) -> list[str]:
    return [
        _("Go to the sheet “%(sheet)s” and fill in the column “Fill in here”, nothing else.") % {"sheet": form_name},
        _("Numbers: digits only, without a unit and without a thousands separator. Write 1250, not “1.250 files”."),
        _(
            "Items of a checklist: choose “yes” or “no”; an x counts as yes. Where one is met, the items left empty "
            "count as not met."
        ),
        _(
            "Where no item is met, write “yes” beside “None of these is met”: a checklist that is left empty is "
            "unanswered, which is not the same as 0 points."
        ),
        _("Choices: pick one option from the cell's list."),
        _(
            "A cell that you leave as it is changes nothing. A cell that you empty asks to clear what is stored; the "
            "preview lists it before anything happens."
        ),
        _("Type values, no formulas. Do not delete, insert or merge rows and columns."),
        _("What the council scores is shown for your information; there is nothing to fill in."),
        _(
            "Hand the file in on the page where you downloaded it. You see every change before it is applied; where "
            "somebody changed the same answer meanwhile, you choose which one stays."
        ),
        _("Evidence is attached on the pages, not here. The sheets are protected without a password, against slips."),
    ]


def _colours(sheet: Worksheet, looks: Looks, row: int, contents: Contents) -> None:
    sheet.write_string(row, 0, _("What the colours mean"), looks("subtitle"))
    rows = [
        ("entry", _("to fill in")),
        ("begun", _("to fill in; begun with last year's figure, which you check and change")),
        ("stored", _("what is stored now, and last year's answer: to read")),
        ("council", _("scored by the council or the verifier: nothing to fill in")),
    ]
    for look, text in rows:
        if look == "begun" and not contents.starts:
            continue
        row += 1
        sheet.write_string(row, 0, _("Example"), looks(look))
        sheet.write_string(row, 1, text, looks("plain"))
    row += 1
    sheet.write_string(row, 0, _("Example"), looks("plain"))
    sheet.conditional_format(row, 0, row, 0, {"type": "no_errors", "format": looks("wrong")})
    sheet.write_string(row, 1, _("two figures that contradict each other: correct one of them"), looks("plain"))
