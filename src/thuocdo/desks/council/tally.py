"""How the votes on an item stand, for those who look at it; anonymous counts only once the vote is over."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thuocdo.appraisal.enums import ItemState
from thuocdo.appraisal.models import DisputedItem, Position
from thuocdo.appraisal.positions import component_of
from thuocdo.regulation import Component
from thuocdo.reports.enums import Stage


@dataclass(frozen=True)
class Choice:
    """A position with its votes; `position` none: abstentions. `count` none: not to be read yet."""

    position: Position | None
    name: str
    points: Fraction | None
    count: int | None
    voters: list[str]

    @property
    def is_chosen(self) -> bool:
        return self.position is not None and self.position.is_chosen


@dataclass(frozen=True)
class ItemRow:
    """An item of the list; `waits`: nothing is settled on it."""

    item: DisputedItem
    component: Component
    choices: list[Choice]

    @property
    def unit_name(self) -> str:
        return self.item.report.season_unit.name

    @property
    def voted(self) -> int:
        return len(self.item.votes.all())

    @property
    def waits(self) -> bool:
        return self.item.state in {ItemState.OPEN, ItemState.VOTING}

    @property
    def positions(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.position]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_chosen), None)

    @property
    def columns(self) -> list[tuple[str, Fraction | None]]:
        """The three columns with their points: what the unit declared, what was verified, what the council settled."""
        by_label = {choice.position.label: choice.points for choice in self.choices if choice.position}
        settled = None if self.waits or self.chosen is None else self.chosen.points
        return [
            (str(Stage.SELF.label), by_label.get("declared")),
            (str(Stage.VERIFIED.label), by_label.get("verified")),
            (str(Stage.FINAL.label), settled),
        ]


def row_of(item: DisputedItem, *, anonymous: bool) -> ItemRow:
    """Free where positions, votes and ballots are prefetched (`sitting.items_of`)."""
    return ItemRow(item, component_of(item), _choices(item, anonymous=anonymous))


def _choices(item: DisputedItem, *, anonymous: bool) -> list[Choice]:
    made = [_choice(item, position, anonymous=anonymous) for position in item.positions.all()]
    if not item.votes.all():
        return made
    return [*made, _choice(item, None, anonymous=anonymous)]


def _choice(item: DisputedItem, position: Position | None, *, anonymous: bool) -> Choice:
    name = position.name if position else _("Abstentions")
    points = Fraction(position.points) if position and position.points else None
    pk = position.pk if position else None
    if anonymous:
        hidden = item.state == ItemState.VOTING
        count = next((row.count for row in item.ballots.all() if row.position_id == pk), 0)
        return Choice(position, name, points, None if hidden else count, [])
    voters = [vote.member.full_name for vote in item.votes.all() if vote.position_id == pk]
    return Choice(position, name, points, len(voters), voters)
