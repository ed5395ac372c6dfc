"""Công văn yêu cầu làm rõ, bổ sung: the letter of whoever asked, about all that was asked in one go (R4.1-2)."""

from datetime import datetime

from thuocdo.common import clock
from thuocdo.cycles.queries import form_of
from thuocdo.desks.agency_paper import agency_of, in_one, instrument_of, letter
from thuocdo.documents.official import Column, Paper, Paragraph, Row, Table
from thuocdo.verification.models import ClarificationRequest


def request_letter(rows: list[ClarificationRequest], moment: datetime) -> Paper:
    """`rows`: requests on one report by one person, with their messages. About 8 queries."""
    first = rows[0]
    unit, season = first.report.season_unit, first.report.season_unit.season
    day = clock.local(moment).date()
    sent = clock.local(first.report.sent_at).date() if first.report.sent_at else None
    of_day = f" gửi ngày {sent:%d/%m/%Y}" if sent else ""
    due = max(row.due for row in rows)
    return letter(
        agency_of(first.asked_by, day),
        moment,
        season,
        f"V/v yêu cầu làm rõ, bổ sung báo cáo tự đánh giá năm {season.year}",
        addressees=(unit.name_vi,),
        fields=(
            ("nam", str(season.year)),
            ("don_vi", unit.name_vi),
            ("quyet_dinh", instrument_of(season)),
            ("han_tra_loi", f"hết ngày {due:%d/%m/%Y}"),
        ),
        blocks=(
            Paragraph(
                f"Thực hiện {instrument_of(season)}, qua thẩm tra, xác minh số liệu trong báo cáo tự đánh giá năm "
                f"{season.year} của {unit.name_vi}{of_day} (Điều 4.1), đề nghị đơn vị làm rõ, bổ sung các nội dung sau:"
            ),
            _table(rows),
            Paragraph(
                f"Đề nghị đơn vị trả lời kèm tài liệu kiểm chứng hết ngày {due:%d/%m/%Y}. Hết thời hạn nêu trên, "
                "cơ quan thẩm tra căn cứ số liệu và tài liệu hiện có để thẩm tra./."
            ),
        ),
    )


def _table(rows: list[ClarificationRequest]) -> Table:
    return Table(
        "Chỉ số thành phần, nội dung cần làm rõ và hạn trả lời",
        (
            Column("STT", 12, "center"),
            Column("Chỉ số thành phần", 50),
            Column("Nội dung cần làm rõ, bổ sung"),
            Column("Trả lời: hết ngày", 30, "center"),
        ),
        tuple(_row(number, row) for number, row in enumerate(rows, 1)),
    )


def _row(number: int, row: ClarificationRequest) -> Row:
    name = form_of(row.report.season_unit).component(row.component).name.vi
    asked = " ".join(in_one(message.text) for message in row.messages.all() if not message.is_units)
    return Row((str(number), f"{row.component} {name}", asked, f"{row.due:%d/%m/%Y}"))
