"""Báo cáo tổng hợp vướng mắc: what units raised, what was answered, what the People's Committee is to settle."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from thuocdo.accounts.letterheads import lead_on
from thuocdo.common import clock
from thuocdo.common.models import Installation
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.desks.agency_paper import in_one, numbered
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.documents.official import Column, Heading, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block

S = DifficultyState
WHOLE = "Chung, không riêng chỉ số nào"
COUNTS = (Column("Tổng số", 22, "center"), Column("Đã trả lời", 26, "center"), Column("Chưa trả lời", 28, "center"))


def difficulties_paper(
    season: Season, rows: Sequence[Difficulty], rulings: Sequence[Ruling], moment: datetime
) -> Paper:
    """`rows`: of the season, without what was withdrawn. About 6 queries."""
    province = Installation.objects.values_list("name_vi", flat=True).first() or "tỉnh"
    committee = f"Ủy ban nhân dân {province[0].lower()}{province[1:]}"
    return numbered(
        lead_on(clock.local(moment).date()),
        moment,
        season,
        "BÁO CÁO",
        f"Tổng hợp vướng mắc, kiến nghị của các đơn vị\ntrong kỳ đánh giá năm {season.year}",
        symbol="BC",
        fields=(("nam", str(season.year)),),
        addressees=(committee,),
        blocks=tuple(_blocks(season, rows, rulings)),
    )


def _blocks(season: Season, rows: Sequence[Difficulty], rulings: Sequence[Ruling]) -> Iterable[Block]:
    answered = sum(_is_answered(row) for row in rows)
    marked = [row for row in rows if row.is_for_committee]
    yield Heading("1. Tình hình chung")
    yield Paragraph(
        f"Trong kỳ đánh giá năm {season.year}, các đơn vị nêu {len(rows)} vướng mắc, kiến nghị (Điều 9). Cơ quan "
        f"chủ trì đã trả lời {answered}, còn {len(rows) - answered} đang xem xét; {len(marked)} nội dung vượt thẩm "
        "quyền, kiến nghị Ủy ban nhân dân tỉnh xem xét, cho ý kiến."
    )
    if rows:
        yield _counts("Số vướng mắc theo chỉ số thành phần", "Chỉ số thành phần", _by_component(season, rows))
        yield _counts("Số vướng mắc theo đơn vị", "Đơn vị", [(row.unit.name_vi, row) for row in rows])
    yield Heading("2. Nội dung kiến nghị Ủy ban nhân dân tỉnh xem xét, cho ý kiến")
    if marked:
        yield _texts("Nội dung kiến nghị Ủy ban nhân dân tỉnh", marked)
    else:
        yield Paragraph("Không có.")
    yield from _answers(rows, rulings)


def _answers(rows: Sequence[Difficulty], rulings: Sequence[Ruling]) -> Iterable[Block]:
    yield Heading("3. Nội dung đã trả lời chung cho các đơn vị")
    if rulings:
        yield Table(
            "Câu hỏi và nội dung trả lời chung",
            (Column("STT", 12, "center"), Column("Chỉ số", 22, "center"), Column("Câu hỏi", 58), Column("Trả lời")),
            tuple(
                Row((str(n), row.component or "–", in_one(row.question), _ruled(row)))
                for n, row in enumerate(rulings, 1)
            ),
        )
    else:
        yield Paragraph("Không có.")
    own = [row for row in rows if row.state == S.ANSWERED and not row.is_for_committee]
    yield Heading("4. Nội dung đã trả lời từng đơn vị")
    if own:
        yield _texts("Nội dung đã trả lời từng đơn vị", own)
    else:
        yield Paragraph("Không có.")


def _is_answered(row: Difficulty) -> bool:
    return row.state in (S.ANSWERED, S.RULED)


def _by_component(season: Season, rows: Iterable[Difficulty]) -> list[tuple[str, Difficulty]]:
    """In the order of the form; what is about none comes last."""
    forms = law(season.pinned_set).forms.values()
    names = {c.code: f"{c.code} {c.name.vi}" for form in forms for c in form.components}
    order = [*names, ""]
    ordered = sorted(rows, key=lambda row: order.index(row.component) if row.component in order else len(order))
    return [(names.get(row.component, WHOLE), row) for row in ordered]


def _counts(summary: str, what: str, named: Sequence[tuple[str, Difficulty]]) -> Table:
    """A line for each name with how many there are, in the order in which the names come."""
    every, answered = Counter(name for name, _row in named), Counter(n for n, row in named if _is_answered(row))
    lines = [Row((n, str(c), str(answered[n]), str(c - answered[n]))) for n, c in every.items()]
    total, done = sum(every.values()), sum(answered.values())
    lines.append(Row(("Tổng cộng", str(total), str(done), str(total - done)), "total"))
    return Table(summary, (Column(what), *COUNTS), tuple(lines))


def _texts(summary: str, rows: Iterable[Difficulty]) -> Table:
    columns = (
        Column("STT", 12, "center"),
        Column("Đơn vị, chỉ số", 36),
        Column("Vướng mắc, kiến nghị"),
        Column("Cơ quan chủ trì trả lời", 52),
    )
    return Table(summary, columns, tuple(_text(number, row) for number, row in enumerate(rows, 1)))


def _text(number: int, row: Difficulty) -> Row:
    about = row.unit.name_vi + (f", chỉ số {row.component}" if row.component else "")
    raised = in_one(row.text) + (f" Đề xuất: {in_one(row.proposal)}" if row.proposal else "")
    said = row.ruling.answer if row.ruling else row.answer
    return Row((str(number), about, raised, in_one(said) or "Chưa trả lời"))


def _ruled(row: Ruling) -> str:
    number = f" (Văn bản số {row.document.number} ngày {row.document.date:%d/%m/%Y})" if row.document else ""
    return in_one(row.answer) + number
