"""Kế hoạch and biên bản of an on-site check, as official papers (R9.1). Vietnamese throughout."""

from datetime import date, datetime

from thuocdo.common import clock
from thuocdo.cycles.queries import form_of
from thuocdo.desks.agency_paper import Fields, agency_of, in_one, instrument_of, letter, unsigned
from thuocdo.documents.official import Column, Heading, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block
from thuocdo.reports.official import in_words
from thuocdo.verification.enums import Side
from thuocdo.verification.models import Visit

ROOM_TO_SIGN = "\u00a0\n\u00a0\n\u00a0"  # three lines high


def plan_paper(visit: Visit, moment: datetime) -> Paper:
    """The letter that tells the unit of the visit. About 8 queries."""
    unit, season = visit.season_unit, visit.season_unit.season
    return letter(
        agency_of(visit.planned_by, clock.local(visit.planned_at).date()),
        moment,
        season,
        f"V/v kiểm tra, thẩm tra thực tế kết quả đánh giá năm {season.year}",
        addressees=(unit.name_vi,),
        fields=_fields(visit),
        blocks=(
            Paragraph(
                f"Thực hiện {instrument_of(season)} (Điều 9.1), đoàn kiểm tra làm việc với {unit.name_vi} như sau:"
            ),
            Paragraph(f"1. Thời gian: ngày {in_words(visit.day)}. Địa điểm: {visit.place}."),
            Paragraph(f"2. Nội dung: {visit.purpose}"),
            Paragraph("3. Các chỉ số thành phần được kiểm tra:"),
            _components(visit),
            Paragraph("4. Thành phần:"),
            _people(visit),
            Paragraph(
                "Đề nghị đơn vị bố trí người làm việc, chuẩn bị số liệu và tài liệu kiểm chứng của các chỉ số nêu trên "
                "để buổi làm việc đạt kết quả./."
            ),
        ),
    )


def minutes_paper(visit: Visit, moment: datetime) -> Paper:
    """The minutes with a finding per component, and the places where both sides sign."""
    unit, season = visit.season_unit, visit.season_unit.season
    return unsigned(
        agency_of(visit.planned_by, clock.local(visit.planned_at).date()),
        moment,
        season,
        "BIÊN BẢN",
        f"Kiểm tra, thẩm tra thực tế kết quả đánh giá năm {season.year}\ntại {unit.name_vi}",
        day=visit.day,
        fields=_fields(visit),
        blocks=(*_opening(visit), *_course(visit), *_signing(visit)),
    )


def _fields(visit: Visit) -> Fields:
    unit = visit.season_unit
    return (
        ("nam", str(unit.season.year)),
        ("don_vi", unit.name_vi),
        ("ngay_kiem_tra", f"ngày {in_words(visit.day)}"),
        ("dia_diem", visit.place),
    )


def _opening(visit: Visit) -> tuple[Block, ...]:
    plan = f" theo kế hoạch số {visit.plan_document}" if visit.plan_document else ""
    return (
        Paragraph(
            f"Ngày {in_words(visit.day)}, tại {visit.place}, đoàn kiểm tra làm việc với "
            f"{visit.season_unit.name_vi}{plan}."
        ),
        Heading("1. Thành phần"),
        _people(visit),
    )


def _course(visit: Visit) -> tuple[Block, ...]:
    return (
        Heading("2. Nội dung làm việc"),
        Paragraph(visit.purpose),
        *(Paragraph(line) for line in visit.minutes.splitlines() if line.strip()),
        Heading("3. Kết quả kiểm tra từng chỉ số thành phần"),
        _findings(visit),
        Heading("4. Ý kiến của đơn vị"),
        *(Paragraph(line) for line in (visit.unit_opinion or "Không có ý kiến.").splitlines() if line.strip()),
        Paragraph("Biên bản được các bên thông qua và cùng ký tên dưới đây."),
    )


def _signing(visit: Visit) -> tuple[Block, ...]:
    rows = [
        Row((f"{row.full_name}\n{row.title}", _side(row.side), ROOM_TO_SIGN))
        for row in sorted(visit.signers.all(), key=lambda row: (row.side != Side.TEAM, row.pk))
    ]
    columns = (Column("Họ và tên, chức vụ"), Column("Đại diện cho", 40), Column("Chữ ký", 50))
    return (Table("Người ký biên bản", columns, tuple(rows)),)


def _people(visit: Visit) -> Table:
    ordered = sorted(visit.signers.all(), key=lambda row: (row.side != Side.TEAM, row.pk))
    rows = [Row((str(n), row.full_name, row.title, _side(row.side))) for n, row in enumerate(ordered, 1)]
    columns = (Column("STT", 12, "center"), Column("Họ và tên"), Column("Chức vụ", 60), Column("Đại diện cho", 36))
    return Table("Thành phần đoàn kiểm tra và đơn vị", columns, tuple(rows))


def _side(side: str) -> str:
    return "Đoàn kiểm tra" if side == Side.TEAM else "Đơn vị được kiểm tra"


def _components(visit: Visit) -> Table:
    form = form_of(visit.season_unit)
    rows = [
        Row((str(n), row.component, form.component(row.component).name.vi))
        for n, row in enumerate(visit.findings.all(), 1)
    ]
    columns = (Column("STT", 12, "center"), Column("Chỉ số", 24, "center"), Column("Tên chỉ số thành phần"))
    return Table("Chỉ số thành phần được kiểm tra", columns, tuple(rows))


def _findings(visit: Visit) -> Table:
    form = form_of(visit.season_unit)
    rows = [
        Row((row.component, form.component(row.component).name.vi, in_one(row.text) or "................"))
        for row in visit.findings.all()
    ]
    columns = (Column("Chỉ số", 20, "center"), Column("Tên chỉ số thành phần", 56), Column("Kết quả kiểm tra"))
    return Table("Kết quả kiểm tra từng chỉ số thành phần", columns, tuple(rows))


def file_name(which: str, day: date, kind: str) -> str:
    return f"{which}-kiem-tra-{day:%d-%m-%Y}.{kind}"
