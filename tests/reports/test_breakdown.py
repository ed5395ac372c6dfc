"""Breakdowns: rows whose sums are what the unit declares."""

import pytest
from tests.factories import make_sent

from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.reports.actions import save_answer
from thuocdo.reports.breakdown import Row, rows_of, save_breakdown, seen, sums

ROWS = [Row("Phường 1", {"a": "3", "b": "4"}), Row("Phường 2", {"a": "2", "b": "5"}, "ước")]
NONE = seen([])


def test_sums_are_declared_in_the_same_act(cast, report):
    assert save_breakdown(cast.preparer, report, "1.3", ROWS, was=NONE) == {"a": "5", "b": "9"}
    assert report.answers.get(component="1.3").values == {"a": "5", "b": "9"}
    assert rows_of(report, "1.3") == ROWS


def test_without_filling_the_figures_stay(cast, report):
    save_answer(cast.preparer, report, "1.3", {"a": "1", "b": "2"})
    save_breakdown(cast.preparer, report, "1.3", ROWS, was=NONE, fill=False)
    assert report.answers.get(component="1.3").values == {"a": "1", "b": "2"}


def test_a_column_without_any_figure_is_no_zero():
    assert sums([Row("x", {"a": "1/3"}), Row("y", {"a": "1/3"})]) == {"a": "2/3"}


def test_two_people_with_one_breakdown_overwrite_nothing(cast, report):
    save_breakdown(cast.coordinator, report, "1.3", ROWS, was=NONE)
    with pytest.raises(Conflict):
        save_breakdown(cast.preparer, report, "1.3", ROWS[:1], was=NONE)
    assert rows_of(report, "1.3") == ROWS


def test_sums_that_the_law_refuses_save_no_row_either(cast, report):
    with pytest.raises(Refused):
        save_breakdown(cast.preparer, report, "1.3", [Row("x", {"a": "9", "b": "1"})], was=NONE)
    assert rows_of(report, "1.3") == []


def test_a_row_needs_a_name(cast, report):
    with pytest.raises(Refused):
        save_breakdown(cast.preparer, report, "1.3", [Row(" ", {"a": "1"})], was=NONE)


def test_only_who_fills_the_report_breaks_figures_down(cast, report):
    for who in (cast.clerk, cast.outsider, cast.lead):
        with pytest.raises(NotAllowed):
            save_breakdown(who, report, "1.3", ROWS, was=NONE)


def test_the_breakdown_of_a_sent_report_stays(cast, season):
    report = make_sent(cast, season)
    with pytest.raises(Refused):
        save_breakdown(cast.preparer, report, "1.3", ROWS, was=NONE)


def test_the_sums_overwrite_no_figure_that_the_page_did_not_show(cast, report):
    save_answer(cast.coordinator, report, "1.3", {"a": "6", "b": "8"})
    with pytest.raises(Conflict):
        save_breakdown(cast.preparer, report, "1.3", ROWS, was=NONE, version=0)
    assert rows_of(report, "1.3") == []
    assert report.answers.get(component="1.3").values == {"a": "6", "b": "8"}
    save_breakdown(cast.preparer, report, "1.3", ROWS, was=NONE, version=1)
    assert report.answers.get(component="1.3").values == {"a": "5", "b": "9"}
