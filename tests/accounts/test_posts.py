"""A post counts from its first day to its last, whichever way it is asked for."""

from datetime import date

import pytest
from django.db import connection
from tests.factories import at

from thuocdo.accounts.enums import FILLING, REPORTING, Role
from thuocdo.accounts.models import Post, User
from thuocdo.accounts.queries import holds_in_query

DAY = date(2022, 10, 17)


def holds_in_database(user: User, roles: set[str], unit_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {holds_in_query('unit.id')} FROM accounts_unit unit WHERE unit.id = %(unit)s",  # noqa: S608
            {"actor": user.pk, "roles": list(roles), "unit": unit_id},
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (date(2022, 10, 18), None, False),
        (None, date(2022, 10, 16), False),
        (None, DAY, True),
        (DAY, None, True),
    ],
)
def test_the_database_counts_a_posts_days_as_the_person_does(cast, report, first, last, held):
    at(2022, 10, 17, 23, 59)
    Post.objects.filter(user=cast.preparer).update(valid_from=first, valid_until=last)
    person, unit = User.objects.get(pk=cast.preparer.pk), report.season_unit.unit_id
    assert person.holds(FILLING, unit) is held
    assert holds_in_database(person, FILLING, unit) is held


def test_the_database_asks_for_person_role_and_unit(cast, report):
    unit = report.season_unit.unit_id
    assert holds_in_database(cast.head, REPORTING, unit)
    assert not holds_in_database(cast.head, FILLING, unit)
    assert not holds_in_database(cast.outsider, REPORTING, unit)
    assert holds_in_database(cast.lead, {Role.LEAD}, next(iter(cast.lead.unit_ids())))
