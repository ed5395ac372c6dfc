"""The board of a season: its figures, its units, its heat map, its filters, its Excel file; who may see it."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from python_calamine import load_workbook
from tests.desks.sending import arrive
from tests.factories import Cast, again, at, make_person
from tests.verification.conftest import divided  # noqa: F401 - a fixture

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.desks.board.kept import BOARDS, stand
from thuocdo.desks.board.rows import ROWS
from thuocdo.reports.answers import Draft
from thuocdo.reports.models import Report
from thuocdo.reports.sending import withdraw_report
from thuocdo.verification import actions

BOARD = "/ky-danh-gia/2022/bang-theo-doi/"


def forget() -> None:
    BOARDS.clear()
    ROWS.clear()


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    forget()
    with translation.override("vi"):
        yield


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    return arrive(season)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(cast: Cast, query: str = "") -> dict:
    forget()
    answer = signed_in(cast.lead).get(BOARD + query)
    assert answer.status_code == 200
    return answer.context


def row_of(cast: Cast, unit: str = "syt", query: str = ""):
    rows = [row for block in shown(cast, query)["blocks"] for row in block.rows]
    return next(row for row in rows if row.report.season_unit.unit.key == unit)


def cell_of(cast: Cast, code: str, unit: str = "syt"):
    block = next(b for b in shown(cast)["blocks"] if any(r.report.season_unit.unit.key == unit for r in b.rows))
    codes = [component.code for component in block.components]
    return next(r for r in block.rows if r.report.season_unit.unit.key == unit).cells[codes.index(code)]


def figures(cast: Cast, query: str = "") -> list[int]:
    """Arrived, not sent, late, verified, in dispute, final."""
    return [figure.number for figure in shown(cast, query)["figures"]]


def lower(cast: Cast, report: Report, code: str = "4.3", **values: str) -> None:
    values = values or {"a": "6", "b": "24"}
    actions.adjust(cast.lead, report, code, values=values, settled=None, reason="Thiếu hồ sơ", version=0)


def names(cast: Cast, query: str) -> list[str]:
    return [row.report.season_unit.unit.key for block in shown(cast, query)["blocks"] for row in block.rows]


class TestFigures:
    def test_what_arrived_is_told_from_what_is_still_out(self, cast: Cast, sent: Report) -> None:
        arrived, missing, *rest = figures(cast)
        assert (arrived, rest) == (1, [0, 0, 0, 0])
        assert missing == Report.objects.count() - 1

    def test_a_report_after_its_last_day_counts_as_late(self, cast: Cast, season: Season) -> None:
        at(2022, 10, 21)
        arrive(season)
        assert figures(cast)[2] == 1
        assert "Gửi muộn" in signed_in(cast.lead).get(BOARD).content.decode()

    def test_a_unit_whose_points_were_changed_is_in_dispute(self, cast: Cast, sent: Report) -> None:
        lower(cast, sent)
        assert figures(cast)[4] == 1
        assert row_of(cast).disputed == ["4.3"]

    def test_other_figures_of_the_same_points_are_no_dispute(self, cast: Cast, sent: Report) -> None:
        lower(cast, sent, a="36", b="48")
        assert figures(cast)[4] == 0
        assert row_of(cast).disputed == []

    def test_what_the_council_scores_is_never_in_dispute(self, cast: Cast, sent: Report) -> None:
        assert cell_of(cast, "6.8").tone == "council"

    def test_a_withdrawn_report_shows_no_points_to_anybody(self, cast: Cast, sent: Report) -> None:
        lower(cast, sent)
        withdraw_report(User.objects.get(username="lap.syt"), again(sent))
        row = row_of(cast)
        assert not row.arrived
        assert row.disputed == []
        assert figures(cast)[4] == 0
        assert sent.season_unit.name not in _heat(cast)

    def test_last_days_are_told_with_their_weekday(self, cast: Cast, season: Season) -> None:
        text = signed_in(cast.lead).get(BOARD).content.decode()
        assert "hết ngày 19/10 (Thứ Tư)" in text
        assert "hết ngày 09/11 (Thứ Tư)" in text
        assert "hết ngày 14/12 (Thứ Tư)" in text
        assert "còn 2 ngày" in text


def _heat(cast: Cast) -> str:
    text = signed_in(cast.lead).get(BOARD).content.decode()
    return text[text.find('class="heat"') :] if 'class="heat"' in text else ""


class TestHeatMap:
    def test_points_nobody_checked_stand_in_brackets(self, cast: Cast, sent: Report) -> None:
        cell = cell_of(cast, "4.3")
        assert cell.tone == "open"
        assert (cell.text[0], cell.text[-1]) == ("(", ")")

    def test_both_points_stand_in_a_cell_where_they_differ(self, cast: Cast, sent: Report) -> None:
        lower(cast, sent)
        cell = cell_of(cast, "4.3")
        assert " → " in cell.text
        assert cell.tone in ("down", "far-down")
        assert cell.url == f"/tham-tra/{sent.pk}/4.3/"

    def test_what_was_agreed_stands_alone(self, cast: Cast, sent: Report) -> None:
        actions.agree(cast.lead, sent, "4.3")
        assert cell_of(cast, "4.3").tone == "same"
        assert "(" not in cell_of(cast, "4.3").text

    def test_more_points_than_declared_show_as_more(self, cast: Cast, season: Season) -> None:
        lower(cast, arrive(season, "stp", {"4.3": {"a": "6", "b": "24"}}), a="18", b="24")
        assert cell_of(cast, "4.3", "stp").tone == "up"

    def test_the_same_answer_of_two_units_shows_the_same(self, cast: Cast, season: Season, sent: Report) -> None:
        arrive(season, "stp")
        assert cell_of(cast, "4.3", "stp").text == cell_of(cast, "4.3").text

    def test_the_points_are_those_of_the_verifiers_page(self, cast: Cast, sent: Report) -> None:
        lower(cast, sent)
        sheet = signed_in(cast.lead).get(f"/tham-tra/{sent.pk}/").context["sheet"]
        self_points, verified = (points for _stage, points, *_rest in sheet.compared_points[:2])
        assert row_of(cast).sums == (self_points, verified)
        assert row_of(cast).disputed == [line.code for line in sheet.disputed]
        assert row_of(cast).checked[0] == 1


class TestDividedComponents:
    def test_a_change_in_one_part_is_a_dispute_of_the_whole(self, cast: Cast, divided: Report) -> None:  # noqa: F811
        less = Draft({"a": "6", "b": "24"}, reason="Thiếu", version=0)
        actions.adjust_lines(cast.lead, divided, "1.2", {"1.2.a": less})
        assert figures(cast)[4] == 1
        assert row_of(cast).disputed == ["1.2"]
        assert names(cast, "?tranh-chap=1&chi-so=1.2") == ["syt"]
        assert names(cast, "?tranh-chap=1&chi-so=1.1") == []


class TestFilters:
    def test_by_state(self, cast: Cast, sent: Report) -> None:
        assert names(cast, "?trang-thai=da-gui") == ["syt"]
        assert "syt" not in names(cast, "?trang-thai=chua-gui")

    def test_by_tier(self, cast: Cast, sent: Report) -> None:
        assert "syt" not in names(cast, "?cap=district")
        assert names(cast, "?cap=district")

    def test_by_component_and_group(self, cast: Cast, sent: Report) -> None:
        assert [c.code for c in shown(cast, "?chi-so=4.3")["blocks"][0].components] == ["4.3"]
        assert {c.code[0] for c in shown(cast, "?nhom=4")["blocks"][0].components} == {"4"}

    def test_only_disputes(self, cast: Cast, season: Season, sent: Report) -> None:
        arrive(season, "stp")
        lower(cast, sent)
        assert names(cast, "?tranh-chap=1") == ["syt"]
        assert names(cast, "?tranh-chap=1&nhom=1") == []

    def test_what_the_season_does_not_know_is_left_out(self, cast: Cast, sent: Report) -> None:
        assert len(names(cast, "?cap=xa&chi-so=9.9&trang-thai=x&nhom=z&page=99")) == Report.objects.count()

    def test_a_figure_links_to_its_units(self, cast: Cast, sent: Report) -> None:
        lower(cast, sent)
        for figure in shown(cast, "?cap=province")["figures"]:
            assert len(names(cast, figure.url)) == figure.number


class TestWorkbook:
    def rows(self, cast: Cast) -> list[list]:
        content = signed_in(cast.lead).get(f"{BOARD}diem.xlsx").content
        return load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    def line(self, cast: Cast, code: str, unit: str = "syt") -> list:
        return next(row for row in self.rows(cast) if row[0] == unit and row[4] == code)

    def test_it_holds_every_unit_and_component(self, cast: Cast, sent: Report) -> None:
        assert len(self.rows(cast)) == 1 + 30 * Report.objects.count()

    def test_a_column_that_has_not_decided_is_empty(self, cast: Cast, sent: Report) -> None:
        own, verified, final = self.line(cast, "4.3")[7:10]
        assert own > 0
        assert (verified, final) == ("", "")

    def test_a_change_is_told_as_a_number(self, cast: Cast, sent: Report) -> None:
        lower(cast, sent)
        *_place, own, verified, _final, change, remark = self.line(cast, "4.3")
        assert change == pytest.approx(verified - own)
        assert remark == "Có chênh lệch"

    def test_a_report_that_is_not_in_shows_no_points(self, cast: Cast, sent: Report) -> None:
        assert self.line(cast, "4.3", "stp")[7:10] == ["", "", ""]

    def test_a_name_is_never_a_formula(self, cast: Cast, sent: Report) -> None:
        sent.season_unit.name_vi = "=1+1"
        sent.season_unit.save()
        assert self.line(cast, "4.3")[1] == "=1+1"


@pytest.mark.parametrize("name", ["lead", "chair", "member", "observer"])
def test_who_oversees_the_season_sees_the_board(cast: Cast, season: Season, name: str) -> None:
    assert signed_in(getattr(cast, name)).get(BOARD).status_code == 200


@pytest.mark.parametrize("name", ["preparer", "verifier", "administrator"])
def test_nobody_else_does(cast: Cast, season: Season, name: str) -> None:
    client = signed_in(getattr(cast, name))
    assert client.get(BOARD).status_code == 403
    assert client.get(f"{BOARD}diem.xlsx").status_code == 403


def test_a_year_without_a_season_is_not_there(cast: Cast, season: Season) -> None:
    assert signed_in(cast.lead).get(BOARD.replace("2022", "2031")).status_code == 404


def test_the_board_asks_as_much_of_one_report_as_of_three(cast: Cast, season: Season, sent: Report) -> None:
    client = signed_in(cast.lead)
    lower(cast, sent)
    client.get(BOARD)
    forget()
    with CaptureQueriesContext(connection) as one:
        client.get(BOARD)
    make_person("office", Role.LEAD, "stttt")
    for unit in ("stp", "vpubnd"):
        lower(cast, arrive(season, unit))
    with CaptureQueriesContext(connection) as three:
        client.get(BOARD)
    assert len(one) == len(three), [q["sql"][:90] for q in three]
    assert len(three) <= 19, [q["sql"][:90] for q in three]


def test_a_board_at_rest_is_not_made_anew_and_after_an_act_it_is(cast: Cast, sent: Report) -> None:
    client = signed_in(cast.lead)
    before = client.get(BOARD).content.decode()
    with CaptureQueriesContext(connection) as again_:
        assert client.get(BOARD).content.decode().count("<tr") == before.count("<tr")
    assert len(again_) <= 9, [q["sql"][:90] for q in again_]
    lower(cast, sent)
    assert client.get(BOARD).context["blocks"]
    assert "Board" in client.get(f"/en{BOARD}").content.decode()


def test_after_a_write_only_the_row_of_its_unit_is_made_anew(cast: Cast, season: Season, sent: Report) -> None:
    other = arrive(season, "stp")
    lower(cast, sent)
    before = _rows_of(signed_in(cast.lead))
    actions.adjust(
        cast.lead, again(sent), "4.3", values={"a": "3", "b": "24"}, settled=None, reason="Thiếu nữa", version=1
    )
    after = _rows_of(signed_in(cast.lead))
    assert after[other.pk] is before[other.pk]
    assert after[sent.pk].sums != before[sent.pk].sums
    withdraw_report(cast.head, again(sent))
    assert not _rows_of(signed_in(cast.lead))[sent.pk].arrived


def _rows_of(client: Client) -> dict:
    return {row.report.pk: row for block in client.get(BOARD).context["blocks"] for row in block.rows}


@pytest.mark.django_db(transaction=True)
def test_what_another_connection_commits_is_seen(cast: Cast, sent: Report) -> None:
    before = stand()
    assert stand() == before
    with ThreadPoolExecutor(1) as apart:
        apart.submit(_renamed, sent).result()
    assert stand() != before


def _renamed(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(is_late=True)
    connection.close()
