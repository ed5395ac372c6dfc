"""Numbers are exact, read strictly and written in the reader's language."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.regulation.numbers import (
    format_number,
    group_digits,
    is_below,
    parse_number,
    round_half_even,
    round_half_up,
    sum_exactly,
)


@pytest.mark.parametrize(
    ("value", "places", "half_up", "half_even"),
    [
        ("85.355", 2, "85.36", "85.36"),
        ("85.345", 2, "85.35", "85.34"),
        ("85.3449999", 2, "85.34", "85.34"),
        ("2.5", 0, "3", "2"),
        ("-2.5", 0, "-3", "-2"),
        ("2/3", 2, "0.67", "0.67"),
    ],
)
def test_rounding(value, places, half_up, half_even):
    assert round_half_up(Fraction(value), places) == Fraction(half_up)
    assert round_half_even(Fraction(value), places) == Fraction(half_even)


@pytest.mark.parametrize(
    ("value", "lang", "places", "trim", "text"),
    [
        ("2.5", "vi", 2, True, "2,5"),
        ("2.5", "en", 2, True, "2.5"),
        ("2.5", "vi", 2, False, "2,50"),
        ("90", "vi", 2, True, "90"),
        ("90", "en", 2, False, "90.00"),
        ("100", "vi", 0, True, "100"),
        ("20/3", "vi", 2, True, "6,67"),
        ("20/3", "vi", None, True, "20/3"),
        ("0.0625", "vi", None, True, "0,0625"),
        ("-0.5", "en", 2, True, "-0.5"),
        ("0.001", "vi", 2, True, "0"),
        ("-0.001", "vi", 2, True, "0"),
        ("1234567.5", "vi", 2, True, "1234567,5"),
        ("0.05", "vi", 2, True, "0,05"),
    ],
)
def test_a_number_is_written_with_comma_in_vietnamese_and_point_in_english(value, lang, places, trim, text):
    assert format_number(Fraction(value), lang, places, trim=trim) == text


@pytest.mark.parametrize(
    ("text", "lang", "read"),
    [
        ("12000", "vi", "12.000"),
        ("12000", "en", "12,000"),
        ("-1234567,5", "vi", "-1.234.567,5"),
        ("1234.56789", "en", "1,234.56789"),
        ("999", "vi", "999"),
        ("12000/7", "vi", "12000/7"),
        ("2022-10", "vi", "2022-10"),
        ("Phương án 1000", "vi", "Phương án 1000"),
    ],
)
def test_thousands_stand_apart_where_a_number_is_read(text, lang, read):
    assert group_digits(text, lang) == read


@pytest.mark.parametrize(
    "text", ["", "abc", "1e3", "1,5", "1/0", "1_000", "½", "１", "NaN", "inf", ".5", "5.", "1" * 41]
)
def test_what_is_no_plain_number_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_number(text)


@given(st.lists(st.fractions()))
def test_the_sum_is_exact(amounts):
    assert sum_exactly(amounts) == sum(amounts, Fraction(0))


@given(st.fractions(), st.fractions())
def test_comparing_is_exact(left, right):
    assert is_below(left, right) == (left < right)
