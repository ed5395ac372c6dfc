"""What an answer has been, in words; any version had again; an answer deleted and taken back."""

import pytest
from django.urls import reverse
from tests.factories import make_season, make_sent, report_of
from tests.tables.demo import DEMO

from thuocdo.regulation import read_set
from thuocdo.reports.actions import save_answer, save_answers
from thuocdo.reports.answers import Draft


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


@pytest.fixture
def changed(cast, report):
    """1.3: 9 of 10 by the preparer, then 8 of 10 by the coordinator."""
    save_answer(cast.preparer, report, "1.3", {"a": "9", "b": "10"})
    save_answer(cast.coordinator, report, "1.3", {"a": "8", "b": "10"}, version=1)
    return report


def url_of(report, code: str = "1.3", name: str = "history") -> str:
    return reverse(f"desks:{name}", args=[report.pk, code])


def values(report, code: str = "1.3") -> dict[str, str]:
    return report.answers.get(component=code).values


def restore(client, report, **posted: str):
    return client.post(url_of(report), {"leaf": "1.3", "version": "1", "seen": "2"} | posted, follow=True)


def test_who_changed_what_from_what_to_what_is_told(preparer, changed):
    text = preparer.get(url_of(changed)).content.decode()
    assert "Người coordinator" in text
    assert "Người preparer" in text
    assert '<span class="muted">9</span>' in text
    assert "<strong>8</strong>" in text
    assert text.count("Bản hiện tại") == 1


def test_ticks_and_options_are_told_in_words(preparer, cast, report):
    save_answer(cast.preparer, report, "1.1", {"lead": "yes", "meet": "no", "direct": "no"})
    save_answer(cast.preparer, report, "3.5", {"level": "both"})
    assert "<strong>Đạt</strong>" in preparer.get(url_of(report, "1.1")).content.decode()
    text = preparer.get(url_of(report, "3.5")).content.decode()
    assert "Phương án đã chọn" in text
    assert "both" not in text


def test_a_restored_version_is_the_answer_and_the_history_keeps_both(preparer, changed):
    text = restore(preparer, changed).content.decode()
    assert "Đã khôi phục bản trước" in text
    assert values(changed) == {"a": "9", "b": "10"}
    assert changed.answers.get().changes.count() == 3


def test_a_version_that_was_not_seen_is_not_replaced(preparer, changed):
    text = restore(preparer, changed, seen="1").content.decode()
    assert "Người khác vừa sửa" in text
    assert values(changed)["a"] == "8"


@pytest.mark.parametrize(
    "posted", [{"leaf": "9.9"}, {"version": "x"}, {"seen": ""}, {"version": "77"}, {"leaf": "2.2"}]
)
def test_a_request_that_makes_no_sense_changes_nothing(preparer, changed, posted):
    assert restore(preparer, changed, **posted).status_code == 200
    assert values(changed)["a"] == "8"


def test_a_deleted_answer_can_be_had_again(preparer, changed):
    page = preparer.post(url_of(changed, name="answer_clear"), {"p0-version": "2"}, follow=True)
    assert "Đã xóa câu trả lời" in page.content.decode()
    assert values(changed) == {}
    restore(preparer, changed, version="2", seen="3")
    assert values(changed)["a"] == "8"


def test_an_answer_that_somebody_changed_meanwhile_is_not_deleted(preparer, changed):
    page = preparer.post(url_of(changed, name="answer_clear"), {"p0-version": "1"}, follow=True)
    assert "Người khác vừa sửa" in page.content.decode()
    assert values(changed)["a"] == "8"


def test_parts_have_one_history_and_are_deleted_together(preparer, cast):
    report = report_of(make_season(cast, criteria_set=read_set({"set.yaml": DEMO})))
    save_answers(cast.preparer, report, {"1.2.a": Draft({"a": "9", "b": "10"}), "1.2.b": Draft({"n": "6"})})
    text = preparer.get(url_of(report, "1.2")).content.decode()
    assert "1.2.a" in text
    assert "1.2.b" in text
    preparer.post(url_of(report, "1.2", "answer_clear"), {"p0-version": "1", "p1-version": "1"})
    assert [row.values for row in report.answers.all()] == [{}, {}]


def test_a_report_that_was_sent_shows_its_history_and_restores_nothing(preparer, cast, season):
    report = make_sent(cast, season)
    assert "Khôi phục</button>" not in preparer.get(url_of(report)).content.decode()
    assert preparer.post(url_of(report), {"leaf": "1.3", "version": "1", "seen": "1"}).status_code == 403
    assert preparer.post(url_of(report, name="answer_clear"), {"p0-version": "1"}).status_code == 403


def test_a_component_without_an_answer_says_so(preparer, report):
    assert "Chưa lưu gì ở đây" in preparer.get(url_of(report)).content.decode()


def test_a_long_history_comes_in_pages_at_a_constant_cost(preparer, cast, report, django_assert_max_num_queries):
    save_answer(cast.preparer, report, "1.3", {"a": "0", "b": "99"})
    with django_assert_max_num_queries(20) as few:
        preparer.get(url_of(report))
    for place in range(1, 30):
        save_answer(cast.preparer, report, "1.3", {"a": str(place), "b": "99"}, version=place)
    with django_assert_max_num_queries(len(few)):
        text = preparer.get(url_of(report)).content.decode()
    assert "?page=2" in text
