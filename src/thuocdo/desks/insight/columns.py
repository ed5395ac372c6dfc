"""A season in its three columns, as contents of editions: what was published stands, the rest is worked out now."""

from dataclasses import dataclass

from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.reports.enums import Stage
from thuocdo.results.explaining.editions import counting, earlier_contents
from thuocdo.results.models import Edition
from thuocdo.results.queries import compute, unit_names
from thuocdo.results.snapshot import snapshot


@dataclass(frozen=True)
class Columns:
    """`edition`: what the final column was published as; None while it is a draft. `contents`: year -> content."""

    by_stage: dict[str, dict]
    edition: Edition | None
    contents: dict[int, dict]

    @property
    def final(self) -> dict:
        return self.by_stage[Stage.FINAL]

    def of_tier(self, tier: str) -> dict[str, dict]:
        """The tier's part of each column."""
        return {
            stage: next(row for row in content["tiers"] if row["tier"] == tier)
            for stage, content in self.by_stage.items()
        }


def columns_of(season: Season) -> Columns:
    """17 queries, whatever the season has."""
    edition, names, criteria_set = counting(season), unit_names(season), law(season.pinned_set)
    made = {
        stage.value: edition.content
        if stage == Stage.FINAL and edition
        else snapshot(criteria_set, compute(season, stage), names)
        for stage in Stage
    }
    contents = {**earlier_contents(season), season.year: made[Stage.FINAL]}
    return Columns(made, edition, contents)
