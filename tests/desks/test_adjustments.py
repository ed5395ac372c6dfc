"""Bonus and deduction of a criteria set: claimed by the unit where the set lets it, else stated by the verifier."""

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from tests.factories import CONTACTS, Cast, again, paper, report_of, step_on
from tests.tables.demo import DEMO

from thuocdo.accounts.models import User
from thuocdo.cycles.actions import Calendar, attach_opening_letter
from thuocdo.documents.models import DocumentKind
from thuocdo.regulation import assess_unit, read_set
from thuocdo.reports.actions import set_contacts
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import unit_facts
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.queries import reports, with_answers
from thuocdo.reports.sending import send_report
from thuocdo.verification.actions import agree, begin_season
from thuocdo.verification.queries import unchecked

DEDUCTION = """\
- {code: D, name: {vi: Điểm trừ, en: Late}, sign: deduct, max: 3, answered_by: verifier, score: {points: {}}}
"""
LAW = read_set({"demo.yaml": DEMO + DEDUCTION})


@pytest.fixture
def report(cast: Cast) -> Report:
    days = Calendar("1/CV", {"province": date(2022, 10, 20), "district": date(2022, 11, 10)}, date(2022, 12, 15))
    facts = {"level_rule": "total", "level_rule_document": "1", "late_reports": "accepted", "calendar": days}
    season = begin_season(cast.lead, 2022, LAW, **facts)
    attach_opening_letter(cast.lead, season, paper(cast.lead, DocumentKind.OPENING))
    step_on(cast, season, "season.open")
    set_contacts(cast.preparer, report_of(season), **CONTACTS)
    return report_of(season)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def claim(cast: Cast, report: Report, code: str = "T", points: str = "4"):
    data = {"p0-points": points, "p0-version": "0"}
    return signed_in(cast.preparer).post(f"/bao-cao/{report.pk}/{code}/", data)


def sent(cast: Cast, report: Report) -> Report:
    return again(send_report(cast.preparer, again(report)))


def verified(report: Report, code: str) -> Fraction | None:
    """The line's points in the total as verified."""
    row = with_answers(reports(report.season_unit.season)).get(pk=report.pk)
    unit = assess_unit(LAW, unit_facts(row, Stage.VERIFIED))
    return next(line.points for line in unit.adjustments if line.code == code)


def test_the_unit_claims_a_bonus_where_the_set_lets_it(cast: Cast, report: Report) -> None:
    page = signed_in(cast.preparer).get(f"/bao-cao/{report.pk}/").content.decode()
    assert f"/bao-cao/{report.pk}/T/" in page
    assert claim(cast, report).status_code == 302
    assert Answer.objects.get(report=report, component="T").values == {"points": "4"}


def test_what_the_verifier_states_the_unit_reads_only(cast: Cast, report: Report) -> None:
    assert b'name="p0-points"' not in signed_in(cast.preparer).get(f"/bao-cao/{report.pk}/D/").content
    assert claim(cast, report, "D").status_code == 403
    assert not Answer.objects.filter(component="D").exists()


def test_nobody_has_to_claim_one(cast: Cast, report: Report) -> None:
    assert "T" not in unchecked(sent(cast, report))
    signed_in(cast.lead).post(f"/tham-tra/{report.pk}/dong-y-con-lai/")
    assert unchecked(again(report)) == ["1.9"]  # the verifier's own


def test_a_claimed_bonus_waits_for_its_check(cast: Cast, report: Report) -> None:
    claim(cast, report)
    assert "T" in unchecked(sent(cast, report))
    assert f"/tham-tra/{report.pk}/T/" in signed_in(cast.lead).get(f"/tham-tra/{report.pk}/").content.decode()
    agree(cast.lead, again(report), "T")
    assert "T" not in unchecked(again(report))
    assert verified(report, "T") == 4


def test_the_verifier_states_a_deduction_with_its_reason(cast: Cast, report: Report) -> None:
    claim(cast, report)
    address = f"/tham-tra/{sent(cast, report).pk}/D/"
    typed = {"act": "decide", "p0-points": "2", "p0-version": "0", "p0-seen": "0", "reason": "Chậm báo cáo"}
    assert signed_in(cast.lead).get(address).status_code == 200
    assert signed_in(cast.lead).post(address, {**typed, "reason": ""}).status_code == 422
    assert signed_in(cast.lead).post(address, typed).status_code == 302
    assert verified(report, "D") == 2


def test_one_component_across_the_units_may_be_a_bonus(cast: Cast, report: Report) -> None:
    claim(cast, report)
    sent(cast, report)
    assert signed_in(cast.lead).get("/tham-tra/2022/chi-so/T/").status_code == 200
