"""Evidence in the browser: files that go up by themselves, what the network loses, breakdowns that sum while typed."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.officer import Officer
from tests.factories import pdf

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(text, (sign) => sign.charCodeAt(0))], name, { type: "application/pdf" }));
  document.querySelector("[data-upload]").dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true }));
}"""


@pytest.fixture
def desk(page: Page, sign_in, cast) -> Officer:
    sign_in(page, cast.preparer)
    return Officer(page)


def given(name: str) -> dict:
    upload = pdf(name)
    return {"name": name, "mimeType": "application/pdf", "buffer": upload.read()}


def test_files_go_up_by_themselves_and_figures_stay_typed(desk, report):
    desk.open("desks:component", report.pk, "1.3")
    desk.page.fill("[name=p0-a]", "9")
    desk.page.set_input_files("#id_file", [given("một.pdf"), given("hai.pdf")])
    expect(desk.page.locator("#evidence-list")).to_contain_text("hai.pdf")
    expect(desk.page.locator("#evidence-list")).to_contain_text("một.pdf")
    expect(desk.page.locator("[data-uploads] li")).to_have_count(0)
    assert desk.page.input_value("[name=p0-a]") == "9"
    assert report.evidence.count() == 2


def test_a_file_is_dropped_on_the_field(desk, report):
    desk.open("desks:component", report.pk, "1.3")
    content = pdf("thả.pdf").read().decode("latin-1")
    desk.page.evaluate(DROP, ["thả.pdf", content])
    expect(desk.page.locator("#evidence-list")).to_contain_text("thả.pdf")
    assert report.evidence.get().files.get().file.size == len(content)


def test_what_the_network_loses_is_tried_again(desk, report):
    desk.open("desks:component", report.pk, "1.3")
    desk.page.route("**/tep/", lambda route: route.abort())
    desk.page.set_input_files("#id_file", [given("mất mạng.pdf")])
    row = desk.page.locator("[data-uploads] li")
    expect(row).to_contain_text("mất kết nối")
    desk.page.unroute("**/tep/")
    row.get_by_role("button", name="Thử lại").click()
    expect(desk.page.locator("#evidence-list")).to_contain_text("mất mạng.pdf")
    desk.page.faults.clear()  # the browser writes the lost request into its console


def sign_in_elsewhere(desk: Officer, user) -> None:
    """In another tab of the same browser, by the form: the token of the first tab's page is then an old one."""
    other = desk.page.context.new_page()
    Officer(other).sit_down(user)
    other.close()


def test_a_file_is_tried_again_after_signing_in_elsewhere(desk, cast, report):
    desk.sit_down(cast.preparer)
    desk.open("desks:component", report.pk, "1.3")
    desk.page.context.clear_cookies()
    desk.page.set_input_files("#id_file", [given("hết phiên.pdf")])
    row = desk.page.locator("[data-uploads] li")
    expect(row.get_by_role("button", name="Thử lại")).to_be_visible()
    sign_in_elsewhere(desk, cast.preparer)
    row.get_by_role("button", name="Thử lại").click()
    expect(desk.page.locator("#evidence-list")).to_contain_text("hết phiên.pdf")
    desk.page.fill("[name=p0-a]", "9")
    desk.page.fill("[name=p0-b]", "10")
    desk.press("Lưu và tiếp tục")
    desk.page.wait_for_url(lambda address: "/1.3/" not in address)
    expect(desk.page.locator("h1")).not_to_contain_text("Trang đã mở quá lâu")
    assert report.answers.get(component="1.3").values == {"a": "9", "b": "10"}


def test_a_file_does_not_go_up_in_the_name_of_who_signed_in_elsewhere(desk, cast, report):
    desk.sit_down(cast.preparer)
    desk.open("desks:component", report.pk, "1.3")
    sign_in_elsewhere(desk, cast.coordinator)
    desk.page.set_input_files("#id_file", [given("của tôi.pdf")])
    expect(desk.page.locator("[data-uploads] li")).to_contain_text("phiên đăng nhập")
    assert not report.evidence.exists()


def test_a_refused_file_says_why(desk, report):
    desk.open("desks:component", report.pk, "1.3")
    desk.page.set_input_files("#id_file", [{"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}])
    expect(desk.page.locator("[data-uploads] li")).to_contain_text("không phải")
    assert not report.evidence.exists()
    desk.page.faults.clear()


def test_pages_open_beside_the_form(desk, report):
    desk.open("desks:component", report.pk, "1.3")
    desk.page.set_input_files("#id_file", [given("xem.pdf")])
    desk.page.locator("#evidence-list").get_by_role("link", name="Xem các trang").click()
    picture = desk.page.locator(".preview-pages img")
    expect(picture).to_have_count(1)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500


def test_a_breakdown_sums_while_somebody_types(desk, report):
    desk.open("desks:breakdown", report.pk, "1.3")
    for place, (name, a, b) in enumerate([("Phường 1", "3", "4"), ("Phường 2", "9", "10")]):
        desk.page.fill(f"[name=r{place}-name]", name)
        desk.page.fill(f"[name=r{place}-a]", a)
        desk.page.fill(f"[name=r{place}-b]", b)
    expect(desk.page.locator("[data-sum=a]")).to_have_text("12")
    rows = desk.page.locator(".breakdown tbody tr").count()
    desk.page.get_by_role("button", name="Thêm dòng").click()
    expect(desk.page.locator(".breakdown tbody tr")).to_have_count(rows + 1)
    desk.page.get_by_role("button", name="Lưu bảng kê").click()
    desk.page.wait_for_url("**/1.3/")
    assert report.answers.get(component="1.3").values == {"a": "12", "b": "14"}


def test_the_form_waits_for_a_file_that_is_on_its_way(desk, report):
    desk.open("desks:component", report.pk, "1.3")
    desk.page.fill("[name=p0-a]", "9")
    desk.page.fill("[name=p0-b]", "10")
    desk.page.set_input_files("#id_file", [given("đang đi.pdf")])
    desk.page.get_by_role("button", name="Lưu và tiếp tục").click()
    desk.page.wait_for_url(lambda address: "/1.3/" not in address)
    assert report.evidence.get().title == "đang đi"
    assert report.answers.get(component="1.3").values == {"a": "9", "b": "10"}


def test_without_scripts_files_go_with_the_form(browser: Browser, live_server, cast, report):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    bare = Officer(context.new_page()).sit_down(cast.preparer)
    bare.open("desks:component", report.pk, "1.3")
    bare.page.set_input_files("#id_file", [given("không mã lệnh.pdf")])
    bare.page.fill("[name=p0-a]", "9")
    bare.page.fill("[name=p0-b]", "10")
    bare.press("Lưu")
    expect(bare.page.locator("#evidence-list")).to_contain_text("không mã lệnh.pdf")
    context.close()
