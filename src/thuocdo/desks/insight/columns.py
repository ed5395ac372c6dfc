"""A season in its three columns, as contents of editions: what was published stands, the rest is worked out now."""

from functools import cached_property

from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.reports.enums import Stage
from thuocdo.results.explaining.editions import counting, earlier_contents
from thuocdo.results.queries import compute, unit_names
from thuocdo.results.snapshot import snapshot


class Columns:
    """Each is worked out when it is asked for: 5 queries a column, 1 for a published one."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.edition = counting(season)  # what the final column was published as; None while it is a draft

    @cached_property
    def final(self) -> dict:
        return self.edition.content if self.edition else self._drafted(Stage.FINAL)

    @cached_property
    def contents(self) -> dict[int, dict]:
        """Year -> content, of this season and the earlier ones."""
        return {**earlier_contents(self.season), self.season.year: self.final}

    @cached_property
    def _all(self) -> dict[str, dict]:
        drafted = {stage.value: self._drafted(stage) for stage in (Stage.SELF, Stage.VERIFIED)}
        return drafted | {Stage.FINAL.value: self.final}

    def of_tier(self, tier: str) -> dict[str, dict]:
        """The tier's part of each column."""
        return {
            stage: next(row for row in content["tiers"] if row["tier"] == tier) for stage, content in self._all.items()
        }

    def _drafted(self, stage: Stage) -> dict:
        return snapshot(law(self.season.pinned_set), compute(self.season, stage), unit_names(self.season))
