"""Pages of clarification requests: asking, answering with files, what two at once lose, who reads what."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.desks.sending import arrive
from tests.factories import Cast, at, make_person, pdf, report_of

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.reports.delegating import delegate
from thuocdo.reports.models import Report
from thuocdo.verification import asking
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import ClarificationFile, ClarificationRequest

LIST = "/yeu-cau-lam-ro/"
DUE = date(2022, 10, 24)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    return arrive(season)


@pytest.fixture
def asked(cast: Cast, sent: Report) -> ClarificationRequest:
    return ask(cast, sent)


def ask(cast: Cast, report: Report, code: str = "4.3", text: str = "Số liệu lấy ở đâu?") -> ClarificationRequest:
    return asking.ask(cast.lead, report, [code], text=text, due=DUE)[0]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(row: ClarificationRequest) -> str:
    return f"{LIST}{row.pk}/"


def last(row: ClarificationRequest) -> int:
    return row.messages.last().pk


def post(client: Client, row: ClarificationRequest, act: str, **typed):
    return client.post(page(row), {"act": act, "seen": last(row), **typed})


class TestAsking:
    def test_the_form_begins_with_five_working_days(self, cast: Cast, sent: Report) -> None:
        form = signed_in(cast.lead).get(f"{LIST}hoi/{sent.pk}/4.3/").context["form"]
        assert form.initial == {"due": DUE, "components": ["4.3"]}

    def test_several_components_are_asked_about_in_one_go(self, cast: Cast, sent: Report) -> None:
        typed = {"text": "Nêu nguồn", "due": "24/10/2022", "components": ["4.3", "1.2"]}
        answer = signed_in(cast.lead).post(f"{LIST}hoi/{sent.pk}/4.3/", typed)
        first = ClarificationRequest.objects.order_by("pk").first()
        assert answer["Location"] == page(first)
        assert set(ClarificationRequest.objects.values_list("component", flat=True)) == {"4.3", "1.2"}

    def test_what_was_typed_stays_when_the_day_is_wrong(self, cast: Cast, sent: Report) -> None:
        typed = {"text": "Nêu nguồn số liệu", "due": "01/10/2022", "components": ["4.3"]}
        answer = signed_in(cast.lead).post(f"{LIST}hoi/{sent.pk}/4.3/", typed)
        assert answer.status_code == 422
        assert "Nêu nguồn số liệu" in answer.content.decode()
        assert not ClarificationRequest.objects.exists()

    def test_who_oversees_but_does_not_verify_is_refused(self, cast: Cast, sent: Report) -> None:
        assert signed_in(cast.observer).get(f"{LIST}hoi/{sent.pk}/4.3/").status_code == 403


class TestAnswering:
    def test_text_and_files_arrive_together(self, cast: Cast, asked: ClarificationRequest) -> None:
        answer = post(signed_in(cast.preparer), asked, "answer", text="Đây", files=[pdf("a.pdf"), pdf("b.pdf")])
        assert answer.status_code == 302
        assert set(ClarificationFile.objects.values_list("file_name", flat=True)) == {"a.pdf", "b.pdf"}

    def test_a_bad_file_loses_neither_the_text_nor_the_good_one(self, cast: Cast, asked: ClarificationRequest) -> None:
        client = signed_in(cast.preparer)
        bad = SimpleUploadedFile("xau.exe", b"MZ khong phai tai lieu")
        answer = post(client, asked, "answer", text="Câu trả lời dài", files=[pdf("tot.pdf"), bad])
        body = answer.content.decode()
        assert answer.status_code == 422
        assert "xau.exe" in body
        assert "Câu trả lời dài" in body
        kept = answer.context["forms"]["answer"]["kept"].value()
        post(client, asked, "answer", text="Câu trả lời dài", kept=kept)
        assert list(ClarificationFile.objects.values_list("file_name", flat=True)) == ["tot.pdf"]

    def test_nobody_elses_uploads_can_be_taken_over(self, cast: Cast, asked: ClarificationRequest) -> None:
        answer = post(signed_in(cast.preparer), asked, "answer", text="", files=[pdf("tot.pdf")])
        kept = answer.context["forms"]["answer"]["kept"].value()
        post(signed_in(cast.head), asked, "answer", text="Của tôi", kept=kept)
        assert not ClarificationFile.objects.exists()

    def test_a_late_answer_is_marked(self, cast: Cast, asked: ClarificationRequest) -> None:
        at(2022, 10, 26)
        client = signed_in(cast.preparer)
        assert "Đơn vị vẫn trả lời được" in client.get(page(asked)).content.decode()
        post(client, asked, "answer", text="Muộn")
        assert asked.messages.last().is_late

    def test_two_who_answer_at_once_lose_nothing(self, cast: Cast, asked: ClarificationRequest) -> None:
        seen = last(asked)
        post(signed_in(cast.preparer), asked, "answer", text="Câu thứ nhất")
        client, typed = signed_in(cast.head), {"act": "answer", "text": "Câu thứ hai", "seen": seen}
        answer = client.post(page(asked), typed | {"files": [pdf("hai.pdf")]})
        body = answer.content.decode()
        assert answer.status_code == 409
        assert "Câu thứ nhất" in body
        assert "Câu thứ hai" in body
        form = answer.context["forms"]["answer"]
        client.post(page(asked), typed | {"seen": form["seen"].value(), "kept": form["kept"].value()})
        assert [row.text for row in asked.messages.all()][1:] == ["Câu thứ nhất", "Câu thứ hai"]
        assert ClarificationFile.objects.get().file_name == "hai.pdf"

    def test_an_answer_to_what_was_closed_meanwhile_stays_to_be_copied(self, cast: Cast, asked) -> None:
        seen = last(asked)
        asking.close(cast.lead, asked, "Đã rõ")
        typed = {"act": "answer", "text": "Viết rất lâu", "seen": seen}
        answer = signed_in(cast.preparer).post(page(asked), typed)
        assert answer.status_code == 409
        assert "Viết rất lâu" in answer.content.decode()


class TestChecking:
    def test_closing_and_asking_on(self, cast: Cast, asked: ClarificationRequest) -> None:
        client = signed_in(cast.lead)
        post(client, asked, "ask_on", text="Còn quý III?", due="28/10/2022")
        post(client, asked, "close", reason="Đủ rồi")
        asked.refresh_from_db()
        assert (asked.state, asked.due, asked.closing_reason) == (RequestState.CLOSED, date(2022, 10, 28), "Đủ rồi")

    @pytest.mark.parametrize("act", ["close", "ask_on"])
    def test_the_unit_may_not(self, cast: Cast, asked: ClarificationRequest, act: str) -> None:
        answer = post(signed_in(cast.preparer), asked, act, text="x", reason="x", due="28/10/2022")
        assert answer.status_code == 403

    def test_who_checks_does_not_answer(self, cast: Cast, asked: ClarificationRequest) -> None:
        assert post(signed_in(cast.lead), asked, "answer", text="x").status_code == 403


class TestReading:
    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("preparer", 200),
            ("clerk", 200),
            ("observer", 200),
            ("chair", 200),
            ("outsider", 404),
            ("other", 404),
            ("verifier", 200),
        ],
    )
    def test_the_two_sides_and_overseers_read(self, cast: Cast, asked, name: str, status: int) -> None:
        post(signed_in(cast.preparer), asked, "answer", text="Đây", files=[pdf("a.pdf")])
        other = make_person("kiem.snv", Role.VERIFIER, "snv")
        client = signed_in(getattr(cast, name, other))
        assert client.get(page(asked)).status_code == status
        assert client.get(f"{LIST}tep/{ClarificationFile.objects.get().pk}/").status_code == status

    def test_the_list_is_by_state_and_can_be_linked_to(self, cast: Cast, sent: Report, asked) -> None:
        ask(cast, sent, "1.2", "Câu hai")
        asking.answer(cast.preparer, asked, "Đây")
        client = signed_in(cast.lead)
        assert client.get(LIST).context["states"] == [("asked", 1), ("answered", 1)]
        assert [row.request for row in client.get(f"{LIST}?trang-thai=answered").context["page_obj"]] == [asked]
        at(2022, 10, 26)
        assert client.get(LIST).context["states"][0] == ("overdue", 1)

    def test_the_list_costs_the_same_whatever_is_on_it(self, cast: Cast, season: Season, sent: Report, asked) -> None:
        client = signed_in(cast.lead)
        one = counted(client, LIST)
        for report in (arrive(season, "stp"), arrive(season, "snv")):
            ask(cast, report)
        assert counted(client, LIST) == one

    def test_the_units_list_costs_the_same_whatever_is_on_it(self, cast: Cast, sent: Report, asked) -> None:
        client, address = signed_in(cast.preparer), f"/bao-cao/{sent.pk}/yeu-cau-lam-ro/"
        one = counted(client, address)
        ask(cast, sent, "1.2")
        assert counted(client, address) == one

    def test_the_unit_sees_it_on_its_desk_its_report_and_the_component(self, cast: Cast, sent: Report, asked) -> None:
        client = signed_in(cast.preparer)
        for address in ("/ban-lam-viec/", f"/bao-cao/{sent.pk}/", f"/bao-cao/{sent.pk}/4.3/"):
            assert page(asked) in client.get(address).content.decode(), address
        assert page(asked) not in client.get(f"/bao-cao/{sent.pk}/1.2/").content.decode()

    def test_mine_is_what_was_given_to_me(self, cast: Cast, season: Season) -> None:
        other = make_person("lap.syt", Role.PREPARER, "syt")
        report = given_to(cast, season, other)
        ask(cast, report)
        ask(cast, report, "1.2")
        shown = signed_in(other).get(f"/bao-cao/{report.pk}/yeu-cau-lam-ro/?cua=toi").context["waiting"]
        assert [row.request.component for row in shown] == ["4.3"]

    @pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
    def test_the_letter_holds_all_that_was_asked_in_one_go(self, cast: Cast, asked, kind: str, begins: bytes) -> None:
        answer = signed_in(cast.lead).get(f"{page(asked)}cong-van.{kind}")
        assert answer.content.startswith(begins)
        assert signed_in(cast.preparer).get(f"{page(asked)}cong-van.{kind}").status_code == 404


def given_to(cast: Cast, season: Season, person: User) -> Report:
    delegate(cast.coordinator, report_of(season), {"4.3": person})
    return arrive(season)


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
