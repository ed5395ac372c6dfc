"""Biên bản phiên họp: the minutes of a session of the council, in the layout of Decree 30/2020/NĐ-CP (R4.6).

Vietnamese, as official papers are.
"""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from django.utils import translation

from thuocdo.accounts.enums import Role
from thuocdo.accounts.letterheads import default_letterhead
from thuocdo.accounts.models import Letterhead, Unit, User
from thuocdo.appraisal.models import CouncilSession, Resolution
from thuocdo.common import clock
from thuocdo.common.models import Installation
from thuocdo.desks.council.session_page import Seat, Sitting
from thuocdo.desks.council.taking_views import taken_in
from thuocdo.desks.council.tally import Choice, ItemRow
from thuocdo.documents.official import Annex, Column, Facts, Foot, Head, Heading, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block
from thuocdo.regulation import format_number
from thuocdo.reports.official import in_words, paper_marks

SYMBOL = "BB-HĐĐG"
PREVIEW = "Bản ghi đang soạn: phiên họp chưa kết thúc."
SEATS = {Role.CHAIR: "Chủ tịch Hội đồng", Role.DEPUTY: "Phó Chủ tịch Hội đồng", Role.SECRETARY: "Thư ký Hội đồng"}
STATES = {"present": "Có mặt", "excused": "Vắng mặt có lý do", "absent": "Vắng mặt"}
NONE = "–"


def minutes_paper(sitting: Sitting, moment: datetime) -> Paper:
    """About 12 queries besides the session's own."""
    with translation.override("vi"):
        session, local = sitting.session, clock.local(moment)
        head, day = _letterhead(), _day(session)
        annexes = tuple(_annexes(session))
        return Paper(
            kind="BIÊN BẢN",
            title=f"Phiên họp thứ {session.number} của Hội đồng đánh giá\nnăm {session.season.year}",
            head=Head(head.above, head.name, SYMBOL, head.place, day.year, date=f"ngày {_day_month(day)}"),
            addressees=(),
            blocks=tuple(_body(sitting, has_annex=bool(annexes))),
            foot=_foot(sitting),
            moment=local,
            annexes=annexes,
            notices=() if sitting.is_closed else (PREVIEW,),
            marks=paper_marks(session.season),
            fields=(("nam", str(session.season.year)), ("phien", str(session.number))),
        )


def _letterhead() -> Letterhead:
    """The council stands under the People's Committee that set it up."""
    province = Installation.objects.values_list("name_vi", flat=True).first() or ""
    committee = default_letterhead(Unit(), f"UBND {province}")
    return Letterhead(above=committee.name.replace("\n", " "), name="HỘI ĐỒNG ĐÁNH GIÁ", place=committee.place)


def _day(session: CouncilSession) -> date:
    return clock.local(session.opened_at or session.starts_at).date()


def _day_month(day: date) -> str:
    return in_words(day).partition(" năm")[0]


def _body(sitting: Sitting, *, has_annex: bool) -> Iterator[Block]:
    yield Facts(tuple(_about(sitting)))
    yield Heading("I. Thành phần")
    yield _attendance(sitting)
    yield Paragraph(_quorum(sitting))
    yield Heading("II. Chương trình")
    agenda = [line.strip() for line in sitting.session.agenda.splitlines() if line.strip()]
    yield from (Paragraph(f"{number}. {line}") for number, line in enumerate(agenda, 1))
    yield from _papers(sitting.session)
    yield Heading("III. Các chỉ số thành phần còn ý kiến khác nhau")
    yield from _items(sitting)
    yield Heading("IV. Các quyết định khác")
    yield from _others(sitting.session, has_annex=has_annex)
    yield Heading("V. Diễn biến phiên họp")
    yield from _lines(sitting.session)
    yield Paragraph(_ending(sitting.session))


def _about(sitting: Sitting) -> Iterator[tuple[str, str]]:
    session, council = sitting.session, sitting.council
    if council:
        yield "Căn cứ", f"Quyết định số {council.decision.number} ngày {in_words(council.decision.date)}"
    if session.opened_at:
        yield "Khai mạc", _moment(session.opened_at)
    if session.closed_at:
        yield "Bế mạc", _moment(session.closed_at)
    yield "Địa điểm", session.place
    yield "Chủ trì", _person(session.chaired_by)
    secretary = next((seat for seat in sitting.seats if seat.member.role == Role.SECRETARY), None)
    yield "Thư ký", _person(secretary.member.user) if secretary else NONE


def _person(user: User | None) -> str:
    return NONE if user is None else f"{user.full_name}, {user.title}" if user.title else user.full_name


def _moment(moment: datetime) -> str:
    local = clock.local(moment)
    return f"{local:%H} giờ {local:%M} ngày {in_words(local.date())}"


def _attendance(sitting: Sitting) -> Table:
    columns = (
        Column("STT", 12, "center"),
        Column("Họ và tên, chức vụ"),
        Column("Vai trò trong Hội đồng", 42),
        Column("Có mặt", 40),
    )
    rows = (_seat(number, seat) for number, seat in enumerate(sitting.seats, 1))
    return Table("Thành viên Hội đồng và tình trạng dự họp", columns, tuple(rows))


def _seat(number: int, seat: Seat) -> Row:
    state = STATES.get(seat.state, NONE) + (f": {seat.note}" if seat.note else "")
    role = SEATS.get(seat.member.role, "Ủy viên Hội đồng")
    return Row((str(number), _person(seat.member.user), role, state))


def _quorum(sitting: Sitting) -> str:
    share = sitting.council.quorum if sitting.council else ""
    said = "đủ" if sitting.has_quorum else "không đủ"
    return (
        f"Có mặt {len(sitting.there)} trên {len(sitting.seats)} thành viên; số cần có theo tỷ lệ {share} là "
        f"{sitting.needed}. Phiên họp {said} số thành viên dự họp."
    )


def _papers(session: CouncilSession) -> Iterator[Block]:
    titles = [paper.title for paper in session.papers.all()]
    if titles:
        yield Paragraph("Tài liệu phiên họp: " + "; ".join(titles) + ".")


def _items(sitting: Sitting) -> Iterator[Block]:
    if not sitting.rows:
        yield Paragraph("Không có chỉ số thành phần nào được đưa ra xem xét riêng.")
    resolved = {row.item_id: row for row in Resolution.objects.filter(session=sitting.session, item__isnull=False)}
    for number, row in enumerate(sitting.rows, 1):
        yield Heading(f"{number}. {row.unit_name}: chỉ số thành phần {row.item.component} {row.component.name.vi}")
        yield from _recusals(sitting, row)
        yield _positions(row, anonymous=sitting.anonymous)
        yield from (Paragraph(words) for words in _reasons(row))
        yield Paragraph(_outcome(row, resolved.get(row.item.pk)))


def _recusals(sitting: Sitting, row: ItemRow) -> Iterator[Block]:
    unit = row.item.report.season_unit.unit_id
    away = [member for member in sitting.members if unit in member.unit_ids]
    if not away:
        return
    chair = sitting.chair_of(row.item)
    words = "Không tham gia xem xét và biểu quyết vì công tác tại đơn vị: "
    words += ", ".join(member.user.full_name for member in away) + "."
    if chair and sitting.session.chaired_by_id in {member.pk for member in away}:
        words += f" Điều hành nội dung này: {chair.user.full_name}."
    yield Paragraph(words)


def _positions(row: ItemRow, *, anonymous: bool) -> Table:
    columns = (
        Column("Phương án"),
        Column("Điểm", 20, "center"),
        Column("Số phiếu", 22, "center"),
        Column("Người biểu quyết", 58),
    )
    rows = (_choice(choice, anonymous=anonymous, voted=row.voted) for choice in row.choices)
    return Table(f"Phương án và số phiếu, chỉ số {row.item.component}", columns, tuple(rows))


def _choice(choice: Choice, *, anonymous: bool, voted: int) -> Row:
    hidden = "Biểu quyết kín" if anonymous else "\n".join(choice.voters)
    count = NONE if not voted or choice.count is None else str(choice.count)
    return Row((choice.name, _points(choice.points), count, (hidden if voted else "") or NONE))


def _points(points: Fraction | None) -> str:
    return NONE if points is None else format_number(points, "vi")


def _reasons(row: ItemRow) -> Iterator[str]:
    for choice in row.positions:
        if choice.position and choice.position.reason:
            yield f"Ý kiến của {choice.name}: {choice.position.reason}"


def _outcome(row: ItemRow, resolution: Resolution | None) -> str:
    if resolution is None or row.chosen is None:
        return "Kết luận: chưa quyết định, chuyển sang phiên họp sau."
    voted = "" if row.voted else " Không ai có ý kiến khác, không biểu quyết."
    name = (
        f"{row.chosen.name[:1].lower()}{row.chosen.name[1:]}"
        if not row.chosen.position.reason
        else (f"phương án của {row.chosen.name}")
    )
    return f"Kết luận: {name}, {_points(row.chosen.points)} điểm. Lý do: {resolution.reason}{voted}"


def _others(session: CouncilSession, *, has_annex: bool) -> Iterator[Block]:
    rows = Resolution.objects.filter(session=session, item=None).exclude(reason="").order_by("pk")
    rows = rows.select_related("report__season_unit")
    own = [Row((row.report.season_unit.name_vi, row.component, row.reason)) for row in rows]
    if own:
        columns = (Column("Đơn vị", 55), Column("Chỉ số", 18, "center"), Column("Lý do"))
        yield Table("Chỉ số thành phần Hội đồng quyết định", columns, tuple(own))
    if has_annex:
        yield Paragraph("Các chỉ số thành phần không có ý kiến khác được thông qua theo kết quả thẩm tra: Phụ lục.")
    if not own and not has_annex:
        yield Paragraph("Không có.")


def _lines(session: CouncilSession) -> Iterator[Block]:
    lines = list(session.minutes.select_related("report__season_unit"))
    for line in lines:
        about = f"{line.report.season_unit.name_vi}, chỉ số {line.component}: " if line.report else ""
        yield Paragraph(f"{clock.local(line.written_at):%H giờ %M}: {about}{line.text}")
    if not lines:
        yield Paragraph("Không có ghi chép riêng.")


def _ending(session: CouncilSession) -> str:
    if session.closed_at is None:
        return "Phiên họp đang diễn ra."
    return f"Phiên họp kết thúc lúc {_moment(session.closed_at)}./."


def _foot(sitting: Sitting) -> Foot:
    """Chair and secretary sign (Decree 30/2020, form of minutes)."""
    chair = sitting.session.chaired_by
    secretary = next((seat.member.user for seat in sitting.seats if seat.member.role == Role.SECRETARY), None)
    return Foot(
        recipients=("Thành viên Hội đồng;", "Lưu: Hội đồng."),
        signs=("CHỦ TỌA",),
        signer=chair.full_name if chair else "",
        beside=("THƯ KÝ",),
        beside_signer=secretary.full_name if secretary else "",
    )


def _annexes(session: CouncilSession) -> Iterator[Annex]:
    units = list(taken_in(session))
    if not units:
        return
    rows: list[Row] = []
    for unit in units:
        rows.append(Row(("", unit.report.season_unit.name_vi, ""), "group"))
        rows += [Row((c.code, c.name.vi, f"{_points(result.points)} / {_points(c.max)}")) for c, result in unit.lines]
    columns = (Column("Mã", 16, "center"), Column("Chỉ số thành phần"), Column("Điểm Hội đồng", 30, "center"))
    yield Annex(
        label="Phụ lục",
        title="CHỈ SỐ THÀNH PHẦN ĐƯỢC THÔNG QUA THEO KẾT QUẢ THẨM TRA",
        belongs=f"(Kèm theo Biên bản phiên họp thứ {session.number} của Hội đồng đánh giá năm {session.season.year})",
        blocks=(Table("Các chỉ số thành phần được thông qua, theo đơn vị", columns, tuple(rows)),),
    )
