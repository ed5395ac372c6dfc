"""The pages of shared systems' figures: template, preview, what stands beside, agreement in bulk."""

import io
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from python_calamine import load_workbook
from tests.desks.sending import arrive
from tests.factories import Cast
from tests.verification.test_shared_figures import EQUAL, HEAD, take_in

from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.models import SharedFigure

PAGE = "/ky-danh-gia/2022/so-lieu-dung-chung/"


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hand_in(client: Client, text: str, **typed: str):
    file = SimpleUploadedFile("so-lieu.csv", text.encode())
    return client.post(PAGE, {"system": "Cổng dịch vụ công", "as_of": "01/10/2022", "file": file} | typed)


def verified(report: Report) -> bool:
    return Answer.objects.filter(report=report, component="4.3", stage=Stage.VERIFIED).exists()


def test_the_template_names_every_unit_and_is_read_back(cast: Cast, season: Season) -> None:
    client = signed_in(cast.lead)
    content = client.get(f"{PAGE}mau.xlsx").content
    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert {row[0] for row in rows[1:]} == set(SeasonUnit.objects.values_list("unit__key", flat=True))
    place = next(row for row in rows if row[0] == "syt" and row[2] == "4.3" and row[3] == "a")
    text = ",".join(rows[0]) + "\n" + ",".join(f'"{cell}"' for cell in [*place[:-1], 18]) + "\n"
    assert hand_in(client, text).status_code == 302
    assert len(client.get(f"{PAGE}xem-truoc/").context["reading"].figures) == 1


def test_a_file_is_previewed_then_applied(cast: Cast, season: Season) -> None:
    client = signed_in(cast.lead)
    answer = hand_in(client, EQUAL)
    assert answer.url == f"{PAGE}xem-truoc/"
    shown = client.get(answer.url)
    assert not SharedFigure.objects.exists()
    seen = shown.context["kept"].sha256
    done = client.post(answer.url, {"act": "apply", "seen": seen}, follow=True)
    assert "Đã nhận 2 số liệu" in done.content.decode()
    assert SharedFigure.objects.count() == 2


def test_wrong_rows_are_listed_with_their_mend_and_cannot_be_applied(cast: Cast, season: Season) -> None:
    client = signed_in(cast.lead)
    hand_in(client, EQUAL + "khong-co,4.3,a,1\nsyt,4.3,a,18\n")
    text = client.get(f"{PAGE}xem-truoc/").content.decode()
    assert "khong-co" in text
    assert "giữ lại một dòng" in text
    assert 'value="apply"' not in text


def test_what_is_no_table_is_told_at_the_field(cast: Cast, season: Season) -> None:
    answer = hand_in(signed_in(cast.lead), "a,b\n1,2\n")
    assert answer.status_code == 422
    assert "Mã đơn vị" in str(answer.context["form"].errors["file"])
    assert answer.context["form"]["system"].value() == "Cổng dịch vụ công"


def test_a_day_to_come_is_refused(cast: Cast, season: Season) -> None:
    assert hand_in(signed_in(cast.lead), EQUAL, as_of="01/12/2022").status_code == 422


def test_a_file_may_be_let_go(cast: Cast, season: Season) -> None:
    client = signed_in(cast.lead)
    hand_in(client, EQUAL)
    client.post(f"{PAGE}xem-truoc/", {"act": "drop"})
    assert client.get(f"{PAGE}xem-truoc/").status_code == 302
    assert not SharedFigure.objects.exists()


def test_only_the_lead_department_hands_in(cast: Cast, season: Season) -> None:
    assert hand_in(signed_in(cast.verifier), EQUAL).status_code == 403
    assert signed_in(cast.verifier).get(f"{PAGE}xem-truoc/").status_code == 403


def test_the_component_shows_every_unit_and_offers_only_equal_ones(cast: Cast, season: Season) -> None:
    take_in(cast.lead, season, EQUAL + "stp,4.3,a,17\nstp,4.3,b,24\n")
    equal, different = arrive(season), arrive(season, "stp")
    page = signed_in(cast.verifier).get(f"{PAGE}4.3/")
    rows = {row.report.pk: row for row in page.context["rows"]}
    assert (rows[equal.pk].is_offered, rows[different.pk].is_offered) == (True, False)
    text = page.content.decode()
    assert "Khác" in text
    assert text.count('name="seen"') == 1


def test_agreement_in_bulk_says_what_was_agreed_with(cast: Cast, season: Season) -> None:
    take_in(cast.lead, season)
    report = arrive(season)
    client = signed_in(cast.verifier)
    row = client.get(f"{PAGE}4.3/").context["rows"][0]
    done = client.post(f"{PAGE}4.3/", {"seen": f"{row.report.pk}:{row.seen}"}, follow=True)
    assert verified(report)
    assert report.season_unit.name in " ".join(str(m) for m in done.context["messages"])
    assert 'name="seen"' not in done.content.decode()


def test_who_only_oversees_agrees_with_nothing(cast: Cast, season: Season) -> None:
    take_in(cast.lead, season)
    report = arrive(season)
    client = signed_in(cast.observer)
    page = client.get(f"{PAGE}4.3/")
    assert 'name="seen"' not in page.content.decode()
    row = page.context["rows"][0]
    assert client.post(f"{PAGE}4.3/", {"seen": f"{row.report.pk}:{row.seen}"}).status_code == 403
    assert not verified(report)


def test_a_verifier_sees_only_components_of_theirs(cast: Cast, season: Season) -> None:
    take_in(cast.lead, season, EQUAL + "syt,1.2,posts,40\n")
    arrive(season)
    client = signed_in(cast.verifier)
    assert client.get(f"{PAGE}1.2/").status_code == 404
    assert [row.component.code for row in client.get(PAGE).context["components"]] == ["4.3"]
    assert client.get(f"{PAGE}9.9/").status_code == 404


def test_the_summary_counts_equal_different_and_awaited(cast: Cast, season: Season) -> None:
    take_in(cast.lead, season, EQUAL + "stp,4.3,a,17\nsnv,4.3,a,1\n")
    arrive(season)
    arrive(season, "stp")
    (row,) = signed_in(cast.lead).get(PAGE).context["components"]
    assert (row.equal, row.different, row.waiting) == (1, 1, 1)


def test_a_file_is_handed_out_to_who_oversees(cast: Cast, season: Season) -> None:
    source = take_in(cast.lead, season)
    answer = signed_in(cast.observer).get(f"{PAGE}tep/{source.pk}/")
    assert b"".join(answer.streaming_content).decode() == EQUAL
    assert "attachment" in answer["Content-Disposition"]
    assert signed_in(cast.verifier).get(f"{PAGE}tep/{source.pk}/").status_code == 404


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}4.3/"])
def test_the_pages_ask_as_much_of_one_unit_as_of_three(cast: Cast, season: Season, address: str) -> None:
    client = signed_in(cast.lead)
    take_in(cast.lead, season)
    arrive(season)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    take_in(cast.lead, season, HEAD + "stp,4.3,a,18\nsnv,4.3,a,17\n")
    for unit in ("stp", "snv"):
        arrive(season, unit)
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(one) == len(three)
