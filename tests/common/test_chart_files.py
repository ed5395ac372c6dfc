"""A chart's files by their names."""

import pytest
from django.http import Http404

from thuocdo.charts.boxes import Box, boxes
from thuocdo.charts.chart import Chart
from thuocdo.charts.frame import NARROW, WIDE
from thuocdo.common.chart_files import chart_file


@pytest.fixture
def charts():
    rows = [Box("1.1", 10, 20, 30, 40, 50)]
    wide, narrow = (boxes(rows, size, title="%", scale=(0, 100)) for size in (WIDE, NARROW))
    return {"phan-bo": Chart("phan-bo", "Phân bố", "…", ("A",), (("1.1",),), wide, narrow)}


def test_a_picture_of_each_width_and_its_figures(charts):
    wide, narrow = (chart_file(charts, f"phan-bo{ending}.svg") for ending in ("", "-hep"))
    assert (b'width="720"' in wide.content, b'width="340"' in narrow.content) == (True, True)
    assert wide["Content-Type"] == "image/svg+xml"
    assert chart_file(charts, "phan-bo.png").content.startswith(b"\x89PNG")
    assert chart_file(charts, "phan-bo.csv").content.decode("utf-8-sig") == "A\r\n1.1\r\n"


def test_a_picture_opened_by_itself_may_run_and_load_nothing(charts):
    policy = chart_file(charts, "phan-bo.svg")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy


@pytest.mark.parametrize("file", ["khac.svg", "phan-bo.exe", "phan-bo", "phan-bo-hep.csv", "../phan-bo.svg", ".svg"])
def test_what_there_is_not_answers_404(charts, file):
    with pytest.raises(Http404):
        chart_file(charts, file)
