"""Công văn đôn đốc: the letter of the lead department that presses the units whose report has not come (R9.1)."""

from datetime import date, datetime

from thuocdo.accounts.letterheads import head_on, lead_on, letterhead_on, signature_lines
from thuocdo.accounts.models import Letterhead, Unit
from thuocdo.common import clock
from thuocdo.desks.agency_paper import instrument_of, last_day_in_words
from thuocdo.desks.season.board import Row as BoardRow
from thuocdo.desks.season.board import TierBoard
from thuocdo.documents.official import Column, Foot, Head, Paper, Paragraph, Row, Table
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.enums import ReportState
from thuocdo.reports.official import paper_marks, recipients

FEW = 6  # more addressees than these are named in the list alone
STATES = {
    ReportState.NOT_STARTED: "Chưa bắt đầu",
    ReportState.DRAFTING: "Đang soạn",
}


def late_rows(board: TierBoard) -> list[BoardRow]:
    """Units whose report has not come and is not explained away."""
    return [row for row in board.rows if not row.arrived and not row.report.absence_reason]


def press_paper(board: TierBoard, moment: datetime) -> Paper:
    """The letter to every late unit of a tier, with each one's last day; number and day are the clerk's."""
    local = clock.local(moment)
    day, season, lead = local.date(), board.tier.season, lead_on(local.date())
    rows = late_rows(board)
    letterhead = letterhead_on(lead, day) if lead else Letterhead(name="", symbol="", place="")
    about = f"V/v đôn đốc gửi báo cáo tự đánh giá năm {season.year}"
    return Paper(
        kind="",
        title=about,
        head=Head(letterhead.above, letterhead.name, letterhead.symbol, letterhead.place, local.year, about=about),
        addressees=_addressees(rows),
        blocks=(*_body(board, rows, day), _table(rows, day), *_closing(lead)),
        foot=_foot(lead, letterhead, day),
        moment=local,
        marks=paper_marks(season),
        fields=(
            ("nam", str(season.year)),
            ("cap_don_vi", board.tier.tier.name_vi),
            ("quyet_dinh", instrument_of(season)),
            ("han_gui", last_day_in_words(board.tier.last_day)),
            ("so_don_vi", str(len(rows))),
        ),
    )


def _addressees(rows: list[BoardRow]) -> tuple[str, ...]:
    names = tuple(row.report.season_unit.name_vi for row in rows)
    return names if len(names) <= FEW else ("Các đơn vị có tên trong danh sách dưới đây",)


def _body(board: TierBoard, rows: list[BoardRow], day: date) -> list[Paragraph]:
    season, tier = board.tier.season, board.tier.tier
    return [
        Paragraph(
            f"Thực hiện {instrument_of(season)}, các đơn vị {tier.name_vi.lower()} gửi báo cáo tự đánh giá năm "
            f"{season.year} chậm nhất hết ngày {board.tier.last_day:%d/%m/%Y} (Điều 4.4)."
        ),
        Paragraph(
            f"Đến ngày {day:%d/%m/%Y}, {board.arrived} trên {len(board.rows)} đơn vị đã gửi báo cáo. {_how_many(rows)}:"
        ),
    ]


def _how_many(rows: list[BoardRow]) -> str:
    """Who has not sent at all, who has not sent again, and who of the former has more time."""
    returned = sum(row.report.state == ReportState.RETURNED for row in rows)
    extended = sum(row.is_extended and row.report.state != ReportState.RETURNED for row in rows)
    said = [f"{len(rows) - returned} đơn vị chưa gửi" + (f" (trong đó {extended} được gia hạn)" if extended else "")]
    said += [f"{returned} đơn vị chưa gửi lại sau khi được trả lại để bổ sung"] if returned else []
    return "Còn " + "; ".join(said)


def _table(rows: list[BoardRow], day: date) -> Table:
    return Table(
        "Đơn vị chưa gửi báo cáo, hạn gửi và tình trạng",
        (
            Column("STT", 12, "center"),
            Column("Đơn vị"),
            Column("Hạn gửi: hết ngày", 32, "center"),
            Column("Tình trạng", 48),
        ),
        tuple(_row(number, row, day) for number, row in enumerate(rows, 1)),
    )


def _row(number: int, row: BoardRow, day: date) -> Row:
    last = last_day_of(row.report)
    over = f", quá hạn {(day - last).days} ngày" if day > last else ""
    state = _state(row) + over
    return Row((str(number), row.report.season_unit.name_vi, f"{last:%d/%m/%Y}", state))


def _state(row: BoardRow) -> str:
    """Who was told to mend its report, or was given more time, is not said to be silent."""
    if row.report.state == ReportState.RETURNED:
        return f"Chưa gửi lại sau khi được trả lại để bổ sung, hạn gửi lại: hết ngày {row.last_day:%d/%m/%Y}"
    state = STATES[ReportState(row.report.state)]
    return f"{state}, được gia hạn đến hết ngày {row.last_day:%d/%m/%Y}" if row.is_extended else state


def _closing(lead: Unit | None) -> list[Paragraph]:
    name = lead.name_vi if lead else "Cơ quan chủ trì"
    return [
        Paragraph(
            f"{name} đề nghị thủ trưởng các đơn vị nêu trên chỉ đạo hoàn thành và gửi báo cáo đúng hạn; đơn vị đã quá "
            "hạn gửi ngay báo cáo và nêu rõ lý do. Đơn vị có vướng mắc liên hệ cơ quan chủ trì để được hướng dẫn./."
        )
    ]


def _foot(lead: Unit | None, letterhead: Letterhead, day: date) -> Foot:
    head = head_on(lead, day) if lead else None
    name, title = (head.full_name, head.title) if head else ("", "Giám đốc")
    signs = signature_lines(lead, letterhead, name, title, day) if lead else (title.upper(),)
    return Foot(recipients(letterhead), signs, name)
