"""What an edition says of each unit's components, as the floor of the seasons keeps it for next year."""

from collections.abc import Mapping
from fractions import Fraction

from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.references import Earned
from thuocdo.regulation import ComponentResult
from thuocdo.results.amounts import points
from thuocdo.results.models import Edition
from thuocdo.results.queries import compute


def earned(edition: Edition) -> dict[int, dict[str, Earned]]:
    """Season unit -> component -> what it had. The edition decides; the season's rows only give its six places their
    exact fraction back. Units that did not report have no lines. Costs 5 queries."""
    ids = dict(SeasonUnit.objects.filter(season=edition.season).values_list("unit__key", "pk"))
    computed = {
        unit.unit: {line.code: line for line in unit.components}
        for tier in compute(edition.season).tiers
        for unit in tier.units
    }
    return {
        ids[unit["unit"]]: {line["code"]: _earned(line, computed[unit["unit"]]) for line in unit["components"]}
        for tier in edition.content["tiers"]
        for unit in tier["units"]
    }


def _earned(line: dict, computed: Mapping[str, ComponentResult]) -> Earned:
    result = computed.get(line["code"])
    return Earned(
        points=_exact(line["points"], result and result.points),
        max=_exact(line["max"], result and result.max),
        is_exempt=Fraction(line["exempt_max"]) > 0,
    )


def _exact(kept: str | None, computed: Fraction | None) -> Fraction | None:
    if kept is None:
        return None
    return computed if points(computed) == kept else Fraction(kept)
