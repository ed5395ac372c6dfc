"""Pages of difficulties: the link that knows where one was, lists, answers, one answer for all, the report on paper."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from docx import Document as Word
from tests.desks.sending import arrive
from tests.documents.papers import words as words_of
from tests.factories import Cast, pdf, report_of

from thuocdo.accounts.models import Unit, User
from thuocdo.cycles.models import Season
from thuocdo.difficulties import actions
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.documents.models import Document
from thuocdo.verification import asking
from thuocdo.verification.enums import RequestState
from thuocdo.verification.ruling import rule_for_all

LIST, NEW = "/vuong-mac/", "/vuong-mac/neu/"
RULINGS = "/ky-danh-gia/2022/tra-loi-chung/"


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def difficulty(cast: Cast, season: Season) -> Difficulty:
    return raised(cast.preparer, "syt", season)


def raised(
    actor: User, unit: str, season: Season, text: str = "Chưa có nguồn số liệu", code: str = "4.3"
) -> Difficulty:
    of = Unit.objects.get(key=unit)
    return actions.raise_difficulty(actor, of, text=text, season=season, component=code, proposal="Cho dùng số cũ")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


class TestRaising:
    def test_the_link_of_a_component_knows_where_one_was(self, cast: Cast, season: Season) -> None:
        client, report = signed_in(cast.preparer), report_of(season)
        address = client.get(f"/bao-cao/{report.pk}/4.3/").context["difficulty_url"]
        where = client.get(address).context["where"]
        assert (where.season, where.unit.key, where.component) == (season, "syt", "4.3")
        assert where.page == f"/bao-cao/{report.pk}/4.3/"

    def test_components_have_the_names_of_the_units_own_form(self, cast: Cast, season: Season) -> None:
        shown = signed_in(cast.preparer).get(f"{NEW}?ky=2022").content.decode()
        assert "3.5 Hội nghị truyền hình và phòng họp không giấy<" in shown
        assert "đến cấp xã" not in shown

    def test_the_page_and_the_component_are_kept(self, cast: Cast, season: Season) -> None:
        client, unit = signed_in(cast.preparer), Unit.objects.get(key="syt")
        typed = {"text": "Mẫu số?", "component": "4.3", "unit": unit.pk, "page": "/ban-lam-viec/", "season": "2022"}
        assert client.post(NEW, typed).status_code == 302
        row = Difficulty.objects.get()
        assert (row.page, row.component, row.season, row.unit) == ("/ban-lam-viec/", "4.3", season, unit)

    @pytest.mark.parametrize("page", ["https://xau.example/", "//xau.example/", "/khong-co-trang-nay/", "x" * 400])
    def test_an_address_of_elsewhere_is_left_out(self, cast: Cast, season: Season, page: str) -> None:
        assert signed_in(cast.preparer).get(NEW, {"trang": page}).context["where"].page == ""

    @pytest.mark.parametrize(
        "told", [{"ky": "x"}, {"bao-cao": "9" * 30}, {"chi-so": "99"}, {"bao-cao": "-1", "ky": ""}]
    )
    def test_nonsense_in_the_address_breaks_nothing(self, cast: Cast, season: Season, told: dict) -> None:
        where = signed_in(cast.preparer).get(NEW, told).context["where"]
        assert (where.season, where.component) == (season, "")

    def test_nobody_raises_for_another_unit(self, cast: Cast, season: Season) -> None:
        other = Unit.objects.get(key="stp").pk
        answer = signed_in(cast.preparer).post(NEW, {"text": "Thay họ", "unit": other, "season": "2022"})
        assert answer.status_code == 422
        assert "Thay họ" in answer.content.decode()


class TestReading:
    def test_a_unit_lists_its_own_and_the_lead_filters_all(self, cast: Cast, season: Season, difficulty) -> None:
        raised(cast.outsider, "stp", season, code="")
        assert [row.unit.key for row in signed_in(cast.clerk).get(LIST).context["page_obj"]] == ["syt"]
        lead = signed_in(cast.lead)
        assert lead.get(LIST).context["total"] == 2
        for query in ("don-vi=syt", "chi-so=4.3"):
            assert list(lead.get(f"{LIST}?{query}").context["page_obj"]) == [difficulty]

    @pytest.mark.parametrize(("name", "status"), [("clerk", 200), ("lead", 200), ("outsider", 404), ("observer", 404)])
    def test_another_units_is_hidden(self, cast: Cast, difficulty: Difficulty, name: str, status: int) -> None:
        assert signed_in(getattr(cast, name)).get(f"{LIST}{difficulty.pk}/").status_code == status

    def test_the_list_costs_the_same_whatever_is_on_it(self, cast: Cast, season: Season, difficulty) -> None:
        client = signed_in(cast.lead)
        one = counted(client, LIST)
        for unit, person in (("stp", cast.outsider), ("syt", cast.preparer)):
            raised(person, unit, season)
        assert counted(client, LIST) == one


class TestAnswering:
    def test_a_colleagues_answer_is_shown_beside_what_was_typed(self, cast: Cast, difficulty: Difficulty) -> None:
        actions.answer(cast.second_lead, difficulty, "Của đồng nghiệp")
        typed = {"act": "answer", "answer": "Của tôi", "seen": ""}
        answer = signed_in(cast.lead).post(f"{LIST}{difficulty.pk}/", typed)
        body = answer.content.decode()
        assert answer.status_code == 409
        assert "Của đồng nghiệp" in body
        assert "Của tôi" in body

    @pytest.mark.parametrize("act", ["answer", "pass_on", "keep"])
    def test_the_unit_itself_does_not_answer(self, cast: Cast, difficulty: Difficulty, act: str) -> None:
        answer = signed_in(cast.preparer).post(f"{LIST}{difficulty.pk}/", {"act": act, "answer": "Tôi"})
        assert answer.status_code == 403

    def test_the_unit_withdraws(self, cast: Cast, difficulty: Difficulty) -> None:
        signed_in(cast.preparer).post(f"{LIST}{difficulty.pk}/", {"act": "withdraw"})
        difficulty.refresh_from_db()
        assert difficulty.state == DifficultyState.WITHDRAWN


class TestRuling:
    def test_what_is_ticked_is_answered_and_closed(self, cast: Cast, season: Season, difficulty: Difficulty) -> None:
        asked = asking.ask(cast.lead, arrive(season), ["4.3"], text="Mẫu số?", due=date(2022, 10, 24))[0]
        typed = {
            "question": "Mẫu số?",
            "answer": "Mọi hồ sơ.",
            "difficulties": [difficulty.pk],
            "requests": [asked.pk],
            "number": "1519/STTTT",
            "date": "14/10/2022",
            "file": pdf("van-ban.pdf"),
        }
        answer = signed_in(cast.lead).post(f"{RULINGS}moi/?chi-so=4.3", typed)
        ruling = Ruling.objects.get()
        assert answer["Location"] == f"/tra-loi-chung/{ruling.pk}/"
        asked.refresh_from_db()
        difficulty.refresh_from_db()
        assert (asked.state, asked.ruling, difficulty.ruling) == (RequestState.CLOSED, ruling, ruling)
        assert signed_in(cast.preparer).get(f"/tra-loi-chung/{ruling.pk}/tep/").status_code == 200

    def test_half_a_document_is_sent_back_and_nothing_recorded(self, cast: Cast, season: Season) -> None:
        typed = {"question": "Mẫu số?", "answer": "Mọi hồ sơ.", "number": "1519/STTTT"}
        answer = signed_in(cast.lead).post(f"{RULINGS}moi/?chi-so=4.3", typed)
        assert answer.status_code == 422
        assert not Ruling.objects.exists()
        assert not Document.objects.filter(number="1519/STTTT").exists()

    def test_requests_to_ones_own_unit_are_not_offered(self, cast: Cast, season: Season) -> None:
        asking.ask(cast.verifier, arrive(season, "stttt"), ["4.3"], text="Hỏi", due=date(2022, 10, 24))
        rows = signed_in(cast.lead).get(f"{RULINGS}moi/?chi-so=4.3").context["form"].fields["requests"].queryset
        assert not rows.exists()

    def test_everybody_who_reports_reads_it_beside_the_component(self, cast: Cast, season: Season) -> None:
        rule_for_all(cast.lead, season, component="4.3", question="Mẫu số?", answer="Mọi hồ sơ đã tiếp nhận.")
        report = report_of(season)
        client = signed_in(cast.preparer)
        assert "Mọi hồ sơ đã tiếp nhận." in client.get(f"/bao-cao/{report.pk}/4.3/").content.decode()
        assert "Mọi hồ sơ đã tiếp nhận." not in client.get(f"/bao-cao/{report.pk}/4.5/").content.decode()
        assert "Mọi hồ sơ đã tiếp nhận." in client.get(RULINGS).content.decode()

    def test_a_replaced_answer_stays_readable_and_says_so(self, cast: Cast, season: Season) -> None:
        facts = {"component": "4.3", "question": "Mẫu số?"}
        first = rule_for_all(cast.lead, season, answer="Cách cũ.", **facts)
        second = rule_for_all(cast.lead, season, answer="Cách mới.", replaces=first, **facts)
        body = signed_in(cast.preparer).get(f"/tra-loi-chung/{first.pk}/").content.decode()
        assert "Cách cũ." in body
        assert f"/tra-loi-chung/{second.pk}/" in body

    def test_the_list_costs_the_same_whatever_is_on_it(self, cast: Cast, season: Season) -> None:
        client = signed_in(cast.preparer)
        rule_for_all(cast.lead, season, component="4.3", question="Một?", answer="Một.")
        one = counted(client, RULINGS)
        for number in "Hai", "Ba":
            rule_for_all(cast.lead, season, component="1.2", question=f"{number}?", answer=f"{number}.")
        assert counted(client, RULINGS) == one


class TestPaper:
    def test_it_counts_and_quotes_what_is_for_the_committee(self, cast: Cast, season: Season, difficulty) -> None:
        hidden = raised(cast.outsider, "stp", season, "Chuyện đã rút")
        actions.withdraw(cast.outsider, hidden)
        actions.pass_on(cast.lead, difficulty, wanted=True)
        actions.answer(cast.lead, difficulty, "Đang trình.")
        said = text_of(signed_in(cast.lead).get("/ky-danh-gia/2022/bao-cao-vuong-mac.docx").content)
        for words in ("Chưa có nguồn số liệu", "Đề xuất: Cho dùng số cũ", "Đang trình.", "nêu 1 vướng mắc"):
            assert words in said
        assert "Chuyện đã rút" not in said

    def test_a_season_without_any_still_makes_a_paper(self, cast: Cast, season: Season) -> None:
        content = signed_in(cast.lead).get("/ky-danh-gia/2022/bao-cao-vuong-mac.pdf").content
        assert content.startswith(b"%PDF-")


def text_of(content: bytes) -> str:
    paper = Word(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def test_an_answer_for_all_goes_out_as_a_letter_and_its_number_is_recorded_once(cast, client, season):
    made = rule_for_all(
        cast.lead, season, component="4.3", question="Mẫu số nào?", answer="Mọi hồ sơ.\nKể cả trực tiếp."
    )
    client.force_login(cast.lead)
    said = words_of(client.get(reverse("desks:ruling_paper", args=[made.pk, "pdf"])).content)
    assert "Mẫu số nào?" in said
    assert "Kể cả trực tiếp." in said
    url = reverse("desks:ruling_issue", args=[made.pk])
    facts = {"number": "90/STTTT", "date": "17/10/2022", "signer": "Trần Ký", "issuer": "Sở TTTT"}
    client.post(url, facts | {"file": pdf()})
    made.refresh_from_db()
    assert made.document.number == "90/STTTT"
    client.post(url, facts | {"number": "91/STTTT", "file": pdf("khac.pdf")})
    made.refresh_from_db()
    assert made.document.number == "90/STTTT"
