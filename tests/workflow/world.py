"""The small season that random acts are done to: its people, and how an act picks what it is done to and with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from django.db.models import Model, QuerySet
from tests.factories import BEFORE_ALL, Cast, fresh, make_person, make_season

from thuocdo.accounts.actions import give_post
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit, User
from thuocdo.common import clock
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import form_of
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.queries import reports

REPORTING = ["syt", "stp", "stttt", "hue"]  # units with people of their own, the lead department's among them
COMPONENTS = ["1.1", "2.1", "3.1", "4.3", "6.8"]  # 6.8 is the council's own
MERGED = "bancu"  # a body that the Department of Home Affairs takes over one day
ADDED = {
    "lead_preparer": (Role.PREPARER, "stttt"),
    "hue_preparer": (Role.COORDINATOR, "hue"),
    "second_verifier": (Role.VERIFIER, "vpubnd"),
    "units_verifier": (Role.VERIFIER, "stp"),  # of a unit that reports itself
    "heir": (Role.VERIFIER, "snv"),
    "merged_verifier": (Role.VERIFIER, MERGED),  # whose post nobody ends
}
FILLERS = {"syt": "preparer", "stp": "outsider", "stttt": "lead_preparer", "hue": "hue_preparer"}
ROUTINE = 0.9  # how often an act is given what it needs


class NothingThere(Exception):
    """There is nothing yet to which this could be done; the walk picks another act."""


@dataclass
class World:
    """`people`: name in the cast -> person. Rows are always read anew, as every request reads them. `focus`: the row
    that the next act is about wherever it has a choice."""

    people: dict[str, User]
    cast: Cast
    rng: Random
    year: int
    focus: Model | None = None

    @cached_property
    def season(self) -> Season:
        """Read anew for every act."""
        return Season.objects.select_related("pinned_set").defer("pinned_set__source").get(year=self.year)

    def anew(self, focus: Model | None = None) -> None:
        self.__dict__.pop("season", None)
        self.focus = focus

    def person(self, name: str) -> User:
        """As the next request knows them."""
        return fresh(self.people[name])

    def one(self, rows: Iterable[Any]) -> Any:
        found = list(rows)
        if not found:
            raise NothingThere
        return next((row for row in found if row == self.focus), None) or self.rng.choice(found)

    def usually(self, good: Any, *bad: Any) -> Any:
        return good if self.rng.random() < ROUTINE else self.rng.choice(bad)

    def reports(self) -> QuerySet[Report]:
        return reports(self.season)

    def report(self) -> Report:
        if isinstance(self.focus, Report):
            return self.reports().get(pk=self.focus.pk)
        key = self.usually(self.rng.choice(REPORTING), "snv", "phongdien")
        return self.reports().get(season_unit__unit__key=key)

    def tier(self) -> SeasonTier:
        return self.one(self.season.tiers.all())

    def component(self) -> str:
        return self.rng.choice(COMPONENTS)

    def reason(self) -> str:
        return self.usually("Có căn cứ kèm theo", "", "  ")

    def day(self, days: Sequence[int] = (0, 1, 3)) -> date:
        return clock.today() + timedelta(days=self.usually(self.rng.choice(days), -3))

    def version(self, report: Report, component: str, stage: Stage) -> int:
        """The present one, or now and then an old one."""
        row = Answer.objects.filter(report=report, component=component, stage=stage).first()
        present = row.version if row else 0
        return self.usually(present, present + 1, max(present - 1, 0))

    def lines(self, report: Report, component: str) -> list[Any]:
        return list(form_of(report.season_unit).component(component).leaves)


def make_world(cast: Cast, seed: int, year: int = 2022) -> World:
    Unit.objects.create(key=MERGED, name_vi="Ban cũ", name_en="Former board", order=99, valid_from=BEFORE_ALL)
    added = {name: make_person(name, role, unit) for name, (role, unit) in ADDED.items()}
    give_post(None, cast.chair, Unit.objects.get(key="hue"), Role.HEAD, since=BEFORE_ALL)  # a chair who heads a unit
    make_season(cast, year, opened=False)
    return World(cast.everybody() | added, cast, Random(seed), year)  # noqa: S311 - repeatable, not secret
