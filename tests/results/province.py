"""A published season with several units in the table, and the council's way through a correction of it."""

from fractions import Fraction

from tests.factories import (
    CONTACTS,
    Cast,
    again,
    at,
    best_answer,
    fresh,
    make_council,
    make_person,
    paper,
    report_of,
    step_on,
)

from thuocdo.accounts.enums import Role
from thuocdo.appraisal import actions as council
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.actions import save_answers, set_contacts
from thuocdo.reports.answers import Draft
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report
from thuocdo.results import actions, corrections
from thuocdo.results.correcting import open_correction
from thuocdo.results.models import Correction, Edition
from thuocdo.results.queries import under_way
from thuocdo.verification import actions as verification

# Unit -> what it loses; the order of the table: 100, 99, 98.50, 90.
LOST = {"syt": {}, "stp": {"1.1": "2"}, "snv": {"5.2": "0"}, "vpubnd": {"4.2": "0"}}
ANNOUNCED = "Cùng Văn phòng UBND tỉnh công bố"
WHY = "Chấm nhầm chỉ số 1.1 của Sở Y tế"


def appraised_province(cast: Cast, season: Season) -> None:
    for unit in LOST:
        _verified(cast, report_of(season, unit))
    make_council(cast, season)
    for unit, lost in LOST.items():
        settle(cast, report_of(season, unit), {"6.8": "2", **lost})
        council.finish(cast.secretary, report_of(season, unit))
    step_on(cast, season, "season.verify", "season.appraise")


def published_practice(cast: Cast, season: Season) -> Edition:
    """A practice season of the Department of Health alone."""
    report = _verified(cast, report_of(season))
    make_council(cast, season)
    settle(cast, report, {"6.8": "2"})
    council.finish(cast.secretary, report_of(season))
    step_on(cast, season, "season.verify", "season.appraise")
    edition = decide(cast, season)
    actions.publish(cast.lead, edition, co_announcement=ANNOUNCED)
    return Edition.objects.get(pk=edition.pk)


def _verified(cast: Cast, report: Report) -> Report:
    key = report.season_unit.unit.key
    writer = cast.preparer if key == "syt" else make_person(f"writer.{key}", Role.PREPARER, key)
    leaves = [leaf for component in form_of(report.season_unit).components for leaf in component.leaves]
    save_answers(writer, report, {row.code: Draft(best_answer(row)) for row in leaves if row.answered_by == "unit"})
    set_contacts(writer, again(report), **CONTACTS)
    send_report(writer, again(report))
    verification.agree_with_the_rest(cast.lead, again(report))
    return verification.finish(cast.lead, again(report))


def settle(cast: Cast, report: Report, points: dict[str, str]) -> None:
    for code, value in points.items():
        kept = report.answers.filter(component=code, stage="final").first()
        facts = {"values": {}, "settled": Fraction(value), "reason": "Hội đồng kết luận"}
        council.settle(cast.secretary, report, code, version=kept.version if kept else 0, **facts)
    council.take_over(cast.secretary, report)


def decide(cast: Cast, season: Season, number: str = "") -> Edition:
    """Proposed, and approved by a decision of the day that the clock shows."""
    edition = actions.propose(fresh(cast.lead), season)
    decision = paper(cast.lead, DocumentKind.APPROVAL, number, day=clock.today(), signer="Chủ tịch")
    actions.enter_decision(cast.lead, edition, decision)
    actions.approve(cast.second_lead, edition)
    return edition


def published_province(cast: Cast, season: Season) -> Edition:
    appraised_province(cast, season)
    at(2022, 12, 10)
    edition = decide(cast, season, "3301/QĐ-UBND")
    actions.publish(cast.lead, edition, co_announcement=ANNOUNCED)
    return edition


def correct(cast: Cast, season: Season, *units: str, reason: str = WHY) -> Correction:
    at(2023, 2, 1)
    chosen = [report_of(season, unit).pk for unit in units or ("syt",)]
    return open_correction(fresh(cast.lead), corrections.in_force(season), reason, chosen)


def look_again(cast: Cast, season: Season, unit: str, points: dict[str, str]) -> None:
    """The council takes the unit's report up, settles these components anew and finishes."""
    council.take_up_again(cast.secretary, report_of(season, unit), "Theo điều chỉnh", list(points))
    settle(cast, report_of(season, unit), points)
    council.finish(cast.secretary, report_of(season, unit))


def publish_correction(cast: Cast, season: Season) -> Edition:
    decide(cast, season)
    edition = under_way(season)
    actions.publish(cast.second_lead, edition, co_announcement=ANNOUNCED)
    return Edition.objects.get(pk=edition.pk)
