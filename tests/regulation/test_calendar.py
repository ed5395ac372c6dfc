"""Deadlines and the data period, to the second."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.regulation.small import small_set

from thuocdo.regulation import NoSuchDate
from thuocdo.regulation.calendar import (
    approval_before,
    approval_last_day,
    data_period,
    days_left,
    deadline,
    in_time,
    last_day,
    place_in_period,
)

SET = small_set()
BARE = small_set(
    ("    report_before: 10-20\n", ""),
    ("approval_before: 12-15\n", ""),
    ("period: {from: 10-01, from_year: -1, until: 10-01, cite: Điều 4.3}\n", ""),
)


@pytest.mark.parametrize(
    ("moment", "good"),
    [
        (datetime(2022, 10, 19, 16, 59, 59, 999999, UTC), True),
        (datetime(2022, 10, 19, 17, 0, 0, 0, UTC), False),
        (datetime(2022, 10, 19, 23, 59, 59, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), True),
        (datetime(2022, 10, 20, 0, 0, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), False),
        (datetime(2022, 10, 20, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo")), True),
    ],
)
def test_in_time_is_strictly_before_midnight_in_viet_nam(moment, good):
    assert in_time(moment, deadline(SET, "province", 2022)) is good


def test_each_tier_has_its_own_deadline_and_last_day():
    assert last_day(SET, "province", 2022) == date(2022, 10, 19)
    assert last_day(SET, "district", 2022) == date(2022, 11, 9)
    assert deadline(SET, "district", 2022).isoformat() == "2022-11-10T00:00:00+07:00"
    assert deadline(SET, "district", 2022, UTC).isoformat() == "2022-11-10T00:00:00+00:00"


def test_days_left_count_to_the_last_day():
    assert [days_left(date(2022, 10, day), date(2022, 10, 19)) for day in (17, 19, 20)] == [2, 0, -1]


def test_the_closing_day_is_the_border_of_one_season_and_the_first_of_the_next():
    first, closing = data_period(SET, 2022)
    assert (first, closing) == (date(2021, 10, 1), date(2022, 10, 1))
    days = [date(2021, 9, 30), first, date(2022, 9, 30), closing, date(2022, 10, 2)]
    assert [place_in_period((first, closing), day) for day in days] == ["before", "inside", "inside", "border", "after"]
    assert place_in_period(data_period(SET, 2023), closing) == "inside"


def test_approval_is_due_before_15_december():
    assert approval_before(SET, 2022) == date(2022, 12, 15)
    assert approval_last_day(SET, 2022) == date(2022, 12, 14)


@pytest.mark.parametrize(
    "ask",
    [lambda: deadline(BARE, "province", 2022), lambda: data_period(BARE, 2022), lambda: approval_before(BARE, 2022)],
)
def test_a_set_without_dates_says_so(ask):
    with pytest.raises(NoSuchDate):
        ask()
