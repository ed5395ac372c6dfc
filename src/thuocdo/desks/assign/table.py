"""The sharing as a table: each component with its agencies tier by tier, then what is given by unit or by hand."""

from dataclasses import dataclass

from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import law
from thuocdo.desks.assign.forms import verified
from thuocdo.regulation import Component
from thuocdo.verification.models import Assignment


@dataclass(frozen=True)
class Cell:
    """A component of a tier. `rows` empty: nobody but the lead department checks it."""

    tier: SeasonTier
    rows: list[Assignment]


@dataclass(frozen=True)
class Row:
    component: Component
    cells: list[Cell | None]  # in the order of the tiers; none where the tier's form lacks the component


@dataclass(frozen=True)
class Sharing:
    tiers: list[SeasonTier]
    rows: list[Row]
    single: list[Assignment]  # of one unit: its whole report, or one component

    @property
    def gaps(self) -> list[tuple[Component, SeasonTier]]:
        return [(row.component, cell.tier) for row in self.rows for cell in row.cells if cell and not cell.rows]

    @property
    def gap_codes(self) -> list[str]:
        return list(dict.fromkeys(component.code for component, _tier in self.gaps))


def sharing_of(season: Season, assigned: list[Assignment]) -> Sharing:
    """No query: the season's tiers are prefetched."""
    tiers = list(season.tiers.all())
    forms = law(season.pinned_set).forms
    of_tier = {tier.pk: [c for c in forms[tier.tier.code].components if verified(c)] for tier in tiers}
    known: dict[str, Component] = {}
    for tier in tiers:
        known |= {c.code: c for c in of_tier[tier.pk] if c.code not in known}
    rules = [row for row in assigned if row.season_unit_id is None]
    rows = [
        Row(component, [_cell(tier, component.code, of_tier[tier.pk], rules) for tier in tiers])
        for component in known.values()
    ]
    return Sharing(tiers, rows, [row for row in assigned if row.season_unit_id is not None])


def _cell(tier: SeasonTier, code: str, listed: list[Component], rules: list[Assignment]) -> Cell | None:
    if all(component.code != code for component in listed):
        return None
    return Cell(tier, [row for row in rules if row.component == code and row.season_tier_id in (None, tier.pk)])
