"""The desks of verifiers, council and exemption requests in a real browser: both languages, both widths, keyboard."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import AXE_AT
from tests.desks.sending import arrive
from tests.factories import Cast, again, make_council, paper, prove, report_of

from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.cycles.models import Season
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.models import Answer, Report
from thuocdo.verification import actions as verification
from thuocdo.verification.reasons import add_reason

pytestmark = pytest.mark.django_db(transaction=True)
REQUESTS = "/ky-danh-gia/2022/de-nghi-khong-danh-gia/"


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    prove(cast.preparer, report_of(season), "4.3")
    return arrive(season)


@pytest.fixture
def verified(cast: Cast, season: Season, sent: Report) -> Report:
    make_council(cast, season)
    facts = {"values": {"a": "6", "b": "24"}, "settled": None, "reason": "Thiếu hồ sơ", "version": 0}
    verification.adjust(cast.lead, sent, "4.3", **facts)
    verification.agree_with_the_rest(cast.lead, again(sent))
    return again(verification.finish(cast.lead, again(sent)))


@pytest.fixture
def advised(cast: Cast, season: Season) -> Exemption:
    facts = {"ground": Ground.NO_CONTENT, "reason": "Không được giao phản ánh nào."}
    row = exemptions.ask(cast.preparer, report_of(season), "4.5", **facts)
    exemptions.advise(cast.lead, row, is_for=True, advice="Đúng chức năng")
    return row


def audit_both(page: Page, audit_page, *addresses: str) -> None:
    for address in addresses:
        for prefix, widths in AXE_AT.items():
            page.goto(prefix + address)
            audit_page(page, axe_at=widths)


def test_the_verifiers_pages_pass_the_audit(page: Page, audit_page, sign_in, cast: Cast, sent: Report) -> None:
    sign_in(page, cast.lead)
    here = f"/tham-tra/{sent.pk}/"
    audit_both(page, audit_page, "/tham-tra/", here, f"{here}4.3/", f"{here}1.1/", f"{here}3.5/", f"{here}6.8/")
    audit_both(page, audit_page, f"{here}dong-y-con-lai/", f"{here}tra-lai/", "/tham-tra/2022/chi-so/4.3/")


def test_the_councils_pages_pass_the_audit(page: Page, audit_page, sign_in, cast: Cast, verified: Report) -> None:
    sign_in(page, cast.secretary)
    here = f"/hoi-dong/{verified.pk}/"
    audit_both(page, audit_page, "/hoi-dong/", here, f"{here}thong-qua/", f"{here}4.3/", f"{here}6.8/")
    sign_in(page, cast.member)
    audit_both(page, audit_page, here, f"{here}4.3/")


def test_the_requests_pages_pass_the_audit(page: Page, audit_page, sign_in, cast: Cast, advised: Exemption) -> None:
    sign_in(page, cast.lead)
    audit_both(page, audit_page, REQUESTS, f"{REQUESTS}{advised.pk}/")
    document = paper(cast.lead, DocumentKind.ACCEPTANCE)
    exemptions.enter_acceptance(cast.lead, advised, document)
    audit_both(page, audit_page, f"{REQUESTS}{advised.pk}/", f"{REQUESTS}van-ban/{document.pk}/")
    sign_in(page, cast.second_lead)
    audit_both(page, audit_page, f"{REQUESTS}{advised.pk}/", f"{REQUESTS}van-ban/{document.pk}/")


def test_a_refused_adjustment_and_a_conflict_pass_the_audit(
    page: Page, audit_page, sign_in, cast: Cast, sent: Report
) -> None:
    sign_in(page, cast.lead)
    page.goto(f"/tham-tra/{sent.pk}/4.3/")
    page.keyboard.press("f")  # the figures, by keyboard
    expect(page.locator("#id_p0-a")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("6")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.locator("#error-summary")).to_be_visible()
    page.faults.clear()  # the browser reports the status 422 in its console
    audit_page(page)
    verification.adjust(
        cast.verifier, sent, "4.3", values={"a": "9", "b": "24"}, settled=None, reason="Đếm lại", version=0
    )
    page.locator("#id_reason").fill("Thiếu hồ sơ")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.get_by_role("alert")).to_contain_text("Người khác vừa sửa")
    page.faults.clear()
    audit_page(page)
    page.get_by_role("button", name="Lưu bản tôi vừa nhập").click()
    page.wait_for_url(lambda url: "4.3" not in url)
    assert Answer.objects.get(report=sent, component="4.3", stage="verified").values == {"a": "6", "b": "24"}


def test_points_follow_what_is_typed(page: Page, sign_in, cast: Cast, sent: Report) -> None:
    sign_in(page, cast.lead)
    page.goto(f"/tham-tra/{sent.pk}/4.3/")
    expect(page.locator("#id_p0-a")).to_be_hidden()  # until a verdict asks for it
    page.get_by_label("Điều chỉnh số liệu").check()
    page.locator("#id_p0-a").fill("6")
    expect(page.locator("#points")).to_contain_text("25%")
    page.get_by_label("Điều chỉnh điểm").check()
    page.locator("#id_p0-settled").fill("3,5")
    expect(page.locator("#points")).to_contain_text("3,5")
    assert page.faults == []


def test_a_component_is_checked_unit_by_unit_with_single_keys(
    page: Page, sign_in, cast: Cast, season: Season, sent: Report
) -> None:
    other = arrive(season, "stp")  # before the Department of Health, in the order of the units
    sign_in(page, cast.lead)
    page.goto(f"/tham-tra/{sent.pk}/4.3/?hang=chi-so")
    page.keyboard.press("k")
    page.wait_for_url(f"**/{other.pk}/4.3/?hang=chi-so")
    page.get_by_label("bật phím đơn").uncheck()
    page.keyboard.press("a")
    page.get_by_label("bật phím đơn").check()
    assert not Answer.objects.filter(stage="verified").exists()
    page.keyboard.press("a")
    page.wait_for_url(f"**/{sent.pk}/4.3/?hang=chi-so")
    assert Answer.objects.get(stage="verified").report == other


def test_a_ready_made_reason_is_written_where_it_will_stand(
    page: Page, sign_in, cast: Cast, season: Season, sent: Report
) -> None:
    add_reason(cast.lead, season, name_vi="Sai kỳ", name_en="Other period", component="", verdict="")
    sign_in(page, cast.lead)
    page.goto(f"/tham-tra/{sent.pk}/4.3/")
    page.keyboard.press("p")
    page.get_by_label("Lý do mẫu").select_option("Sai kỳ")
    expect(page.get_by_label("Lý do", exact=True)).to_have_value("Sai kỳ")


def test_a_difference_passes_the_audit(page: Page, audit_page, sign_in, cast: Cast, sent: Report) -> None:
    Season.objects.update(double_checks=True)
    verification.agree(cast.lead, again(sent), "4.3")
    facts = {"values": {"a": "6", "b": "24"}, "settled": None, "reason": "Thiếu hồ sơ", "version": 0}
    verification.adjust(cast.second_lead, again(sent), "4.3", **facts)
    sign_in(page, cast.lead)
    here = f"/tham-tra/{sent.pk}/4.3/"
    audit_both(page, audit_page, "/tham-tra/2022/khac-nhau/", f"{here}khac-nhau/", here)


def test_a_report_is_checked_by_keyboard_alone(page: Page, sign_in, cast: Cast, sent: Report) -> None:
    sign_in(page, cast.lead)
    page.goto(f"/tham-tra/{sent.pk}/4.2/")
    page.locator("#content").focus()
    for _press in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/4.3/")
    assert Answer.objects.filter(report=sent, component="4.2", stage="verified").exists()
