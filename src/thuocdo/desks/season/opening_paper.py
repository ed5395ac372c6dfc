"""Công văn mở đầu: the letter that opens the season for the units of a tier, with their form (R4.3-5, I2, I5)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from thuocdo.accounts.letterheads import lead_on
from thuocdo.accounts.models import Unit, User
from thuocdo.common import clock
from thuocdo.cycles.enums import LateReports, LevelRule, SignedCopies
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import law
from thuocdo.desks.agency_paper import instrument_of, last_day_in_words, letter
from thuocdo.documents.official import Annex, Column, Heading, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block
from thuocdo.regulation import Component, Form, format_number

READINGS = {
    LevelRule.TOTAL: "theo tổng điểm",
    LevelRule.TOTAL_AND_GROUPS: "theo tổng điểm và điểm tối thiểu của từng nhóm tiêu chí",
}
LATE = {
    LateReports.ACCEPTED: "Báo cáo gửi sau thời hạn nêu trên vẫn được nhận và ghi là gửi muộn.",
    LateReports.REFUSED: "Báo cáo gửi sau thời hạn nêu trên không được nhận.",
}
SIGNED = {
    SignedCopies.CERTIFICATE: "đính kèm bản báo cáo (PDF) đã ký số của thủ trưởng đơn vị",
    SignedCopies.SCAN: "đính kèm bản báo cáo đã ký số, hoặc bản quét của báo cáo đã ký, đóng dấu",
    SignedCopies.APART: "đồng thời gửi bản báo cáo đã ký qua hệ thống quản lý văn bản và điều hành",
}


def opening_paper(tier: SeasonTier, contact: User, moment: datetime) -> Paper:
    """To the units of a tier; number and day are the clerk's. `contact`: the officer of the lead department whom units
    ask. About 6 queries. Needs season__pinned_set and tier selected."""
    season, form = tier.season, law(tier.season.pinned_set).forms[tier.tier.code]
    with translation.override("vi"):
        day = clock.local(moment).date()
        agency = lead_on(day)
        belongs = _belongs(agency, day.year)
        return letter(
            agency,
            moment,
            season,
            f"V/v báo cáo tự đánh giá, xếp hạng năm {season.year}",
            addressees=(f"Các đơn vị {_lower(tier.tier.name_vi)} (theo danh sách kèm theo)",),
            blocks=tuple(_body(tier, form, contact)),
            annexes=(_form(tier, form, belongs), _units(tier, belongs)),
            fields=_fields(tier, form, contact),
        )


def _fields(tier: SeasonTier, form: Form, contact: User) -> tuple[tuple[str, str], ...]:
    season = tier.season
    return (
        ("nam", str(season.year)),
        ("cap_don_vi", tier.tier.name_vi),
        ("quyet_dinh", instrument_of(season)),
        ("han_gui", last_day_in_words(tier.last_day)),
        ("ky_so_lieu", _period(season)),
        ("bieu_mau", f"Phụ lục {form.code}"),
        ("cach_hieu_dieu_6", READINGS[LevelRule(season.level_rule)]),
        ("van_ban_dieu_6", season.level_rule_document),
        ("dau_moi", _contact(contact)),
    )


def _body(tier: SeasonTier, form: Form, contact: User) -> Iterator[Block]:
    season = tier.season
    yield Paragraph(
        f"Thực hiện {instrument_of(season)}, cơ quan chủ trì đề nghị các đơn vị {_lower(tier.tier.name_vi)} tự đánh "
        f"giá và gửi báo cáo năm {season.year} như sau:"
    )
    yield Heading("1. Nội dung và kỳ số liệu")
    yield Paragraph(
        f"Đơn vị báo cáo theo mẫu tại Phụ lục {form.code} kèm theo Công văn này: {len(form.components)} chỉ số thành "
        f"phần, tối đa {_number(form.max)} điểm{_of_period(season)}. Chỉ số được cho phép không thực hiện hoặc không "
        "có nội dung để thực hiện: đơn vị đề nghị không đưa vào đánh giá, nêu rõ căn cứ (Điều 5.3)."
    )
    yield Heading("2. Thời hạn gửi báo cáo")
    days = last_day_in_words(tier.last_day)
    yield Paragraph(f"Chậm nhất {days} (Điều 4.4). {LATE[LateReports(season.late_reports)]}")
    yield Heading("3. Cách gửi")
    yield Paragraph(
        "Đơn vị nhập số liệu, đính kèm tài liệu kiểm chứng của từng chỉ số thành phần và gửi báo cáo trên hệ thống; "
        f"{SIGNED[SignedCopies(season.signed_copies)]} (Điều 4.5)."
    )
    yield Heading("4. Cách hiểu Điều 6 về mức xếp loại")
    document = f", căn cứ {season.level_rule_document}" if season.level_rule_document else ""
    yield Paragraph(f"Mức xếp loại năm {season.year} xác định {READINGS[LevelRule(season.level_rule)]}{document}.")
    yield Heading("5. Đầu mối liên hệ")
    yield Paragraph(f"{_contact(contact)}. Vướng mắc nêu trên hệ thống được trả lời tại đó./.")


def _period(season: Season) -> str:
    """The days between which figures count; empty where the set names none (Article 4.3)."""
    period = law(season.pinned_set).period
    if period is None:
        return ""
    begin = period.from_.of(season.year + period.from_year)
    end = period.until.of(season.year + period.until_year)
    return f"từ ngày {begin:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"


def _of_period(season: Season) -> str:
    period = _period(season)
    return f"; số liệu tính {period} (Điều 4.3)" if period else ""


def _contact(user: User) -> str:
    ways = (user.title, user.landline, user.mobile, user.email)
    return ", ".join((user.full_name, *(way for way in ways if way)))


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def _number(value) -> str:
    return format_number(value, "vi")


def _belongs(agency: Unit | None, year: int) -> str:
    of_agency = f" của {agency.name_vi}" if agency else ""
    return f"(Kèm theo Công văn số ........ ngày ........ tháng ........ năm {year}{of_agency})"


def _units(tier: SeasonTier, belongs: str) -> Annex:
    names = tier.units.order_by("order").values_list("name_vi", flat=True)
    rows = tuple(Row((str(number), name)) for number, name in enumerate(names, 1))
    columns = (Column("STT", 16, "center"), Column("Tên đơn vị"))
    return Annex(
        "Danh sách",
        "CÁC ĐƠN VỊ GỬI BÁO CÁO",
        belongs,
        (Table("Danh sách đơn vị gửi báo cáo", columns, rows),),
    )


def _form(tier: SeasonTier, form: Form, belongs: str) -> Annex:
    """The tier's form: what is asked of each component, what proves it, how many points it may earn."""
    columns = (
        Column("Mã", 16, "center"),
        Column("Chỉ số thành phần, số liệu"),
        Column("Tài liệu kiểm chứng", 58),
        Column("Điểm tối đa", 20, "center"),
    )
    rows: list[Row] = []
    for group in form.groups:
        rows.append(Row((group.code, group.name.vi, "", _number(group.max)), "group"))
        rows += [_row(component) for component in group.components]
    rows.append(Row(("", "Tổng cộng", "", _number(form.max)), "total"))
    signs = {"bonus": "cộng tối đa", "deduct": "trừ tối đa"}
    rows += [Row((row.code, row.name.vi, "–", f"{signs[row.sign]} {_number(row.max)}")) for row in form.adjustments]
    name = f"Phụ lục {form.code}"
    title = f"MẪU BÁO CÁO TỰ ĐÁNH GIÁ\nCỦA CÁC ĐƠN VỊ {tier.tier.name_vi.upper()}"
    return Annex(name, title, belongs, (Table(name, columns, tuple(rows)),))


def _row(component: Component) -> Row:
    figures = [f"- {figure.name.vi}" for leaf in component.leaves for figure in leaf.figures]
    proofs = [f"- {text.vi}" for inner in component.walk() for text in inner.evidence]
    name = "\n".join([component.name.vi, *dict.fromkeys(figures)])
    return Row((component.code, name, "\n".join(dict.fromkeys(proofs)) or "–", _number(component.max)))
