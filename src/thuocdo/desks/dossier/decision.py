"""Dự thảo Quyết định: what the People's Committee would decide on the result (R4.6b)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from thuocdo.accounts.letterheads import lead_on
from thuocdo.appraisal.models import Council
from thuocdo.common import clock
from thuocdo.desks.agency_paper import committee_letterhead, instrument_of
from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.appendix import annexes, mark_of
from thuocdo.desks.dossier.changes import changes
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.official import Foot, Head, Heading, Paper, Paragraph
from thuocdo.documents.official.paper import Block
from thuocdo.reports.official import in_words, paper_marks

LEAD = "cơ quan chủ trì"


def draft_decision(source: Source, council: Council | None, moment: datetime) -> Paper:
    """What the People's Committee would decide: a draft whatever state the result is in."""
    with translation.override("vi"):
        local, letterhead, year = clock.local(moment), committee_letterhead(), source.season.year
        what = "điều chỉnh" if source.corrects else "phê duyệt"
        made = Paper(
            kind="QUYẾT ĐỊNH",
            title=f"Về việc {what} kết quả đánh giá, xếp hạng năm {year}",
            head=Head(letterhead.above, letterhead.name, "QĐ-UBND", letterhead.place, local.year),
            addressees=(),
            blocks=tuple(_decision_body(source, council)),
            foot=Foot(("Như Điều 4;", "Lưu: VT."), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ""),
            moment=local,
            notices=(words.DRAFT,),
            marks=paper_marks(source.season),
            fields=words.fields(source),
            about_file=(f"sha256:{source.digest}", mark_of(source)),
        )
        return words.marked(made, source, annexes=annexes(source))


def _decision_body(source: Source, council: Council | None) -> Iterator[Block]:
    year, lead = source.season.year, lead_on(source.day)
    name = lead.name_vi if lead else LEAD
    yield Paragraph(f"Căn cứ {instrument_of(source.season)};")
    if council is not None:
        yield Paragraph(f"Căn cứ {words.document(council.decision)} về việc thành lập Hội đồng đánh giá, xếp hạng;")
    if source.corrects:
        yield Paragraph(f"Căn cứ {words.document(source.corrects.decision)} về việc phê duyệt kết quả năm {year};")
    yield Paragraph(
        f"Theo đề nghị của {name} tại Tờ trình số {words.DOTS} ngày {words.DOTS} tháng {words.DOTS} năm {words.DOTS},"
    )
    yield Heading("QUYẾT ĐỊNH:")
    yield from _first_article(source)
    yield Paragraph(
        f"Điều 2. {name} phối hợp với {words.committee_office(source.day)} công bố kết quả (Điều 4.6). "
        f"{words.home_affairs(source.day)} sử dụng kết quả khi đánh giá người đứng đầu và xét thi đua, khen thưởng "
        "(Điều 9)."
    )
    yield Paragraph(f"Điều 3. {_force(source)}")
    yield Paragraph(
        f"Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh, thủ trưởng {name}, thủ trưởng các đơn vị có tên tại phụ lục và "
        "các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./."
    )


def _first_article(source: Source) -> Iterator[Block]:
    what = (
        f"Điều chỉnh {words.correction(source)}" if source.corrects
        else f"Phê duyệt kết quả đánh giá, xếp hạng năm {source.season.year}"
    )  # fmt: skip
    tiers = "; ".join(f"{tier['name']['vi']}: {len(tier['units'])} đơn vị" for tier in source.tiers)
    yield Paragraph(f"Điều 1. {what}. Kết quả của từng đơn vị nêu tại phụ lục kèm theo Quyết định này ({tiers}).")
    if source.corrects:
        yield from changes(source)


def _force(source: Source) -> str:
    if source.corrects is None or source.corrects.decision is None:
        return "Quyết định này có hiệu lực kể từ ngày ký."
    number = source.corrects.decision.number
    return (
        f"Quyết định này có hiệu lực kể từ ngày ký. Phụ lục kèm theo Quyết định này thay thế phụ lục kèm theo "
        f"Quyết định số {number} ngày {in_words(source.corrects.decision.date)}."
    )
