"""What the public pages tell of a unit and of the province beyond the table, as far as public parts of editions go."""

from collections.abc import Mapping

from django.http import Http404

from thuocdo.charts.chart import Chart
from thuocdo.portal.queries import Place
from thuocdo.results.explaining.heat_map import heat_map
from thuocdo.results.explaining.tier_charts import public_charts
from thuocdo.results.explaining.unit import told_unit
from thuocdo.results.explaining.unit_charts import unit_charts
from thuocdo.results.models import Edition


def contents(place: Place) -> dict[int, dict]:
    """The public part of the place's edition, and of each earlier year's that counts: 1 query."""
    edition = place.edition
    if edition is None:
        return {}
    year = edition.season.year
    wanted = {other.pk: earlier for earlier, other in place.shelf.editions.items() if earlier < year}
    rows = Edition.objects.filter(pk__in=[*wanted, edition.pk]).values_list("pk", "public")
    return {wanted.get(pk, year): public for pk, public in rows}


def told(found: Mapping[int, dict], year: int, unit: str) -> dict[str, object]:
    """What the unit's page adds; `told` None for a unit without a total."""
    return {"told": told_unit(found[year], found[year], unit, year, found)}


def charts_of_unit(found: Mapping[int, dict], year: int, unit: str) -> Mapping[str, Chart]:
    return unit_charts(found[year], found[year], unit, found)


def province_page(found: Mapping[int, dict], year: int) -> dict[str, object]:
    """Each tier at a glance (Article 7 keeps them apart)."""
    content = found[year]
    return {
        "set": content["set"],
        "tiers": content["tiers"],
        "here": "whole",
        "views": [
            {
                "tier": tier,
                "charts": list(public_charts(content, tier, found).values()),
                "charts_at": f"bieu-do/{tier['tier']}/",  # from the page's address on
                "map": heat_map(content, tier),
            }
            for tier in content["tiers"]
        ],
    }


def charts_of_tier(found: Mapping[int, dict], year: int, tier: str) -> Mapping[str, Chart]:
    """Raises Http404 for a tier that the edition does not have."""
    content = found[year]
    row = next((row for row in content["tiers"] if row["tier"] == tier), None)
    if row is None:
        raise Http404
    return public_charts(content, row, found)
