"""The first half of a season in the browser: it is opened, units report, an exemption is accepted."""

from playwright.sync_api import expect
from tests.browser.officer import Officer
from tests.factories import CONTACTS, Cast, at, built_in, fill, make_person, pdf, report_of

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.reports.models import Report

YEAR = 2022
COMMITTEE = {"signer": "Phan Văn Ký, Phó Chủ tịch", "issuer": "UBND tỉnh"}


def report(unit: str) -> Report:
    """The unit's report as it now stands."""
    return report_of(Season.objects.get(year=YEAR), unit)


def writer(unit: str) -> User:
    return make_person(f"writer.{unit}", Role.PREPARER, unit)


# ── The lead department opens the season ──


def open_the_season(desk: Officer, cast: Cast) -> None:
    at(YEAR, 9, 12)
    desk.sit_down(cast.lead).open("desks:seasons")
    desk.follow("Lập kỳ đánh giá")
    desk.fill(year=str(YEAR), level_rule_document="Công văn 12/STTTT ngày 12/09/2022")
    desk.press("Lập kỳ đánh giá")
    desk.sees("Đã lập kỳ đánh giá", "hết ngày 19/10", "hết ngày 09/11", "hết ngày 14/12")
    desk.open("desks:opening_letter", YEAR)
    desk.record("13/STTTT-CNTT", "12/09/2022", "Lê Thị Mở, Giám đốc", "Sở Thông tin và Truyền thông")
    desk.press("Lưu")
    desk.open("desks:council_founding", YEAR)
    desk.record("15/QĐ-UBND", "15/09/2022", **COMMITTEE)
    desk.press("Lưu")
    desk.sees("15/QĐ-UBND", "Chờ người thứ hai")
    desk.sit_down(cast.second_lead).open("desks:council_setting_up", YEAR)
    desk.press("Tất cả khớp với bản gốc")
    desk.sit_down(cast.lead).open("desks:season", YEAR)
    desk.sees("13/STTTT-CNTT", "15/QĐ-UBND")
    step_on(desk, "Mở nhận báo cáo", "province", "district")


def step_on(desk: Officer, step: str, *tiers: str) -> None:
    for tier in tiers:
        desk.open("desks:season", YEAR)
        desk.page.locator(f"section[aria-labelledby=tier-{tier}]").get_by_role("link", name=step).click()
        desk.press(step)
        desk.sees(f"Đã xong: {step}")


# ── Units report ──


def report_and_send(desk: Officer, cast: Cast) -> None:
    at(YEAR, 10, 17)
    desk.sit_down(cast.preparer).follow("Bắt đầu soạn báo cáo")
    declare_everything(desk)
    ask_for_an_exemption(desk)
    desk.open("desks:send", report("syt").pk)
    desk.follow("Điền thông tin người lập biểu")
    desk.fill(**CONTACTS)
    desk.press("Lưu")
    desk.press("Gửi báo cáo")
    desk.sees("Phiếu xác nhận đã nhận báo cáo", "Đúng hạn", "29 trên 29")


def declare_everything(desk: Officer) -> None:
    """Component after component, as the desk leads on; 1.3 shows its points before it is saved and gets a file."""
    own = [component for component in built_in().forms["province"].components if component.answered_by == "unit"]
    for component in own:
        expect(desk.page.locator("h1")).to_contain_text(f"{component.code} ")
        desk.declare(component)
        if component.code == "1.3":
            desk.fill(**{"p0-a": "90"})
            expect(desk.page.locator("#points")).to_contain_text("90 / 100 = 90%")
            desk.attach(pdf("bang-ke.pdf"))
        desk.press("Lưu và tiếp tục")
    desk.sees("Đã trả lời mọi chỉ số")


def ask_for_an_exemption(desk: Officer) -> None:
    desk.open("desks:component", report("syt").pk, "4.3")
    desk.page.get_by_text("Đơn vị không có nội dung này?").click()
    desk.follow("Đề nghị không đánh giá")
    desk.choose("Không có nội dung thực hiện")
    desk.fill(reason="Cơ quan không tiếp nhận hồ sơ trực tuyến trong kỳ.")
    desk.press("Gửi đề nghị")
    desk.sees("Đã ghi nhận đề nghị")


def send_late_or_not_at_all(desk: Officer, cast: Cast) -> None:
    """Justice after the last day, Huế within its extension; home affairs never. The verifier returns one report."""
    others = {"stp": cast.outsider, **{unit: writer(unit) for unit in ("stttt", "hue")}}
    for unit, person in others.items():
        fill(person, report(unit))
    send(desk, others["stttt"], "stttt", "Đúng hạn")
    at(YEAR, 10, 20, 0)
    send(desk, cast.outsider, "stp", "Gửi muộn")
    desk.sit_down(cast.lead).open("desks:extension", YEAR, "hue")
    desk.fill(last_day="12/11/2022")
    desk.record("77/UBND-CNTT", "18/10/2022", **COMMITTEE)
    desk.press("Lưu")
    for unit in ("vpubnd", "snv", "phongdien"):
        desk.open("desks:absence", YEAR, unit)
        desk.fill(reason="Đơn vị đang sắp xếp lại tổ chức.")
        desk.press("Lưu")
    expect(desk.row("Sở Nội vụ")).to_contain_text("Đơn vị đang sắp xếp lại tổ chức.")
    step_on(desk, "Kết thúc nhận báo cáo, bắt đầu thẩm tra", "province")
    at(YEAR, 11, 10)
    send(desk, others["hue"], "hue", "Đúng hạn")


def send(desk: Officer, person: User, unit: str, punctuality: str) -> None:
    desk.sit_down(person).open("desks:send", report(unit).pk)
    desk.press("Gửi báo cáo")
    desk.sees("Phiếu xác nhận đã nhận báo cáo", punctuality)


# ── An exemption is advised on, accepted in writing, checked ──


def accept_the_exemption(desk: Officer, cast: Cast) -> None:
    find_the_request(desk, cast.lead)
    desk.choose("Đồng tình: có căn cứ để không đánh giá")
    desk.fill(advice="Đúng chức năng, nhiệm vụ của đơn vị.")
    desk.press("Ghi ý kiến")
    desk.record("90/UBND-CNTT", "08/11/2022", **COMMITTEE)
    desk.press("Nhập văn bản chấp thuận")
    desk.sees("Chưa được tính")
    find_the_request(desk, cast.second_lead)
    desk.follow("Đến văn bản và phần kiểm tra")
    desk.press("Tất cả khớp với bản gốc")
    desk.sees("1 đề nghị được tính từ bây giờ")


def find_the_request(desk: Officer, person: User) -> None:
    desk.sit_down(person).open("desks:exemptions", YEAR)
    desk.row("4.3").get_by_role("link").click()
