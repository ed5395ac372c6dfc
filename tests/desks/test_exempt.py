"""Exemption requests on the lead department's side (R5.3, I3): from the request to the second officer's check."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.desks.sending import arrive
from tests.factories import Cast, again, make_person, paper, pdf, report_of

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import ExemptionState, Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exempt
from thuocdo.cycles.models import Season
from thuocdo.documents.models import DocumentKind

LIST = "/ky-danh-gia/2022/de-nghi-khong-danh-gia/"
PAPER = {"act": "enter", "number": "9544/UBND-CNTT", "date": "12/10/2022", "signer": "Phan A", "issuer": "UBND tỉnh"}
ADVICE = {"act": "advise", "is_for": "for", "advice": "Đúng chức năng"}


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def asked(cast: Cast, season: Season) -> Exemption:
    return ask(season)


def ask(season: Season, unit: str = "syt", code: str = "4.5") -> Exemption:
    actor = User.objects.filter(username=f"lap.{unit}").first() or make_person(f"lap.{unit}", Role.PREPARER, unit)
    facts = {"ground": Ground.NO_CONTENT, "reason": "Không được giao phản ánh nào."}
    return exemptions.ask(actor, again(report_of(season, unit)), code, **facts)


def advised(cast: Cast, season: Season, code: str = "4.5") -> Exemption:
    row = ask(season, code=code)
    exemptions.advise(cast.lead, row, is_for=True, advice="Đúng chức năng")
    return row


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(row: Exemption) -> str:
    return f"{LIST}{row.pk}/"


def state(row: Exemption) -> str:
    return Exemption.objects.get(pk=row.pk).state


class TestWhoSees:
    @pytest.mark.parametrize("name", ["lead", "chair", "secretary", "member", "observer"])
    def test_who_oversees_the_season_reads(self, cast: Cast, asked: Exemption, name: str) -> None:
        client = signed_in(getattr(cast, name))
        assert "Sở Y tế" in client.get(LIST).content.decode()
        assert client.get(page(asked)).status_code == 200

    @pytest.mark.parametrize("name", ["preparer", "head", "outsider", "administrator"])
    def test_nobody_else_comes_here(self, cast: Cast, asked: Exemption, name: str) -> None:
        client = signed_in(getattr(cast, name))
        assert (client.get(LIST).status_code, client.get(page(asked)).status_code) == (403, 403)

    def test_a_related_agency_does_not_see_requests_of_others(self, cast: Cast, asked: Exemption) -> None:
        client = signed_in(cast.verifier)
        assert "Sở Y tế" not in client.get(LIST).content.decode()
        assert client.get(page(asked)).status_code == 404

    @pytest.mark.parametrize("name", ["chair", "member", "observer"])
    @pytest.mark.parametrize("act", [ADVICE, {"act": "refuse", "reason": "Không"}, {"act": "choose", "document": "1"}])
    def test_readers_change_nothing(self, cast: Cast, asked: Exemption, name: str, act: dict[str, str]) -> None:
        assert signed_in(getattr(cast, name)).post(page(asked), act).status_code == 403
        assert state(asked) == ExemptionState.ASKED

    def test_the_lead_department_reads_its_own_request_along(self, cast: Cast, season: Season) -> None:
        own = ask(season, "stttt")
        assert b"<textarea" not in signed_in(cast.lead).get(page(own)).content
        assert signed_in(cast.lead).post(page(own), ADVICE).status_code == 403
        signed_in(cast.verifier).post(page(own), ADVICE)
        assert state(own) == ExemptionState.ADVISED


class TestAdvice:
    def test_no_effect_on_points_is_shown_before_it(self, cast: Cast, season: Season) -> None:
        row = ask(season)
        arrive(season)
        client = signed_in(cast.lead)
        assert "Điểm quy đổi" not in client.get(page(row)).content.decode()
        client.post(page(row), ADVICE)
        shown = client.get(page(row)).content.decode()
        assert "Điểm quy đổi" in shown
        assert ">100<" in shown  # maximum to be done as it is
        assert ">92<" in shown  # without 4.5, which is worth 8

    def test_the_points_of_a_report_that_was_not_sent_stay_its_units(self, cast: Cast, asked: Exemption) -> None:
        client = signed_in(cast.lead)
        client.post(page(asked), ADVICE)
        shown = client.get(page(asked)).content.decode()
        assert ">92<" in shown
        assert '<th scope="row">Điểm quy đổi' not in shown

    def test_it_needs_a_side_and_a_reason(self, cast: Cast, asked: Exemption) -> None:
        client = signed_in(cast.lead)
        assert client.post(page(asked), {**ADVICE, "advice": ""}).status_code == 422
        assert client.post(page(asked), {**ADVICE, "is_for": ""}).status_code == 422
        assert state(asked) == ExemptionState.ASKED

    def test_the_sets_hint_stands_beside_the_request(self, cast: Cast, asked: Exemption) -> None:
        hint = "Khi nào được đề nghị"
        assert hint in signed_in(cast.lead).get(page(asked)).content.decode()


class TestAcceptance:
    def test_it_is_entered_with_number_date_signer_and_file(self, cast: Cast, season: Season) -> None:
        row = advised(cast, season)
        assert signed_in(cast.lead).post(page(row), {**PAPER, "file": pdf()}).status_code == 302
        row = Exemption.objects.get(pk=row.pk)
        assert (row.state, row.acceptance.number) == (ExemptionState.ENTERED, "9544/UBND-CNTT")
        assert exempt(season) == {}

    @pytest.mark.parametrize("missing", ["number", "date", "signer", "issuer", "file"])
    def test_nothing_of_it_may_be_missing(self, cast: Cast, season: Season, missing: str) -> None:
        row = advised(cast, season)
        data = {key: value for key, value in {**PAPER, "file": pdf()}.items() if key != missing}
        assert signed_in(cast.lead).post(page(row), data).status_code == 422
        assert state(row) == ExemptionState.ADVISED

    def test_a_recorded_one_serves_another_request(self, cast: Cast, season: Season) -> None:
        first, second = advised(cast, season), advised(cast, season, "6.1")
        document = paper(cast.lead, DocumentKind.ACCEPTANCE, "77/UBND")
        exemptions.enter_acceptance(cast.lead, first, document)
        client = signed_in(cast.lead)
        assert "77/UBND" in client.get(page(second)).content.decode()
        client.post(page(second), {"act": "choose", "document": document.pk})
        assert state(second) == ExemptionState.ENTERED
        shown = client.get(f"{LIST}van-ban/{document.pk}/").content.decode()
        assert page(first) in shown
        assert page(second) in shown

    def test_an_acceptance_of_no_request_of_the_season_is_not_offered(self, cast: Cast, season: Season) -> None:
        row, stray = advised(cast, season), paper(cast.lead, DocumentKind.ACCEPTANCE)
        assert signed_in(cast.lead).post(page(row), {"act": "choose", "document": stray.pk}).status_code == 422
        assert signed_in(cast.lead).get(f"{LIST}van-ban/{stray.pk}/").status_code == 404

    def test_a_refusal_is_recorded_with_its_reason(self, cast: Cast, season: Season) -> None:
        row = advised(cast, season)
        client = signed_in(cast.lead)
        assert client.post(page(row), {"act": "refuse", "reason": ""}).status_code == 422
        client.post(page(row), {"act": "refuse", "reason": "UBND tỉnh không chấp thuận"})
        assert state(row) == ExemptionState.REFUSED


class TestSecondCheck:
    @pytest.fixture
    def entered(self, cast: Cast, season: Season) -> Exemption:
        row = advised(cast, season)
        exemptions.enter_acceptance(cast.lead, row, paper(cast.lead, DocumentKind.ACCEPTANCE, "77/UBND"))
        return Exemption.objects.get(pk=row.pk)

    def document(self, row: Exemption) -> str:
        return f"{LIST}van-ban/{row.acceptance_id}/"

    def test_who_entered_it_sees_why_not(self, cast: Cast, entered: Exemption) -> None:
        client = signed_in(cast.lead)
        shown = client.get(self.document(entered)).content.decode()
        assert "Bạn là người nhập" in shown
        assert "Tất cả khớp với bản gốc" not in shown
        assert client.post(self.document(entered)).status_code == 403
        assert state(entered) == ExemptionState.ENTERED

    def test_the_second_officer_makes_it_count(self, cast: Cast, season: Season, entered: Exemption) -> None:
        client = signed_in(cast.second_lead)
        assert "Tất cả khớp với bản gốc" in client.get(self.document(entered)).content.decode()
        client.post(self.document(entered))
        assert exempt(season) == {entered.report.season_unit_id: {"4.5": "77/UBND"}}

    def test_a_wrong_file_is_replaced_before_the_check_and_the_old_one_stays_to_be_had(
        self, cast: Cast, entered: Exemption
    ) -> None:
        client, address = signed_in(cast.lead), self.document(entered)
        assert "thay-tep/" in client.get(address).content.decode()
        facts = {"reason": "Nhầm bản dự thảo", "file": pdf("ban-dung.pdf")}
        shown = client.post(f"{address}thay-tep/", facts, follow=True).content.decode()
        assert "Nhầm bản dự thảo" in shown
        assert "ban-dung.pdf" in shown
        old = entered.acceptance.replaced_files.get()
        kept = client.get(f"{address}tep/", {"ban-cu": old.pk})
        assert b"".join(kept.streaming_content) != b"".join(client.get(f"{address}tep/").streaming_content)
        assert client.get(f"{address}tep/", {"ban-cu": old.pk + 1}).status_code == 404

    def test_no_file_is_replaced_after_the_check(self, cast: Cast, entered: Exemption) -> None:
        exemptions.check_acceptance(cast.second_lead, entered.acceptance)
        client, address = signed_in(cast.lead), self.document(entered)
        assert "thay-tep/" not in client.get(address).content.decode()
        assert client.get(f"{address}thay-tep/").status_code == 403

    def test_the_second_officer_sends_back_what_does_not_stand_there(self, cast: Cast, entered: Exemption) -> None:
        client = signed_in(cast.second_lead)
        assert "back_reason" in client.get(page(entered)).content.decode()
        client.post(page(entered), {"act": "back", "reason": "Văn bản không nêu 4.5"})
        assert state(entered) == ExemptionState.ADVISED

    def test_the_first_cannot_send_it_back_to_alter_it_unseen(self, cast: Cast, entered: Exemption) -> None:
        assert "back_reason" not in signed_in(cast.lead).get(page(entered)).content.decode()

    @pytest.mark.parametrize("name", ["chair", "observer", "member"])
    def test_readers_do_not_check(self, cast: Cast, entered: Exemption, name: str) -> None:
        client = signed_in(getattr(cast, name))
        assert client.get(self.document(entered)).status_code == 200
        assert client.post(self.document(entered)).status_code == 403
        assert state(entered) == ExemptionState.ENTERED

    def test_its_file_is_handed_out_as_an_attachment(self, cast: Cast, entered: Exemption) -> None:
        answer = signed_in(cast.observer).get(f"{self.document(entered)}tep/")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert signed_in(cast.verifier).get(f"{self.document(entered)}tep/").status_code == 404

    def test_an_exempt_component_is_shown_as_such_not_as_zero(
        self, cast: Cast, season: Season, entered: Exemption
    ) -> None:
        exemptions.check_acceptance(cast.second_lead, entered.acceptance)
        report = arrive(season, said={"4.3": {"a": "18", "b": "24"}})
        shown = signed_in(cast.lead).get(f"/tham-tra/{report.pk}/4.5/").content.decode()
        assert "Không đưa vào đánh giá theo văn bản chấp thuận 77/UBND" in shown
        assert "trên 90" in signed_in(cast.lead).get(f"/tham-tra/{report.pk}/").content.decode()


def test_the_list_goes_by_state(cast: Cast, season: Season, asked: Exemption) -> None:
    exemptions.refuse(cast.lead, ask(season, code="6.1"), "Không chấp thuận")
    shown = signed_in(cast.lead).get(f"{LIST}?trang-thai=asked").content.decode()
    assert page(asked) in shown
    assert "6.1" not in shown


def test_the_list_costs_the_same_with_one_request_and_with_three(cast: Cast, season: Season, asked: Exemption) -> None:
    one = _cost(cast.lead, LIST)
    for code in ("4.3", "6.1"):
        ask(season, code=code)
    assert _cost(cast.lead, LIST) == one


def test_the_document_costs_the_same_with_one_request_and_with_three(cast: Cast, season: Season) -> None:
    document = paper(cast.lead, DocumentKind.ACCEPTANCE)
    exemptions.enter_acceptance(cast.lead, advised(cast, season), document)
    one = _cost(cast.lead, f"{LIST}van-ban/{document.pk}/")
    for code in ("4.3", "6.1"):
        exemptions.enter_acceptance(cast.lead, advised(cast, season, code), document)
    assert _cost(cast.lead, f"{LIST}van-ban/{document.pk}/") == one


def _cost(user: User, address: str) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
