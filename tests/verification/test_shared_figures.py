"""Figures of shared systems: what a file says, all or nothing; beside the units' own; agreement where equal (R4.1)."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desks.sending import arrive
from tests.factories import Cast, again, at, fresh, make_person, report_of

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.audit.models import Entry
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of, season_units
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.sending import withdraw_report
from thuocdo.verification import shared_figures as shared
from thuocdo.verification.models import SharedFigure, SharedImport, WaitingImport
from thuocdo.verification.shared_agreeing import agree_where_equal, declared_of, lines_of, seen_of
from thuocdo.verification.shared_reading import read_shared

HEAD = "unit,component,figure,value\n"
EQUAL = HEAD + "syt,4.3,a,18\nsyt,4.3,b,24\n"


def upload(text: str, name: str = "so-lieu.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def hand_in(user: User, season: Season, text: str = EQUAL):
    return shared.hand_in(user, season, upload(text), system="Cổng dịch vụ công", as_of=date(2022, 10, 1))


def take_in(user: User, season: Season, text: str = EQUAL) -> SharedImport:
    return shared.apply_import(user, season, hand_in(user, season, text).sha256)


def read(season: Season, text: str):
    return read_shared("so-lieu.csv", text.encode(), season, season_units(season))


def faults(season: Season, *rows: str) -> list[tuple[int | None, str]]:
    return [(one.row, one.what.vi) for one in read(season, HEAD + "\n".join(rows) + "\n").faults]


class TestReading:
    def test_units_are_known_by_key_and_by_name(self, cast: Cast, season: Season) -> None:
        reading = read(season, HEAD + "syt,4.3,a,18\nSở Tư pháp,4.3,a,7\n")
        assert [(row.unit.unit.key, row.value) for row in reading.figures] == [("syt", "18"), ("stp", "7")]

    def test_figures_are_known_by_their_name_too(self, cast: Cast, season: Season) -> None:
        name = form_of(report_of(season).season_unit).component("4.3").figure("a").name.vi
        reading = read(season, f'{HEAD}syt,4.3,"{name}",18\n')
        assert [row.figure for row in reading.figures] == ["a"]

    def test_vietnamese_titles_and_separators(self, cast: Cast, season: Season) -> None:
        reading = read(season, "Mã đơn vị;Tên đơn vị;Mã chỉ số;Mã số liệu;Giá trị\nsyt;Sở Y tế;4.3;a;18\n")
        assert len(reading.figures) == 1

    def test_every_wrong_row_is_told_with_its_number(self, cast: Cast, season: Season) -> None:
        found = faults(
            season,
            "khong-co,4.3,a,18",
            "syt,9.9,a,18",
            "syt,4.3,z,18",
            "syt,4.3,b,mười tám",
            "syt,4.3,a,18",
            "syt,4.3,a,19",
            "stp,4.3,b,1.000",
            ",4.3,b,1",
        )
        assert [row for row, _what in found] == [2, 3, 4, 5, 7, 8, 9]
        assert "khong-co" in found[0][1]

    def test_a_name_that_is_nearly_right_is_asked_about(self, cast: Cast, season: Season) -> None:
        fault = read(season, HEAD + "Sở Y té,4.3,a,1\n").faults[0]
        assert "Sở Y tế" in fault.mend.vi

    def test_a_row_without_a_value_says_nothing(self, cast: Cast, season: Season) -> None:
        reading = read(season, HEAD + "syt,4.3,a,\nsyt,4.3,b,24\n")
        assert (len(reading.figures), reading.blank, reading.faults) == (1, 1, [])

    def test_a_component_without_figures_and_one_in_parts_are_refused(self, divided: Report) -> None:
        season = divided.season_unit.season
        assert [row for row, _what in faults(season, "syt,1.1,plan,1", "syt,1.2,a,1", "syt,1.2.a,a,1")] == [2, 3]

    def test_codes_that_excel_took_for_numbers_are_read(self, cast: Cast, season: Season) -> None:
        made = io.BytesIO()
        with xlsxwriter.Workbook(made) as book:
            sheet = book.add_worksheet()
            for row, cells in enumerate([["unit", "component", "figure", "value"], ["syt", 4.3, "a", 18]]):
                sheet.write_row(row, 0, cells)
        reading = read_shared("x.xlsx", made.getvalue(), season, season_units(season))
        assert [(row.component, row.value) for row in reading.figures] == [("4.3", "18")]


class TestHandingIn:
    def test_nothing_is_written_before_it_is_applied(self, cast: Cast, season: Season) -> None:
        hand_in(cast.lead, season)
        assert not SharedFigure.objects.exists()
        assert not SharedImport.objects.exists()

    def test_applying_takes_in_what_was_previewed(self, cast: Cast, season: Season) -> None:
        source = take_in(cast.lead, season)
        assert list(source.figures.order_by("figure").values_list("figure", "value")) == [("a", "18"), ("b", "24")]
        assert not WaitingImport.objects.exists()
        assert Entry.objects.filter(act="shared_figures.imported").count() == 1

    def test_one_wrong_row_keeps_everything_out(self, cast: Cast, season: Season) -> None:
        kept = hand_in(cast.lead, season, EQUAL + "khong-co,4.3,a,1\n")
        with pytest.raises(Refused):
            shared.apply_import(cast.lead, season, kept.sha256)
        assert not SharedFigure.objects.exists()
        assert WaitingImport.objects.exists()

    def test_another_file_than_the_one_previewed_is_a_conflict(self, cast: Cast, season: Season) -> None:
        before = hand_in(cast.lead, season).sha256
        hand_in(cast.lead, season, EQUAL.replace("18", "19"))
        with pytest.raises(Conflict):
            shared.apply_import(cast.lead, season, before)

    def test_a_colleagues_file_is_not_applied(self, cast: Cast, season: Season) -> None:
        kept = hand_in(cast.lead, season)
        with pytest.raises(Refused):
            shared.apply_import(cast.second_lead, season, kept.sha256)

    @pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEAD, "\x00\x01"])
    def test_what_is_no_such_table_is_refused_at_once(self, cast: Cast, season: Season, text: str) -> None:
        with pytest.raises(Refused):
            hand_in(cast.lead, season, text)
        assert not WaitingImport.objects.exists()

    @pytest.mark.parametrize("name", ["verifier", "chair", "observer", "preparer"])
    def test_only_the_lead_department_takes_in(self, cast: Cast, season: Season, name: str) -> None:
        with pytest.raises(NotAllowed):
            hand_in(getattr(cast, name), season)

    def test_a_file_waits_for_a_day(self, cast: Cast, season: Season) -> None:
        hand_in(cast.lead, season)
        at(2022, 10, 18, 10)
        assert shared.waiting(cast.lead, season) is None

    def test_the_newest_counts_figure_by_figure(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season)
        take_in(cast.lead, season, HEAD + "syt,4.3,a,20\n")
        values = shared.shared_values(report_of(season))
        assert {line: row.value for line, row in values.items()} == {("4.3", "a"): "20", ("4.3", "b"): "24"}


class TestBeside:
    def rows(self, report: Report):
        component = form_of(report.season_unit).component("4.3")
        return component, shared.beside(component, declared_of(report), shared.shared_values(report))

    def test_equal_and_different_are_told_apart(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season, HEAD + "syt,4.3,a,18\nsyt,4.3,b,30\n")
        _component, (a, b) = self.rows(arrive(season))
        assert (a.is_equal, a.differs, b.is_equal, b.differs) == (True, False, False, True)

    def test_numbers_are_compared_and_not_their_texts(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season, HEAD + "syt,4.3,a,18.0\nsyt,4.3,b,24\n")
        component, rows = self.rows(arrive(season))
        assert shared.all_equal(component, rows)

    def test_a_figure_that_is_not_held_is_not_equal(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season, HEAD + "syt,4.3,a,18\n")
        component, rows = self.rows(arrive(season))
        assert not shared.all_equal(component, rows)
        assert not any(row.differs for row in rows)


class TestAgreeing:
    def seen(self, season: Season, *reports: Report) -> dict[int, str]:
        values = shared.shared_by_unit(season)
        found = {}
        for report in reports:
            component = form_of(report.season_unit).component("4.3")
            ours = lines_of(component, values.get(report.season_unit_id, {}))
            found[report.pk] = seen_of(again(report), component, ours)
        return found

    def verified(self, report: Report) -> bool:
        return Answer.objects.filter(report=report, component="4.3", stage=Stage.VERIFIED).exists()

    def test_every_equal_unit_is_agreed_with_in_one_act(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season, EQUAL + "stp,4.3,a,18\nstp,4.3,b,24\n")
        both = [arrive(season), arrive(season, "stp")]
        done = agree_where_equal(cast.verifier, season, "4.3", self.seen(season, *both))
        assert {report.pk for report in done} == {report.pk for report in both}
        assert all(self.verified(report) for report in both)

    def test_one_different_figure_undoes_the_whole_act(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season, EQUAL + "stp,4.3,a,18\nstp,4.3,b,99\n")
        both = [arrive(season), arrive(season, "stp")]
        with pytest.raises(Refused):
            agree_where_equal(cast.verifier, season, "4.3", self.seen(season, *both))
        assert not any(self.verified(report) for report in both)

    def test_never_the_own_unit(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season, EQUAL.replace("syt", "vpubnd"))
        own = arrive(season, "vpubnd")
        with pytest.raises(Refused):
            agree_where_equal(cast.verifier, season, "4.3", self.seen(season, own))
        assert not self.verified(own)

    def test_nor_what_another_agency_checks(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season)
        report = arrive(season)
        other = fresh(make_person("kiemtra.stp", Role.VERIFIER, "stp"))
        with pytest.raises(Refused):
            agree_where_equal(other, season, "4.3", self.seen(season, report))

    def test_a_newer_import_is_a_conflict(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season)
        report = arrive(season)
        seen = self.seen(season, report)
        take_in(cast.lead, season)
        with pytest.raises(Conflict):
            agree_where_equal(cast.verifier, season, "4.3", seen)

    def test_a_report_that_was_withdrawn_is_a_conflict(self, cast: Cast, season: Season) -> None:
        take_in(cast.lead, season)
        report = arrive(season)
        seen = self.seen(season, report)
        withdraw_report(User.objects.get(username="lap.syt"), report)
        with pytest.raises(Conflict):
            agree_where_equal(cast.verifier, season, "4.3", seen)

    def test_nothing_chosen_is_refused(self, cast: Cast, season: Season) -> None:
        with pytest.raises(Refused):
            agree_where_equal(cast.verifier, season, "4.3", {})
