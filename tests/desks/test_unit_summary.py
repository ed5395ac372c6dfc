"""What is missing and what contradicts, on the pages where it is mended and sent; and choosing what to look at."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape
from tests.factories import fill, make_person, make_season, make_sent, prove, report_of

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post
from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import Ground
from thuocdo.reports.actions import save_answer
from thuocdo.reports.delegating import delegate
from thuocdo.reports.evidence import Details, list_evidence
from thuocdo.reports.models import Evidence


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


def shown(client, report, *, name="report", args=(), **given):
    response = client.get(reverse(f"desks:{name}", args=[report.pk, *args]), given)
    assert response.status_code == 200
    return response.content.decode()


def line_url(report, code):
    return reverse("desks:component", args=[report.pk, code])


def listed(client, report, **given):
    """Codes of the components in the table."""
    rows = client.get(reverse("desks:report", args=[report.pk]), given).context["groups"]
    return [line.component.code for _group, lines in rows for line in lines]


def save(cast, report, code, **values):
    save_answer(cast.preparer, report, code, {key: str(value) for key, value in values.items()})


def test_a_ticked_item_that_its_figure_denies_is_named_with_the_way_to_the_figure(preparer, cast, report):
    save(cast, report, "1.1", lead="yes", meet="yes", direct="no", meetings=3)
    page = shown(preparer, report)
    assert "cần ít nhất 4" in page
    assert f'href="{line_url(report, "1.1")}#id_p0-meetings"' in page
    assert "cần ít nhất 4" in shown(preparer, report, name="component", args=["1.1"])
    assert 'id="id_p0-meetings"' in shown(preparer, report, name="component", args=["1.1"])


def test_two_answers_to_one_question_lead_to_both(preparer, cast, report):
    save(cast, report, "1.3", a=90, b=118)
    save(cast, report, "8.2", a=60, b=121)
    page = shown(preparer, report)
    for code in ("1.3", "8.2"):
        assert f'href="{line_url(report, code)}#id_p0-b"' in page
        assert "121" in shown(preparer, report, name="component", args=[code])


def test_a_jump_against_last_year_is_named_with_both_numbers(preparer, cast, report):
    last = report_of(make_season(cast, 2021))
    save(cast, last, "4.1", a=300, b=400)
    save(cast, report, "4.1", a=390, b=4000)
    page = shown(preparer, report)
    assert "năm 2021 là 400" in page
    assert "năm 2021 là 300" not in page


def test_evidence_that_nothing_cites_leads_to_its_document(preparer, cast, report):
    evidence = list_evidence(cast.preparer, report, Details("Văn bản cũ", date=date(2020, 5, 4)))
    assert f'href="{reverse("desks:evidence_document", args=[evidence.pk])}"' in shown(preparer, report)


def test_evidence_outside_the_period_leads_to_the_evidence(preparer, cast, report):
    save(cast, report, "1.1", lead="yes", meet="no", direct="no")
    prove(cast.preparer, report, "1.1")
    Evidence.objects.update(date=date(2020, 5, 4))
    assert f'href="{line_url(report, "1.1")}#evidence"' in shown(preparer, report)


def test_what_is_exempt_by_written_acceptance_contradicts_nothing(preparer, cast, report, monkeypatch):
    save(cast, report, "1.1", meet="yes", lead="no", direct="no", meetings=3)
    exempt = property(lambda self: {"1.1": "1/UBND"})
    monkeypatch.setattr("thuocdo.desks.unit.workspace.Workspace.exempt", exempt)
    assert "cần ít nhất 4" not in shown(preparer, report)


def test_a_report_without_contradictions_says_nothing_of_them(preparer, cast, report):
    save(cast, report, "2.2", a=5, b=5)
    assert 'id="contradictions"' not in shown(preparer, report)


def test_the_same_summary_stands_before_sending(preparer, cast, report):
    save(cast, report, "1.1", lead="yes", meet="yes", direct="no", meetings=3)
    assert "cần ít nhất 4" in shown(preparer, report, name="send")


def test_one_chooses_what_to_look_at_by_links(preparer, cast, report):
    save(cast, report, "1.1", lead="yes", meet="yes", direct="no", meetings=3)
    save(cast, report, "2.2", a=5, b=5)
    delegate(cast.coordinator, report, {"4.1": cast.preparer, "4.2": cast.coordinator})
    assert len(listed(preparer, report)) == 30
    assert listed(preparer, report, xem="cua-toi") == ["4.1"]
    assert listed(preparer, report, xem="mau-thuan") == ["1.1"]
    rest = listed(preparer, report, xem="chua-tra-loi")
    assert len(rest) == 27  # of 30, without two that are answered and the one that the council scores
    assert not {"1.1", "2.2", "6.8"} & set(rest)
    assert len(listed(preparer, report, xem="gi-do")) == 30


def test_a_choice_that_finds_nothing_says_so(preparer, report):
    assert "Không có gì" in shown(preparer, report, xem="cua-toi")


def test_an_open_component_whose_colleague_left_is_said_to_have_nobody(preparer, cast, report):
    leaving = make_person("leaving", Role.PREPARER, "syt")
    delegate(cast.coordinator, report, {"4.1": leaving})
    assert "chưa có người" not in shown(preparer, report).lower()
    Post.objects.filter(user=leaving).update(valid_until=date(2022, 10, 16))
    assert "chưa có người" in shown(preparer, report).lower()


@pytest.mark.parametrize("who", ["preparer", "coordinator", "head", "clerk"])
@pytest.mark.parametrize("name", ["report", "send", "component"])
def test_everybody_of_the_unit_reads_why_it_asked_not_to_be_assessed(cast, client, report, who, name):
    reason = "Cơ quan không thu phí, lệ phí trong kỳ."
    exemptions.ask(cast.preparer, report, "6.3", ground=Ground.NO_CONTENT, reason=reason)
    client.force_login(getattr(cast, who))
    args = ["6.3"] if name == "component" else []
    assert escape(reason) in shown(client, report, name=name, args=args)


def test_the_head_still_reads_the_reason_once_the_report_is_sent(cast, client, season):
    report = report_of(season)
    reason = "Cơ quan không thu phí, lệ phí trong kỳ."
    exemptions.ask(cast.preparer, report, "6.3", ground=Ground.NO_CONTENT, reason=reason)
    make_sent(cast, season)
    client.force_login(cast.head)
    assert escape(reason) in shown(client, report)


def test_what_the_council_scores_is_neither_missing_nor_zero(preparer, cast, report):
    fill(cast.preparer, report)
    page = shown(preparer, report)
    assert line_url(report, "6.8") in page
    assert listed(preparer, report, xem="chua-tra-loi") == []
    assert "Hội đồng chấm" in shown(preparer, report, name="component", args=["6.8"])
