"""Tờ trình: the lead department submits the result to the People's Committee (R4.6b)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from thuocdo.accounts.letterheads import lead_on
from thuocdo.common import clock
from thuocdo.desks.agency_paper import committee_name, instrument_of, numbered
from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.appendix import annexes, levels_table
from thuocdo.desks.dossier.changes import changes
from thuocdo.desks.dossier.course import Course
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.official import Heading, Paper, Paragraph
from thuocdo.documents.official.paper import Block

LEAD = "Cơ quan chủ trì"
FEW = 8  # more units than these are named in the appendix alone


def submission(source: Source, course: Course, moment: datetime) -> Paper:
    """The lead department asks the People's Committee to approve the result."""
    with translation.override("vi"):
        lead = lead_on(clock.local(moment).date())
        name = lead.name_vi if lead else LEAD
        what = "điều chỉnh" if source.corrects else "phê duyệt"
        made = numbered(
            lead,
            moment,
            source.season,
            "TỜ TRÌNH",
            f"Về việc {what} kết quả đánh giá, xếp hạng năm {source.season.year}",
            symbol="TTr",
            fields=words.fields(source),
            addressees=(committee_name(),),
            blocks=tuple(_submission_body(source, course, name)),
        )
        return words.marked(made, source, annexes=annexes(source))


def _submission_body(source: Source, course: Course, name: str) -> Iterator[Block]:
    year = source.season.year
    yield Paragraph(
        f"Thực hiện {instrument_of(source.season)}, {name} kính trình Ủy ban nhân dân tỉnh xem xét, "
        f"{'điều chỉnh' if source.corrects else 'phê duyệt'} kết quả đánh giá, xếp hạng năm {year} (Điều 4.6) như sau:"
    )
    yield Heading("1. Quá trình thực hiện")
    yield from (Paragraph(f"- {line}") for line in course.lines)
    yield Heading("2. Kết quả")
    for tier in source.tiers:
        yield Paragraph(f"- {tier['name']['vi']}: {words.counted_in_words(tier['units'], source.content)}.")
    yield levels_table(source)
    if source.corrects:
        yield Heading("3. Nội dung điều chỉnh")
        yield Paragraph(f"Điều chỉnh {words.correction(source)}.")
        yield from changes(source)
    yield Heading("4. Nội dung cần lưu ý" if source.corrects else "3. Nội dung cần lưu ý")
    yield from (Paragraph(f"- {line}") for line in _to_note(source))
    yield Paragraph(
        f"{name} kính trình Ủy ban nhân dân tỉnh xem xét, quyết định (kèm theo dự thảo Quyết định, phụ lục kết quả và "
        "báo cáo kết quả thẩm tra)./."
    )


def _to_note(source: Source) -> list[str]:
    """What the chairman is to know before signing."""
    found = []
    for title, test in NOTED:
        names = [unit["name"]["vi"] for _tier, unit in source.units() if test(unit)]
        if names:
            told = ", ".join(names) if len(names) <= FEW else f"{len(names)} đơn vị, nêu tại cột Ghi chú của phụ lục"
            found.append(f"{title}: {told}.")
    ties = [words.tied(tier) for tier in source.tiers]
    if any(ties):
        found.append(
            f"Bằng điểm, cùng thứ tự: {sum(len(row) for row in ties)} đơn vị, nêu tại cột Ghi chú của phụ lục."
        )
    changes_of_reading = source.content["reading_changes"]
    found += [f"Cách hiểu Điều 6 được đổi theo Văn bản số {row['number']}." for row in changes_of_reading]
    return found or ["Không có."]


NOTED = (
    ("Mức khác nhau theo hai cách hiểu Điều 6", lambda unit: unit["levels_differ"]),
    ("Mức đạt được nhờ làm tròn", lambda unit: unit["level_changed_by_rounding"]),
    ("Có nội dung không đưa vào đánh giá (Điều 5.3)", lambda unit: bool(unit["exemptions"])),
    ("Không xếp hạng", lambda unit: unit["state"] == "below_lowest"),
    ("Không có báo cáo", lambda unit: unit["state"] == "not_reported"),
    ("Không có nội dung đánh giá", lambda unit: unit["state"] == "nothing_to_assess"),
)
