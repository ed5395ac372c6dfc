"""Công văn giải trình, làm rõ: the unit's letter with its answers to what was asked in one go (R4.1-2)."""

from datetime import datetime

from thuocdo.common import clock
from thuocdo.cycles.queries import form_of
from thuocdo.desks.agency_paper import agency_of, in_one, letter
from thuocdo.documents.official import Column, Paper, Paragraph, Row, Table
from thuocdo.reports.official import in_words
from thuocdo.verification.models import ClarificationRequest


def answer_letter(rows: list[ClarificationRequest], moment: datetime) -> Paper:
    """`rows`: answered requests on one report by one person, with messages and files. About 8 queries."""
    first = rows[0]
    unit, season = first.report.season_unit, first.report.season_unit.season
    agency = agency_of(first.asked_by, clock.local(first.asked_at).date())
    name = agency.name_vi if agency else "cơ quan chủ trì"
    return letter(
        unit.unit,
        moment,
        season,
        f"V/v giải trình, làm rõ báo cáo tự đánh giá năm {season.year}",
        addressees=(name,),
        blocks=(
            Paragraph(
                f"Phúc đáp {_request(first)} của {name} về làm rõ, bổ sung báo cáo tự đánh giá năm {season.year}, "
                f"{unit.name_vi} giải trình như sau:"
            ),
            _table(rows),
            Paragraph(f"{unit.name_vi} chịu trách nhiệm về nội dung giải trình và tài liệu kèm theo./."),
        ),
        fields=(("nam", str(season.year)), ("don_vi", unit.name_vi)),
    )


def _request(row: ClarificationRequest) -> str:
    if row.letter:
        return f"Công văn số {row.letter.number} ngày {in_words(row.letter.date)}"
    return f"yêu cầu ngày {in_words(clock.local(row.asked_at).date())}"


def _table(rows: list[ClarificationRequest]) -> Table:
    columns = (
        Column("STT", 12, "center"),
        Column("Chỉ số thành phần", 36),
        Column("Nội dung yêu cầu", 42),
        Column("Giải trình của đơn vị"),
    )
    lines = tuple(_row(number, row) for number, row in enumerate(rows, 1))
    return Table("Nội dung yêu cầu và giải trình của đơn vị theo chỉ số thành phần", columns, lines)


def _row(number: int, row: ClarificationRequest) -> Row:
    name = form_of(row.report.season_unit).component(row.component).name.vi
    asked = " ".join(in_one(message.text) for message in row.messages.all() if not message.is_units)
    answers = [message for message in row.messages.all() if message.is_units]
    files = [file.file_name for message in answers for file in message.files.all()]
    said = " ".join(in_one(message.text) for message in answers)
    attached = f" Tài liệu kèm theo: {'; '.join(files)}." if files else ""
    return Row((str(number), f"{row.component} {name}", asked, said + attached))
