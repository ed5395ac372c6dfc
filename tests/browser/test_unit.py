"""The unit's desk in a real browser: accessible at both widths in both languages, live points, no need of scripts."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.browser.conftest import AXE_AT
from tests.factories import CONTACTS, PASSWORD, fill, make_sent, pdf, prove

from thuocdo.appraisal.exemptions import ask
from thuocdo.reports.actions import save_answer
from thuocdo.verification.actions import return_report

LANGUAGES = list(AXE_AT)


@pytest.fixture
def sign_in(page, live_server):
    """Signs the page's visitor in as this person, without the form."""

    def enter(user) -> None:
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return enter


def path(name: str, *args) -> str:
    return reverse(f"desks:{name}", args=args)


def walk(page, audit_page, shoot, steps: dict[str, str]) -> None:
    for name, address in steps.items():
        for language in LANGUAGES:
            answer = page.goto(language + address)
            assert answer.ok, (name, answer.status)
            shoot(page, f"unit-{name}{language.replace('/', '-')}")
            audit_page(page, axe_at=AXE_AT[language])


def test_the_pages_of_a_draft_are_accessible(cast, report, page, sign_in, audit_page, shoot):
    fill(cast.preparer, report, ["1.1", "1.2", "1.3", "4.3"])
    prove(cast.preparer, report, "1.1", "4.3")
    ask(cast.preparer, report, "4.3", ground="no_content", reason="Không có thủ tục hành chính")
    sign_in(cast.preparer)
    lines = {
        f"component-{code}": path("component", report.pk, code) for code in ["1.1", "1.3", "3.2", "3.5", "4.3", "6.8"]
    }
    steps = {
        "home": path("home"),
        "report": path("report", report.pk),
        **lines,
        "contacts": path("contacts", report.pk),
        "exemption": path("exemption", report.pk, "1.3"),
        "exemption-asked": path("exemption", report.pk, "4.3"),
        "send": path("send", report.pk),
        "remove": path("evidence_remove", report.evidence.first().pk),
    }
    walk(page, audit_page, shoot, steps)


def test_the_pages_of_a_sent_report_are_accessible(cast, season, page, sign_in, audit_page, shoot):
    report = make_sent(cast, season)
    sign_in(cast.preparer)
    names = {"sent-home": "home", "sent-report": "report", "sent-receipt": "receipt", "sent-withdraw": "withdraw"}
    steps = {key: path(name, *([] if name == "home" else [report.pk])) for key, name in names.items()}
    walk(page, audit_page, shoot, steps | {"sent-component": path("component", report.pk, "1.3")})


def test_the_pages_of_a_returned_report_are_accessible(cast, season, page, sign_in, audit_page, shoot):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Số liệu chỉ số 4.3 lấy sai kỳ", until=date(2022, 10, 25))
    sign_in(cast.preparer)
    walk(page, audit_page, shoot, {"returned-home": path("home"), "returned-report": path("report", report.pk)})


@pytest.mark.parametrize("who", ["lead", "chair", "observer"])
def test_the_first_page_of_the_others_is_accessible(cast, season, page, sign_in, audit_page, shoot, who):
    sign_in(getattr(cast, who))
    walk(page, audit_page, shoot, {f"home-{who}": path("home")})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_figure_is_led_to_and_kept(cast, report, page, sign_in, audit_page, shoot, language):
    sign_in(cast.preparer)
    page.goto(language + path("component", report.pk, "1.3"))
    page.fill("[name=p0-a]", "12,5")
    page.fill("[name=p0-b]", "10")
    page.click("button.button-primary")
    page.wait_for_selector(".field-wrong [name=p0-a]")
    assert page.input_value("[name=p0-a]") == "12,5"
    page.wait_for_function("document.activeElement.name === 'p0-a'")
    shoot(page, f"unit-wrong{language.replace('/', '-')}")
    audit_page(page, axe_at=AXE_AT[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_versions_stand_side_by_side(cast, report, page, sign_in, audit_page, shoot, language):
    sign_in(cast.preparer)
    page.route("**/autosave.js", lambda route: route.abort())  # the page for whoever has no scripts
    page.goto(language + path("component", report.pk, "1.3"))
    page.fill("[name=p0-a]", "9")
    page.fill("[name=p0-b]", "10")
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"})
    page.click("button.button-primary")
    page.wait_for_selector("input[type=hidden][name=p0-a]", state="attached")
    page.faults.clear()  # likewise 409
    shoot(page, f"unit-conflict{language.replace('/', '-')}")
    audit_page(page, axe_at=AXE_AT[language])
    page.click("button.button-primary")
    page.wait_for_selector("#points")
    assert page.input_value("[name=p0-a]") == "9"


def test_points_follow_the_typing_and_leave_the_field_alone(cast, report, page, sign_in):
    sign_in(cast.preparer)
    page.goto(path("component", report.pk, "1.3"))
    page.fill("[name=p0-b]", "20")
    page.click("[name=p0-a]")
    page.keyboard.type("9")
    page.wait_for_selector("#points >> text=9 / 20 = 45%")
    page.keyboard.type("9")
    page.wait_for_selector("#points >> text=không được lớn hơn")
    assert page.input_value("[name=p0-a]") == "99"
    assert page.evaluate("document.activeElement.name") == "p0-a"
    assert not page.faults


def test_ticking_shows_points_at_once(cast, report, page, sign_in):
    sign_in(cast.preparer)
    page.goto(path("component", report.pk, "1.1"))
    page.check("[name=p0-lead]")
    page.wait_for_selector("#points >> text=Đạt 1 / 3 nội dung")
    assert not page.faults


def test_a_report_is_filled_and_sent_without_javascript(cast, report, browser, live_server):
    fill(cast.preparer, report, contacts=None)
    report.answers.filter(component="1.3").update(values={})
    client = Client()
    client.force_login(cast.preparer)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(path("home"))
    page.click("text=Tiếp tục với chỉ số 1.3")
    page.fill("[name=p0-a]", "9")
    page.fill("[name=p0-b]", "10")
    page.set_input_files("[name=file]", {"name": "Bảng kê.pdf", "mimeType": "application/pdf", "buffer": pdf().read()})
    page.click("text=Lưu và tiếp tục")
    page.click("main >> text=Kiểm tra và gửi")
    page.click("text=Điền thông tin người lập biểu")
    for name, text in CONTACTS.items():
        page.fill(f"[name={name}]", text)
    page.click("main button.button-primary")
    page.click("main button >> text=Gửi báo cáo")
    assert "Đã nhận báo cáo" in page.inner_text("main")
    assert "Bảng kê.pdf" in [kept.file_name for row in report.evidence.all() for kept in row.current_files]
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sign_in_that_ends_while_typing_loses_nothing(cast, report, page, sign_in, audit_page, shoot, language):
    sign_in(cast.preparer)
    page.route("**/autosave.js", lambda route: route.abort())  # the page for whoever has no scripts
    page.goto(language + path("component", report.pk, "1.3"))
    page.context.clear_cookies(name="sessionid")
    page.fill("[name=p0-a]", "9")
    page.fill("[name=p0-b]", "10")
    page.click("button[name=stay]")
    page.wait_for_selector("[name=username]")
    page.faults.clear()
    shoot(page, f"unit-signed-out{language.replace('/', '-')}")
    audit_page(page, axe_at=AXE_AT[language])
    page.fill("[name=username]", cast.preparer.username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("textarea[name=p0-a]", state="attached")
    shoot(page, f"unit-kept{language.replace('/', '-')}")
    audit_page(page, axe_at=AXE_AT[language])
    page.click("main button.button-primary")
    page.wait_for_selector("#points")
    assert page.input_value("[name=p0-a]") == "9"
    assert report.answers.get().values == {"a": "9", "b": "10"}
