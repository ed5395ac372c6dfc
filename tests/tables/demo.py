"""A small criteria set with every scoring kind, and tables of answers to it."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

HEADER = ("unit", "tier", "component", "figure", "value", "unit_name")

DEMO = """\
id: demo
version: "1"
status: PROVISIONAL
title: {vi: Bộ thử, en: Demo set}
notice: {vi: Chỉ để thử., en: For trial only.}
cite: Điều 3
instrument: {number: 1/QĐ, date: 2021-11-22, issuer: {vi: UBND tỉnh, en: People's Committee}}
tiers:
  province: {name: {vi: Cấp tỉnh, en: Provincial tier}, form: I, form_name: {vi: Phụ lục I, en: Appendix I}}
  district: {name: {vi: Cấp huyện, en: District tier}, form: II, form_name: {vi: Phụ lục II, en: Appendix II}}
total: {scale: 100, unanswered: zero}
rounding: {places: 2, mode: half_up, at: total}
levels:
- {key: I, from: 90, group_ratio: 0.9, name: {vi: Mức I, en: Level I}}
- {key: II, from: 70, group_ratio: 0.7, name: {vi: Mức II, en: Level II}}
below_lowest: {name: {vi: Không xếp hạng, en: Not ranked}}
rules: {level: total, group_minima: own, below_lowest: listed, ties: shared}
missing: not_reported
groups:
- code: "1"
  name: {vi: Nhóm một, en: Group one}
  max: 20
  count: 10
  public: points
  cite: Điều 3
  components:
  - code: "1.1"
    name: {vi: Kế hoạch, en: Plans}
    max: 2
    score: {checklist: {items: [
      {key: plan, name: {vi: Kế hoạch, en: Plan}, points: 1}, {key: rule, name: {vi: Quy chế, en: Rules}, points: 1}]}}
  - code: "1.2"
    name: {vi: Hai phần, en: Two parts}
    max: 4
    parts:
    - code: 1.2.a
      name: {vi: Phần a, en: Part a}
      max: 3
      figures:
      - {key: a, name: {vi: Số đạt, en: Met}, unit: {vi: người, en: people}, type: integer, at_most: b}
      - {key: b, name: {vi: Tổng số, en: All}, unit: {vi: người, en: people}, type: integer}
      score: {ratio: {of: a, to: b, full: 0.9, below: scaled, zero: propose_exemption}}
    - code: 1.2.b
      name: {vi: Phần b, en: Part b}
      max: 1
      figures: [{key: n, name: {vi: Số tin, en: Posts}, unit: {vi: tin, en: posts}, type: integer}]
      score: {tiers: {of: n, bands: [{from: 5, points: 1}, {from: 0, points: 0}]}}
  - code: "1.3"
    name: {vi: Phương án, en: Choice}
    max: 2
    score: {choice: {levels: [
      {key: none, name: {vi: Không, en: None}, points: 0}, {key: full, name: {vi: Đủ, en: Full}, points: 2}]}}
  - code: "1.4"
    name: {vi: Đo, en: Measure}
    max: 2
    figures: [{key: x, name: {vi: Giá trị, en: Value}, unit: {vi: điểm, en: points}, type: decimal}]
    score: {measure: {of: x, worst: 0, best: peers}}
  - {code: "1.5", name: {vi: Năm, en: Five}, max: 2, score: {points: {}}}
  - {code: "1.6", name: {vi: Sáu, en: Six}, max: 2, score: {points: {}}}
  - {code: "1.7", name: {vi: Bảy, en: Seven}, max: 2, score: {points: {}}}
  - {code: "1.8", name: {vi: Tám, en: Eight}, max: 1, score: {points: {}}}
  - {code: "1.9", name: {vi: Chín, en: Nine}, max: 1, answered_by: verifier, score: {points: {}}}
  - code: "1.10"
    name: {vi: Khảo sát, en: Survey}
    max: 2
    answered_by: council
    figures:
    - {key: sat, name: {vi: Hài lòng, en: Satisfied}, unit: {vi: "%", en: "%"}, type: decimal, max: 100}
    - {key: n, name: {vi: Số phiếu, en: Responses}, unit: {vi: phiếu, en: responses}, type: integer}
    score: {survey: {of: sat, sample: n, full: 100, min_sample: 30}}
adjustments:
- {code: T, name: {vi: Điểm thưởng, en: Bonus}, sign: bonus, max: 5, score: {points: {}}}
"""

Row = tuple[object, ...]


def whole_report(unit: str, name: str = "", tier: str = "province", met: int = 20) -> list[Row]:
    """A unit that answered everything; `met` of 24 in 1.2.a."""
    said: list[Row] = [
        ("1.1", "plan", "có"),
        ("1.1", "rule", "không"),
        ("1.2.a", "a", met),
        ("1.2.a", "b", 24),
        ("1.2.b", "n", 7),
        ("1.3", "level", "full"),
        ("1.4", "x", "3.25"),
        *((f"1.{number}", "points", "0.75") for number in range(5, 10)),
        ("1.10", "sat", "87.5"),
        ("1.10", "n", 120),
    ]
    return [(unit, tier, component, figure, value, name) for component, figure, value in said]


def write_csv(
    path: Path, rows: Iterable[Row], header: Iterable[str] = HEADER, *, separator: str = ",", encoding: str = "utf-8"
) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([tuple(header), *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: Iterable[Row], header: Iterable[str] = HEADER) -> Path:
    """Texts as texts, numbers as numbers."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([tuple(header), *rows]):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write(number, column, value)
    return path
