"""Báo cáo kết quả thẩm tra: the lead department reports to the council what verification found (R4.1-2, R4.6b)."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from django.utils import translation

from thuocdo.accounts.letterheads import lead_on
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.desks.agency_paper import instrument_of, numbered
from thuocdo.desks.board.scores import Score
from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.course import Course
from thuocdo.desks.dossier.verified import Found, Verification
from thuocdo.documents.official import Annex, Column, Heading, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block
from thuocdo.regulation import ComponentResult, format_number
from thuocdo.reports.enums import ReportState

COUNCIL = "Hội đồng đánh giá, xếp hạng"
UNITS = (
    Column("STT", 12, "center"),
    Column("Đơn vị"),
    Column("Báo cáo", 34),
    Column("Tự chấm", 20, "center"),
    Column("Thẩm tra", 20, "center"),
    Column("Số chỉ số khác", 20, "center"),
)
CHANGED = (
    Column("STT", 12, "center"),
    Column("Đơn vị", 36),
    Column("Chỉ số thành phần", 44),
    Column("Tự chấm → thẩm tra", 30, "center"),
    Column("Lý do"),
)


def verification_report(season: Season, found: Verification, course: Course, moment: datetime) -> Paper:
    """A draft until every report that is in was verified."""
    with translation.override("vi"):
        lead = lead_on(clock.local(moment).date())
        name = lead.name_vi if lead else "Cơ quan chủ trì"
        made = numbered(
            lead,
            moment,
            season,
            "BÁO CÁO",
            f"Kết quả thẩm tra báo cáo tự đánh giá năm {season.year}",
            symbol="BC",
            fields=(("nam", str(season.year)), ("quyet_dinh", instrument_of(season))),
            addressees=(f"{COUNCIL} năm {season.year}",),
            blocks=tuple(_body(season, found, course, name)),
        )
        return words.drafted(made, season, is_draft=not found.is_over, annexes=tuple(_annex(season, found)))


def _body(season: Season, found: Verification, course: Course, name: str) -> Iterator[Block]:
    yield Paragraph(
        f"Thực hiện {instrument_of(season)}, {name} báo cáo Hội đồng kết quả tổng hợp, thẩm tra báo cáo tự đánh giá "
        f"năm {season.year} của các đơn vị như sau:"
    )
    yield Heading("1. Tình hình gửi báo cáo và thẩm tra")
    yield from (Paragraph(f"- {line}") for line in _lines(found))
    yield Heading("2. Kết quả thẩm tra")
    yield Paragraph(
        "Điểm tự chấm và điểm thẩm tra cộng trên cùng các chỉ số, không gồm phần Hội đồng chấm và phần không đưa vào "
        "đánh giá."
    )
    yield from _tables(season, found)
    yield Heading("3. Nội dung còn khác nhau")
    yield Paragraph(_open(found, course))
    yield Heading("4. Đề nghị")
    yield Paragraph(
        f"{name} đề nghị Hội đồng xem xét, quyết định điểm của các chỉ số còn khác nhau, chấm các chỉ số do Hội đồng "
        "đánh giá và xếp hạng các đơn vị (Điều 4.6)./."
    )


def _lines(found: Verification) -> Iterator[str]:
    arrived = found.arrived
    late = sum(row.report.is_late for row in arrived)
    yield f"{len(arrived)} trên {len(found.units)} đơn vị đã gửi báo cáo{f', {late} báo cáo gửi muộn' if late else ''}."
    silent = [row for row in found.units if not row.has_arrived]
    if silent:
        yield f"Chưa có báo cáo: {'; '.join(_silent(row) for row in silent)}."
    if found.agencies:
        yield f"Cơ quan tham gia thẩm tra: {', '.join(found.agencies)}."
    done = sum(row.is_verified for row in arrived)
    yield (
        f"Đã thẩm tra xong {done} trên {len(arrived)} báo cáo; {found.asked} yêu cầu làm rõ, {found.visits} cuộc "
        "kiểm tra thực tế."
    )


def _silent(row: Found) -> str:
    reason = " ".join(row.report.absence_reason_vi.split()).rstrip(".")
    return f"{row.report.season_unit.name_vi} ({reason})" if reason else row.report.season_unit.name_vi


def _tables(season: Season, found: Verification) -> Iterator[Block]:
    for code, form in law(season.pinned_set).forms.items():
        rows = [row for row in found.units if row.report.season_unit.season_tier.tier.code == code]
        if rows:
            name = rows[0].report.season_unit.season_tier.tier.name_vi
            yield Paragraph(f"{name} (Phụ lục {form.code}):")
            yield Table(
                f"Điểm tự chấm và điểm thẩm tra: {name}", UNITS, tuple(_unit(n, row) for n, row in enumerate(rows, 1))
            )


def _unit(number: int, row: Found) -> Row:
    name = row.report.season_unit.name_vi
    if not row.has_arrived:
        return Row((str(number), name, "Chưa có báo cáo", words.NONE, words.NONE, words.NONE))
    own, verified = row.sums
    return Row((str(number), name, _sent(row), _number(own), _number(verified), str(len(row.changed))))


def _sent(row: Found) -> str:
    report = row.report
    day = f"gửi {clock.local(report.sent_at):%d/%m/%Y}" if report.sent_at else "đã gửi"
    late = ", muộn" if report.is_late else ""
    waits = ", chưa thẩm tra xong" if report.state == ReportState.SENT else ""
    return f"{day[:1].upper()}{day[1:]}{late}{waits}"


def _number(value: Fraction) -> str:
    return format_number(value, "vi")


def _open(found: Verification, course: Course) -> str:
    changed = sum(len(row.changed) for row in found.units)
    units = sum(bool(row.changed) for row in found.units)
    told = f"{changed} chỉ số của {units} đơn vị có điểm thẩm tra khác điểm tự chấm, nêu tại phụ lục." if changed else (
        "Điểm thẩm tra bằng điểm tự chấm ở mọi chỉ số."
    )  # fmt: skip
    if course.disagreements:
        told += f" Các đơn vị có {len(course.disagreements)} ý kiến không thống nhất."
    return told


def _annex(season: Season, found: Verification) -> Iterator[Annex]:
    rows = [(row, score) for row in found.units for score in row.changed]
    if rows:
        lines = tuple(_changed(number, row, score) for number, (row, score) in enumerate(rows, 1))
        table = Table("Chỉ số có điểm thẩm tra khác điểm tự chấm", CHANGED, lines)
        title = f"CHỈ SỐ CÓ ĐIỂM THẨM TRA KHÁC ĐIỂM TỰ CHẤM NĂM {season.year}"
        belongs = f"(Kèm theo Báo cáo số {words.DOTS} ngày {words.DOTS})"
        yield Annex("Phụ lục", title, belongs, (table,))


def _changed(number: int, row: Found, score: Score) -> Row:
    what = f"{score.component.code} {score.component.name.vi}"
    change = f"{_points(score.own)} → {_points(score.verified)}"
    return Row((str(number), row.report.season_unit.name_vi, what, change, row.reason(score)))


def _points(result: ComponentResult) -> str:
    return "chưa trả lời" if result.points is None else _number(result.points)
