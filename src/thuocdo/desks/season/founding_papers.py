"""Tờ trình and dự thảo Quyết định: the papers by which the council is set up (R4.6a, Decree 30/2020/NĐ-CP)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import translation

from thuocdo.accounts.enums import Role
from thuocdo.accounts.letterheads import lead_on
from thuocdo.appraisal.founding import Asked
from thuocdo.appraisal.sitting import Member
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.desks.agency_paper import Fields, committee_letterhead, committee_name, instrument_of, numbered
from thuocdo.documents.official import Column, Foot, Head, Heading, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block
from thuocdo.reports.official import paper_marks

SEATS = {Role.CHAIR: "Chủ tịch Hội đồng", Role.DEPUTY: "Phó Chủ tịch Hội đồng", Role.SECRETARY: "Thư ký Hội đồng"}
OPINIONS = {"agrees": "Thống nhất", "changes": "Thống nhất, đề nghị chỉnh sửa", "objects": "Không thống nhất"}
NO_MEMBERS = "Thành phần Hội đồng: ........ (chưa có thành viên nào được ghi nhận trên hệ thống)."
TASKS = (
    "Xem xét, đánh giá kết quả của các đơn vị; tổ chức điều tra xã hội học; quyết định điểm và xếp hạng.",
    "Trình Ủy ban nhân dân tỉnh phê duyệt kết quả đánh giá, xếp hạng.",
)


def submission(season: Season, members: Sequence[Member], answers: Sequence[Asked], moment: datetime) -> Paper:
    """The lead department asks the People's Committee to set the council up."""
    with translation.override("vi"):
        lead = lead_on(clock.local(moment).date())
        name = lead.name_vi if lead else "Cơ quan chủ trì"
        return numbered(
            lead,
            moment,
            season,
            "TỜ TRÌNH",
            f"Về việc thành lập Hội đồng đánh giá năm {season.year}",
            symbol="TTr",
            fields=_fields(season),
            addressees=(committee_name(),),
            blocks=tuple(_submission_body(season, members, answers, name)),
        )


def _submission_body(season: Season, members: Sequence[Member], answers: Sequence[Asked], name: str) -> Iterator[Block]:
    yield Paragraph(
        f"Thực hiện {instrument_of(season)}, {name} trình Ủy ban nhân dân tỉnh xem xét, quyết định thành lập Hội đồng "
        f"đánh giá, xếp hạng năm {season.year} (Điều 4.6) như sau:"
    )
    yield Heading("1. Thành phần Hội đồng")
    yield from _members(members)
    yield Heading("2. Nhiệm vụ của Hội đồng")
    yield from (Paragraph(f"- {task}") for task in TASKS)
    yield Heading("3. Ý kiến của các cơ quan")
    columns = (
        Column("Cơ quan", 50),
        Column("Ý kiến", 40),
        Column("Nội dung"),
        Column("Văn bản", 38),
    )
    yield Table("Ý kiến của cơ quan nội vụ và Văn phòng", columns, tuple(_opinion(row) for row in answers))
    yield Paragraph(f"{name} kính trình Ủy ban nhân dân tỉnh xem xét, quyết định (kèm theo dự thảo Quyết định)./.")


def _opinion(row: Asked) -> Row:
    if row.opinion is None:
        return Row((row.agency.name_vi, "Chưa có ý kiến", "", ""))
    document = f"{row.opinion.document.number} ngày {row.opinion.document.date:%d/%m/%Y}"
    return Row((row.agency.name_vi, OPINIONS[row.opinion.opinion], row.opinion.text, document))


def draft_decision(season: Season, members: Sequence[Member], moment: datetime, *, quorum: str) -> Paper:
    """What the People's Committee would decide."""
    with translation.override("vi"):
        local, letterhead = clock.local(moment), committee_letterhead()
        return Paper(
            kind="QUYẾT ĐỊNH",
            title=f"Về việc thành lập Hội đồng đánh giá, xếp hạng năm {season.year}",
            head=Head(letterhead.above, letterhead.name, "QĐ-UBND", letterhead.place, local.year),
            addressees=(),
            blocks=tuple(_decision_body(season, members, quorum)),
            foot=Foot(("Như Điều 4;", "Lưu: VT."), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ""),
            moment=local,
            notices=("DỰ THẢO",),
            marks=paper_marks(season),
            fields=_fields(season),
        )


def _fields(season: Season) -> Fields:
    return (("nam", str(season.year)), ("quyet_dinh", instrument_of(season)))


def _decision_body(season: Season, members: Sequence[Member], quorum: str) -> Iterator[Block]:
    lead = lead_on(clock.today())
    name = lead.name_vi if lead else "cơ quan chủ trì"
    yield Paragraph(f"Căn cứ {instrument_of(season)};")
    yield Paragraph(f"Theo đề nghị của {name} tại Tờ trình số ........ ngày ........ tháng ........ năm ........,")
    yield Heading("QUYẾT ĐỊNH:")
    yield Paragraph(f"Điều 1. Thành lập Hội đồng đánh giá, xếp hạng năm {season.year}, gồm các ông, bà:")
    yield from _members(members)
    yield Paragraph("Điều 2. Nhiệm vụ của Hội đồng:")
    yield from (Paragraph(f"{number}. {task}") for number, task in enumerate(TASKS, 1))
    yield Paragraph(
        f"Điều 3. Hội đồng làm việc theo chế độ tập thể; phiên họp hợp lệ khi có mặt ít nhất {quorum} số thành viên. "
        "Thành viên công tác tại đơn vị được đánh giá không tham gia xem xét, biểu quyết về đơn vị đó. "
        "Hội đồng tự giải thể sau khi hoàn thành nhiệm vụ."
    )
    yield Paragraph(
        f"Điều 4. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân tỉnh, thủ trưởng {name}, "
        "các cơ quan, đơn vị liên quan và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    )


def _members(members: Sequence[Member]) -> Iterator[Block]:
    if not members:
        yield Paragraph(NO_MEMBERS)
        return
    columns = (Column("STT", 12, "center"), Column("Họ và tên"), Column("Chức vụ, đơn vị"), Column("Vai trò", 42))
    yield Table("Thành phần Hội đồng", columns, tuple(_member(number, row) for number, row in enumerate(members, 1)))


def _member(number: int, member: Member) -> Row:
    place = "\n".join(part for part in (member.user.title, member.unit.name_vi) if part)
    return Row((str(number), member.user.full_name, place, SEATS.get(member.role, "Ủy viên Hội đồng")))
