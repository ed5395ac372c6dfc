"""Thông báo công bố kết quả: the lead department announces it together with the committee office (R4.6c)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from thuocdo.accounts.letterheads import lead_on
from thuocdo.common import clock
from thuocdo.desks.agency_paper import numbered
from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.appendix import annexes, levels_table
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.official import Paper, Paragraph
from thuocdo.documents.official.paper import Block

RECIPIENTS = ("UBND tỉnh (để báo cáo);", "Các đơn vị có tên tại phụ lục;", "Lưu: VT.")


def announcement(source: Source, moment: datetime) -> Paper:
    """A draft until the result is approved."""
    with translation.override("vi"):
        lead = lead_on(clock.local(moment).date())
        made = numbered(
            lead,
            moment,
            source.season,
            "THÔNG BÁO",
            f"Công bố kết quả đánh giá, xếp hạng năm {source.season.year}{_of_correction(source)}",
            symbol="TB",
            fields=words.fields(source),
            blocks=tuple(_body(source, lead.name_vi if lead else "Cơ quan chủ trì")),
        )
        made = words.received_by(made, *RECIPIENTS)
        return words.marked(made, source, awaits_decision=True, annexes=annexes(source))


def _of_correction(source: Source) -> str:
    return " (điều chỉnh)" if source.corrects else ""


def _body(source: Source, name: str) -> Iterator[Block]:
    year, office = source.season.year, words.committee_office(source.day)
    yield Paragraph(
        f"Căn cứ {words.approval(source)}, {name} phối hợp với {office} công bố kết quả đánh giá, xếp hạng năm {year} "
        "(Điều 4.6) như sau:"
    )
    if source.corrects:
        yield Paragraph(f"Kết quả này thay thế {words.correction(source)}.")
    for tier in source.public["tiers"]:
        yield Paragraph(f"- {tier['name']['vi']}: {words.counted_in_words(tier['units'], source.content)}.")
    yield levels_table(source)
    if source.edition and source.edition.co_announcement:
        yield Paragraph(f"Cùng công bố: {' '.join(source.edition.co_announcement.split())}.".replace("..", "."))
    yield Paragraph(
        "Kết quả của từng đơn vị nêu tại phụ lục kèm theo Thông báo này. Điểm, cách tính và căn cứ từng nội dung được "
        "công khai đăng trên trang công khai kết quả; mọi người có thể tải số liệu về để tính lại./."
    )
