"""What contradicts in a report: each kind found where it is, and nowhere else."""

from datetime import date
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import built_in, fill, make_season, prove, report_of
from tests.regulation.small import answered

from thuocdo.reports.contradictions import Kind, contradictions, evidence_contradictions
from thuocdo.reports.evidence_period import counted_elsewhere
from thuocdo.reports.models import Evidence
from thuocdo.reports.queries import with_evidence

PROVINCE = built_in().forms["province"].components
DISTRICT = built_in().forms["district"].components


def found(now, before=None, components=PROVINCE):
    given = ({code: answered(values) for code, values in (answers or {}).items()} for answers in (now, before))
    return contradictions(components, *given, 2021)


def kinds(*args, **kwargs):
    return [row.kind for row in found(*args, **kwargs)]


def test_a_share_above_its_whole_is_found_however_it_was_stored():
    (row,) = found({"2.2": {"a": 5, "b": 4}})
    assert (row.kind, row.places[0].component, row.places[0].figure) == (Kind.ABOVE, "2.2", "a")
    assert "(5)" in row.text
    assert "(4)" in row.text


def test_at_least_four_meetings_beside_three():
    (row,) = found({"1.1": {"meet": True, "meetings": 3, "lead": True}})
    assert (row.kind, row.places[0].figure) == (Kind.DENIED, "meetings")
    assert "04 cuộc họp" in row.text
    assert found({"1.1": {"meet": True, "meetings": 4}}) == []


def test_a_chosen_level_against_its_figure_says_which_way():
    (row,) = found({"8.1": {"level": "none", "it_staff": 2}})
    with translation.override("en"):
        (english,) = found({"8.1": {"level": "none", "it_staff": 2}})
    assert row.kind == Kind.DENIED
    assert english.text.endswith("it allows at most 0.")


def test_one_number_asked_for_twice_and_answered_in_two_ways():
    (row,) = found({"1.3": {"a": 90, "b": 118}, "8.2": {"a": 60, "b": 121}})
    assert row.kind == Kind.DIFFERS
    assert [place.component for place in row.places] == ["1.3", "8.2"]
    assert "118" in row.text
    assert "121" in row.text
    assert row.concerns("8.2")
    assert not row.concerns("1.1")


def test_the_same_number_twice_or_only_once_is_no_contradiction():
    assert found({"1.3": {"a": 90, "b": 118}, "8.2": {"a": 60, "b": 118}}) == []
    assert found({"1.3": {"a": 90, "b": 118}, "8.2": {"a": 60}}) == []


def test_a_meaning_of_one_form_is_not_looked_for_in_the_other():
    communes = {"3.5": {"a": 9, "b": 9}, "6.6": {"a": 9, "b": 10}}
    assert kinds(communes, components=DISTRICT) == [Kind.DIFFERS]


@pytest.mark.parametrize(
    ("now", "before", "jumps"),
    [
        (4000, 400, True),  # a digit too many
        (400, 4000, True),
        (1800, 1000, False),
        (2010, 1000, True),
        (0, 40, True),
        (40, 0, True),
        (2, 1, False),  # small numbers change by one
        (1, 0, False),
        (0, 0, False),
    ],
)
def test_a_jump_is_more_than_twice_or_less_than_half(now, before, jumps):
    assert kinds({"4.1": {"b": now}}, {"4.1": {"b": before}}) == [Kind.JUMP] * jumps


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_jump_up_is_a_jump_down(one, other):
    assert kinds({"4.1": {"b": one}}, {"4.1": {"b": other}}) == kinds({"4.1": {"b": other}}, {"4.1": {"b": one}})


@given(st.fractions(min_value=0, max_value=10**6))
def test_what_stayed_as_it_was_never_jumps(value):
    assert kinds({"3.2": {"bandwidth": value}}, {"3.2": {"bandwidth": value}}) == []


def test_a_jump_names_both_years():
    (row,) = found({"4.1": {"b": 4000}}, {"4.1": {"b": 400}})
    assert "4.000" in row.text or "4000" in row.text
    assert "2021" in row.text


def test_without_last_years_figure_there_is_no_jump():
    assert found({"4.1": {"b": 4000}}, {"4.1": {"a": 1}}) == []
    assert found({"4.1": {"b": Fraction(4000)}}, {}) == []


def test_only_what_is_assessed_is_looked_at():
    rest = [component for component in PROVINCE if component.code != "2.2"]
    assert found({"2.2": {"a": 5, "b": 4}}, components=rest) == []


def listed(report):
    return with_evidence(type(report).objects.filter(pk=report.pk)).get().evidence.all()


def dated(report, day, **more):
    Evidence.objects.filter(report=report).update(date=day, **more)
    return list(evidence_contradictions(listed(report), report.season_unit.season, counted_elsewhere(report)))


@pytest.fixture
def proven(cast, report):
    fill(cast.preparer, report, ["1.1"])
    return prove(cast.preparer, report, "1.1")


@pytest.mark.parametrize(
    ("day", "contradicts"),
    [
        (date(2021, 9, 30), True),
        (date(2021, 10, 1), False),
        (date(2022, 9, 30), False),
        (date(2022, 10, 1), False),  # the border day counts, in one season
        (date(2022, 10, 2), True),
    ],
)
def test_evidence_outside_the_data_period(proven, day, contradicts):
    rows = dated(proven, day)
    assert [row.kind for row in rows] == [Kind.PERIOD] * contradicts
    assert all(row.places[0].component == "1.1" and row.evidence.number == 1 for row in rows)


def test_a_document_that_is_in_force_may_be_older(proven):
    assert dated(proven, date(2020, 1, 1), standing="in_force") == []


def test_a_border_day_document_counts_in_one_season_only(cast, proven):
    border = {"date": date(2021, 10, 1), "symbol": "12/KH-SYT"}
    last = report_of(make_season(cast, 2021))
    fill(cast.preparer, last, ["1.1"])
    prove(cast.preparer, last, "1.1")
    assert dated(proven, border["date"], symbol=border["symbol"]) == []
    Evidence.objects.filter(report=last).update(**border)
    assert [row.kind for row in dated(proven, day=border["date"], symbol=border["symbol"])] == [Kind.PERIOD]
