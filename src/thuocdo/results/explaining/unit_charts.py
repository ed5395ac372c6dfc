"""A unit's charts: where its points went, its groups beside the tier, its years."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thuocdo.analysis import standing, trend
from thuocdo.analysis.lines import Data, tier_of
from thuocdo.analysis.waterfall import Step, Waterfall
from thuocdo.analysis.waterfall import waterfall as fallen
from thuocdo.charts.chart import Chart
from thuocdo.charts.dots import Dots, dots
from thuocdo.charts.frame import NARROW, PAPER_SIZE, PERCENT, WIDE, Size, Spec
from thuocdo.charts.waterfall import Fall, waterfall
from thuocdo.charts.years import Year, years
from thuocdo.common.templatetags.charts import signed_points
from thuocdo.common.templatetags.words import percent, points
from thuocdo.results.explaining.names import Names, percent_number

VISIBLE = Fraction(5, 1000)  # a step that two decimals show
FALL, GROUPS, YEARS = "diem-mat", "nhom", "cac-nam"


def fall_chart(names: Names, drop: Waterfall) -> Chart:
    """From full marks down to the total."""
    rows = list(_falls(names, drop))
    worst = min(drop.steps, key=lambda step: step.change, default=None)

    def drawn(size: Size) -> Spec:
        return waterfall(rows, size, title=_("Converted points"), marks=names.bounds)

    alt = _("From %(start)s points down to %(total)s.") % {"start": points(drop.start), "total": points(drop.total, 2)}
    if worst is not None and worst.change < 0:
        most = {"line": _step_name(names, worst), "lost": points(-worst.change, 2)}
        alt += " " + _("Most was lost on %(line)s: %(lost)s points.") % most
    return Chart(
        name=FALL,
        title=_("Where the points went"),
        alt=alt,
        columns=(_("Step"), _("Points lost on the own scale"), _("Change of the total"), _("Total so far")),
        rows=tuple(_fall_rows(names, drop)),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        note=_weight_note(drop),
    )


def _weight_note(drop: Waterfall) -> str:
    if drop.weight == 1:
        return ""
    return _(
        "Because something was exempt, each point to be done counts %(weight)s points of the total (Article 5.3)."
    ) % {"weight": points(drop.weight, 2)}


def _falls(names: Names, drop: Waterfall) -> Iterator[Fall]:
    start, at = float(drop.start), drop.start
    yield Fall(_("Maximum"), start, start, points(drop.start), "edge")
    for step in drop.steps:
        before, at = at, at + step.change
        if abs(step.change) >= VISIBLE:
            kind = "lost" if step.change < 0 else "gained"
            yield Fall(_step_name(names, step), float(before), float(at), signed_points(step.change), kind)
    end = float(drop.total)
    yield Fall(_("Converted points"), end, end, points(drop.total, 2), "edge")


def _fall_rows(names: Names, drop: Waterfall) -> Iterator[tuple[str | Fraction | None, ...]]:
    at = drop.start
    yield (_("Maximum"), None, None, at)
    for step in drop.steps:
        at += step.change
        yield (_step_name(names, step), step.own, step.change, at)
    yield (_("Converted points"), None, None, drop.total)


def _step_name(names: Names, step: Step) -> str:
    words = {
        "not_assessed": lambda: _("Exempt"),
        "adjustments": lambda: _("Adjustments that are not published"),
        "ceiling": lambda: _("Kept within the scale"),
        "rounding": lambda: _("Rounding"),
    }
    return words[step.kind]() if step.kind in words else names.line(step.kind, step.code)


def groups_chart(names: Names, rows: tuple[standing.Group, ...]) -> Chart:
    """The groups beside the tier's middle and best, as shares of what was to be done."""
    series = (_("This unit"), _("Median of the tier"), _("Best of the tier"))
    drawn_rows = [
        Dots(names.group(row.code), tuple(_hundred(value) for value in (row.share, row.median, row.best)))
        for row in rows
    ]

    def drawn(size: Size) -> Spec:
        title = _("Percentage of what was to be done")
        told = [_told_points(row) for row in rows]
        return dots(drawn_rows, series, size, title=title, scale=PERCENT, told=told)

    return Chart(
        name=GROUPS,
        title=_("Groups beside the tier"),
        alt=_groups_alt(names, rows),
        columns=(
            pgettext("table", "Group"),
            _("Points scored"),
            _("Maximum to be done"),
            *(f"{name} (%)" for name in series),
            _("Units counted"),
        ),
        rows=tuple(_group_row(names, row) for row in rows),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        paper=drawn(PAPER_SIZE),
        note=_(
            "Percentages of what each unit had to do in the group; converted points for what is exempt do not count."
        ),
    )


def _group_row(names: Names, row: standing.Group) -> tuple[str | int | Fraction | None, ...]:
    shares = (percent_number(value) for value in (row.share, row.median, row.best))
    return (names.group(row.code), row.points, row.done_max, *shares, row.counted)


def _told_points(row: standing.Group) -> str:
    """8,5 / 10; nothing for what is exempt or not public."""
    return "" if row.points is None else f"{points(row.points, 2)} / {points(row.done_max)}"


def _groups_alt(names: Names, rows: tuple[standing.Group, ...]) -> str:
    known = [(row, row.share - row.median) for row in rows if row.share is not None and row.median is not None]
    if not known:
        return _("No group of this unit can be compared with its tier.")
    ahead = sum(difference >= 0 for _row, difference in known)
    last, behind = min(known, key=lambda pair: pair[1])
    told = _("In %(count)s of %(of)s groups the unit is at the tier's median or above.") % {
        "count": ahead,
        "of": len(known),
    }
    if behind < 0:
        facts = {"group": names.group(last.code), "share": percent(last.share), "median": percent(last.median)}
        told += " " + _("It is furthest behind in group %(group)s: %(share)s, median %(median)s.") % facts
    return told


def years_chart(contents: Mapping[int, Data], key: str) -> Chart | None:
    """The unit's totals over the years beside its tier's; None where there are not two years with a total."""
    own = [row for row in trend.of_unit(contents, key) if row.total is not None]
    if len(own) < 2:
        return None
    found = tier_of(contents[own[-1].year], key)
    tiers = {row.year: row for row in trend.of_tier(contents, found[0]["tier"] if found else "")}
    series = (_("This unit"), _("Median of the tier"))
    rows = [_year(row, tiers.get(row.year)) for row in own]
    ends = [value for row in rows for value in (*row.values, *(row.reach or ())) if value is not None]

    def drawn(size: Size) -> Spec:
        scale = (max(0.0, min(ends) - 4), max(ends) + 4)
        return years(rows, series, size, title=_("Converted points"), scale=scale)

    facts = {"first": own[0].year, "was": points(own[0].total, 2), "last": own[-1].year, "is": points(own[-1].total, 2)}
    return Chart(
        name=YEARS,
        title=_("Over the years"),
        alt=_("%(was)s points in %(first)s, %(is)s in %(last)s.") % facts,
        columns=(_("Year"), *series, _("Lowest of the tier"), _("Highest of the tier")),
        rows=tuple(_year_row(row, tiers.get(row.year)) for row in own),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        note=_("The bar behind each year reaches from the lowest to the highest total of the tier.")
        + ("" if all(row.same_set is not False for row in own) else " " + _("The criteria set changed in between.")),
    )


def _year(row: trend.UnitYear, tier: trend.Year | None) -> Year:
    five = tier.totals if tier else None
    reach = (float(five.lowest), float(five.highest)) if five else None
    return Year(str(row.year), (_float(row.total), _float(five.median) if five else None), reach)


def _year_row(row: trend.UnitYear, tier: trend.Year | None) -> tuple[str | Fraction | None, ...]:
    five = tier.totals if tier else None
    return (str(row.year), row.total, *((five.median, five.lowest, five.highest) if five else (None, None, None)))


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _hundred(value: Fraction | None) -> float | None:
    return _float(percent_number(value))


def unit_charts(public: Data, whole: Data, key: str, contents: Mapping[int, Data]) -> dict[str, Chart]:
    """By name. `whole`: the content that the unit's own points are read from, `public`: the tier's."""
    found, seen = tier_of(whole, key), tier_of(public, key)
    if found is None or seen is None:
        return {}
    tier, unit = found
    names, drop = Names(whole["set"], tier), fallen(whole["set"], tier, unit)
    if drop is None:
        return {}
    made = [
        fall_chart(names, drop),
        groups_chart(names, standing.groups(seen[0], unit)),
        years_chart(contents, key),
    ]
    return {chart.name: chart for chart in made if chart is not None}
