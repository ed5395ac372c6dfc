"""The unit's report as a whole: what is missing, the next step, the columns, and who sees it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from tests.factories import (
    CONTACTS,
    again,
    fill,
    make_appraised,
    make_season,
    make_sent,
    paper,
    prove,
    report_of,
)
from tests.tables.demo import DEMO

from thuocdo.cycles.actions import extend
from thuocdo.desks.unit.workspace import own_workspaces, workspaces
from thuocdo.regulation import read_set
from thuocdo.reports.actions import save_answers, set_contacts
from thuocdo.reports.answers import Draft
from thuocdo.reports.delegating import delegate
from thuocdo.verification.actions import agree_with_the_rest, finish, return_report

OUTSIDE = ["outsider", "lead", "second_lead", "verifier", "chair", "secretary", "member", "observer", "administrator"]


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


def workspace(user, report):
    return workspaces([own_workspaces(user).get(pk=report.pk)])[0]


def page(client, name: str, report, *args) -> str:
    response = client.get(reverse(f"desks:{name}", args=[report.pk, *args]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["report", "contacts", "send", "withdraw", "receipt"])
@pytest.mark.parametrize("who", OUTSIDE)
def test_another_units_report_does_not_exist(cast, client, report, name, who):
    client.force_login(getattr(cast, who))
    url = reverse(f"desks:{name}", args=[report.pk])
    assert client.get(url).status_code == 404
    assert client.post(url).status_code in {404, 405}  # 405: the page takes no post from anybody


def test_a_visitor_is_asked_to_sign_in(client, report):
    response = client.get(reverse("desks:report", args=[report.pk]))
    assert response.url.startswith(reverse("accounts:sign_in"))


def test_the_next_step_is_the_first_open_component(preparer, cast, report):
    assert "Bắt đầu với chỉ số 1.1" in page(preparer, "report", report)
    fill(cast.preparer, report, ["1.1", "1.2"])
    assert "Tiếp tục với chỉ số 1.3" in page(preparer, "report", report)


def test_points_are_out_of_98_while_the_councils_part_is_open(preparer, cast, report):
    fill(cast.preparer, report)
    text = page(preparer, "report", report)
    assert "trên 98 điểm" in text
    assert "chưa tính 2 điểm do Hội đồng chấm" in text


def test_the_councils_component_is_neither_unanswered_nor_zero(cast, report):
    line = workspace(cast.preparer, report).line("6.8")
    assert (line.state, line.is_open, line.counts, line.declared.points) == ("council", False, False, None)
    assert workspace(cast.preparer, report).of == 29


def test_missing_proof_is_asked_only_where_points_are_claimed(cast, report):
    fill(cast.preparer, report, ["1.2", "1.3"])
    prove(cast.preparer, report, "1.2")
    save_answers(cast.preparer, report, {"2.2": Draft({"a": "0", "b": "10"}, version=0)})
    assert [line.component.code for line in workspace(cast.preparer, report).unproven_lines] == ["1.3"]


def test_missing_contacts_are_named(preparer, cast, report):
    fill(cast.preparer, report, ["1.1"], contacts=CONTACTS | {"mobile": "", "signer_name": ""})
    shown = page(preparer, "report", report)
    for name in ("mobile", "signer_name"):  # each one click from its field
        assert f'{reverse("desks:contacts", args=[report.pk])}?next=send#id_{name}"' in shown
    assert "#id_email" not in shown


def test_the_reason_of_a_return_is_shown_until_it_is_sent_again(preparer, cast, season):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Số liệu 4.3 sai kỳ", until=date(2022, 10, 25))
    assert "Số liệu 4.3 sai kỳ" in page(preparer, "report", report)
    fill(cast.preparer, again(report), [])
    assert "Số liệu 4.3 sai kỳ" in page(preparer, "report", report)


def test_an_extension_shows_its_day_and_its_document(preparer, cast, report):
    extend(cast.lead, report.season_unit, date(2022, 10, 25), paper(cast.lead, "extension", "77/UBND"))
    text = page(preparer, "report", report)
    assert "hết ngày 25/10 (Thứ Ba)" in text
    assert "77/UBND" in text


def test_columns_appear_stage_by_stage(preparer, cast, season):
    report = make_sent(cast, season)
    assert "Điểm thẩm tra" not in page(preparer, "report", report)
    agree_with_the_rest(cast.lead, again(report))
    finish(cast.lead, again(report))
    text = page(preparer, "report", report)
    assert "Điểm thẩm tra" in text
    assert "Điểm Hội đồng" not in text


def test_the_councils_points_are_shown_once_they_are_final(preparer, cast, season):
    report = make_appraised(cast, season)
    assert "Điểm Hội đồng" not in page(preparer, "report", report)
    type(report).objects.filter(pk=report.pk).update(state="final")
    assert "Điểm Hội đồng" in page(preparer, "report", report)


@pytest.mark.parametrize(("who", "may"), [("preparer", True), ("coordinator", True), ("head", False), ("clerk", False)])
def test_who_does_not_fill_sees_the_report_and_may_send_it(cast, client, report, who, may):
    fill(cast.preparer, report, ["1.1"])
    client.force_login(getattr(cast, who))
    text = page(client, "report", report)
    assert ("Tiếp tục với chỉ số" in text) is may
    assert reverse("desks:send", args=[report.pk]) in text


@pytest.fixture
def year_before(cast):
    """A season before, in which the unit answered everything."""
    return fill(cast.preparer, report_of(make_season(cast, 2021)))


COSTS = {"report": 13, "component": 12, "delegation": 9}


@pytest.mark.parametrize("filled", [["1.3"], ["1.3", "2.2", "4.1"]])
@pytest.mark.parametrize("name", COSTS)
def test_a_page_costs_the_same_however_much_is_filled(
    preparer, cast, year_before, report, filled, name, django_assert_num_queries
):
    fill(cast.preparer, report, filled)
    prove(cast.preparer, report, *filled)
    delegate(cast.coordinator, report, dict.fromkeys(filled, cast.preparer))
    url = reverse(f"desks:{name}", args=[report.pk, *(["1.3"] if name == "component" else [])])
    preparer.get(url)
    with django_assert_num_queries(COSTS[name]):
        assert preparer.get(url).status_code == 200


def test_contacts_are_prefilled_from_the_account_and_kept(preparer, cast, report):
    assert 'value="Người preparer"' in page(preparer, "contacts", report)
    response = preparer.post(reverse("desks:contacts", args=[report.pk]), CONTACTS)
    assert response.url == reverse("desks:report", args=[report.pk])
    assert {name: getattr(again(report), name) for name in CONTACTS} == CONTACTS


def test_a_wrong_number_keeps_what_was_typed(preparer, report):
    response = preparer.post(reverse("desks:contacts", args=[report.pk]), CONTACTS | {"landline": "gọi sau"})
    assert response.status_code == 422
    assert 'value="gọi sau"' in response.content.decode()
    assert "ít nhất 7 chữ số" in response.content.decode()


def test_contacts_that_a_colleague_saved_meanwhile_are_not_overwritten(preparer, cast, report):
    address = reverse("desks:contacts", args=[report.pk])
    shown = preparer.get(address).context["was"]
    set_contacts(cast.coordinator, report, **CONTACTS | {"preparer_name": "Đồng nghiệp"})
    typed = CONTACTS | {"preparer_name": "Tôi"}
    response = preparer.post(address, typed | {"was": shown})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Đồng nghiệp" in text
    assert 'value="Tôi"' in text
    assert again(report).preparer_name == "Đồng nghiệp"
    preparer.post(address, typed | {"was": response.context["was"]})
    assert again(report).preparer_name == "Tôi"


def test_a_clerk_reads_the_contacts_but_does_not_change_them(cast, client, report):
    client.force_login(cast.clerk)
    assert '<form method="post" data-unsaved' not in page(client, "contacts", report)
    assert client.post(reverse("desks:contacts", args=[report.pk]), CONTACTS).status_code == 403


def test_english_pages_speak_english(preparer, report):
    with translation.override("en"):
        text = page(preparer, "report", report)
    assert "Begin with component 1.1" in text
    assert "Bắt đầu" not in text


def test_a_form_with_parts_and_a_verifiers_line_is_read_whole(cast):
    report = report_of(make_season(cast, criteria_set=read_set({"set.yaml": DEMO})))
    drafts = {"1.2.a": Draft({"a": "9", "b": "10"}, version=0)}
    save_answers(cast.preparer, report, drafts)
    desk = workspace(cast.preparer, report)
    assert desk.line("1.2").is_open
    assert desk.line("1.9").state == "verifier"
    assert (desk.done, desk.of) == (0, 8)
    save_answers(cast.preparer, report, {"1.2.b": Draft({"n": "6"}, version=0)})
    assert (workspace(cast.preparer, report).done, desk.next_open("1.10").component.code) == (1, "1.1")


def test_contacts_typed_while_somebody_sent_the_report_stay_on_the_page(preparer, cast, season):
    report = make_sent(cast, season)
    response = preparer.post(reverse("desks:contacts", args=[report.pk]), CONTACTS | {"mobile": "0905 999 999"})
    assert response.status_code == 403
    assert 'value="0905 999 999"' in response.content.decode()
    assert again(report).mobile == CONTACTS["mobile"]
