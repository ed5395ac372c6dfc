"""Numbers, dates and states in the language of the page."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.utils.translation import override

from thuocdo.appraisal.enums import ExemptionState
from thuocdo.common.states import STATES, state_of
from thuocdo.common.templatetags import words
from thuocdo.cycles.enums import Phase
from thuocdo.regulation.model import Citation, Text
from thuocdo.reports.enums import ReportState
from thuocdo.results.enums import EditionState

LAST_DAY = date(2022, 10, 19)


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (Fraction("8.5"), None, "8,5", "8.5"),
        (Fraction("8.5"), 2, "8,50", "8.50"),
        (Fraction(200, 3), None, "66,67", "66.67"),
        (100, None, "100", "100"),
        (0, None, "0", "0"),
        (None, None, "", ""),
    ],
)
def test_points_follow_the_language_and_no_answer_is_not_zero(value, places, vietnamese, english):
    with override("vi"):
        assert words.points(value, places) == vietnamese
    with override("en"):
        assert words.points(value, places) == english


def test_a_share_is_shown_as_a_percentage():
    with override("vi"):
        assert words.percent(Fraction("0.853587")) == "85,36%"
        assert words.percent(None) == ""


def test_days_and_moments_follow_the_language_and_the_province():
    moment = datetime(2022, 10, 17, 2, 0, tzinfo=UTC)
    with override("vi"):
        assert words.day(LAST_DAY) == "19/10/2022"
        assert words.day_month(LAST_DAY) == "19/10"
        assert words.weekday(LAST_DAY) == "Thứ Tư"
        assert words.moment(moment) == "09:00 17/10/2022"
    with override("en"):
        assert words.day(LAST_DAY) == "19 October 2022"
        assert words.weekday(LAST_DAY) == "Wednesday"
        assert words.moment(moment) == "17 October 2022, 09:00"


def test_a_moment_shortly_before_midnight_utc_is_the_next_day_in_the_province():
    with override("vi"):
        assert words.day(datetime(2022, 10, 19, 18, 0, tzinfo=UTC)) == "20/10/2022"


@pytest.mark.parametrize(
    ("today", "vietnamese", "english"),
    [
        (date(2022, 10, 16), "còn 3 ngày", "3 days left"),
        (date(2022, 10, 18), "còn 1 ngày", "1 day left"),
        (LAST_DAY, "hôm nay là ngày cuối", "today is the last day"),
        (date(2022, 10, 20), "đã quá hạn 1 ngày", "1 day past the deadline"),
    ],
)
def test_days_left_count_to_the_last_day(today, vietnamese, english):
    with override("vi"):
        assert words.days_left(LAST_DAY, today) == vietnamese
    with override("en"):
        assert words.days_left(LAST_DAY, today) == english


def test_the_words_of_the_law_follow_the_language():
    name = Text("Mức I", "Level I")
    cite = Citation("cite", "Điều 4.3, Phụ lục I")
    with override("en"):
        assert words.text(name) == words.text({"vi": "Mức I", "en": "Level I"}) == "Level I"
        assert words.article(cite) == "Article 4.3, Appendix I"
    with override("vi"):
        assert words.text(name) == "Mức I"
        assert words.article(cite) == "Điều 4.3, Phụ lục I"
        assert words.text(None) == ""


@pytest.mark.parametrize("kind", STATES)
def test_every_state_has_vietnamese_words_and_no_two_of_a_kind_share_them(kind):
    with override("en"):
        english = [str(state.label) for state in STATES[kind].values()]
    with override("vi"):
        vietnamese = [str(state.label) for state in STATES[kind].values()]
    assert len(set(vietnamese)) == len(vietnamese)
    assert not set(english) & set(vietnamese)


@pytest.mark.parametrize(
    ("kind", "enum"),
    [("report", ReportState), ("season", Phase), ("exemption", ExemptionState), ("edition", EditionState)],
)
def test_each_state_of_the_floors_above_has_its_mark_in_the_same_words(kind, enum):
    for value, label in enum.choices:
        assert STATES[kind][value].label == label


def test_an_unknown_state_is_shown_as_it_is():
    assert state_of("report", "lost").label == "lost"
