"""A tier's charts: its totals with the level bands, how components are spread, its years, the three columns."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thuocdo.analysis import gap, trend
from thuocdo.analysis.lines import Data, number, with_total
from thuocdo.analysis.province import Spread, spreads
from thuocdo.analysis.statistics import median
from thuocdo.charts.boxes import Box, boxes
from thuocdo.charts.chart import Chart
from thuocdo.charts.dots import Dots, dots
from thuocdo.charts.frame import NARROW, WIDE, Size, Spec
from thuocdo.charts.years import Year, years
from thuocdo.common.templatetags.words import percent, points, text
from thuocdo.results.explaining.names import Names, percent_number

TOTALS, SPREADS, YEARS = "xep-hang", "phan-bo", "cac-nam"
BY_UNIT = "chenh-lech"  # names of internal charts begin so
BY_COMPONENT = "chenh-lech-chi-so"


def public_charts(content: Data, tier: Data, contents: Mapping[int, Data]) -> dict[str, Chart]:
    """By name: what the content given lets anybody see."""
    made = [totals_chart(content, tier), spreads_chart(content, tier), years_chart(contents, tier["tier"])]
    return {chart.name: chart for chart in made if chart is not None}


def totals_chart(content: Data, tier: Data) -> Chart | None:
    units, names = with_total(tier), Names(content["set"], tier)
    if not units:
        return None
    totals = [number(unit["total"]) for unit in units]
    rows = [Dots(text(unit["name"]), (float(total),)) for unit, total in zip(units, totals, strict=True)]
    spread = max(float(max(totals) - min(totals)), 4)
    scale = (max(0.0, float(min(totals)) - spread / 6), float(max(totals)) + spread / 12)
    shown = [mark for mark in names.bounds if scale[0] < mark[0] < scale[1]]

    def drawn(size: Size) -> Spec:
        return dots(rows, [_("Converted points")], size, title=_("Converted points"), scale=scale, marks=shown)

    facts = {"highest": points(max(totals), 2), "lowest": points(min(totals), 2), "median": points(median(totals), 2)}
    return Chart(
        name=TOTALS,
        title=_("Totals and level bands"),
        alt=_("From %(highest)s down to %(lowest)s points; the median is %(median)s.") % facts,
        columns=(_("Unit"), pgettext("published table", "Level"), _("Converted points")),
        rows=tuple(
            (text(unit["name"]), names.levels.get(unit["level"], text(content["set"]["below_lowest"])), total)
            for unit, total in zip(units, totals, strict=True)
        ),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        note=_("Dashed lines: where a level begins. Units without a total are in no chart."),
    )


def spreads_chart(content: Data, tier: Data) -> Chart | None:
    """Each component whose points the content shows, over the units that were scored on it."""
    names, rows = Names(content["set"], tier), [row for row in spreads(tier) if row.five is not None]
    if not rows:
        return None
    drawn_rows = [
        Box(names.line("component", row.code), *(float(100 * value) for value in row.five or ())) for row in rows
    ]

    def drawn(size: Size) -> Spec:
        return boxes(drawn_rows, size, title=_("Percentage of what was to be done"), scale=(0, 103))

    return Chart(
        name=SPREADS,
        title=_("How each component is spread"),
        alt=_spreads_alt(names, rows),
        columns=(
            _("Component"), _("Lowest (%)"), _("Lower quarter (%)"), _("Median (%)"), _("Upper quarter (%)"),
            _("Highest (%)"), _("Units counted"), _("Exempt"), _("Without points"),
        ),
        rows=tuple(_spread_row(names, row) for row in rows),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        note=_(
            "Line: lowest to highest; box: the middle half of the units; stroke: the median. Exempt components and "
            "units without points are counted apart, never as 0."
        ),
    )  # fmt: skip


def _spread_row(names: Names, row: Spread) -> tuple[str | int | Fraction | None, ...]:
    five = (percent_number(value) for value in row.five or ())
    return (names.line("component", row.code), *five, row.counted, row.exempt, row.open)


def _spreads_alt(names: Names, rows: list[Spread]) -> str:
    middles = [(row.five.median, row) for row in rows if row.five is not None]
    worst = min(middles, key=lambda pair: pair[0])
    facts = {"line": names.line("component", worst[1].code), "median": percent(worst[0])}
    return _("The lowest median is that of %(line)s: %(median)s of what was to be done.") % facts


def years_chart(contents: Mapping[int, Data], tier: str) -> Chart | None:
    """A tier's totals over the years; None where there are not two."""
    found = [row for row in trend.of_tier(contents, tier) if row.totals is not None]
    if len(found) < 2:
        return None
    rows = [
        Year(str(row.year), (float(row.totals.median),), (float(row.totals.lowest), float(row.totals.highest)))
        for row in found
        if row.totals is not None
    ]
    ends = [value for row in rows for value in row.reach or ()]

    def drawn(size: Size) -> Spec:
        scale = (max(0.0, min(ends) - 4), max(ends) + 4)
        return years(rows, [_("Median of the tier")], size, title=_("Converted points"), scale=scale)

    first, last = found[0], found[-1]
    facts = {
        "first": first.year,
        "was": points(first.totals and first.totals.median, 2),
        "last": last.year,
        "is": points(last.totals and last.totals.median, 2),
    }
    changed = any(row.same_set is False for row in found)
    return Chart(
        name=YEARS,
        title=_("Over the years"),
        alt=_("The median was %(was)s points in %(first)s and is %(is)s in %(last)s.") % facts,
        columns=(_("Year"), _("Lowest"), _("Median"), _("Highest"), _("Units counted"), _("Without a total")),
        rows=tuple(
            (str(row.year), row.totals.lowest, row.totals.median, row.totals.highest, row.counted, row.without_total)
            for row in found
            if row.totals is not None
        ),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        note=_("The bar behind each year reaches from the lowest to the highest total of the tier.")
        + (" " + _("The criteria set changed in between.") if changed else ""),
    )


def internal_charts(criteria_set: Data, columns: Mapping[str, Data], unit_names: Mapping[str, str]) -> dict[str, Chart]:
    """What was declared, verified and settled; not for the public. `columns`: the tier in each of the three."""
    names = Names(criteria_set, columns["final"])
    by_unit, by_component = gap.by_unit(columns), gap.by_component(columns)
    made = [
        _gap_chart(BY_UNIT, _("Three columns by unit"), _("Unit"), by_unit, unit_names),
        _gap_chart(BY_COMPONENT, _("Three columns by component"), _("Component"), by_component, _Lines(names)),
    ]
    return {chart.name: chart for chart in made if chart is not None}


class _Lines(dict[str, str]):
    def __init__(self, names: Names) -> None:
        super().__init__({code: names.line("component", code) for code in names.lines})


def _gap_chart(name: str, title: str, first: str, rows: tuple[gap.Gap, ...], called: Mapping[str, str]) -> Chart | None:
    rows = tuple(row for row in rows if row.max)
    if not rows:
        return None
    series = (_("Self-assessed points"), _("Verified points"), _("Council points"))
    drawn_rows = [
        Dots(called[row.code], tuple(float(100 * value / row.max) for value in (row.declared, row.verified, row.final)))
        for row in rows
    ]

    def drawn(size: Size) -> Spec:
        lowest = min(value for row in drawn_rows for value in row.values if value is not None)
        scale = (max(0.0, lowest - 6), 103)
        return dots(drawn_rows, series, size, title=_("Percentage of what was to be done"), scale=scale)

    lowered = sum(row.lowered > 0 for row in rows)
    alt = ngettext(
        "On %(count)s line of %(of)s the final points are below those declared.",
        "On %(count)s lines of %(of)s the final points are below those declared.",
        lowered,
    ) % {"count": lowered, "of": len(rows)}
    return Chart(
        name=name,
        title=title,
        alt=alt,
        columns=(first, *series, _("Maximum to be done"), _("Declared less final"), _("Compared")),
        rows=tuple(
            (called[row.code], row.declared, row.verified, row.final, row.max, row.lowered, row.counted) for row in rows
        ),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        note=_("Over the components that have points in all three columns; what the council alone scores is left out."),
    )
