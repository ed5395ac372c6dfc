"""The pages of the right of reply (R4.6b): a unit reads its own points only, replies in time, and is decided upon."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.factories import Cast, again, at, make_appraised, make_person, make_verified, pdf, report_of, step_on

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.appraisal import replies
from thuocdo.appraisal.enums import RoundKind, Stance
from thuocdo.appraisal.models import Reply, ReplyRound
from thuocdo.appraisal.replies import Words
from thuocdo.cycles.models import Season
from thuocdo.reports.models import Report

ROUNDS = "/ky-danh-gia/2022/giai-trinh/"
LAST = date(2022, 10, 25)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def report(cast: Cast, season: Season) -> Report:
    row = make_verified(cast, season)
    step_on(cast, season, "season.verify")
    return again(row)


@pytest.fixture
def round_(cast: Cast, season: Season, report: Report) -> ReplyRound:
    return replies.open_round(cast.lead, season.tiers.get(tier__code="province"), RoundKind.VERIFIED, LAST)


@pytest.fixture
def against(cast: Cast, report: Report, round_: ReplyRound) -> Reply:
    return replies.reply(cast.head, round_, report, "1.1", Words(Stance.DISAGREES, "Kế hoạch ban hành đúng hạn"))


def page(report: Report) -> str:
    return f"/bao-cao/{report.pk}/giai-trinh/"


def line(report: Report, round_: ReplyRound, code: str = "1.1") -> str:
    return f"{page(report)}{round_.pk}/{code}/"


DISAGREE = {"stance": "disagrees", "text": "Đã ban hành đúng hạn", "wanted": "0,5", "seen": "0"}


def test_the_lead_department_opens_a_round_on_its_page(cast: Cast, season: Season, report: Report) -> None:
    client = signed_in(cast.lead)
    assert f"{ROUNDS}mo/province/verified/" in client.get(ROUNDS).content.decode()
    answer = client.post(f"{ROUNDS}mo/province/verified/", {"last_day": "25/10/2022"})
    row = ReplyRound.objects.get()
    assert (answer.status_code, row.last_day) == (302, LAST)


def test_a_last_day_that_is_over_is_told_on_the_form(cast: Cast, season: Season, report: Report) -> None:
    answer = signed_in(cast.lead).post(f"{ROUNDS}mo/province/verified/", {"last_day": "16/10/2022"})
    assert answer.status_code == 422
    assert "16/10/2022" in answer.content.decode()


def test_before_any_round_the_page_says_so_and_shows_no_points(cast: Cast, report: Report) -> None:
    answer = signed_in(cast.preparer).get(page(report))
    assert answer.status_code == 200
    assert answer.context["sheet"] is None


def test_a_unit_disagrees_with_points_and_a_file(cast: Cast, report: Report, round_: ReplyRound) -> None:
    client = signed_in(cast.preparer)
    answer = client.post(line(report, round_), {**DISAGREE, "files": pdf("van-ban.pdf")})
    row = Reply.objects.get()
    assert answer.status_code == 302
    assert (row.stance, row.wanted_points, row.files.get().file_name) == ("disagrees", "1/2", "van-ban.pdf")
    assert signed_in(cast.lead).get(f"/giai-trinh/tep/{row.files.get().pk}/").status_code == 200
    assert signed_in(cast.outsider).get(f"/giai-trinh/tep/{row.files.get().pk}/").status_code == 404


def test_a_disagreement_without_its_explanation_keeps_what_was_typed(
    cast: Cast, report: Report, round_: ReplyRound
) -> None:
    answer = signed_in(cast.head).post(line(report, round_), {**DISAGREE, "text": " ", "wanted": "0,7"})
    assert answer.status_code == 422
    assert 'value="0,7"' in answer.content.decode()


def test_after_the_last_day_nothing_is_taken_and_the_text_stays_on_the_page(
    cast: Cast, report: Report, round_: ReplyRound
) -> None:
    at(2022, 10, 26)
    client = signed_in(cast.head)
    answer = client.post(line(report, round_), {**DISAGREE, "text": "Chữ đã gõ lúc 23 giờ"})
    assert answer.status_code == 422
    assert "Chữ đã gõ lúc 23 giờ" in answer.content.decode()
    assert "25/10/2022" in answer.content.decode()
    assert not Reply.objects.exists()
    assert client.get(line(report, round_)).context["form"] is None


def test_of_two_colleagues_the_second_reads_the_firsts_reply_first(cast: Cast, report: Report, against: Reply) -> None:
    client = signed_in(cast.preparer)
    answer = client.post(line(report, against.round), {"stance": "agrees", "seen": "0"})
    assert answer.status_code == 409
    assert client.post(line(report, against.round), {"stance": "agrees", "seen": "1"}).status_code == 302


def test_all_the_rest_is_agreed_with_in_one_act(cast: Cast, report: Report, against: Reply) -> None:
    client = signed_in(cast.head)
    rest = [row.component.code for row in client.get(page(report)).context["sheet"].rest]
    client.post(f"{page(report)}dong-y/{against.round_id}/", {"code": rest})
    assert Reply.objects.filter(stance=Stance.AGREES).count() == len(rest) > 10


def test_another_unit_finds_nothing_there(cast: Cast, report: Report, round_: ReplyRound) -> None:
    client = signed_in(cast.outsider)
    own = report_of(round_.season_tier.season, "stp")
    assert client.get(page(report)).status_code == 404
    assert client.get(line(report, round_)).status_code == 404
    assert client.get(page(own)).context["sheet"] is None
    assert client.get(line(own, round_)).status_code == 404


def test_the_clerk_reads_and_does_not_reply(cast: Cast, report: Report, round_: ReplyRound) -> None:
    client = signed_in(cast.clerk)
    assert client.get(line(report, round_)).context["form"] is None
    assert client.post(line(report, round_), DISAGREE).status_code == 403


def test_who_verifies_decides_with_a_reason_that_the_unit_reads(cast: Cast, report: Report, against: Reply) -> None:
    client = signed_in(cast.lead)
    address = f"{ROUNDS}y-kien/{against.pk}/"
    assert address in client.get(f"{ROUNDS}{against.round_id}/").content.decode()
    facts = {"decision": "upheld", "reason": "Văn bản ban hành sau kỳ số liệu", "seen": "1"}
    assert client.post(address, facts).status_code == 302
    assert "Văn bản ban hành sau kỳ số liệu" in signed_in(cast.clerk).get(line(report, against.round)).content.decode()


def test_a_decision_without_its_change_is_refused_and_its_reason_kept(cast: Cast, against: Reply) -> None:
    facts = {"decision": "changed", "reason": "Chấp nhận giải trình", "seen": "1"}
    answer = signed_in(cast.lead).post(f"{ROUNDS}y-kien/{against.pk}/", facts)
    assert answer.status_code == 422
    assert "Chấp nhận giải trình" in answer.content.decode()


def test_a_verifier_sees_no_disagreement_that_somebody_else_decides(cast: Cast, against: Reply) -> None:
    client = signed_in(cast.verifier)
    assert client.get(f"{ROUNDS}y-kien/{against.pk}/").status_code == 404
    assert "Kế hoạch ban hành đúng hạn" not in client.get(f"{ROUNDS}{against.round_id}/").content.decode()


def test_the_draft_result_is_not_shown_to_verifiers_nor_before_its_round(cast: Cast, season: Season) -> None:
    report = make_appraised(cast, season)
    step_on(cast, season, "season.verify", "season.appraise")
    assert signed_in(cast.preparer).get(page(report)).context["sheet"] is None
    tier = season.tiers.get(tier__code="province")
    row = replies.open_round(cast.lead, tier, RoundKind.DRAFT, LAST)
    assert signed_in(cast.preparer).get(page(report)).context["sheet"].is_draft
    assert signed_in(cast.verifier).get(f"{ROUNDS}{row.pk}/").status_code == 404


def test_a_round_is_closed_on_its_page_once_its_day_is_over(cast: Cast, report: Report, round_: ReplyRound) -> None:
    at(2022, 10, 26)
    client = signed_in(cast.lead)
    client.post(f"{ROUNDS}{round_.pk}/dong/")
    round_.refresh_from_db()
    assert round_.closed_at


def test_the_page_of_a_round_costs_the_same_for_one_and_for_three_disagreements(
    cast: Cast, report: Report, against: Reply
) -> None:
    client, address = signed_in(make_person("quan.sat", Role.OBSERVER, "ubnd")), f"{ROUNDS}{against.round_id}/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for code in ("1.2", "1.3"):
        replies.reply(cast.head, against.round, report, code, Words(Stance.DISAGREES, "Không đúng"))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)
