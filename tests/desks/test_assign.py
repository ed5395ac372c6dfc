"""The pages on which the verification is shared out: what they show, what they warn of, what a lead officer does."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.desks.sending import arrive
from tests.factories import Cast, make_person

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Succession, Unit, User
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.verification import actions
from thuocdo.verification.assigning import Place, assign
from thuocdo.verification.models import Assignment

PAGE = "/ky-danh-gia/2022/phan-cong/"


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def text(cast: Cast, address: str = PAGE) -> str:
    answer = signed_in(cast.lead).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_table_names_agencies_and_gaps(cast: Cast, season: Season) -> None:
    Assignment.objects.filter(season=season, component="1.2").delete()
    sharing = signed_in(cast.lead).get(PAGE).context["sharing"]
    row = next(row for row in sharing.rows if row.component.code == "4.3")
    assert [cell.rows[0].agency.key for cell in row.cells] == ["vpubnd", "vpubnd"]
    assert sharing.gap_codes == ["1.2", "3.1"]  # the set names nobody for 3.1
    assert "6.8" not in [row.component.code for row in sharing.rows]
    assert "Không có: cơ quan chủ trì" in text(cast)


def test_a_component_is_given_by_the_link_beside_it(cast: Cast, season: Season) -> None:
    client = signed_in(cast.lead)
    form = client.get(f"{PAGE}them/?chi-so=1.2&cap=province").context["form"]
    tier = form.initial["tier"]
    assert form.initial["component"] == "1.2"
    data = {"component": "1.2", "tier": tier, "unit": "", "agency": unit("stp").pk, "verifier": ""}
    assert client.post(f"{PAGE}them/", data).status_code == 302
    row = Assignment.objects.get(season=season, component="1.2", agency__key="stp")
    assert row.season_tier_id == tier


def test_a_refusal_keeps_what_was_chosen(cast: Cast, season: Season) -> None:
    own = SeasonUnit.objects.get(season=season, unit__key="stp")
    data = {"component": "1.2", "unit": own.pk, "agency": unit("stp").pk}
    answer = signed_in(cast.lead).post(f"{PAGE}them/", data)
    assert answer.status_code == 200
    assert "Không ai thẩm tra đơn vị của chính mình" in answer.content.decode()
    assert answer.context["form"]["agency"].value() == str(unit("stp").pk)


def test_changing_warns_of_what_was_checked_already(cast: Cast, season: Season) -> None:
    row = Assignment.objects.get(season=season, component="4.3")
    assert "đã có kết quả thẩm tra" not in text(cast, f"{PAGE}{row.pk}/").lower()
    actions.agree(cast.verifier, arrive(season), "4.3")
    assert "1 dòng" in text(cast, f"{PAGE}{row.pk}/")
    assert "1 dòng" in text(cast, f"{PAGE}{row.pk}/bo/")


def test_taking_back_and_the_usual_sharing(cast: Cast, season: Season) -> None:
    client = signed_in(cast.lead)
    row = Assignment.objects.get(season=season, component="4.3")
    client.post(f"{PAGE}{row.pk}/bo/")
    assert not Assignment.objects.filter(pk=row.pk).exists()
    client.post(f"{PAGE}mac-dinh/")
    assert Assignment.objects.filter(season=season, component="4.3").exists()


def test_the_lead_departments_own_report_stays_given_away(cast: Cast, season: Season) -> None:
    row = Assignment.objects.get(season=season, component="")
    answer = signed_in(cast.lead).post(f"{PAGE}{row.pk}/bo/", follow=True)
    assert "phải do cơ quan khác thẩm tra" in answer.content.decode()
    assert Assignment.objects.filter(pk=row.pk).exists()


def test_a_merged_agency_and_one_without_a_verifier_are_named(cast: Cast, season: Season) -> None:
    assign(cast.lead, season, Place("1.2"), unit("stp"))
    assert "Cơ quan chưa có cán bộ thẩm tra" in text(cast)
    Succession.objects.create(predecessor=unit("vpubnd"), successor=unit("snv"), on=date(2022, 10, 1))
    assert "Cơ quan đã sáp nhập" in text(cast)


def test_who_only_oversees_reads_and_changes_nothing(cast: Cast, season: Season) -> None:
    client = signed_in(cast.observer)
    shown = client.get(PAGE)
    assert shown.status_code == 200
    assert f"{PAGE}them/" not in shown.content.decode()
    assert client.get(f"{PAGE}them/").status_code == 403


def test_another_seasons_assignment_is_not_there(cast: Cast, season: Season) -> None:
    row = Assignment.objects.filter(season=season).first()
    assert signed_in(cast.lead).get(f"/ky-danh-gia/2021/phan-cong/{row.pk}/").status_code == 404


def test_the_page_asks_as_much_of_one_assignment_as_of_three(cast: Cast, season: Season) -> None:
    client = signed_in(cast.lead)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    officer = make_person("kiemtra.stp", Role.VERIFIER, "stp")
    for code in ("1.2", "1.3", "2.2"):
        assign(cast.lead, season, Place(code), unit("stp"), officer)
    with CaptureQueriesContext(connection) as three:
        client.get(PAGE)
    assert len(one) == len(three)
