"""What the tests of verification share."""

from datetime import date

import pytest
from tests.factories import CONTACTS, Cast, again, paper, report_of, step_on
from tests.tables.demo import DEMO

from thuocdo.cycles.actions import Calendar, attach_opening_letter
from thuocdo.documents.models import DocumentKind
from thuocdo.regulation import read_set
from thuocdo.reports.actions import save_answers, set_contacts
from thuocdo.reports.answers import Draft
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report
from thuocdo.verification.actions import begin_season


@pytest.fixture
def divided(cast: Cast) -> Report:
    """The Department of Health's report on a set with a divided component (1.2), sent; 1.9 is the verifier's."""
    days = Calendar("1/CV", {"province": date(2022, 10, 20), "district": date(2022, 11, 10)}, date(2022, 12, 15))
    law = read_set({"demo.yaml": DEMO})
    season = begin_season(
        cast.lead, 2022, law, level_rule="total", level_rule_document="1", late_reports="accepted", calendar=days
    )
    attach_opening_letter(cast.lead, season, paper(cast.lead, DocumentKind.OPENING))
    step_on(cast, season, "season.open")
    report = report_of(season)
    set_contacts(cast.preparer, report, **CONTACTS)
    said = {"1.1": {"plan": "yes", "rule": "no"}, "1.2.a": {"a": "18", "b": "24"}, "1.2.b": {"n": "7"}}
    save_answers(cast.preparer, again(report), {code: Draft(values, version=0) for code, values in said.items()})
    return send_report(cast.preparer, again(report))
