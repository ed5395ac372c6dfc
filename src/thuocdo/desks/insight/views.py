"""The province as those who run the season see it: everything that the portal shows, and what is not for the public."""

from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees
from thuocdo.analysis import gap
from thuocdo.analysis.province import FEWEST, SAME, alike, spreads
from thuocdo.charts.chart import Chart
from thuocdo.common.chart_files import chart_file
from thuocdo.common.templatetags.words import text
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.insight.columns import Columns
from thuocdo.results.explaining.heat_map import heat_map
from thuocdo.results.explaining.names import Names
from thuocdo.results.explaining.tier_charts import BY_UNIT as INTERNAL
from thuocdo.results.explaining.tier_charts import internal_charts, public_charts


@require_safe
@for_those(oversees)
def insight(request: HttpRequest, key: str) -> HttpResponse:
    season = get_object_or_404(seasons(), key=key)
    columns = Columns(season)
    context = {
        "season": season,
        "edition": columns.edition,
        "set": columns.final["set"],
        "views": [_view(columns, tier) for tier in columns.final["tiers"]],
        "same": SAME,
        "fewest": FEWEST,
    }
    return render(request, "desks/insight/insight.html", context)


def _view(columns: Columns, tier: dict) -> dict[str, object]:
    return {
        "tier": tier,
        "charts": list(public_charts(columns.final, tier, columns.contents).values()),
        "internal": list(_internal(columns, tier["tier"]).values()),
        "charts_at": f"bieu-do/{tier['tier']}/",
        "map": heat_map(columns.final, tier),
        "middle": gap.middle(gap.by_unit(columns.of_tier(tier["tier"]))),
        "alike": list(_alike(columns.final, tier)),
    }


def _internal(columns: Columns, tier: str) -> dict[str, Chart]:
    rows = columns.of_tier(tier)
    names = {unit["unit"]: text(unit["name"]) for unit in rows["final"]["units"]}
    return internal_charts(columns.final["set"], rows, names)


def _alike(content: Mapping, tier: Mapping) -> Iterator[dict[str, object]]:
    """Components on which nearly all units have the same share."""
    names = Names(content["set"], tier)
    for row in alike(spreads(tier)):
        yield {
            "name": names.line("component", row.code),
            "same": row.same,
            "counted": row.counted,
            "share": row.commonest,
        }


@require_safe
@for_those(oversees)
def insight_chart(request: HttpRequest, key: str, tier: str, file: str) -> HttpResponse:
    columns = Columns(get_object_or_404(seasons(), key=key))
    found = next((row for row in columns.final["tiers"] if row["tier"] == tier), None)
    if found is None:
        raise Http404
    if file.startswith(INTERNAL):
        return chart_file(_internal(columns, tier), file)
    return chart_file(public_charts(columns.final, found, columns.contents), file)
