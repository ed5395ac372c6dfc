"""What a correction changes: every unit whose total, level or place is another, before and after."""

from collections.abc import Iterator, Sequence

from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.official import Column, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block
from thuocdo.results.corrections import content_of
from thuocdo.results.differences import TierChanges, UnitChange, differences

CHANGES = (
    Column("STT", 12, "center"),
    Column("Đơn vị"),
    Column("Tổng điểm", 36, "center"),
    Column("Mức", 40, "center"),
    Column("Thứ tự", 26, "center"),
)


def changes(source: Source) -> Iterator[Block]:
    """Nothing where nothing is corrected; else 1 query."""
    if source.corrects is None:
        return
    found = differences(content_of(source.corrects), source.content)
    rows = [(tier, unit) for tier in found for unit in _moved(tier)]
    if not rows:
        yield Paragraph("Không đơn vị nào có tổng điểm, mức hoặc thứ tự thay đổi.")
        return
    lines = tuple(_changed(number, unit, source) for number, (_tier, unit) in enumerate(rows, 1))
    yield Table("Đơn vị có kết quả thay đổi, trước và sau điều chỉnh", CHANGES, lines)


def _moved(tier: TierChanges) -> Sequence[UnitChange]:
    return [unit for unit in tier.units if any(unit.moved(what) for what in ("total", "level", "position", "state"))]


def _changed(number: int, unit: UnitChange, source: Source) -> Row:
    sides = (unit.before, unit.after)
    content = source.content
    shown = (
        [words.NONE if side is None else words.total(side) for side in sides],
        [words.NONE if side is None else words.standing(side, content) for side in sides],
        [words.NONE if side is None or side["position"] is None else str(side["position"]) for side in sides],
    )
    arrows = (first if first == second else f"{first} → {second}" for first, second in shown)
    return Row((str(number), unit.name["vi"], *arrows))
