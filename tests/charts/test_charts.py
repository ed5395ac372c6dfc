"""Specs and drawings: the same data in both widths, our own letters and colours, nothing from elsewhere."""

import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from thuocdo.charts import drawing, palette
from thuocdo.charts.boxes import Box, boxes
from thuocdo.charts.chart import Chart, as_csv
from thuocdo.charts.dots import Dots, dots
from thuocdo.charts.frame import NARROW, PAPER_SIZE, WIDE
from thuocdo.charts.letters import with_letters
from thuocdo.charts.waterfall import Fall, waterfall
from thuocdo.charts.years import Year, years

TOKENS = Path(palette.__file__).parents[1] / "common/static/common/tokens.css"
NASTY = '<script>alert("Đề án")</script> & 1'
ROWS = [Fall("Tối đa", 100, 100, "100", "edge"), Fall(NASTY, 100, 91.5, "−8,50", "lost")]
SERIES = ["Đơn vị", "Mức giữa", "Cao nhất"]


def specs(size):
    return {
        "waterfall": waterfall(ROWS, size, title="Điểm", marks=[(92, "Mức I")]),
        "dots": dots([Dots("Nhóm 1", (50, None, 90.5))], SERIES, size, title="%", scale=(0, 124), told=["5 / 10"]),
        "boxes": boxes([Box("1.1 Kế hoạch", 10, 20, 30, 40, 100)], size, title="%", scale=(0, 103)),
        "years": years([Year("2021", (80, 75), (60, 90)), Year("2022", (82, None), None)], SERIES[:2], size,
                       title="Điểm", scale=(50, 100)),
    }  # fmt: skip


def told(spec):
    """Every value of every layer, whatever it is drawn as."""
    if isinstance(spec, dict):
        here = [row for row in spec.get("values", []) if isinstance(row, dict)]
        return here + [row for key, inner in spec.items() if key != "values" for row in told(inner)]
    return [row for inner in spec for row in told(inner)] if isinstance(spec, list) else []


@pytest.mark.parametrize("kind", specs(WIDE))
@pytest.mark.parametrize("size", [WIDE, NARROW, PAPER_SIZE], ids=["wide", "narrow", "paper"])
def test_a_chart_is_drawn_at_the_width_at_which_it_is_read(kind, size):
    drawn = drawing.svg(specs(size)[kind], "vi").decode()
    assert re.search(r'<svg[^>]* width="(\d+)"', drawn)[1] == str(size.width)


@pytest.mark.parametrize("kind", specs(WIDE))
def test_a_narrow_chart_tells_the_same(kind):
    wide, narrow = (told(specs(size)[kind]) for size in (WIDE, NARROW))
    assert all(row in narrow for row in wide)


def test_words_are_words_and_no_markup():
    drawn = drawing.svg(specs(WIDE)["waterfall"], "vi").decode()
    assert "<script" not in drawn
    assert "&lt;script" in drawn


def test_a_drawing_fetches_nothing_and_holds_its_letters():
    drawn = drawing.svg(specs(WIDE)["dots"], "vi").decode()
    assert "url(data:font/woff2;base64," in drawn
    bare = drawn.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")
    assert "http" not in bare
    assert "style=" not in drawn


def test_a_spec_that_names_an_address_draws_nothing_from_there():
    spec = {**specs(WIDE)["boxes"], "data": {"url": "http://127.0.0.1:9/x.json"}}
    spec["layer"] = [{"mark": "point"}]
    try:
        drawn = drawing.svg(spec, "vi").decode()
    except ValueError:
        return
    assert "mark-symbol" not in drawn or "<path transform" not in drawn


def test_numbers_are_written_as_the_language_has_them():
    spec = years([Year("2021", (80.25,), (60, 90))], ["Đơn vị"], WIDE, title="Điểm", scale=(50, 100))
    assert "80,25" in drawing.svg(spec, "vi").decode()
    assert "80.25" in drawing.svg(spec, "en").decode()


def test_each_weight_of_the_letters_comes_once_and_only_where_it_is_used():
    plain = '<svg><text font-family="Be Vietnam Pro">Đ</text></svg>'
    bold = '<svg><text font-family="Be Vietnam Pro" font-weight="600">Đ</text></svg>'
    assert re.findall(r"font-weight:(\d+)", with_letters(plain)) == ["400"]
    assert re.findall(r"font-weight:(\d+)", with_letters(bold)) == ["600"]


def test_what_was_drawn_is_kept_by_its_data(monkeypatch):
    spec = specs(WIDE)["boxes"]
    first = drawing.svg(spec, "vi")
    monkeypatch.setattr(drawing, "_drawn", lambda *_: pytest.fail("drawn again"))
    assert drawing.svg(spec, "vi") is first
    other = boxes([Box("1.1", 10, 20, 30, 40, 99)], WIDE, title="%", scale=(0, 103))
    assert drawing.digest(spec, "vi") != drawing.digest(other, "vi") != drawing.digest(other, "en")


def test_nothing_is_loaded_before_something_is_drawn():
    code = "import sys, thuocdo.charts.drawing; print({'vl_convert', 'fontTools'} & {*sys.modules})"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


def test_colours_are_those_of_the_design_system():
    known = set(re.findall(r"#[0-9a-f]{6}", TOKENS.read_text())) | {"#ffffff"}
    used = {palette.INK, palette.SOFT, palette.LINE, palette.PAPER, palette.BRAND, palette.GAINED, palette.LOST,
            palette.WARM, palette.PLAIN}  # fmt: skip
    assert used <= known


@pytest.mark.parametrize("colour", [palette.INK, palette.SOFT, palette.BRAND, palette.WARM, *palette.KINDS.values()])
def test_marks_and_letters_stand_out_from_the_ground(colour):
    assert contrast(colour, palette.PAPER) >= 4.5


def test_series_are_told_apart_by_shape():
    assert len({shape for shape, _colour in palette.SHAPES}) == len(palette.SHAPES)


def contrast(one, other):
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_figures_leave_as_a_table_without_formulas():
    rows = (("=1+1", Fraction(1, 3), None), ("Sở Y tế", 5, "x"))
    made = as_csv(Chart("a", "A", "a", ("Đơn vị", "Điểm", "Ghi chú"), rows, {}, {}))
    assert made.splitlines() == ["Đơn vị,Điểm,Ghi chú", "'=1+1,0.333333,", "Sở Y tế,5,x"]
