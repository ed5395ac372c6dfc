"""The letter that presses late units: their names, their last days, nobody else's."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from tests.desks.sending import arrive
from tests.documents.papers import said_in, words
from tests.factories import at, paper, report_of

from thuocdo.cycles.actions import extend
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.sending import explain_absence
from thuocdo.verification.actions import return_report


@pytest.fixture
def lead(cast, client):
    client.force_login(cast.lead)
    return client


def letter(client, tier: str = "province") -> str:
    return words(client.get(reverse("desks:press_letter", args=[2022, tier, "pdf"])).content)


def test_it_names_who_has_not_sent_and_nobody_who_has(lead, season):
    arrive(season, "syt")
    said = letter(lead)
    assert "V/v đôn đốc gửi báo cáo tự đánh giá năm 2022" in said
    assert "1 trên 5 đơn vị đã gửi báo cáo" in said
    assert "Sở Tư pháp 19/10/2022" in said
    assert "Sở Y tế" not in said


def test_an_extended_unit_has_its_own_last_day(cast, lead, season):
    report = report_of(season, "stp")
    extend(cast.lead, report.season_unit, date(2022, 10, 25), paper(cast.lead, DocumentKind.EXTENSION))
    assert "Sở Tư pháp 25/10/2022" in letter(lead)


def test_it_says_how_many_days_a_unit_is_late(lead, season):
    at(2022, 10, 22)
    assert "quá hạn 3 ngày" in letter(lead)


def test_an_explained_absence_is_not_pressed(cast, lead, season):
    explain_absence(cast.lead, report_of(season, "stp"), "Đơn vị đã giải thể.")
    assert "Sở Tư pháp" not in letter(lead)


def test_it_bears_the_lead_departments_head_and_number(lead, season):
    said = letter(lead)
    assert "SỞ THÔNG TIN VÀ TRUYỀN THÔNG" in said
    assert "/STTVTT" in said
    assert "GIÁM ĐỐC" in said


def test_word_says_the_same(lead, season):
    content = lead.get(reverse("desks:press_letter", args=[2022, "province", "docx"])).content
    text = said_in(docx.Document(BytesIO(content)))
    assert "Sở Tư pháp" in text
    assert "V/v đôn đốc" in text


def test_when_all_have_come_nobody_is_pressed(lead, season):
    for unit in ("hue", "phongdien"):
        arrive(season, unit, {"1.2": {"posts": "40"}})
    answer = lead.get(reverse("desks:press_letter", args=[2022, "district", "pdf"]))
    assert answer.url == reverse("desks:season", args=[2022])


def test_another_kind_or_tier_is_unknown(lead, season):
    for tier, kind in (("province", "exe"), ("commune", "pdf")):
        assert lead.get(reverse("desks:press_letter", args=[2022, tier, kind])).status_code == 404


def test_the_board_leads_to_it(lead, season):
    assert (
        reverse("desks:press_letter", args=[2022, "province", "pdf"])
        in lead.get(reverse("desks:season", args=[2022])).content.decode()
    )


def test_a_returned_report_and_an_extended_one_are_told_apart_from_silence(cast, lead, season):
    sent = arrive(season, "syt")
    return_report(cast.lead, sent, "Thiếu số liệu", until=date(2022, 10, 28))
    extended = report_of(season, "stp")
    extend(cast.lead, extended.season_unit, date(2022, 10, 25), paper(cast.lead, DocumentKind.EXTENSION))
    said = letter(lead)
    assert "chậm nhất hết ngày 19/10/2022" in said
    assert "Còn 4 đơn vị chưa gửi (trong đó 1 được gia hạn); 1 đơn vị chưa gửi lại" in said
    assert "hạn gửi lại: hết ngày 28/10/2022" in said
    assert "được gia hạn đến hết ngày 25/10/2022" in said
