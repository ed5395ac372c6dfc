"""One small season, walked in a browser by everybody who has a part in it, through the pages alone.

What is the same for every unit is done once by hand and for the others through the actions: filling in, mostly.
"""

import json

import pytest
from playwright.sync_api import Page, expect
from tests.browser.officer import Officer
from tests.browser.season_deciding import SENDING, appraise, approve_and_publish, verify
from tests.browser.season_opening import (
    YEAR,
    accept_the_exemption,
    open_the_season,
    report,
    report_and_send,
    send_late_or_not_at_all,
)
from tests.factories import Cast, make_cast

from thuocdo.cli import main
from thuocdo.portal import kept
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ["/", "/en/", f"/ket-qua/{YEAR}/", f"/ket-qua/{YEAR}/province/", f"/ket-qua/{YEAR}/district/"]
PUBLIC += [f"/ket-qua/{YEAR}/don-vi/{unit}/" for unit in (*SENDING, "snv")]
PUBLIC += [
    f"/ket-qua/{YEAR}/bo-tieu-chi/",
    f"/ket-qua/{YEAR}/tai-ve/ket-qua.csv",
    f"/ket-qua/{YEAR}/tai-ve/ket-qua.json",
]
# What htmx says when a form is sent before the points by what was typed have come.
GIVEN_UP = ("console: htmx:sendAbort", "console: htmx:afterRequest")


@pytest.fixture
def cast(transactional_db) -> Cast:
    return make_cast()


def test_a_season_goes_from_the_opening_letter_to_the_frozen_result(page: Page, cast, tmp_path, capsys):
    desk = Officer(page)
    open_the_season(desk, cast)
    report_and_send(desk, cast)
    send_late_or_not_at_all(desk, cast)
    accept_the_exemption(desk, cast)
    verify(desk, cast)
    appraise(desk, cast)
    approve_and_publish(desk, cast)
    read_the_result(desk)
    recompute_the_ranking(desk, cast, tmp_path, capsys)
    change_a_point_afterwards(desk)
    assert not [fault for fault in page.faults if not fault.startswith(GIVEN_UP)]


def read_the_result(desk: Officer) -> None:
    """Nobody signed in: two rankings, level first, and the reason of every public point."""
    desk.get_up()
    desk.page.goto("/")
    expect(desk.page.locator("main table")).to_have_count(2)
    expect(desk.row("Sở Tư pháp")).to_contain_text("Mức I")
    expect(desk.row("Sở Nội vụ")).to_contain_text("Không gửi báo cáo")
    desk.page.get_by_role("link", name="Sở Y tế").click()
    line = desk.page.locator("details.line", has_text="1.3 ")
    line.locator("summary").click()
    expect(line).to_contain_text("1,25 / ")
    expect(desk.page.locator("details.line", has_text="4.3 ")).to_contain_text("Không đưa vào đánh giá")


def recompute_the_ranking(desk: Officer, cast: Cast, folder, capsys) -> None:
    """Whoever has the facts gets the published ranking from the command line."""
    published = json.loads(desk.bytes_of(f"/ket-qua/{YEAR}/tai-ve/ket-qua.json"))
    desk.sit_down(cast.lead)
    facts = desk.download(folder, "desks:result_facts", YEAR).rename(folder / "so-lieu.csv")
    capsys.readouterr()
    assert main(["score", "qd-3043-2021", str(facts), "--out", "json"]) == 0
    assert ranking(json.loads(capsys.readouterr().out)) == ranking(published)


def ranking(result: dict) -> dict[str, tuple]:
    """By unit. A table of facts does not know the official order, in which equal units are listed."""
    facts = ("state", "total", "level", "position")
    return {unit["unit"]: tuple(unit[fact] for fact in facts) for tier in result["tiers"] for unit in tier["units"]}


def change_a_point_afterwards(desk: Officer) -> None:
    """A change behind the product's back reaches no published page, not even one that has to be made anew."""
    desk.get_up()
    before = {address: desk.bytes_of(address) for address in PUBLIC}
    changed = Answer.objects.filter(report=report("stp"), stage=Stage.FINAL, component="1.1").update(settled=0)
    assert changed == 1
    kept.forget()
    assert {address: desk.bytes_of(address) for address in PUBLIC} == before
