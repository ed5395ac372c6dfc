"""The design system's page: every component passes the audit, and the scripts only help."""

import re

import pytest
from playwright.sync_api import Page, expect

from thuocdo.accounts.models import User
from thuocdo.common.models import Installation, InstallationKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def sample_installation(transactional_db) -> Installation:
    return Installation.objects.create(
        pk=1, name_vi="UBND tỉnh Thừa Thiên Huế", name_en="Thừa Thiên Huế Province", kind=InstallationKind.SAMPLE
    )


@pytest.mark.parametrize(("address", "language"), [("/thiet-ke/", "vi"), ("/en/thiet-ke/", "en")])
def test_every_component_passes_the_audit(page: Page, audit_page, shoot, address, language):
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == language
    audit_page(page)
    shoot(page, f"design-{language}")


def test_the_menu_on_a_phone_passes_the_audit(page: Page, audit_page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/thiet-ke/")
    page.locator(".menu-narrow > summary").click()
    expect(page.locator(".menu-narrow .menu-panel")).to_be_visible()
    audit_page(page)


@pytest.mark.parametrize("address", ["/dang-nhap/", "/en/dang-nhap/", "/da-dang-xuat/", "/khong-co/"])
def test_pages_before_the_work_pass_the_audit(page: Page, audit_page, address):
    page.goto(address)
    page.faults = [fault for fault in page.faults if "404 (Not Found)" not in fault]
    audit_page(page)


@pytest.mark.parametrize("address", ["/doi-mat-khau/", "/en/doi-mat-khau/", "/da-doi-mat-khau/"])
def test_pages_of_a_person_pass_the_audit(page: Page, audit_page, sign_in, address):
    sign_in(page, User.objects.create(username="tuyet", full_name="Nguyễn Thị Ánh Tuyết"))
    page.goto(address)
    page.locator(".masthead-tools .menu > summary").click()
    expect(
        page.locator(".masthead-tools")
        .get_by_role("button", name="Đăng xuất")
        .or_(page.locator(".masthead-tools").get_by_role("button", name="Sign out"))
    ).to_be_visible()
    audit_page(page)


def test_a_person_changes_their_password_and_signs_out(page: Page, audit_page, sign_in):
    person = User(username="tuyet", full_name="Nguyễn Thị Ánh Tuyết")
    person.set_password("mật khẩu cũ 2021")
    person.save()
    sign_in(page, person)
    page.goto("/doi-mat-khau/")
    page.fill("#id_old_password", "mật khẩu sai")
    page.fill("#id_new_password1", "thước đo 2022")
    page.fill("#id_new_password2", "thước đo 2022")
    page.click("main button[type=submit]")
    expect(page.locator("#error-summary")).to_contain_text("Mật khẩu hiện tại chưa đúng")
    audit_page(page)
    page.fill("#id_old_password", "mật khẩu cũ 2021")
    page.fill("#id_new_password1", "thước đo 2022")
    page.fill("#id_new_password2", "thước đo 2022")
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("Đã đổi mật khẩu")
    page.locator(".masthead-tools .menu > summary").click()
    page.locator(".masthead-tools").get_by_role("button", name="Đăng xuất").click()
    expect(page.locator("h1")).to_have_text("Bạn đã đăng xuất")


def test_the_language_switch_stays_on_the_page(page: Page):
    page.goto("/thiet-ke/?page=3")
    page.locator(".masthead-tools").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/thiet-ke/\?page=3$"))


def test_a_chosen_file_is_named_in_the_language_of_the_page(page: Page):
    page.goto("/thiet-ke/")
    field = page.locator("#id_plain-evidence")
    words = page.locator(".file", has=field).locator("[data-file-none]")
    expect(words).to_have_text("Chưa chọn tệp")
    field.set_input_files({"name": "kế hoạch.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    expect(words).to_have_text("kế hoạch.pdf")
    field.set_input_files([])
    expect(words).to_have_text("Chưa chọn tệp")


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/thiet-ke/")
    summary = page.locator(".menu-narrow > summary")
    summary.click()
    page.keyboard.press("Escape")
    expect(page.locator(".menu-narrow .menu-panel")).to_be_hidden()
    expect(summary).to_be_focused()


def test_leaving_something_typed_asks_first(page: Page):
    page.goto("/thiet-ke/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("#id_plain-name", "Kế hoạch khác")
    page.goto("/dang-nhap/")
    assert asked == ["beforeunload"]


def test_the_first_tab_leads_to_the_content(page: Page):
    page.goto("/thiet-ke/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("main.insertAdjacentHTML('beforeend', '<img src=/static/common/mark.svg>')", "image-alt"),
        ("main.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')", "Applying inline style violates"),
        (
            "main.querySelector('h1').style.whiteSpace = 'nowrap'; main.querySelector('h1').append('x'.repeat(400))",
            "px wide",
        ),
        ("new Image().src = 'https://example.org/x.png'", "asked elsewhere"),
        ("main.querySelector('.card p').style.color = '#fff'", "color-contrast"),
    ],
)
def test_the_audit_sees_what_is_wrong(page: Page, audit_page, harm, told):
    page.goto("/khong-co/")
    page.faults.clear()
    page.evaluate(f"(main) => {{ {harm} }}", page.query_selector("main"))
    with pytest.raises(AssertionError, match=told):
        audit_page(page)
