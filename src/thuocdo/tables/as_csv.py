"""An assessment as CSV in the published table's columns, for a spreadsheet: UTF-8 with a byte order mark."""

import csv
import io
from collections.abc import Iterator

from thuocdo.regulation import Assessment, CriteriaSet, Text
from thuocdo.tables.published import (
    EXEMPT,
    LEVEL,
    MAXIMUM,
    NAME,
    PERCENT,
    POSITION,
    PROVISIONAL,
    SCORED,
    TO_BE_DONE,
    TOTAL,
    Column,
)

BYTE_ORDER_MARK = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

TIER = Column(
    Text("Cấp", "Tier"), lambda unit, criteria_set, lang: criteria_set.tiers[unit.tier].name.get(lang), is_number=False
)
CODE = Column(Text("Mã đơn vị", "Unit code"), lambda unit, _, __: unit.unit, is_number=False)
REASON = Column(Text("Lý do", "Reason"), lambda unit, _, lang: unit.reason_in(lang), is_number=False)
SET = Column(
    Text("Bộ tiêu chí", "Criteria set"),
    lambda _, criteria_set, lang: (
        f"{criteria_set.id} ({PROVISIONAL.get(lang)})" if criteria_set.status == "PROVISIONAL" else criteria_set.id
    ),
    is_number=False,
)
COLUMNS = (
    TIER, CODE, NAME, MAXIMUM, EXEMPT, TO_BE_DONE, SCORED, PERCENT, TOTAL, LEVEL, POSITION, REASON, SET,
)  # fmt: skip


def as_csv(assessment: Assessment, criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    """The lines of the file, titles in `language`. Numbers have a decimal point, as data files do."""
    yield BYTE_ORDER_MARK + _line([column.title.get(language) for column in COLUMNS])
    for tier in assessment.tiers:
        for unit in tier.units:
            yield _line([_cell(column, unit, criteria_set, language) for column in COLUMNS])


def _cell(column: Column, unit, criteria_set: CriteriaSet, language: str) -> str:
    if column.is_number:
        return column.cell(unit, criteria_set, "en")
    return harmless(column.cell(unit, criteria_set, language))


def harmless(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula: an apostrophe in front, which it does not show."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
