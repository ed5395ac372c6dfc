from collections.abc import Callable, Iterable

from .assessment import Assessment
from .facts import UnitFacts
from .model import CriteriaSet, LevelRule


def assess(
    criteria_set: CriteriaSet,
    units: Iterable[UnitFacts],
    *,
    level_rule: LevelRule | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Assessment:
    """Assess and rank units by a criteria set.

    `level_rule`: the season's reading of Article 6 (I2), the set's own where None. `progress`: called (done, total).
    Raises FactFaults, all faults at once, before anything is computed.
    """
    raise NotImplementedError
