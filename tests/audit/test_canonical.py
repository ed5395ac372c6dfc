from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.audit.canonical import canonical, salted_digest
from thuocdo.audit.errors import Unrecordable

HANOI = timezone(timedelta(hours=7))


def test_keys_are_sorted_and_vietnamese_stays_utf8():
    assert canonical({"b": [1, None, True], "a": "Sở \n"}) == '{"a":"Sở \\n","b":[1,null,true]}'.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(20, 3), b'"20/3"'),
        (Decimal("3.50"), b'"3.50"'),
        (date(2022, 10, 20), b'"2022-10-20"'),
        (datetime(2022, 10, 20, tzinfo=HANOI), b'"2022-10-19T17:00:00.000000+00:00"'),
    ],
)
def test_exact_numbers_and_moments_are_written_as_text(value, text):
    assert canonical(value) == text


@pytest.mark.parametrize("value", [0.5, {"points": [0.5]}, object(), {1, 2}, "\ud800"])
def test_what_has_no_exact_form_is_refused(value):
    with pytest.raises(Unrecordable):
        canonical(value)


@given(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3)), st.randoms())
def test_the_order_of_keys_makes_no_difference(value, chance):
    shuffled = list(value.items())
    chance.shuffle(shuffled)
    try:
        assert canonical(dict(shuffled)) == canonical(value)
    except Unrecordable:
        assert any("\ud800" <= letter <= "\udfff" for part in str(value) for letter in part)


def test_a_digest_depends_on_the_salt_and_the_value():
    digests = {salted_digest(salt, value) for salt in (b"a", b"b") for value in ("Có", "Không")}
    assert len(digests) == 4


def test_what_was_not_stated_has_no_digest():
    assert [salted_digest(b"salt", value) for value in (None, "")] == ["", ""]
    assert salted_digest(b"salt", 0) != ""


def test_moments_that_are_equal_are_written_alike():
    moment = datetime(2022, 10, 19, 17, tzinfo=UTC)
    assert canonical(moment) == canonical(moment.astimezone(HANOI))
