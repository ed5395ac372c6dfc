"""Charts on a page: the picture, its words, its figures as a table, its files. Use: `{% load charts %}`."""

from fractions import Fraction

from django import template

from thuocdo.charts.chart import Chart, Value
from thuocdo.common.templatetags.words import points

register = template.Library()


@register.inclusion_tag("common/components/chart.html")
def chart(chart: Chart, at: str = "bieu-do/") -> dict[str, object]:
    """`at`: where the chart's files are, from the page's address on (`common.chart_files`)."""
    return {"chart": chart, "at": at}


@register.filter
def chart_value(value: Value) -> str:
    """A cell of a chart's table; nothing for what is unknown, which is not 0 (I10)."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else points(Fraction(value))


@register.filter
def signed_points(value: Fraction) -> str:
    """+1,50 or −1,50: how much something changed."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{points(abs(value), 2)}"
