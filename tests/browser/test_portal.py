"""The public portal in a browser: every page in both languages passes the audit at both widths, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import AXE_AT
from tests.portal.editions import edition, figures, sample_installation, unit

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "ranking": "/",
    "tier": "/ket-qua/2021/province/",
    "unit": "/ket-qua/2021/don-vi/stp/",
    "without": "/ket-qua/2021/don-vi/bdt/",
    "nothing-to-assess": "/ket-qua/2021/don-vi/ttr/",
    "method": "/ket-qua/2021/bo-tieu-chi/",
}


@pytest.fixture
def published(transactional_db):
    sample_installation()
    everything = dict.fromkeys(("1.1", "1.2", "1.3", "2.1", "3.1"), "12/UBND")
    uneven = {**unit("stp").answers, "1.1": figures(points="12")}
    edition(
        [
            unit("syt", "95/100"),
            unit("stp", answers=uneven, exempt={"1.2.a": "77/UBND"}),
            unit("sct", "1/2"),
            unit("bdt", not_reported="Đang sáp nhập"),
            unit("ttr", exempt=everything),
            unit("hue", "92/100", tier="district"),
        ]
    )
    edition([unit("syt")], year=2020)


@pytest.mark.parametrize("language", AXE_AT)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_the_audit(page: Page, published, audit_page, shoot, name, language):
    page.goto(language + PAGES[name])
    assert page.locator("html").get_attribute("lang") == (language.strip("/") or "vi")
    shoot(page, f"portal-{name}{language.replace('/', '-')}")
    audit_page(page, axe_at=AXE_AT[language])


@pytest.mark.parametrize("language", AXE_AT)
def test_the_empty_portal_passes_the_audit(page: Page, transactional_db, audit_page, language):
    page.goto(f"{language}/")
    audit_page(page, axe_at=AXE_AT[language])


def test_a_reader_comes_from_the_ranking_to_the_reason_of_a_point(page: Page, published):
    page.goto("/")
    page.get_by_role("link", name="Đơn vị stp").click()
    line = page.locator("details.line", has_text="1.1 Chỉ số mở")
    line.locator("summary").click()
    expect(line).to_contain_text("12 / 30 điểm")
    expect(line).to_contain_text("Điều 3")
    line.get_by_role("link", name="cách chấm điểm").click()
    expect(page).to_have_url(re.compile(r"/ket-qua/2021/bo-tieu-chi/#province-1\.1$"))


def test_paper_shows_what_stands_behind_every_line(page: Page, published):
    page.goto("/ket-qua/2021/don-vi/stp/")
    page.emulate_media(media="print")
    expect(page.locator("details.line", has_text="1.1 Chỉ số mở").locator(".line-body")).to_be_visible()


def test_the_other_language_shows_the_same_unit(page: Page, published):
    page.goto("/ket-qua/2021/don-vi/stp/")
    page.locator(".masthead-tools").get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Unit stp")


def test_on_a_phone_a_units_place_and_level_keep_their_room(page: Page, published):
    """A cell as narrow as in the wide table breaks "10" in two and squeezes the level's bars to nothing."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/")
    row = page.locator(".ranking tbody tr").first
    assert row.locator(".ranking-level").bounding_box()["width"] > 200
    assert row.locator(".ranking-position").bounding_box()["width"] >= 24
    assert row.locator(".level-bars").bounding_box()["width"] >= 16
