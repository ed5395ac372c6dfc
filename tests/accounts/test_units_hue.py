"""The units of Huế as data: twenty agencies and nine districts, what became of them in 2025, forty communes."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

import thuocdo

FILE = Path(thuocdo.__file__).parent / "accounts" / "data" / "units-hue.yaml"
DATA = yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # BaseLoader builds text only
UNITS = {unit["key"]: unit for unit in DATA["units"]}
ALWAYS, FOREVER = "2000-01-01", "2999-12-31"


def there(unit: dict[str, str], day: date) -> bool:
    return unit.get("valid_from", ALWAYS) <= day.isoformat() <= unit.get("valid_until", FOREVER)


def count(day: date) -> Counter[str]:
    return Counter(unit["tier"] for unit in UNITS.values() if there(unit, day))


def test_no_key_is_used_twice() -> None:
    assert len(UNITS) == len(DATA["units"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 10, 1), {"province": 20, "district": 9}),
        (date(2024, 12, 31), {"province": 20, "district": 9}),
        (date(2025, 1, 1), {"province": 20, "district": 9}),
        (date(2025, 3, 1), {"province": 15, "district": 9}),
        (date(2025, 6, 30), {"province": 15, "district": 9}),
        (date(2025, 7, 1), {"province": 15, "commune": 40}),
    ],
)
def test_the_units_of_a_day(day: date, expected: dict[str, int]) -> None:
    assert count(day) == expected


def test_wards_and_communes_are_as_resolution_1675_counts_them() -> None:
    kinds = Counter(unit["name"]["vi"].split()[1] for unit in UNITS.values() if unit["tier"] == "commune")
    assert kinds == {"phường": 21, "xã": 19}


def test_predecessors_and_successors_name_each_other() -> None:
    forward = {(key, after) for key, unit in UNITS.items() for after in unit.get("successors", [])}
    backward = {(before, key) for key, unit in UNITS.items() for before in unit.get("predecessors", [])}
    assert forward == backward
    assert len(forward) == 15


def test_a_successor_begins_the_day_after_its_predecessor_ends() -> None:
    for unit in UNITS.values():
        for key in unit.get("successors", []):
            ended, began = date.fromisoformat(unit["valid_until"]), date.fromisoformat(UNITS[key]["valid_from"])
            assert (began - ended).days == 1, (unit["key"], key)


@pytest.mark.parametrize("day", [date(2021, 10, 1), date(2025, 2, 28), date(2025, 3, 1)])
@pytest.mark.parametrize("duty", ["lead", "home_affairs", "committee_office", "finance"])
def test_every_duty_has_one_holder_at_any_time(day: date, duty: str) -> None:
    holders = [key for key, unit in UNITS.items() if duty in unit.get("duties", []) and there(unit, day)]
    assert len(holders) == 1


def test_every_unit_has_a_tier_and_both_names() -> None:
    tiers = {tier["key"] for tier in DATA["tiers"]}
    assert all(unit["tier"] in tiers and unit["name"]["vi"] and unit["name"]["en"] for unit in UNITS.values())
