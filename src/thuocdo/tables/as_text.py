"""An assessment as tables to read on a terminal: one ranking a tier (Article 7), the level first."""

import textwrap
from collections.abc import Iterator

from thuocdo.regulation import Assessment, CriteriaSet, Text, TierResult, UnitResult
from thuocdo.tables.columns import lay_out
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
    level_cell,
)

COLUMNS = (LEVEL, POSITION, NAME, TOTAL, PERCENT, SCORED, TO_BE_DONE, EXEMPT, MAXIMUM)
WIDEST = (18, 8, 44, 12, 10, 10, 14, 14, 11)
LINE = 100

UNITS = Text("{name}: {count} đơn vị", "{name}: {count} units")
BY_TOTAL = Text("Mức theo tổng điểm (Điều 6).", "Levels by the total (Article 6).")
BY_GROUPS = Text(
    "Mức theo tổng điểm và điểm tối thiểu của nhóm (Điều 6).", "Levels by the total and the group minima (Article 6)."
)
WITH_REASON = Text("{name}: {state}. Lý do: {reason}", "{name}: {state}. Reason: {reason}")
DIFFERS = Text(
    "{name}: theo tổng điểm là {total}; theo tổng điểm và điểm tối thiểu của nhóm là {groups}.",
    "{name}: by the total {total}; by the total and the group minima {groups}.",
)
OPEN = Text("{name}: {unanswered} chỉ số chưa trả lời.", "{name}: {unanswered} components unanswered.")
OPEN_COUNCIL = Text("{name}: {council} chỉ số chờ Hội đồng chấm.", "{name}: {council} components wait for the council.")
BY_ROUNDING = Text("{name}: mức thay đổi do làm tròn.", "{name}: the level changes by rounding.")


def as_text(assessment: Assessment, criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    """Pieces of the text: the set with its notice, then tier by tier the table and its remarks."""
    yield "\n".join(_heading(criteria_set, language)) + "\n"
    if criteria_set.levels:
        yield (BY_TOTAL if assessment.level_rule == "total" else BY_GROUPS).get(language) + "\n"
    for tier in (tier for tier in assessment.tiers if tier.units):
        yield "\n" + _tier(tier, criteria_set, language) + "\n"
        yield "".join(f"- {remark}\n" for unit in tier.units for remark in _remarks(unit, criteria_set, language))


def _heading(criteria_set: CriteriaSet, language: str) -> list[str]:
    lines = textwrap.wrap(f"{criteria_set.title.get(language)} ({criteria_set.id})", LINE)
    if criteria_set.status == "PROVISIONAL":
        lines += ["", f"*** {PROVISIONAL.get(language)} ***"]
    if criteria_set.notice:
        lines += textwrap.wrap(criteria_set.notice.get(language), LINE)
    return lines


def _tier(tier: TierResult, criteria_set: CriteriaSet, language: str) -> str:
    name = criteria_set.tiers[tier.tier].name.get(language)
    title = UNITS.get(language).format(name=name, count=len(tier.units))
    rows = [[column.cell(unit, criteria_set, language) or "–" for column in COLUMNS] for unit in tier.units]
    titles = [column.title.get(language) for column in COLUMNS]
    return f"{title}\n{lay_out(rows, titles, WIDEST, [column.is_number for column in COLUMNS])}"


def _remarks(unit: UnitResult, criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    if unit.reason:
        state = level_cell(unit, criteria_set, language)
        yield WITH_REASON.get(language).format(name=unit.name, state=state, reason=unit.reason_in(language))
    yield from _open(unit, language)
    if unit.levels_differ:
        readings = {
            "total": _level(unit.level_total, criteria_set, language),
            "groups": _level(unit.level_groups, criteria_set, language),
        }
        yield DIFFERS.get(language).format(name=unit.name, **readings)
    if unit.level_changed_by_rounding:
        yield BY_ROUNDING.get(language).format(name=unit.name)


def _open(unit: UnitResult, language: str) -> Iterator[str]:
    """Components that still count nothing: neither 0 points nor exempt."""
    states = [component.state for component in unit.components]
    if "unanswered" in states:
        yield OPEN.get(language).format(name=unit.name, unanswered=states.count("unanswered"))
    if "council" in states:
        yield OPEN_COUNCIL.get(language).format(name=unit.name, council=states.count("council"))


def _level(key: str | None, criteria_set: CriteriaSet, language: str) -> str:
    if key is None:
        return criteria_set.below_lowest.get(language) if criteria_set.below_lowest else "–"
    return criteria_set.level(key).name.get(language)
