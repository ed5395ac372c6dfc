"""The pages of how Article 6 is read (I2): settled, changed, checked; what the council is told."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import fresh, make_appraised, make_season, paper, pdf, step_on

from thuocdo.cycles.models import LevelReading, Season
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.models import Answer
from thuocdo.results.readings import enter_change

KEY = "2022"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(name, *more):
    return reverse(f"desks:{name}", args=[KEY, *more])


def page(client, name="reading", *more):
    response = client.get(address(name, *more))
    assert response.status_code == 200
    return response.content.decode()


def facts(**changes):
    told = {"number": "15/UBND-CNTT", "date": "12/10/2022", "signer": "Phan Văn Mẫu", "issuer": "UBND tỉnh"}
    return {**told, "file": pdf(), "reason": "Thống nhất cách hiểu", **changes}


@pytest.fixture
def appraised(cast, season):
    """Level I by the total, none by the groups."""
    report = make_appraised(cast, season)
    Answer.objects.filter(report=report, component__startswith="8.").update(settled="0", values={})
    step_on(cast, season, "season.verify", "season.appraise")
    return report


@pytest.fixture
def entered(cast, season, appraised):
    document = paper(cast.lead, DocumentKind.READING, signer="Phan Văn Mẫu")
    return enter_change(cast.lead, season, "Thống nhất cách hiểu", document)


def test_the_reading_is_settled_on_its_page_while_the_season_is_prepared(cast):
    make_season(cast, opened=False)
    lead = signed_in(cast.lead)
    assert address("reading_settle") in page(lead)
    assert lead.post(address("reading_settle"), facts(file="")).status_code == 422
    lead.post(address("reading_settle"), facts(level_rule="total_and_groups"))
    assert Season.objects.get().level_rule == "total_and_groups"
    assert "15/UBND-CNTT" in page(lead)
    assert lead.get(address("season_document", "dieu-6")).status_code == 200


def test_without_a_document_of_its_own_the_opening_letter_stands_for_it(cast, season):
    assert season.opening_document.number in page(signed_in(cast.chair))


def test_the_units_affected_are_listed_before_the_change_is_entered(cast, appraised):
    lead = signed_in(cast.lead)
    assert appraised.season_unit.name_vi in page(lead, "reading_change")
    lead.post(address("reading_change"), facts())
    change = LevelReading.objects.get()
    assert (change.after, change.in_force_at) == ("total_and_groups", None)
    assert address("reading_check", change.pk) not in page(lead)


def test_the_second_officer_sees_units_and_file_and_puts_it_in_force(cast, appraised, entered):
    second = signed_in(cast.second_lead)
    shown = page(second)
    assert appraised.season_unit.name_vi in shown
    sent = {"seen": entered.document.file.sha256, "listed": second.get(address("reading")).context["concerned"].mark}
    second.post(address("reading_check", entered.pk), {**sent, "listed": "0" * 16})
    assert Season.objects.get().level_rule == "total"
    second.post(address("reading_check", entered.pk), sent)
    assert Season.objects.get().level_rule == "total_and_groups"
    assert appraised.season_unit.name_vi in page(second)
    assert second.get(address("reading_file", entered.pk)).status_code == 200


def test_a_change_is_taken_back_with_a_reason_and_stays_on_record(cast, entered):
    second = signed_in(cast.second_lead)
    assert second.post(address("reading_end", entered.pk), {"reason": ""}).status_code == 422
    second.post(address("reading_end", entered.pk), {"reason": "Sai số văn bản"})
    assert "Sai số văn bản" in page(second)


def test_the_right_file_takes_the_place_of_a_wrong_one(cast, entered):
    lead = signed_in(cast.lead)
    lead.post(address("reading_replace", entered.pk), {"reason": "Nhầm tệp", "file": pdf("dung.pdf")})
    entered.document.refresh_from_db()
    assert entered.document.file_name == "dung.pdf"


def test_a_change_of_another_season_is_not_found(cast, entered):
    make_season(cast, 2023)
    elsewhere = reverse("desks:reading_file", args=["2023", entered.pk])
    assert signed_in(cast.lead).get(elsewhere).status_code == 404


def test_the_season_page_tells_of_a_change_that_waits(cast, entered):
    assert address("reading") in page(signed_in(cast.observer), "season")
    assert signed_in(cast.observer).get(address("season")).context["reading_waits"]


@pytest.mark.parametrize("where", ["/hoi-dong/", "/ket-qua-ky/2022/"])
def test_the_council_is_told_of_units_whose_level_hangs_on_the_reading(cast, appraised, where):
    told = signed_in(cast.chair).get(where).context["flags"]
    assert [line.name.vi for line in told.differing] == [appraised.season_unit.name_vi]
    assert not told.rounded


def test_the_council_is_told_of_a_level_that_rounding_decides(cast, appraised):
    Answer.objects.filter(report=appraised, component="4.1").update(values={}, settled="3.996")
    shown = signed_in(cast.chair).get("/hoi-dong/")
    assert [row.unit.unit for row in shown.context["flags"].rounded] == ["syt"]
    assert "89,996" in shown.content.decode()


def test_the_page_costs_the_same_for_any_number_of_changes(cast, season, entered):
    def cost():
        client = signed_in(fresh(cast.observer))
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    one = cost()
    lead = signed_in(cast.lead)
    for number in ("21/UBND", "22/UBND"):
        waiting = LevelReading.objects.first()
        lead.post(address("reading_end", waiting.pk), {"reason": "Nhầm"})
        lead.post(address("reading_change"), facts(number=number))
    assert LevelReading.objects.count() == 3
    assert cost() == one
