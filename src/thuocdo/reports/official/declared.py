"""What a unit declared, in the Vietnamese of an official paper: figures, items, points."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from thuocdo.regulation import Component, ComponentResult, format_number, group_digits
from thuocdo.regulation.model import Checklist, Choice, Points
from thuocdo.reports.facts import YES

COUNCIL = "Hội đồng chấm"
VERIFIER = "Cơ quan thẩm tra chấm"
UNANSWERED = "Chưa trả lời"
EXEMPT = "Không đưa vào đánh giá"
NONE = "–"


def number(value: Fraction | None) -> str:
    """Points with a decimal comma, two places at most."""
    return NONE if value is None else format_number(value, "vi")


def exactly(text: str) -> str:
    """A stored figure as it was declared."""
    try:
        return group_digits(format_number(Fraction(text), "vi", None), "vi")
    except ValueError:
        return text


def declared_lines(leaf: Component, stored: Mapping[str, str]) -> Iterator[str]:
    """A line per figure, item or option of a scored line; what was not declared is a dash, never 0."""
    for figure in leaf.figures:
        if figure.key in stored:
            unit = f" {figure.unit.vi}" if figure.unit.vi else ""
            yield f"- {figure.name.vi}: {exactly(stored[figure.key])}{unit}"
        elif leaf.answered_by == "unit":
            yield f"- {figure.name.vi}: {NONE}"
    match leaf.score:
        case Checklist(items=items):
            yield from (f"- {item.name.vi}: {_met(stored.get(item.key))}" for item in items)
        case Choice(levels=levels):
            names = {level.key: level.name.vi for level in levels}
            yield f"- Phương án: {names.get(stored.get('level', ''), NONE)}"
        case Points() if stored.get("points"):
            yield f"- Điểm đề nghị: {exactly(stored['points'])}"


def _met(text: str | None) -> str:
    return NONE if text is None else "Có" if text == YES else "Không"


def points_of(component: Component, result: ComponentResult) -> str:
    """Points, or which of the other things it is (I10)."""
    if result.state == "answered":
        return number(result.points)
    if result.state == "exempt":
        return EXEMPT
    if result.state == "council":
        return COUNCIL
    own = any(leaf.answered_by == "unit" for leaf in component.leaves)
    if not own:
        return VERIFIER
    return UNANSWERED if result.points is None else f"{number(result.points)} ({UNANSWERED.lower()} hết)"
