"""Danh sách gửi Sở Nội vụ: the results with the heads in office, for their assessment and for commendations (R9.2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils import translation

from thuocdo.accounts.letterheads import lead_on
from thuocdo.accounts.models import Signatory
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.desks.agency_paper import letter
from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.appendix import ROMAN
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.official import Annex, Column, Paper, Paragraph, Row, Table

COLUMNS = (
    Column("STT", 11, "center"),
    Column("Đơn vị"),
    Column("Tổng điểm", 18, "center"),
    Column("Mức", 20, "center"),
    Column("Thứ tự", 14, "center"),
    Column("Người đứng đầu, chức vụ, thời gian giữ chức vụ", 62),
)
Heads = Mapping[str, Sequence[Signatory]]  # unit key -> its heads since the period began, the latest first


def heads(season: Season, day: date) -> Heads:
    """Whoever was head of a unit of the season between the first day of its data and `day`: 1 query (R8.1)."""
    begun = period_begins(season)
    until = Q(valid_until=None) | Q(valid_until__gte=begun)
    since = Q(valid_from=None) | Q(valid_from__lte=day)
    rows = Signatory.objects.filter(until, since, is_head=True, unit__in=season.units.values("unit"))
    found: dict[str, list[Signatory]] = defaultdict(list)
    for row in rows.select_related("unit").order_by("-valid_from", "-pk"):
        found[row.unit.key].append(row)
    return found


def period_begins(season: Season) -> date:
    period = law(season.pinned_set).period
    return period.from_.of(season.year + period.from_year) if period else date(season.year, 1, 1)


def in_office(rows: Sequence[Signatory], day: date) -> Signatory | None:
    return next((row for row in rows if row.valid_until is None or row.valid_until >= day), None)


def home_affairs_list(source: Source, moment: datetime) -> Paper:
    """The letter with a list for each tier; a draft until the result is approved."""
    season, day = source.season, source.day
    with translation.override("vi"):
        lead = lead_on(clock.local(moment).date())
        name = lead.name_vi if lead else "Cơ quan chủ trì"
        served = heads(season, day)
        text = (
            f"Căn cứ {words.approval(source)}, {name} gửi {words.home_affairs(day)} kết quả đánh giá, xếp hạng năm "
            f"{season.year} kèm danh sách người đứng đầu các đơn vị để sử dụng khi đánh giá người đứng đầu và xét thi "
            "đua, khen thưởng (Điều 9)."
        )
        corrected = (Paragraph(f"Kết quả này thay thế {words.correction(source)}."),) if source.corrects else ()
        closing = (
            f"Danh sách ghi người đứng đầu đương nhiệm vào ngày {day:%d/%m/%Y} và những người đã giữ chức vụ từ ngày "
            f"{period_begins(season):%d/%m/%Y}, theo thông tin các đơn vị đã khai báo./."
        )
        made = letter(
            lead,
            moment,
            season,
            f"V/v gửi kết quả đánh giá, xếp hạng năm {season.year} của các đơn vị",
            addressees=(words.home_affairs(day),),
            blocks=(Paragraph(text), *corrected, Paragraph(closing)),
            fields=words.fields(source, ("ngay_danh_sach", f"{day:%d/%m/%Y}")),
        )
        return words.marked(made, source, awaits_decision=True, annexes=tuple(_annexes(source, served)))


def _annexes(source: Source, served: Heads) -> Iterator[Annex]:
    for place, tier in enumerate(source.public["tiers"]):
        label = f"Phụ lục {ROMAN[place]}" if len(source.tiers) > 1 else "Phụ lục"
        title = f"KẾT QUẢ NĂM {source.season.year} VÀ NGƯỜI ĐỨNG ĐẦU\n{tier['name']['vi'].upper()}"
        rows = tuple(_row(source, number, unit, served) for number, unit in enumerate(tier["units"], 1))
        table = Table(f"Kết quả và người đứng đầu của {tier['name']['vi']}", COLUMNS, rows)
        yield Annex(label, title, f"(Kèm theo Công văn số {words.DOTS} ngày {words.DOTS})", (table,))


def _row(source: Source, number: int, unit: Mapping, served: Heads) -> Row:
    told = "\n".join(_head(row, source.day) for row in served.get(unit["unit"], ()))
    place = words.NONE if unit["position"] is None else str(unit["position"])
    level = words.WITHOUT.get(unit["state"]) or words.level_key(unit["level"], source.content)
    return Row((str(number), unit["name"]["vi"], words.total(unit), level, place, told or "Chưa ghi nhận"))


def _head(row: Signatory, day: date) -> str:
    begun = f"từ {row.valid_from:%d/%m/%Y}" if row.valid_from else ""
    ended = f"đến {row.valid_until:%d/%m/%Y}" if row.valid_until and row.valid_until < day else ""
    dates = " ".join(part for part in (begun, ended) if part) or "chưa ghi ngày giữ chức vụ"
    return f"{row.full_name}, {row.title} ({dates})"
