"""The tables of the official report: its groups, its components with figures and points, its evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils import translation

from thuocdo.documents.official import Column, Row, Table
from thuocdo.regulation import Component, ComponentResult, Form, UnitResult
from thuocdo.regulation.assessment import GroupResult
from thuocdo.reports.evidence_period import PeriodMark, standing_told
from thuocdo.reports.models import Answer, Evidence
from thuocdo.reports.official.declared import COUNCIL, EXEMPT, NONE, UNANSWERED, declared_lines, number, points_of


@dataclass(frozen=True)
class Declared:
    """A unit's report ready to be listed. `answers` by code; `marks`: document (pk) -> what is to be said about
    its date; `exempt`: code -> number of the written acceptance; `requested`: code -> reason, of requests that nobody
    has decided on."""

    form: Form
    result: UnitResult
    answers: Mapping[str, Answer]
    evidence: tuple[Evidence, ...]
    marks: Mapping[int, PeriodMark]
    exempt: Mapping[str, str]
    requested: Mapping[str, str]

    @property
    def groups(self) -> Iterator[tuple[GroupResult, list[ComponentResult]]]:
        lines = iter(self.result.components)
        for group, result in zip(self.form.groups, self.result.groups, strict=True):
            yield result, [next(lines) for _ in group.components]

    def numbers(self, code: str) -> str:
        """The numbers of the documents that a component cites."""
        rows = (row.number for row in self.evidence if any(c.component == code for c in row.citations.all()))
        return ", ".join(str(n) for n in sorted(rows))


def out_of(done_max: Fraction | None, council_max: Fraction) -> str:
    """ "trên 98": what can be earned while the council has not scored its part (I9)."""
    return "" if done_max is None else f"trên\u00a0{number(done_max - council_max)}"


def council_max(lines: list[ComponentResult]) -> Fraction:
    """The points that are the council's to give."""
    return sum((_council(line) for line in lines), Fraction(0))


def _council(line: ComponentResult) -> Fraction:
    if line.parts:
        return council_max(list(line.parts))
    return line.max if line.state == "council" else Fraction(0)


def _group_points(result: GroupResult, lines: list[ComponentResult]) -> str:
    if not result.done_max:
        return EXEMPT
    councils = council_max(lines)
    if councils == result.done_max:
        return COUNCIL
    if _is_untouched(lines):
        return UNANSWERED
    reach = f" {out_of(result.done_max, councils)}" if councils or result.exempt_max else ""
    return number(result.points) + reach


def _is_untouched(lines: list[ComponentResult] | tuple[ComponentResult, ...]) -> bool:
    """Nothing was answered, which is not 0 points (I10)."""
    return all(line.points is None for line in lines)


def total_points(result: UnitResult) -> str:
    if result.scored is None:
        return "Không có nội dung đánh giá"
    if _is_untouched(result.components):
        return UNANSWERED
    return f"{number(result.scored)}\u00a0{out_of(result.done_max, result.open_council_max or Fraction(0))}"


def summary_table(said: Declared) -> Table:
    """Points by group, and the total."""
    rows = [
        Row((group.code, group.name.vi, number(group.max), number(result.exempt_max), _group_points(result, lines)))
        for group, (result, lines) in zip(said.form.groups, said.groups, strict=True)
    ]
    result = said.result
    total = ("", "Tổng cộng", number(result.max_total), number(result.exempt_max), total_points(result))
    return Table(
        "Điểm tự chấm theo nhóm chỉ số",
        (
            Column("STT", 12, "center"),
            Column("Nhóm chỉ số"),
            Column("Điểm tối đa", 20, "center"),
            Column("Không đưa vào đánh giá", 28, "center"),
            Column("Điểm tự chấm", 34, "center"),
        ),
        (*rows, Row(total, "total")),
    )


def component_table(said: Declared) -> Table:
    """Every component: figures, maximum, points, numbers of its evidence; a subtotal by group; the total."""
    return Table(
        "Số liệu, điểm tối đa, điểm tự chấm và tài liệu kiểm chứng của từng chỉ số thành phần",
        (
            Column("Mã", 14, "center"),
            Column("Chỉ số thành phần và số liệu báo cáo"),
            Column("Điểm tối đa", 16, "center"),
            Column("Điểm tự chấm", 29, "center"),
            Column("Tài liệu kiểm chứng", 23, "center"),
        ),
        tuple(_component_rows(said)),
    )


def _component_rows(said: Declared) -> Iterator[Row]:
    for group, (result, lines) in zip(said.form.groups, said.groups, strict=True):
        yield Row((group.code, group.name.vi, number(group.max), _group_points(result, lines), ""), "group")
        for component, line in zip(group.components, lines, strict=True):
            yield from _rows_of(said, component, line)
    for adjustment, line in zip(said.form.adjustments, said.result.adjustments, strict=True):
        yield from _rows_of(said, adjustment.component, line)
    result = said.result
    yield Row(("", "Tổng cộng", number(result.max_total), total_points(result), ""), "total")


def _rows_of(said: Declared, component: Component, line: ComponentResult, style: str = "") -> Iterator[Row]:
    """The component and the parts inside it, from the outside in."""
    words = "\n".join([component.name.vi, *_said_of(said, component)])
    points = points_of(component, line)
    yield Row((component.code, words, number(component.max), points, said.numbers(component.code)), style)
    for part, inner in zip(component.parts, line.parts, strict=True):
        yield from _rows_of(said, part, inner, "part")


def _said_of(said: Declared, component: Component) -> Iterator[str]:
    answer = said.answers.get(component.code)
    if not component.parts:
        yield from declared_lines(component, answer.values if answer else {})
    if component.code in said.exempt:
        yield f"{EXEMPT} theo Văn bản số {said.exempt[component.code]}"
    elif component.code in said.requested:
        yield f"Đề nghị không đánh giá: {said.requested[component.code]}"


def evidence_table(said: Declared) -> Table:
    """The numbered list: what each document is, and where which component rests on it."""
    return Table(
        "Danh mục tài liệu kiểm chứng",
        (
            Column("Số", 11, "center"),
            Column("Tên, trích yếu"),
            Column("Số, ký hiệu; ngày ban hành", 36),
            Column("Cơ quan ban hành", 30),
            Column("Chỉ số (trang)", 28),
        ),
        tuple(_evidence_row(row, said.marks.get(row.pk)) for row in said.evidence),
    )


def _evidence_row(row: Evidence, mark: PeriodMark | None) -> Row:
    with translation.override("vi"):
        standing = [standing_told(row, mark), str(mark.label) if mark else ""]
    issued = [row.symbol, row.date.strftime("%d/%m/%Y") if row.date else "", *standing]
    cited = [f"{c.component} (tr. {c.page})" if c.page else c.component for c in row.citations.all()]
    told = "\n".join(part for part in issued if part)
    return Row((str(row.number), row.title, told or NONE, row.issuer or NONE, "\n".join(cited) or NONE))
