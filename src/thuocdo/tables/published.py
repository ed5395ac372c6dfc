"""The published table: its columns (Article 6 and the practice of earlier years) and what stands in them."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from thuocdo.regulation import CriteriaSet, Text, UnitResult, format_number
from thuocdo.tables.as_json import total_text

NOT_REPORTED = Text("Không gửi báo cáo", "Did not report")
NOTHING_TO_ASSESS = Text("Không có nội dung đánh giá", "Nothing to assess")
NOT_RANKED = Text("Không xếp hạng", "Not ranked")
PROVISIONAL = Text("BẢN TẠM", "PROVISIONAL")


class Column(NamedTuple):
    title: Text
    cell: Callable[[UnitResult, CriteriaSet, str], str]
    is_number: bool = True


def level_cell(unit: UnitResult, criteria_set: CriteriaSet, language: str) -> str:
    """The level, or in its place the state that keeps the unit from having one."""
    if unit.state == "not_reported":
        return NOT_REPORTED.get(language)
    if unit.state == "nothing_to_assess":
        return NOTHING_TO_ASSESS.get(language)
    if unit.state == "below_lowest":
        return (criteria_set.below_lowest or NOT_RANKED).get(language)
    return criteria_set.level(unit.level).name.get(language) if unit.level else ""


def _points(amount: Fraction | None, language: str, trim: bool = False) -> str:
    return "" if amount is None else format_number(amount, language, 2, trim=trim)


LEVEL = Column(Text("Mức", "Level"), level_cell, is_number=False)
POSITION = Column(Text("Thứ tự", "Position"), lambda unit, _, __: str(unit.position or ""))
NAME = Column(Text("Đơn vị", "Unit"), lambda unit, _, __: unit.name, is_number=False)
MAXIMUM = Column(Text("Điểm tối đa", "Maximum points"), lambda unit, _, lang: _points(unit.max_total, lang, trim=True))
EXEMPT = Column(
    Text("Số điểm không đưa vào đánh giá", "Points exempt"),
    lambda unit, _, lang: _points(unit.exempt_max, lang, trim=True),
)
TO_BE_DONE = Column(
    Text("Số điểm tối đa cần thực hiện", "Maximum to be done"),
    lambda unit, _, lang: _points(unit.done_max, lang, trim=True),
)
SCORED = Column(Text("Số điểm thực hiện", "Points scored"), lambda unit, _, lang: _points(unit.scored, lang))
PERCENT = Column(
    Text("Tỷ lệ thực hiện", "Percentage"),
    lambda unit, _, lang: "" if unit.percent is None else _points(100 * unit.percent, lang) + "%",
)
TOTAL = Column(
    Text("Điểm quy đổi", "Converted points"),
    lambda unit, criteria_set, lang: total_text(unit.total, criteria_set.rounding, lang) or "",
)
