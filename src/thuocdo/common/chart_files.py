"""A chart's files: name.svg, name-hep.svg (for a narrow screen), name.png, name.csv."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse

from thuocdo.charts.chart import Chart, as_csv
from thuocdo.charts.drawing import png, svg
from thuocdo.common.templatetags.words import language

NARROW = "-hep"
BYTE_ORDER_MARK = "\ufeff"
# An SVG that is opened by itself may use the letters and the style that stand in it, and nothing else.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'"


def chart_file(charts: Mapping[str, Chart], file: str) -> HttpResponse:
    """Raises Http404 for a chart or a kind of file that there is not."""
    name, _dot, ending = file.rpartition(".")
    is_narrow = name.endswith(NARROW) and ending == "svg"
    chart = charts.get(name.removesuffix(NARROW) if is_narrow else name)
    if chart is None or ending not in ("svg", "png", "csv"):
        raise Http404
    if ending == "csv":
        response = HttpResponse(BYTE_ORDER_MARK + as_csv(chart), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    if ending == "png":
        return HttpResponse(png(chart.wide, language()), content_type="image/png")
    response = HttpResponse(svg(chart.narrow if is_narrow else chart.wide, language()), content_type="image/svg+xml")
    response["Content-Security-Policy"] = SVG_POLICY
    return response
