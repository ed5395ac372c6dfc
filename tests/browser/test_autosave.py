"""Saving while somebody types, in a real browser: whatever fails meanwhile, what was acknowledged stays and what was
not is kept and sent afterwards."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.factories import PASSWORD, again, fill, make_season, report_of, send_report
from tests.host.waiting import until

from thuocdo.accounts.models import User
from thuocdo.reports.actions import save_answer
from thuocdo.reports.models import Report

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]
SHARE = {"a": "9", "b": "10"}
KEPT = "() => Object.keys(localStorage).filter((name) => name.startsWith('thuocdo:typed:')).length"


def path(report: Report, code: str = "1.3", name: str = "component") -> str:
    return reverse(f"desks:{name}", args=[report.pk, code])


def status(page: Page):
    return page.locator("[data-status]")


def values(report: Report, code: str = "1.3") -> dict[str, str]:
    answer = report.answers.filter(component=code).first()
    return answer.values if answer else {}


@pytest.fixture
def typing(page, sign_in, cast, report) -> Page:
    """The preparer at component 1.3: two figures, nothing typed yet."""
    sign_in(page, cast.preparer)
    page.goto(path(report))
    return page


def tab(page: Page, address: str) -> Page:
    other = page.context.new_page()
    other.goto(address)
    begun(other)
    return other


def begun(page: Page) -> None:
    """Until the page has settled what it takes up of what earlier pages left."""
    page.evaluate("(window.autosave ?? window.leftovers).begun")


def type_share(page: Page, **texts: str) -> None:
    for name, text in (texts or {"a": "9", "b": "10"}).items():
        page.fill(f"[name=p0-{name}]", text)


def test_what_is_typed_is_saved_and_the_page_says_when(typing, report):
    expect(typing.locator("[name=p0-a]")).to_be_focused()
    type_share(typing)
    expect(status(typing)).to_have_text("Đang lưu…")
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    expect(typing.locator("#points")).to_contain_text("9 / 10 = 90%")
    assert values(report) == SHARE
    assert typing.evaluate(KEPT) == 0
    assert not typing.faults


def test_the_field_is_left_alone_while_it_is_saved(typing, report):
    typing.click("[name=p0-b]")
    typing.keyboard.type("1234567890", delay=150)
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    assert typing.input_value("[name=p0-b]") == "1234567890"
    assert typing.evaluate("document.activeElement.name") == "p0-b"
    assert values(report) == {"b": "1234567890"}


def test_what_cannot_be_read_is_told_at_the_field_and_kept(typing, report, audit_page, shoot):
    type_share(typing, a="12 trạm", b="10")
    expect(status(typing)).to_have_text("Chưa lưu: hãy sửa chỗ được đánh dấu.")
    expect(typing.locator(".field-wrong .field-error")).to_contain_text("không phải là số")
    audit_page(typing)
    shoot(typing, "autosave-refused")
    typing.goto(path(report))
    assert typing.input_value("[name=p0-a]") == "12 trạm"
    expect(typing.locator("[data-taken-up]")).to_be_visible()
    expect(status(typing)).to_have_text("Chưa lưu: hãy sửa chỗ được đánh dấu.")
    typing.fill("[name=p0-a]", "9")
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    expect(typing.locator(".field-wrong")).to_have_count(0)
    assert typing.evaluate(KEPT) == 0


def test_without_a_connection_it_is_kept_and_sent_afterwards(typing, report):
    typing.context.set_offline(True)
    type_share(typing)
    expect(status(typing)).to_have_text("Chưa lưu: mất kết nối, sẽ tự lưu lại")
    typing.click("button.button-primary[type=submit]")
    expect(status(typing)).to_have_text("Chưa lưu: mất kết nối, sẽ tự lưu lại")
    assert not values(report)
    typing.context.set_offline(False)
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    assert values(report) == SHARE


def test_a_tab_closed_without_a_connection_gives_back_what_was_typed(typing, report):
    typing.context.set_offline(True)
    type_share(typing)
    expect(status(typing)).to_have_text("Chưa lưu: mất kết nối, sẽ tự lưu lại")
    home = typing.context.new_page()
    typing.close()
    home.context.set_offline(False)
    home.goto(path(report))
    begun(home)
    expect(status(home)).to_contain_text("Đã lưu lúc 09:00")  # here, or by the closed tab's last request
    assert home.input_value("[name=p0-a]") == "9"
    assert values(report) == SHARE
    assert home.evaluate(KEPT) == 0


def test_a_tab_closed_in_mid_typing_is_saved(typing, report):
    other = typing.context.new_page()
    type_share(typing)
    typing.close(run_before_unload=True)
    other.goto(reverse("desks:report", args=[report.pk]))
    until(lambda: values(report) == SHARE)


def test_the_reports_page_sends_what_an_earlier_page_left(typing, report, audit_page, shoot):
    typing.context.set_offline(True)
    type_share(typing)
    expect(status(typing)).to_have_text("Chưa lưu: mất kết nối, sẽ tự lưu lại")
    other = typing.context.new_page()
    typing.close()
    other.context.set_offline(False)
    other.goto(reverse("desks:report", args=[report.pk]))
    expect(other.locator("main")).to_contain_text("Nội dung giữ trên máy này nay đã lưu")
    assert values(report) == SHARE
    assert other.evaluate(KEPT) == 0


def test_a_newer_version_is_never_overwritten_by_what_was_kept(typing, cast, report, audit_page, shoot):
    typing.context.set_offline(True)
    type_share(typing)
    expect(status(typing)).to_have_text("Chưa lưu: mất kết nối, sẽ tự lưu lại")
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"})
    other = typing.context.new_page()
    typing.close()
    other.context.set_offline(False)
    other.goto(path(report))
    expect(other.locator("[data-two-versions] td >> nth=0")).to_have_text("5")
    assert values(report)["a"] == "5"
    shoot(other, "autosave-conflict")
    other.click("[data-keep=mine]")
    expect(status(other)).to_have_text("Đã lưu lúc 09:00")
    assert [change.values["a"] for change in report.answers.get().changes.all()] == ["9", "5"]


def test_two_tabs_of_one_person_see_both_versions(typing, report, audit_page):
    other = tab(typing, path(report))
    type_share(typing)
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    type_share(other, a="3", b="10")
    box = other.locator("[data-two-versions]")
    expect(box).to_contain_text("Bạn vừa lưu một bản khác")
    expect(status(other)).to_have_text("Chưa lưu: có hai bản, hãy chọn một bản ở trên.")
    typing.faults.clear()
    other.faults = []
    audit_page(other)
    other.click("[data-keep=theirs]")
    expect(other.locator("[name=p0-a]")).to_have_value("9")
    assert values(report) == SHARE
    assert other.evaluate(KEPT) == 0


@pytest.fixture
def year_before(cast) -> Report:
    """A season before, in which the unit answered everything."""
    return fill(cast.preparer, report_of(make_season(cast, 2021)))


def test_after_a_choice_what_stands_around_the_form_is_of_now(year_before, typing, cast, report):
    marks, now = typing.locator(".page-head .marks"), typing.locator("[aria-labelledby=last-year] tbody td:last-child")
    expect(marks).to_contain_text("Chưa trả lời")
    expect(now).to_have_text(["–", "–"])
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"})
    type_share(typing)
    typing.click("[data-keep=mine]")
    expect(now).to_have_text(["9", "10"])
    expect(marks).not_to_contain_text("Chưa trả lời")
    expect(typing.locator("[name=p0-a]")).to_have_value("9")
    expect(typing.locator("[name=p0-a]")).to_be_focused()


def left_unsaved(page: Page) -> None:
    type_share(page, a="12 trạm", b="10")
    expect(status(page)).to_have_text("Chưa lưu: hãy sửa chỗ được đánh dấu.")


def test_a_tab_leaves_alone_what_another_open_tab_holds(typing, report):
    left_unsaved(typing)
    other = tab(typing, path(report))
    assert other.input_value("[name=p0-a]") == ""
    type_share(other, a="7", b="10")
    expect(status(other)).to_have_text("Đã lưu lúc 09:00")
    typing.goto(path(report))
    assert typing.input_value("[name=p0-a]") == "12 trạm"
    assert other.evaluate(KEPT) == 1


def test_a_report_page_leaves_alone_what_an_open_tab_holds(typing, report):
    left_unsaved(typing)
    other = tab(typing, reverse("desks:report", args=[report.pk]))
    assert other.locator("text=còn giữ trên máy này").count() == 0
    other.close()
    typing.goto(reverse("desks:report", args=[report.pk]))
    expect(typing.locator("main")).to_contain_text("Chưa lưu, còn giữ trên máy này")


def test_a_duplicated_tab_is_a_tab_of_its_own(typing):
    left_unsaved(typing)
    with typing.expect_popup() as opened:  # gets a copy of the tab's own storage
        typing.evaluate("() => { window.open(location.href) }")
    other = opened.value
    other.wait_for_load_state()
    begun(other)
    assert other.input_value("[name=p0-a]") == ""
    assert other.evaluate(KEPT) == 1


def test_what_two_closed_tabs_left_is_offered_one_after_the_other(typing, report):
    left_unsaved(typing)
    other = tab(typing, path(report))
    type_share(other, a="13 trạm", b="10")
    expect(status(other)).to_have_text("Chưa lưu: hãy sửa chỗ được đánh dấu.")
    third = typing.context.new_page()
    typing.close()
    other.close()
    third.goto(path(report))
    begun(third)
    assert third.input_value("[name=p0-a]") == "13 trạm"
    third.fill("[name=p0-a]", "9")
    expect(status(third)).to_have_text("Đã lưu lúc 09:00")
    third.goto(path(report))
    begun(third)
    assert third.input_value("[name=p0-a]") == "12 trạm"


def test_a_sign_in_that_ends_in_mid_typing_loses_nothing(typing, cast, report, audit_page, shoot):
    typing.context.clear_cookies(name="sessionid")
    type_share(typing)
    expect(status(typing)).to_contain_text("Chưa lưu: phiên đăng nhập đã kết thúc")
    typing.faults.clear()  # the browser reports the answer 401 as a failed load
    shoot(typing, "autosave-signed-out")
    typing.click("[data-sign-in]")
    typing.fill("[name=username]", cast.preparer.username)
    typing.fill("[name=password]", PASSWORD)
    typing.press("[name=password]", "Enter")
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    assert typing.input_value("[name=p0-a]") == "9"
    assert values(report) == SHARE


def test_an_ended_session_puts_no_sign_in_page_among_the_points(typing):
    before = typing.locator("#points .points-title").count()
    typing.context.clear_cookies()  # with the token's cookie gone, too, the server leads to the sign-in page
    with typing.expect_response(lambda answer: "/diem/" in answer.url):
        type_share(typing)
    typing.wait_for_timeout(300)
    assert typing.locator("#points .points-title").count() == before == 1
    assert typing.locator("#points [name=password]").count() == 0
    typing.faults.clear()


def test_who_signs_in_next_on_this_machine_sees_nothing_of_it(typing, sign_in, cast, report):
    typing.context.clear_cookies(name="sessionid")
    type_share(typing)
    expect(status(typing)).to_contain_text("Chưa lưu: phiên đăng nhập đã kết thúc")
    sign_in(typing, cast.coordinator)
    typing.goto(path(report))
    expect(typing.locator("[name=p0-a]")).to_have_value("")
    assert typing.evaluate(KEPT) == 1
    assert not values(report)


def test_signing_out_forgets_what_is_kept_but_asks_first(typing, report):
    type_share(typing, a="12 trạm", b="10")
    expect(status(typing)).to_have_text("Chưa lưu: hãy sửa chỗ được đánh dấu.")
    said = []
    typing.once("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    typing.evaluate("document.querySelector('[data-signs-out]').requestSubmit()")
    until(lambda: said)
    assert typing.evaluate(KEPT) == 1
    typing.once("dialog", lambda dialog: dialog.accept())
    with typing.expect_navigation():
        typing.evaluate("document.querySelector('[data-signs-out]').requestSubmit()")
    assert typing.evaluate(KEPT) == 0


def test_a_report_sent_by_a_colleague_meanwhile_keeps_what_was_typed(typing, cast, report):
    send_report(cast.coordinator, fill(cast.coordinator, report, ["2.2"]))
    type_share(typing)
    expect(status(typing)).to_contain_text("Chưa lưu được: báo cáo đã gửi")
    typing.goto(path(report))
    expect(typing.locator("main")).to_contain_text("Chưa lưu, còn giữ trên máy này")
    expect(typing.locator("main dl.facts").first).to_contain_text("9")
    assert not values(report)


def test_the_way_back_shows_what_is_stored_now(typing, report):
    type_share(typing)
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    typing.click("button.button-primary[type=submit]")
    typing.wait_for_url("**/2.1/")
    typing.go_back()
    expect(typing.locator("[name=p0-a]")).to_have_value("9")
    typing.fill("[name=p0-a]", "8")
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    assert values(report)["a"] == "8"


def test_the_keyboard_is_enough(typing, cast, report):
    typing.keyboard.type("9")
    typing.keyboard.press("Enter")
    expect(typing.locator("[name=p0-b]")).to_be_focused()
    typing.keyboard.type("10")
    typing.keyboard.press("Control+s")
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    typing.keyboard.press("Control+Enter")
    typing.wait_for_url("**/2.1/")
    expect(typing.locator("main")).to_contain_text("Đã lưu lúc 09:00")
    typing.keyboard.press("Alt+PageUp")
    typing.wait_for_url("**/1.3/")
    typing.keyboard.press("Alt+PageDown")
    typing.wait_for_url("**/2.1/")


def test_a_chosen_option_can_be_undone_and_a_deleted_answer_had_again(typing, report):
    typing.goto(path(report, "3.5"))
    typing.locator("[name=p0-level]").nth(1).check()
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    typing.click("[data-unchoose]")
    until(lambda: values(report, "3.5") == {})
    typing.locator("[name=p0-level]").nth(2).check()
    until(lambda: values(report, "3.5") != {})
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")
    typing.click("text=Xóa câu trả lời")
    expect(typing.locator("h1")).to_have_text("Lịch sử câu trả lời")
    assert values(report, "3.5") == {}
    typing.locator("main button", has_text="Khôi phục").first.click()
    until(lambda: values(report, "3.5") != {})


def test_a_megabyte_in_a_field_is_kept_and_told(typing, report):
    typing.evaluate("""() => { const field = document.querySelector('[name=p0-a]');
      field.value = 'a'.repeat(1e6); field.dispatchEvent(new Event('input', {bubbles: true})); }""")
    expect(typing.locator(".field-error")).to_contain_text("dài 1000000 ký tự")
    typing.goto(path(report))
    assert len(typing.input_value("[name=p0-a]")) == 1_000_000
    type_share(typing)
    expect(status(typing)).to_have_text("Đã lưu lúc 09:00")


# ── A server that is killed ──


@contextmanager
def serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of its own on the test's database; killed at the end, with all of its workers."""
    where = ["--host", "127.0.0.1", "--port", str(port), "--interface", "wsgi", "--log-level", "critical"]
    command = [sys.executable, "-m", "granian", *where, "tests.browser.served:application"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "THUOCDO_TEST_DATABASE": connection.settings_dict["NAME"],
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        until(lambda: answers(port), 60)
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def signed_in(browser, user: User, home: str) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(base_url=home)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])
    return context.new_page()


def test_a_server_killed_while_two_people_type_loses_nothing(browser, cast, report):
    port = free_port()
    with serving(port) as server:
        first, second = (
            signed_in(browser, user, f"http://127.0.0.1:{port}") for user in (cast.preparer, cast.coordinator)
        )
        first.goto(path(report))
        second.goto(path(report, "2.2"))
        for page in (first, second):
            type_share(page)
            expect(status(page)).to_have_text("Đã lưu lúc 09:00")
        kill(server)
        for page in (first, second):
            type_share(page, a="7", b="10")
            expect(status(page)).to_have_text("Chưa lưu: mất kết nối, sẽ tự lưu lại")
        assert (values(report), values(report, "2.2")) == (SHARE, SHARE)
    with serving(port):
        for page in (first, second):
            expect(status(page)).to_have_text("Đã lưu lúc 09:00", timeout=40_000)
    assert (values(report), values(report, "2.2")) == ({"a": "7", "b": "10"},) * 2
    assert [row.changes.count() for row in again(report).answers.all()] == [2, 2]
    first.context.close()
    second.context.close()
