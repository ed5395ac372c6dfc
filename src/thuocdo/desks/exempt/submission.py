"""Tờ trình: the list of criteria that the People's Committee is asked to leave out of the assessment (R5.3)."""

from collections.abc import Sequence
from datetime import datetime

from thuocdo.accounts.letterheads import lead_on
from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.common import clock
from thuocdo.common.models import Installation
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.desks.agency_paper import instrument_of, numbered
from thuocdo.documents.official import Column, Paper, Paragraph, Row, Table

GROUNDS = {Ground.PERMITTED: "Được cho phép không thực hiện", Ground.NO_CONTENT: "Không có nội dung để thực hiện"}


def submission(season: Season, rows: Sequence[Exemption], moment: datetime) -> Paper:
    """`rows`: the requests with their advice, in official order. About 6 queries."""
    province = Installation.objects.values_list("name_vi", flat=True).first() or "tỉnh"
    units = len({row.report.season_unit_id for row in rows})
    intro = (
        f"Căn cứ {instrument_of(season)} (Điều 5.3), qua xem xét đề nghị của các đơn vị và số liệu báo cáo kỳ đánh giá "
        f"năm {season.year}, cơ quan chủ trì kính trình Ủy ban nhân dân {province} xem xét, chấp thuận không đưa vào "
        f"đánh giá {len(rows)} chỉ số của {units} đơn vị theo danh sách sau:"
    )
    closing = (
        "Chỉ số không được chấp thuận bằng văn bản vẫn được đánh giá như các chỉ số khác. Kính trình Ủy ban nhân dân "
        f"{province} xem xét, quyết định./."
    )
    return numbered(
        lead_on(clock.local(moment).date()),
        moment,
        season,
        "TỜ TRÌNH",
        f"Về việc chấp thuận các chỉ số không đưa vào đánh giá\ntrong kỳ đánh giá năm {season.year}",
        symbol="TTr",
        fields=(("nam", str(season.year)), ("quyet_dinh", instrument_of(season))),
        addressees=(f"Ủy ban nhân dân {province}",),
        blocks=(Paragraph(intro), _table(rows), Paragraph(closing)),
    )


def _table(rows: Sequence[Exemption]) -> Table:
    columns = (
        Column("STT", 11, "center"),
        Column("Đơn vị", 30),
        Column("Chỉ số thành phần", 38),
        Column("Căn cứ", 26),
        Column("Lý do"),
        Column("Ý kiến của cơ quan chủ trì", 34),
    )
    lines = tuple(_row(number, row) for number, row in enumerate(rows, 1))
    return Table("Danh sách chỉ số đề nghị không đưa vào đánh giá", columns, lines)


def _row(number: int, row: Exemption) -> Row:
    unit = row.report.season_unit
    component = form_of(unit).component(row.component)
    by = "\n(Cơ quan chủ trì đề xuất)" if row.is_leads else ""
    return Row(
        (
            str(number),
            unit.name_vi,
            f"{component.code} {component.name.vi}",
            GROUNDS[Ground(row.ground)],
            row.reason + by,
            ("Đồng ý. " if row.is_advised_for else "Không đồng ý. ") + row.advice,
        )
    )
