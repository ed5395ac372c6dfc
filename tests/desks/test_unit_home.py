"""Where each person begins."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import fill, fresh, make_season, make_sent, report_of

from thuocdo.cycles.models import SeasonTier
from thuocdo.desks.doors import DOORS
from thuocdo.verification.actions import return_report

HOME = "desks:home"


def shown(client, user) -> str:
    client.force_login(user)
    response = client.get(reverse(HOME))
    assert response.status_code == 200
    return response.content.decode()


def test_a_unit_sees_its_deadline_progress_and_next_step(cast, client, report):
    fill(cast.preparer, report, ["1.1", "1.2"])
    text = shown(client, cast.preparer)
    assert "hết ngày 19/10 (Thứ Tư)" in text
    assert "còn 2 ngày" in text
    assert "2/29" in text
    assert "Tiếp tục với chỉ số 1.3" in text


def test_there_is_one_next_step(cast, client, report):
    assert shown(client, cast.preparer).count("button-primary") == 1


def test_a_head_is_led_to_sending_not_to_filling(cast, client, report):
    fill(cast.preparer, report, ["1.1"])
    text = shown(client, cast.head)
    assert "Kiểm tra và gửi" in text
    assert "Tiếp tục với" not in text


def test_a_returned_report_is_to_be_mended_first(cast, client, season):
    return_report(cast.lead, make_sent(cast, season), "Số liệu 4.3 sai kỳ", until=date(2022, 10, 25))
    text = shown(client, cast.preparer)
    assert "Số liệu 4.3 sai kỳ" in text
    assert "Sửa báo cáo</a>" in text


def test_after_sending_the_receipt_is_the_next_step(cast, client, season):
    report = make_sent(cast, season)
    assert reverse("desks:receipt", args=[report.pk]) in shown(client, cast.preparer)


def test_a_unit_without_a_season_is_told_so(cast, client):
    assert "Hiện chưa đến kỳ báo cáo" in shown(client, cast.preparer)


def test_a_season_in_preparation_offers_nothing_to_fill(cast, client):
    make_season(cast, opened=False)
    text = shown(client, cast.preparer)
    assert "Chưa mở nhận báo cáo" in text
    assert "Bắt đầu soạn báo cáo" not in text


def test_published_seasons_stand_below(cast, client):
    report = report_of(make_season(cast))
    SeasonTier.objects.update(phase="published")
    text = shown(client, cast.preparer)
    assert "button-primary" not in text
    assert reverse("desks:report", args=[report.pk]) in text


@pytest.mark.parametrize("who", ["lead", "verifier", "chair", "secretary", "member", "observer", "administrator"])
def test_everybody_else_finds_the_doors_of_their_role(cast, client, season, who):
    person = getattr(cast, who)
    text = shown(client, person)
    for door in DOORS:
        assert (f'class="door" href="{reverse(door.name)}"' in text) is person.holds(set(door.roles))


def current(client, path: str) -> list[str]:
    return [row["label"] for row in client.get(path).context["nav"] if row["current"]]


def test_the_navigation_marks_the_row_to_which_the_page_belongs(cast, client, report):
    client.force_login(cast.preparer)
    report_url = reverse("desks:report", args=[report.pk])
    assert current(client, reverse(HOME)) == current(client, report_url) == ["Bàn làm việc"]
    assert current(client, "/en" + report_url) == ["My desk"]
    assert current(client, reverse("portal:latest")) == ["Kết quả"]
    assert current(client, reverse("accounts:change_password")) == []


def test_somebody_without_a_post_is_told_whom_to_ask(cast, client):
    cast.observer.all_posts.all().delete()
    assert "đề nghị quản trị viên" in shown(client, fresh(cast.observer))


@pytest.mark.parametrize("seasons", [1, 3])
def test_the_first_page_costs_the_same_for_one_season_and_for_three(cast, client, seasons, django_assert_num_queries):
    for year in range(2022, 2022 + seasons):
        make_season(cast, year)
    client.force_login(cast.preparer)
    client.get(reverse(HOME))
    with django_assert_num_queries(15):
        client.get(reverse(HOME))
