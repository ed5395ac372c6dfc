"""Last year's answer and points beside this year's, and beginning from them without declaring them."""

from fractions import Fraction

import pytest
from django.urls import reverse
from tests.factories import CONTACTS, again, built_in, fill, make_season, report_of

from thuocdo.common import clock
from thuocdo.cycles.actions import keep_references
from thuocdo.cycles.queries import form_of as law_form
from thuocdo.cycles.references import Earned
from thuocdo.regulation import read_set
from thuocdo.reports.actions import save_answer
from thuocdo.reports.content import content
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.last_year import last_year
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.sending import send_report

START = {"bat-dau": "nam-truoc"}


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


@pytest.fixture
def before(cast):
    """2021: four components answered, its result published."""
    season = make_season(cast, 2021)
    report = report_of(season)
    save_answer(cast.preparer, report, "1.3", {"a": "90", "b": "118"})
    save_answer(cast.preparer, report, "1.1", {"lead": "yes", "meet": "yes", "direct": "no", "meetings": "5"})
    save_answer(cast.preparer, report, "3.5", {"level": "vc", "rooms": "2"})
    save_answer(cast.preparer, report, "4.2", {"a": "300", "b": "400"})
    lines = {"1.3": Earned(Fraction(5, 3), Fraction(2), is_exempt=False)}
    keep_references(cast.lead, season, {report.season_unit_id: lines})
    return report


def shown(client, report, code, **given):
    response = client.get(reverse("desks:component", args=[report.pk, code]), given)
    assert response.status_code == 200
    return response


def form_of(client, report, code, **given):
    return shown(client, report, code, **given).context["form"]


def box_of(client, report, code):
    return shown(client, report, code).context["box"]


def test_last_years_figures_points_and_the_middle_stand_beside(preparer, before, report):
    page = shown(preparer, report, "1.3").content.decode()
    assert 'data-label="2021">90<' in page
    assert "1,67" in page
    assert "Mức giữa (trung vị) của cấp" in page
    box = box_of(preparer, report, "1.3")
    assert (box.reference.points, box.reference.median) == (Fraction(5, 3), Fraction(5, 3))


def test_without_a_season_before_nothing_is_said_of_it(preparer, report):
    assert box_of(preparer, report, "1.3") is None


def test_a_component_that_was_not_answered_then_says_so(preparer, before, report):
    assert "không trả lời" in shown(preparer, report, "2.2").content.decode()


@pytest.fixture
def changed(cast, before):
    """2022 by a set that asks 95% where 2021 asked 90% in component 1.3."""
    source = dict(built_in().source)
    assert "full: 0.9," in source["group-1.yaml"]
    source["group-1.yaml"] = source["group-1.yaml"].replace("full: 0.9,", "full: 0.95,")
    return report_of(make_season(cast, 2022, criteria_set=read_set(source)))


def test_a_changed_component_is_not_compared_and_offers_nothing(preparer, before, changed):
    response = shown(preparer, changed, "1.3", **START)
    page = response.content.decode()
    assert "Đã thay đổi" in page
    assert "làm điểm bắt đầu" not in page
    assert not response.context["starting"]
    assert response.context["form"]["p0-a"].value() in (None, "")


def test_its_other_components_are_compared(preparer, before, changed):
    assert box_of(preparer, changed, "1.1").is_same


def test_one_form_begins_from_last_years_figures_when_asked(preparer, before, report):
    form = form_of(preparer, report, "1.3", **START)
    assert [form[f"p0-{key}"].value() for key in "ab"] == ["90", "118"]
    assert form["p0-version"].value() == 0
    assert form_of(preparer, report, "1.3")["p0-a"].value() in (None, "")


def test_ticks_and_levels_begin_from_last_year_too(preparer, before, report):
    form = form_of(preparer, report, "1.1", **START)
    assert [bool(form[f"p0-{key}"].value()) for key in ("lead", "meet", "direct")] == [True, True, False]
    assert form_of(preparer, report, "3.5", **START)["p0-level"].value() == "vc"


def test_opening_a_form_with_them_declares_nothing_and_saves_nothing_by_itself(preparer, before, report):
    page = shown(preparer, report, "1.3", **START).content.decode()
    assert not Answer.objects.filter(report=report).exists()
    assert content(again(report))["answers"] == {}
    assert "data-autosave" not in page
    assert "data-autosave" in shown(preparer, report, "1.3").content.decode()


def test_saving_it_declares_them_as_this_years(preparer, before, report):
    given = {"p0-a": "90", "p0-b": "118", "p0-version": "0"}
    preparer.post(reverse("desks:component", args=[report.pk, "1.3"]), given)
    assert Answer.objects.get(report=report).values == {"a": "90", "b": "118"}


def test_an_answered_component_keeps_its_own_figures(preparer, cast, before, report):
    save_answer(cast.preparer, report, "1.3", {"a": "1", "b": "2"})
    assert form_of(preparer, report, "1.3", **START)["p0-a"].value() == "1"


def start(client, report, **given):
    return client.post(reverse("desks:starting", args=[report.pk]), given)


def test_for_the_whole_report_every_open_unchanged_form_begins_so(preparer, before, report):
    start(preparer, report)
    assert form_of(preparer, report, "4.2")["p0-a"].value() == "300"
    assert form_of(preparer, report, "2.2")["p0-a"].value() in (None, "")
    assert not Answer.objects.filter(report=report).exists()
    start(preparer, report)
    assert form_of(preparer, report, "4.2")["p0-a"].value() in (None, "")


def test_until_they_are_checked_they_are_listed_as_waiting(preparer, cast, before, report):
    start(preparer, report)
    page = preparer.get(reverse("desks:report", args=[report.pk]))
    summary = page.context["ws"].summary
    assert [line.component.code for line in summary.starting] == ["1.1", "1.3", "3.5", "4.2"]
    assert page.context["ws"].done == 0
    save_answer(cast.preparer, report, "4.2", {"a": "310", "b": "420"})
    summary = preparer.get(reverse("desks:report", args=[report.pk])).context["ws"].summary
    assert [line.component.code for line in summary.starting] == ["1.1", "1.3", "3.5"]


def test_a_report_sent_while_they_wait_declares_none_of_them(preparer, cast, before, report):
    start(preparer, report)
    fill(cast.preparer, report, [], contacts=CONTACTS)
    sent = send_report(cast.preparer, again(report))
    assert content(again(sent))["answers"] == {}


def test_a_unit_without_a_last_year_is_sent_back(preparer, report):
    response = preparer.get(reverse("desks:starting", args=[report.pk]))
    assert response.url == reverse("desks:report", args=[report.pk])


@pytest.mark.parametrize(("who", "status"), [("head", 403), ("clerk", 403), ("outsider", 404), ("lead", 404)])
def test_nobody_else_begins_for_the_unit(cast, client, before, report, who, status):
    client.force_login(getattr(cast, who))
    assert start(client, report).status_code == status


def test_points_of_a_correction_under_way_do_not_stand_beside(cast, before, report):
    """Last year's report is before the council once more: what it settles there is nobody's to see yet."""
    final = {"values": {"a": "1", "b": "118"}, "version": 1, "changed_by": cast.secretary, "changed_at": clock.now()}
    Answer.objects.create(report=before, component="1.3", stage=Stage.FINAL, **final)
    line = law_form(report.season_unit).component("1.3")
    for state, shown_value in ((ReportState.VERIFIED, "90"), (ReportState.FINAL, "1")):
        Report.objects.filter(pk=before.pk).update(state=state)
        assert last_year(report).counted(line)["1.3"]["a"] == shown_value
