"""Article 7: one ranking a tier. Equal totals share the position and the next is skipped (I1, I7)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from .assessment import UnitResult, UnitState
from .explain import Why
from .model import Rules

_BLOCKS: dict[UnitState, int] = {"ranked": 0, "below_lowest": 1, "nothing_to_assess": 2, "not_reported": 3}


def rank(units: Sequence[UnitResult], rules: Rules) -> tuple[UnitResult, ...]:
    """The units in table order, with their positions."""
    table = sorted(units, key=_table_order)
    placed = [unit for unit in table if _has_position(unit, rules)]
    positions = shared_positions([unit.total for unit in placed if unit.total is not None])
    numbered = {unit.unit: position for unit, position in zip(placed, positions, strict=True)}
    return tuple(_placed(unit, numbered[unit.unit], len(placed)) if unit.unit in numbered else unit for unit in table)


def shared_positions(totals: Sequence[Fraction]) -> list[int]:
    """1, 2, 2, 4 for totals from the highest down."""
    positions: list[int] = []
    for index, total in enumerate(totals):
        same = index > 0 and total == totals[index - 1]
        positions.append(positions[-1] if same else index + 1)
    return positions


def _table_order(unit: UnitResult) -> tuple[int, Fraction, int, str]:
    """Ranked units, those below the lowest level, those with nothing to assess, those that did not report."""
    total = unit.total if unit.total is not None else Fraction(0)
    return (_BLOCKS[unit.state], -total, unit.order, unit.unit)


def _has_position(unit: UnitResult, rules: Rules) -> bool:
    return unit.state == "ranked" or (unit.state == "below_lowest" and rules.below_lowest == "numbered")


def _placed(unit: UnitResult, position: int, count: int) -> UnitResult:
    step = Why("step_position", {"position": position, "count": count})
    return replace(unit, position=position, steps=(*unit.steps, step))
