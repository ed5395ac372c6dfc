"""Pages of on-site checks: plan, minutes with two editors, papers, what the visited unit sees and when."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.desks.sending import arrive
from tests.factories import Cast, at, pdf, report_of

from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.verification import visiting
from thuocdo.verification.enums import Side, VisitState
from thuocdo.verification.models import Visit

LIST = "/kiem-tra-thuc-te/"
PLAN = {
    "day": "20/10/2022",
    "place": "Trụ sở",
    "purpose": "Xem hồ sơ",
    "components": ["4.3", "4.5"],
    "team": "Trần Đoàn, Trưởng đoàn\nLê Viên, Chuyên viên",
    "unit_side": "Ngô Chủ, Giám đốc",
}
MINUTES = {"minutes": "Làm việc từ 8 giờ", "finding_0": "Khớp", "finding_1": "Thiếu", "unit_opinion": "Nhất trí"}


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def visit(cast: Cast, season: Season) -> Visit:
    return planned(cast, season)


def planned(cast: Cast, season: Season, unit: str = "syt") -> Visit:
    signers = ((Side.TEAM, "Trần Đoàn", "Trưởng đoàn"), (Side.UNIT, "Ngô Chủ", "Giám đốc"))
    plan = visiting.Plan(date(2022, 10, 20), "Trụ sở", "Xem hồ sơ", ("4.3", "4.5"), signers)
    return visiting.plan_visit(cast.lead, report_of(season, unit).season_unit, plan)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(visit: Visit, part: str = "") -> str:
    return f"{LIST}{visit.pk}/{part}"


def state(visit: Visit) -> str:
    return Visit.objects.get(pk=visit.pk).state


def hold(cast: Cast, visit: Visit) -> None:
    at(2022, 10, 20, 16)
    version = Visit.objects.get(pk=visit.pk).version
    signed_in(cast.lead).post(page(visit, "bien-ban/"), MINUTES | {"version": version, "held": "1"})


class TestPlanning:
    def test_first_the_unit_then_the_plan(self, cast: Cast, season: Season) -> None:
        client = signed_in(cast.lead)
        keys = [row.unit.key for row in client.get(f"{LIST}moi/2022/").context["units"]]
        assert "syt" in keys
        assert "stttt" not in keys  # where the lead works
        answer = client.post(f"{LIST}moi/2022/?don-vi=syt", PLAN)
        assert answer["Location"] == page(Visit.objects.get())

    @pytest.mark.parametrize("wrong", [{"team": "Trần Đoàn"}, {"day": "31/02/2022"}, {"day": "01/10/2022"}])
    def test_what_was_typed_stays_when_something_is_wrong(self, cast: Cast, season: Season, wrong: dict) -> None:
        answer = signed_in(cast.lead).post(f"{LIST}moi/2022/?don-vi=syt", PLAN | wrong)
        assert answer.status_code == 422
        assert "Xem hồ sơ" in answer.content.decode()
        assert not Visit.objects.exists()

    @pytest.mark.parametrize("chosen", ["", "?don-vi=syt"])
    def test_who_changes_their_mind_gets_back_to_the_list(self, cast: Cast, season: Season, chosen: str) -> None:
        shown = signed_in(cast.lead).get(f"{LIST}moi/2022/{chosen}").content.decode()
        assert f'<a class="button" href="{LIST}">' in shown

    def test_two_editors_see_both_plans(self, cast: Cast, visit: Visit) -> None:
        first = {**PLAN, "place": "Nơi thứ nhất", "version": 1}
        signed_in(cast.lead).post(page(visit, "ke-hoach/"), first)
        second = signed_in(cast.second_lead)
        answer = second.post(page(visit, "ke-hoach/"), first | {"place": "Nơi thứ hai"})
        body = answer.content.decode()
        assert answer.status_code == 409
        assert "Nơi thứ nhất" in body
        assert "Nơi thứ hai" in body
        second.post(page(visit, "ke-hoach/"), first | {"place": "Nơi thứ hai", "version": 2})
        assert Visit.objects.get().place == "Nơi thứ hai"

    def test_calling_it_off_needs_a_reason(self, cast: Cast, visit: Visit) -> None:
        client = signed_in(cast.lead)
        assert client.post(page(visit, "huy/"), {"reason": ""}).status_code == 422
        client.post(page(visit, "huy/"), {"reason": "Mưa lũ"})
        assert state(visit) == VisitState.CANCELLED
        assert "Mưa lũ" in signed_in(cast.preparer).get(page(visit)).content.decode()


class TestMinutes:
    def test_a_draft_is_not_for_the_unit_yet(self, cast: Cast, visit: Visit) -> None:
        signed_in(cast.lead).post(page(visit, "bien-ban/"), MINUTES | {"version": 1, "finding_1": ""})
        assert state(visit) == VisitState.PLANNED
        unit = signed_in(cast.preparer)
        assert "Khớp" not in unit.get(page(visit)).content.decode()
        assert unit.get(page(visit, "bien-ban.pdf")).status_code == 404

    def test_held_it_is_for_the_unit_and_beside_the_component(self, cast: Cast, season: Season, visit: Visit) -> None:
        report = arrive(season)
        hold(cast, visit)
        assert state(visit) == VisitState.HELD
        assert "Khớp" in signed_in(cast.preparer).get(page(visit)).content.decode()
        assert "Thiếu" in signed_in(cast.lead).get(f"/tham-tra/{report.pk}/4.5/").content.decode()

    def test_a_missing_finding_keeps_what_was_typed(self, cast: Cast, visit: Visit) -> None:
        at(2022, 10, 20, 16)
        typed = MINUTES | {"version": 1, "held": "1", "finding_1": ""}
        answer = signed_in(cast.lead).post(page(visit, "bien-ban/"), typed)
        assert answer.status_code == 422
        assert "Làm việc từ 8 giờ" in answer.content.decode()

    def test_two_editors_see_both_minutes(self, cast: Cast, visit: Visit) -> None:
        signed_in(cast.lead).post(page(visit, "bien-ban/"), MINUTES | {"version": 1})
        typed = MINUTES | {"version": 1, "finding_0": "Lệch 2 hồ sơ"}
        answer = signed_in(cast.second_lead).post(page(visit, "bien-ban/"), typed)
        body = answer.content.decode()
        assert answer.status_code == 409
        assert "Lệch 2 hồ sơ" in body
        assert "Khớp" in body

    def test_signed_they_are_fixed(self, cast: Cast, visit: Visit) -> None:
        hold(cast, visit)
        client = signed_in(cast.lead)
        client.post(page(visit, "ban-ky/"), {"file": pdf("da-ky.pdf")})
        assert signed_in(cast.preparer).get(page(visit, "ban-ky/tep/")).status_code == 200
        assert client.get(page(visit, "bien-ban/")).status_code == 403


class TestReading:
    @pytest.mark.parametrize(
        ("name", "status"),
        [("preparer", 200), ("clerk", 200), ("observer", 200), ("outsider", 404), ("administrator", 404)],
    )
    def test_the_visited_unit_and_overseers_read(self, cast: Cast, visit: Visit, name: str, status: int) -> None:
        client = signed_in(getattr(cast, name))
        assert client.get(page(visit)).status_code == status
        assert client.get(page(visit, "ke-hoach.docx")).status_code == status

    def test_only_who_verifies_writes(self, cast: Cast, visit: Visit) -> None:
        for name in ("preparer", "observer", "chair"):
            for part in ("ke-hoach/", "bien-ban/", "huy/"):
                assert signed_in(getattr(cast, name)).get(page(visit, part)).status_code == 403

    @pytest.mark.parametrize("kind", ["pdf", "docx"])
    @pytest.mark.parametrize("which", ["ke-hoach", "bien-ban"])
    def test_plan_and_minutes_are_papers(self, cast: Cast, visit: Visit, which: str, kind: str) -> None:
        content = signed_in(cast.lead).get(page(visit, f"{which}.{kind}")).content
        assert content.startswith(b"%PDF-" if kind == "pdf" else b"PK")

    def test_the_list_costs_the_same_whatever_is_on_it(self, cast: Cast, season: Season, visit: Visit) -> None:
        client = signed_in(cast.lead)
        one = counted(client, LIST)
        for unit in ("stp", "snv"):
            planned(cast, season, unit)
        assert counted(client, LIST) == one


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
