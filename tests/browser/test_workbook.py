"""Filling in by Excel in a real browser: down, filled in outside, up, applied; with and without scripts."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.conftest import AXE_AT
from tests.factories import best_answer, fill
from tests.reports.workbooks import cell_of, filled

from thuocdo.cycles.queries import form_of
from thuocdo.reports.actions import save_answer
from thuocdo.reports.facts import NO, YES
from thuocdo.reports.workbook.layout import option_names, own_leaves

pytestmark = pytest.mark.django_db(transaction=True)


def path(name: str, report) -> str:
    return reverse(f"desks:{name}", args=[report.pk])


def everything(report) -> dict[tuple[str, str], object]:
    """What an officer types into the whole form for the most points."""
    typed = {}
    for leaf in own_leaves(form_of(report.season_unit)):
        for key, text in best_answer(leaf).items():
            name = option_names(leaf)[text] if key == "level" else {YES: "có", NO: "không"}.get(text)
            typed[leaf.code, key] = name or int(text)
    return typed


def hand_in(page, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("main [name=file]", {"name": "Biểu.xlsx", "mimeType": kind, "buffer": content})
    page.click("main >> text=Tải lên và xem thay đổi")


def test_an_empty_report_is_filled_whole_through_excel(cast, report, page, sign_in, audit_page, shoot):
    sign_in(page, cast.preparer)
    page.goto(path("report", report))
    page.click("main >> text=Điền bằng Excel")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải biểu về", exact=True).click()
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "bieu-tu-danh-gia-syt-2022.xlsx"
    hand_in(page, filled(content, everything(report)))
    expect(page.locator("h1")).to_have_text("Tệp Excel thay đổi những gì")
    shoot(page, "workbook-whole")
    audit_page(page)
    page.click("main button.button-primary")
    page.wait_for_url(f"**{path('report', report)}")
    leaves = own_leaves(form_of(report.season_unit))
    assert {row.component: row.values for row in report.answers.all()} == {x.code: best_answer(x) for x in leaves}
    assert not page.faults


@pytest.mark.parametrize("language", AXE_AT)
def test_conflicts_and_faults_pass_the_audit(cast, report, page, sign_in, audit_page, shoot, language):
    save_answer(cast.preparer, report, "1.3", {"a": "3", "b": "10"})
    sign_in(page, cast.preparer)
    content = page.request.get(path("workbook_file", report)).body()
    save_answer(cast.coordinator, report, "1.3", {"a": "7", "b": "10"}, version=1)
    page.goto(path("workbook", report))
    hand_in(page, filled(content, {("1.3", "a"): 4, ("4.1", "a"): 5, ("4.1", "b"): 6}))
    page.goto(language + path("workbook_preview", report))
    page.check("[name='line-1.3'][value=file]")
    shoot(page, f"workbook-conflict{language.replace('/', '-')}")
    audit_page(page, axe_at=AXE_AT[language])
    page.goto(path("workbook", report))
    hand_in(page, filled(content, {("1.2", "posts"): "12 tin"}))
    page.goto(language + path("workbook_preview", report))
    expect(page.locator("main")).to_contain_text(cell_of(content, "1.2", "posts"))
    shoot(page, f"workbook-faults{language.replace('/', '-')}")
    audit_page(page, axe_at=AXE_AT[language])


def test_it_works_without_javascript(cast, report, browser, live_server):
    fill(cast.preparer, report, ["1.2"])
    client = Client()
    client.force_login(cast.preparer)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    content = page.request.get(path("workbook_file", report)).body()
    page.goto(path("workbook", report))
    hand_in(page, filled(content, {("1.3", "a"): 4, ("1.3", "b"): 5}))
    page.click("main >> text=Áp dụng")
    page.wait_for_url(f"**{path('report', report)}")
    assert report.answers.get(component="1.3").values == {"a": "4", "b": "5"}
    context.close()
