"""What one unit's desk shows in 2022: components shared out among colleagues, and slips that the summary finds."""

from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.reports.actions import save_answers
from thuocdo.reports.answers import Draft
from thuocdo.reports.delegating import delegate
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import YES
from thuocdo.reports.models import Answer
from thuocdo.sample.people import person
from thuocdo.sample.stage import report_of

UNIT = "syt"
MEETINGS = {"meet": YES, "meetings": "3"}  # "at least 4 meetings" beside 3


def show_the_desk(season: Season) -> None:
    """The Department of Health: groups 1 to 3 are the coordinator's, the others the preparer's."""
    report = report_of(season, UNIT)
    coordinator, preparer = person(f"daumoi.{UNIT}"), person(f"nguoilap.{UNIT}")
    codes = [component.code for component in form_of(report.season_unit).components if component.answered_by == "unit"]
    delegate(coordinator, report, {code: coordinator if code < "4" else preparer for code in codes})
    kept = {row.component: row for row in Answer.objects.filter(report=report, stage=Stage.SELF)}
    documents = kept["4.1"].values
    slips = {
        "1.1": kept["1.1"].values | MEETINGS,
        "4.1": documents | {"b": documents["b"] + "0"},  # a digit too many
    }
    save_answers(preparer, report, {code: Draft(values, version=kept[code].version) for code, values in slips.items()})
