"""Thông báo kết quả of one unit: total, level, place, groups, what was decided on its replies (R2, R4.6c)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from django.utils import translation

from thuocdo.accounts.letterheads import lead_on
from thuocdo.appraisal.enums import ReplyDecision, RoundKind, Stance
from thuocdo.appraisal.models import Reply
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.desks.agency_paper import in_one, numbered
from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.official import Column, Facts, Heading, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block

DECISIONS = {ReplyDecision.UPHELD: "Giữ nguyên điểm", ReplyDecision.CHANGED: "Đã điều chỉnh điểm"}
ROUNDS = {RoundKind.VERIFIED: "sau thẩm tra", RoundKind.DRAFT: "về dự thảo kết quả"}
GROUPS = (
    Column("Nhóm", 16, "center"),
    Column("Nội dung"),
    Column("Điểm tối đa", 20, "center"),
    Column("Không đánh giá", 20, "center"),
    Column("Điểm đạt", 20, "center"),
    Column("Tối thiểu của mức", 26, "center"),
)
REPLIES = (
    Column("Nội dung", 42),
    Column("Ý kiến của đơn vị"),
    Column("Kết quả xem xét", 32),
    Column("Lý do", 46),
)
Replies = Mapping[str, Sequence[Reply]]  # unit key -> what it did not agree with, in the order of the rounds


def replies_by_unit(season: Season) -> Replies:
    """1 query."""
    found: dict[str, list[Reply]] = defaultdict(list)
    rows = Reply.objects.filter(round__season_tier__season=season, stance=Stance.DISAGREES)
    rows = rows.select_related("round", "report__season_unit__unit").order_by("round_id", "pk")
    for row in rows.defer("round__shown"):
        found[row.report.season_unit.unit.key].append(row)
    return found


def unit_notice(source: Source, key: str, replies: Replies, moment: datetime) -> Paper:
    """The notice to the unit; a draft until the result is approved. `key`: of a unit that the result lists."""
    found = source.unit(key)
    if found is None:
        raise KeyError(key)
    tier, unit = found
    with translation.override("vi"):
        lead = lead_on(clock.local(moment).date())
        made = numbered(
            lead,
            moment,
            source.season,
            "THÔNG BÁO",
            f"Kết quả đánh giá, xếp hạng năm {source.season.year}{' (điều chỉnh)' if source.corrects else ''}\n"
            f"của {unit['name']['vi']}",
            symbol="TB",
            fields=_fields(source, tier, unit),
            blocks=tuple(_body(source, tier, unit, replies.get(key, ()), lead.name_vi if lead else "Cơ quan chủ trì")),
        )
        made = words.received_by(made, f"{unit['name']['vi']};", "Lưu: VT.")
        return words.marked(made, source, awaits_decision=True)


def _fields(source: Source, tier: Mapping, unit: Mapping) -> tuple[tuple[str, str], ...]:
    return words.fields(
        source,
        ("don_vi", unit["name"]["vi"]),
        ("cap_don_vi", tier["name"]["vi"]),
        ("tong_diem", words.total(unit)),
        ("muc", words.standing(unit, source.content)),
        ("thu_tu", words.NONE if unit["position"] is None else str(unit["position"])),
    )


def _body(source: Source, tier: Mapping, unit: Mapping, replies: Sequence[Reply], lead: str) -> Iterator[Block]:
    name, year = unit["name"]["vi"], source.season.year
    yield Paragraph(
        f"Căn cứ {words.approval(source)}, {lead} thông báo kết quả đánh giá, xếp hạng năm {year} của {name} như sau:"
    )
    if source.corrects:
        yield Paragraph(f"Kết quả này thay thế {words.correction(source)}.")
    yield Heading("1. Kết quả chung")
    yield Facts(tuple(_facts(source, tier, unit)))
    number = 2
    if words.is_listed(unit):
        yield Heading(f"{number}. Điểm theo nhóm tiêu chí")
        yield _groups(tier, unit)
        yield Paragraph(
            "Điểm nhóm làm tròn để in, tổng có thể lệch do làm tròn. Phần không đánh giá không có trong điểm đạt."
        )
        number += 1
    if unit["exemptions"]:
        yield Heading(f"{number}. Nội dung không đưa vào đánh giá (Điều 5.3)")
        names = words.names_of(tier)
        yield Facts(tuple((_named(row["code"], names), _ground(row)) for row in unit["exemptions"]))
        number += 1
    yield Heading(f"{number}. Ý kiến của đơn vị và kết quả xem xét")
    yield from _replies(tier, replies)
    yield Paragraph(
        f"{name} xem điểm, cách tính và lý do của từng chỉ số thành phần trên hệ thống; phát huy kết quả đạt được, "
        "khắc phục nội dung còn hạn chế (Điều 2)./."
    )


def _facts(source: Source, tier: Mapping, unit: Mapping) -> Iterator[tuple[str, str]]:
    content = source.content
    yield "Bảng xếp hạng", tier["name"]["vi"]
    if not words.is_listed(unit):
        reason = in_one(unit["reason"]["vi"]) if unit["reason"] else ""
        yield "Kết quả", words.WITHOUT[unit["state"]] + (f" ({reason})" if reason else "")
        return
    yield "Tổng điểm", f"{words.total(unit)} trên {words.points(unit['max_total'])}"
    yield "Mức xếp hạng", words.level(unit["level"], content)
    yield "Thứ tự", _place(tier, unit)
    yield "Điểm thực hiện", f"{words.points(unit['scored'])} trên {words.points(unit['done_max'])} điểm cần thực hiện"
    if Fraction(unit["exempt_max"]):
        yield "Điểm tối đa không đưa vào đánh giá", words.points(unit["exempt_max"])
    if other := words.other_reading(unit, content):
        yield "Theo cách hiểu khác của Điều 6", other[:1].lower() + other[1:]
    if unit["level_changed_by_rounding"]:
        yield "Lưu ý", "mức đạt được nhờ làm tròn tổng điểm"


def _place(tier: Mapping, unit: Mapping) -> str:
    if unit["position"] is None:
        return "không có"
    ranked = sum(row["position"] is not None for row in tier["units"])
    others = words.tied(tier).get(unit["unit"])
    return f"{unit['position']} trong {ranked} đơn vị có thứ tự" + (f" (cùng {', '.join(others)})" if others else "")


def _groups(tier: Mapping, unit: Mapping) -> Table:
    names = {group["code"]: group["name"]["vi"] for group in tier["groups"]}
    rows = [
        Row(
            (
                group["code"],
                names[group["code"]],
                words.points(group["max"]),
                words.points(group["exempt_max"]) if Fraction(group["exempt_max"]) else words.NONE,
                words.points(group["points"]),
                _minimum(group, unit["level"]),
            )
        )
        for group in unit["groups"]
    ]
    rows.append(
        Row(("", "Cộng", words.points(unit["max_total"]), _exempt(unit), words.points(unit["scored"]), ""), "total")
    )
    return Table("Điểm theo nhóm tiêu chí", GROUPS, tuple(rows))


def _exempt(unit: Mapping) -> str:
    return words.points(unit["exempt_max"]) if Fraction(unit["exempt_max"]) else words.NONE


def _minimum(group: Mapping, level: str | None) -> str:
    """What the unit's own level asks of the group (R6)."""
    need = group["minima"].get(level) if level else None
    return words.NONE if need is None else f"{words.points(need['needed'])} ({'đạt' if need['met'] else 'chưa đạt'})"


def _named(code: str, names: Mapping[str, str]) -> str:
    return f"{code} {names.get(code, '')}".strip()


def _ground(row: Mapping) -> str:
    return f"{row['ground']['vi']}; {words.exempted(row)}"


def _replies(tier: Mapping, replies: Sequence[Reply]) -> Iterator[Block]:
    if not replies:
        yield Paragraph("Đơn vị không có ý kiến khác về điểm.")
        return
    names = words.names_of(tier)
    yield Table("Ý kiến của đơn vị và kết quả xem xét", REPLIES, tuple(_reply(row, names) for row in replies))


def _reply(row: Reply, names: Mapping[str, str]) -> Row:
    return Row(
        (
            f"{_named(row.component, names)} ({ROUNDS[RoundKind(row.round.kind)]})",
            in_one(row.text),
            DECISIONS.get(row.decision, "Chưa xem xét xong"),
            in_one(row.decision_reason),
        )
    )
