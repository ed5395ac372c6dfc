"""The second half of a season in the browser: verification, the council, the decision and the publication."""

from tests.browser.officer import Officer
from tests.browser.season_opening import COMMITTEE, YEAR, report, send, step_on
from tests.factories import Cast, at, pdf

from thuocdo.appraisal.models import CouncilSession

SENDING = ("syt", "stp", "stttt", "hue")


# ── Verification ──


def verify(desk: Officer, cast: Cast) -> None:
    desk.sit_down(cast.verifier).open("desks:check_component", report("syt").pk, "4.1")
    desk.press("Đồng ý và sang chỉ số sau")
    desk.sees("4.1: đã đồng ý")
    agree_and_finish(desk, "stttt")  # the lead department's own report: by the committee office (I12)
    return_and_send_again(desk, cast)
    desk.sit_down(cast.lead).open("desks:check_component", report("syt").pk, "1.3")
    desk.page.get_by_label("Điều chỉnh số liệu").check()
    decide(desk, "Lưu và tiếp tục", {"p0-a": "60", "reason": "Chỉ 60 cán bộ có chứng chỉ."})
    desk.sees("1.3: đã lưu điều chỉnh")
    step_on(desk, "Kết thúc nhận báo cáo, bắt đầu thẩm tra", "district")
    for unit in ("syt", "stp", "hue"):
        agree_and_finish(desk, unit)
    step_on(desk, "Chuyển Hội đồng đánh giá", "province", "district")


def agree_and_finish(desk: Officer, unit: str) -> None:
    desk.open("desks:check_report", report(unit).pk)
    desk.follow("Đồng ý phần còn lại")
    desk.page.locator("main button.button-primary").click()
    desk.press("Hoàn thành thẩm tra")
    desk.sees("Đã thẩm tra")


def return_and_send_again(desk: Officer, cast: Cast) -> None:
    desk.sit_down(cast.lead).open("desks:check_report", report("stp").pk)
    desk.follow("Trả lại để bổ sung")
    desk.fill(reason="Thiếu tài liệu kiểm chứng của chỉ số 1.1.")
    desk.press("Trả lại để bổ sung")
    desk.sit_down(cast.outsider).open("desks:component", report("stp").pk, "1.1")
    desk.sees("Thiếu tài liệu kiểm chứng của chỉ số 1.1.")
    desk.attach(pdf("ke-hoach.pdf"))
    desk.press("Lưu")
    send(desk, cast.outsider, "stp", "Gửi muộn")


def decide(desk: Officer, button: str, texts: dict[str, str]) -> None:
    if not desk.page.locator("main [name=reason]").is_visible():
        desk.page.get_by_text("Số liệu khác, hoặc điểm ấn định thay cách chấm").click()
    desk.fill(**texts)
    desk.press(button)


# ── The council ──


def appraise(desk: Officer, cast: Cast) -> None:
    at(YEAR, 11, 28)
    hold_a_session(desk, cast)
    desk.sit_down(cast.chair).open("desks:council_component", report("syt").pk, "1.3")
    settled = {"p0-settled": "1,25", "reason": "Hội đồng chấp nhận 62 cán bộ."}
    decide(desk, "Lưu quyết định và sang chỉ số sau", settled)
    desk.sees("1.3: đã lưu quyết định của Hội đồng")
    for unit, satisfied in zip(SENDING, ("92", "85,5", "70", "60"), strict=True):
        settle_the_rest(desk, unit, satisfied)


def hold_a_session(desk: Officer, cast: Cast) -> None:
    """Called by the secretary, opened by the chair with everybody there."""
    desk.sit_down(cast.secretary).open("desks:council_session_new", YEAR)
    desk.fill(day="28/11/2022", time="09:00", place="Phòng họp số 2", agenda="Xem xét kết quả thẩm tra")
    desk.press("Triệu tập phiên họp")
    session = CouncilSession.objects.get().pk
    desk.sit_down(cast.chair).open("desks:council_session_open", session)
    desk.press("Khai mạc phiên họp")
    desk.sees("Đủ số thành viên dự họp")


def settle_the_rest(desk: Officer, unit: str, satisfied: str) -> None:
    """The survey's component is the council's own; everything else is taken over as verified."""
    pk = report(unit).pk
    desk.open("desks:council_component", pk, "6.8")
    survey = {"p0-sat": satisfied, "p0-n": "120", "reason": "Kết quả điều tra xã hội học."}
    decide(desk, "Lưu quyết định và sang chỉ số sau", survey)
    desk.open("desks:council_take_over", pk)
    desk.press("Lấy theo điểm thẩm tra các chỉ số đã đánh dấu")
    desk.press("Hoàn thành xem xét")
    desk.sees("Hội đồng đã xem xét")


# ── The result ──


def approve_and_publish(desk: Officer, cast: Cast) -> None:
    at(YEAR, 12, 1)
    desk.sit_down(cast.lead).open("desks:result", YEAR)
    desk.follow("Trình kết quả")
    desk.press("Trình kết quả")
    at(YEAR, 12, 12)
    desk.follow("Nhập quyết định phê duyệt")
    desk.record("3100/QĐ-UBND", "12/12/2022", **COMMITTEE)
    desk.press("Lưu")
    desk.sees("Chờ người thứ hai")
    desk.sit_down(cast.second_lead).open("desks:result", YEAR)
    desk.follow("Kiểm tra quyết định phê duyệt")
    desk.sees("3100/QĐ-UBND", "Phan Văn Ký")
    desk.press("Kiểm tra quyết định phê duyệt")
    desk.follow("Công bố kết quả")
    desk.fill(co_announcement="Thông báo 88/TB-VPUBND ngày 12/12/2022")
    desk.press("Công bố kết quả")
    desk.sees("Đã công bố", "88/TB-VPUBND")
