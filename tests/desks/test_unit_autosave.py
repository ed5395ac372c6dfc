"""What the component page's script is told while somebody types; nothing of it needs the whole workspace."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories import again, fill, make_season, make_sent, report_of
from tests.tables.demo import DEMO

from thuocdo.audit.queries import entries_about
from thuocdo.regulation import read_set
from thuocdo.reports.actions import save_answer
from thuocdo.reports.sending import send_report

SHARE = {"p0-a": "9", "p0-b": "10", "p0-version": "0"}


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


def url_of(report, code: str = "1.3") -> str:
    return reverse("desks:autosave", args=[report.pk, code])


def keyed(**changed: str) -> dict[str, str]:
    return SHARE | {"key": str(uuid4())} | changed


def test_what_is_typed_is_saved_and_its_version_told(preparer, report):
    answer = preparer.post(url_of(report), keyed())
    assert answer.json() == {"state": "saved", "versions": {"p0-version": 1}, "said": "Đã lưu lúc 09:00"}
    assert report.answers.get().values == {"a": "9", "b": "10"}


def test_half_an_answer_is_saved_too(preparer, report):
    preparer.post(url_of(report), keyed(**{"p0-b": ""}))
    assert report.answers.get().values == {"a": "9"}


def test_a_request_that_is_repeated_changes_nothing(preparer, report):
    typed = keyed()
    answers = [preparer.post(url_of(report), typed).json() for _ in range(3)]
    assert [answer["versions"] for answer in answers] == [{"p0-version": 1}] * 3
    assert entries_about(f"report:{report.pk}/1.3").count() == 1


def test_a_late_repetition_is_no_conflict_with_whoever_came_after(preparer, cast, report):
    typed = keyed()
    preparer.post(url_of(report), typed)
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"}, version=1)
    assert preparer.post(url_of(report), typed).json()["versions"] == {"p0-version": 1}
    assert report.answers.get().values["a"] == "5"


def test_what_is_stored_already_is_called_saved(preparer, cast, report):
    save_answer(cast.coordinator, report, "1.3", {"a": "9", "b": "10"})
    assert preparer.post(url_of(report), keyed()).json()["state"] == "saved"
    assert report.answers.get().version == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12 trạm", "không phải là số"),
        ("11", "không được lớn hơn"),
        ("-3", "hập"),
        ("NaN", "không phải là số"),
        ("Infinity", "không phải là số"),
        ("9" * 40, "15 chữ số"),
        ("a" * 1_000_000, "1000000 ký tự"),
        ("\x00", "không phải là số"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_not_saved(preparer, report, typed, told):
    answer = preparer.post(url_of(report), keyed(**{"p0-a": typed})).json()
    assert answer["state"] == "refused"
    assert told in answer["faults"]["p0-a"]
    assert len(answer["faults"]["p0-a"]) < 300
    assert answer["said"] == "Chưa lưu: hãy sửa chỗ được đánh dấu."
    assert not report.answers.exists()


def test_two_people_at_once_are_shown_both_versions(preparer, cast, report):
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"})
    answer = preparer.post(url_of(report), keyed())
    box = answer.json()["html"]
    assert answer.status_code == 409
    assert '<td data-label="Bản đã lưu">5</td>' in box
    assert "<strong>9</strong>" in box
    assert "Người khác vừa sửa" in box
    assert "{&quot;p0-version&quot;: 1}" in box
    assert report.answers.get().values["a"] == "5"


def test_ones_own_other_tab_is_named_as_such(preparer, cast, report):
    save_answer(cast.preparer, report, "1.3", {"a": "5", "b": "10"})
    assert "Bạn vừa lưu một bản khác" in preparer.post(url_of(report), keyed()).json()["html"]


def test_the_box_speaks_the_pages_language(preparer, cast, report):
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"})
    with translation.override("en"):
        address = url_of(report)
    assert "Keep what is stored" in preparer.post(address, keyed()).json()["html"]


def test_without_a_sign_in_the_script_is_told_and_nothing_is_kept_in_the_session(client, report):
    answer = client.post(url_of(report), keyed(), headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert "unsent" not in client.session


def test_a_page_from_before_the_sign_in_is_told_the_same(cast, report):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.preparer)
    answer = strict.post(url_of(report), keyed(), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (403, {"state": "signed_out"})


def test_what_one_person_typed_is_not_saved_in_the_name_of_another(preparer, cast, report):
    answer = preparer.post(url_of(report), keyed(typist=str(cast.coordinator.pk)))
    assert answer.status_code == 401
    assert not report.answers.exists()
    assert preparer.post(url_of(report), keyed(typist=str(cast.preparer.pk))).status_code == 200


def test_a_report_that_was_sent_meanwhile_is_closed(preparer, cast, season):
    report = make_sent(cast, season)
    answer = preparer.post(url_of(report), keyed())
    assert (answer.status_code, answer.json()["state"]) == (403, "closed")
    assert answer.json()["said"].startswith("Chưa lưu được: báo cáo đã gửi")
    assert preparer.post(url_of(report), keyed(**{"p0-a": "x"})).json()["state"] == "closed"


def test_a_saving_whose_answer_was_lost_is_found_after_the_report_was_sent(preparer, cast, season, report):
    fill(cast.preparer, report, ["1.1"])
    typed = keyed()
    preparer.post(url_of(report), typed)
    send_report(cast.preparer, again(report))
    assert preparer.post(url_of(report), typed).json()["state"] == "saved"


@pytest.mark.parametrize("who", ["head", "clerk"])
def test_who_does_not_fill_saves_nothing(cast, client, report, who):
    client.force_login(getattr(cast, who))
    assert client.post(url_of(report), keyed()).status_code == 403
    assert not report.answers.exists()


@pytest.mark.parametrize("who", ["outsider", "lead", "verifier", "chair"])
def test_another_units_component_does_not_exist(cast, client, report, who):
    client.force_login(getattr(cast, who))
    assert client.post(url_of(report), keyed()).status_code == 404


def test_an_unknown_component_does_not_exist(preparer, report):
    assert preparer.post(url_of(report, "9.9"), keyed()).status_code == 404


def test_the_councils_component_is_not_the_units(preparer, report):
    assert preparer.post(url_of(report, "6.8"), keyed()).status_code == 403


def test_nothing_is_saved_by_address(preparer, report):
    assert preparer.get(url_of(report)).status_code == 405


def test_parts_are_saved_together_and_each_has_its_version(cast, preparer):
    report = report_of(make_season(cast, criteria_set=read_set({"set.yaml": DEMO})))
    typed = keyed() | {"p1-n": "6", "p1-version": "0"}
    assert preparer.post(url_of(report, "1.2"), typed).json()["versions"] == {"p0-version": 1, "p1-version": 1}
    typed = keyed(**{"p0-version": "1", "p0-a": "8"}) | {"p1-n": "6", "p1-version": "1"}
    assert preparer.post(url_of(report, "1.2"), typed).json()["versions"] == {"p0-version": 2, "p1-version": 1}


def test_it_costs_few_queries_whatever_the_report_holds(preparer, cast, report, django_assert_num_queries):
    preparer.post(url_of(report), keyed())
    with django_assert_num_queries(9):
        preparer.post(url_of(report), keyed(**{"p0-a": "8", "p0-version": "1"}))
    fill(cast.preparer, report, [f"{group}.{place}" for group in range(2, 9) for place in range(1, 8)])
    with django_assert_num_queries(9):
        preparer.post(url_of(report), keyed(**{"p0-a": "7", "p0-version": "2"}))
