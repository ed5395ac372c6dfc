"""Phiếu điểm: a unit's published result on one page, as PDF/A. Vietnamese, as papers are; not signed, not numbered."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from pypdfium2 import PdfDocument

from thuocdo.accounts.letterheads import lead_on, letterhead_on
from thuocdo.accounts.models import Letterhead
from thuocdo.analysis.lines import number
from thuocdo.charts.chart import Chart
from thuocdo.charts.drawing import bare_svg
from thuocdo.common import clock
from thuocdo.common.templatetags.words import day, points
from thuocdo.desks.unit.outcome.finding import Outcome, told_of
from thuocdo.documents.official import Facts, Head, Heading, Paper, Paragraph, Picture, typeset
from thuocdo.documents.official.paper import Block
from thuocdo.portal.ranking import level_names
from thuocdo.reports.official import paper_marks
from thuocdo.results.explaining.unit import Told
from thuocdo.results.explaining.unit_charts import GROUPS

MOST = 3  # sentences of each sort
PROVISIONAL = "BẢN TẠM: tên và thang điểm chỉ số thành phần chưa phải bản chính thức."


def sheet_pdf(outcome: Outcome, moment: datetime) -> bytes:
    """One page whatever the sentences are long: the fewer of them then, the dearest first."""
    for at_most in range(MOST, 0, -1):
        made = typeset(sheet_paper(outcome, moment, at_most))
        if len(PdfDocument(made)) == 1:
            break
    return made


def sheet_paper(outcome: Outcome, moment: datetime, at_most: int = MOST) -> Paper:
    season, local = outcome.report.season_unit.season, clock.local(moment)
    lead = lead_on(local.date())
    letterhead = letterhead_on(lead, local.date()) if lead else Letterhead(name="", symbol="", place="")
    with translation.override("vi"):
        blocks = tuple(_blocks(outcome, told_of(outcome), at_most))
    return Paper(
        kind="PHIẾU ĐIỂM",
        title=f"Mức độ Chính quyền số năm {season.year} của {outcome.unit['name']['vi']}",
        head=Head(
            letterhead.above,
            letterhead.name,
            "",
            letterhead.place,
            local.year,
            date=f"ngày {local.day:02d} tháng {local.month:02d}",
        ),
        addressees=(),
        blocks=blocks,
        foot=None,
        moment=local,
        notices=(PROVISIONAL,) if outcome.edition.content["set"]["status"] == "PROVISIONAL" else (),
        marks=paper_marks(season),
        about_file=(f"thuocdo-phieu-diem:{season.key}:{outcome.unit['unit']}:{outcome.edition.number}",),
    )


def _blocks(outcome: Outcome, told: Told, at_most: int) -> Iterator[Block]:
    yield Facts(tuple(_facts(outcome)))
    if GROUPS in told.charts:
        yield _picture(told.charts[GROUPS])
    yield from _sentences("Điểm mạnh", told.strengths, at_most)
    yield from _sentences("Hạn chế cần khắc phục", told.shortcomings, at_most)
    yield from _next_level(told)


def _facts(outcome: Outcome) -> Iterator[tuple[str, str]]:
    unit, content, edition = outcome.unit, outcome.edition.content, outcome.edition
    level = level_names(content["set"]).get(unit["level"])
    position = f", thứ tự {unit['position']} trên {outcome.placed} đơn vị được xếp mức" if unit["position"] else ""
    yield "Kết quả", f"{level['vi'] if level else ''}{position} ({outcome.tier['name']['vi']})"
    scored = f"{points(number(unit['scored']), 2)} trên {points(number(unit['done_max']))} điểm cần thực hiện"
    yield "Điểm quy đổi", f"{points(number(unit['total']), 2)} ({scored})"
    if edition.decision:
        yield "Quyết định phê duyệt", f"số {edition.decision.number} ngày {day(edition.decision.date)}"


def _picture(chart: Chart) -> Picture:
    """Read aloud, it says all figures."""
    rows = (f"{name}: {_or_none(scored)} trên {_or_none(done)} điểm" for name, scored, done, *_rest in chart.rows)
    drawn = bare_svg(chart.paper or chart.wide, "vi").decode()
    return Picture(drawn, f"{chart.title}. {chart.alt} {'; '.join(rows)}.")


def _or_none(value) -> str:
    return "không có" if value is None else points(value, 2)


def _next_level(told: Told) -> Iterator[Block]:
    """By the reading of Article 6 that the season was opened with; nothing on the highest level."""
    for need in told.needs[:1]:
        yield Heading("Cần thêm gì để đạt mức cao hơn")
        yield Paragraph(" ".join([*need["missing"], need["enough"], "; ".join(need["lines"])]).strip())


def _sentences(title: str, rows: list[str], at_most: int) -> Iterator[Block]:
    if rows:
        yield Heading(title)
        yield from (Paragraph(f"- {row}") for row in rows[:at_most])
