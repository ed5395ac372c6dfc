"""Công văn trả lời chung: the answer for all units as a letter of the lead department (R4.1-2, R9)."""

from datetime import datetime

from thuocdo.accounts.letterheads import lead_on
from thuocdo.common import clock
from thuocdo.cycles.queries import law
from thuocdo.desks.agency_paper import instrument_of, letter
from thuocdo.difficulties.models import Ruling
from thuocdo.documents.official import Paper, Paragraph


def ruling_paper(row: Ruling, moment: datetime) -> Paper:
    """To every unit of the season; number and day are the clerk's. About 6 queries."""
    season, about = row.season, _component(row)
    matter = f"chỉ số {row.component}" if row.component else "một số nội dung"
    return letter(
        lead_on(clock.local(moment).date()),
        moment,
        season,
        f"V/v trả lời chung về {matter} trong kỳ đánh giá năm {season.year}",
        addressees=("Các đơn vị được đánh giá",),
        blocks=(
            Paragraph(
                f"Thực hiện {instrument_of(season)}, qua tổng hợp câu hỏi, vướng mắc của các đơn vị trong kỳ đánh giá "
                f"năm {season.year}, cơ quan chủ trì trả lời chung để các đơn vị thống nhất thực hiện như sau:"
            ),
            *([Paragraph(f"1. Chỉ số thành phần: {about}.")] if about else []),
            *_said(f"{2 if about else 1}. Câu hỏi: ", row.question),
            *_said(f"{3 if about else 2}. Trả lời: ", row.answer),
            Paragraph(f"{_replacing(row)}Các đơn vị căn cứ nội dung trên để thực hiện./."),
        ),
        fields=(
            ("nam", str(season.year)),
            ("chi_so", about),
            ("cau_hoi", row.question),
            ("tra_loi", row.answer),
        ),
    )


def _component(row: Ruling) -> str:
    """Code and name; of several forms the first that has it."""
    forms = law(row.season.pinned_set).forms.values()
    named = (c for form in forms for c in form.components if c.code == row.component)
    found = next(named, None)
    return f"{found.code} {found.name.vi}" if found else ""


def _said(begin: str, text: str) -> list[Paragraph]:
    """What was written, its lines as paragraphs."""
    first, *more = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    return [Paragraph(f"{begin}{first}"), *(Paragraph(line) for line in more)]


def _replacing(row: Ruling) -> str:
    former = getattr(row, "replaces", None)
    if former is None:
        return ""
    number = f" tại Văn bản số {former.document.number}" if former.document else ""
    return f"Nội dung này thay thế nội dung trả lời chung ngày {clock.local(former.ruled_at):%d/%m/%Y}{number}. "
