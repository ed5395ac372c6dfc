"""The official report as a paper: what it says, in the order of an administrative report. Vietnamese throughout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from thuocdo.accounts.letterheads import lead_on, letterhead_on, signature_lines
from thuocdo.accounts.models import Letterhead
from thuocdo.audit.models import Checkpoint
from thuocdo.common import clock
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.documents.official import Annex, Attestation, Facts, Foot, Head, Heading, Paper, Paragraph
from thuocdo.documents.official.paper import Block
from thuocdo.regulation import CriteriaSet, assess_unit
from thuocdo.reports.content import content_digest
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.enums import Stage
from thuocdo.reports.evidence_period import period_marks
from thuocdo.reports.facts import standing, unit_facts
from thuocdo.reports.models import Report
from thuocdo.reports.official.tables import Declared, component_table, evidence_table, summary_table, total_points

PREVIEW = "BẢN XEM TRƯỚC"
SAMPLE = "DỮ LIỆU MẪU"
PRACTICE = ("TẬP DƯỢT", "KHÔNG CÓ GIÁ TRỊ")
DOTS = "........"


@dataclass(frozen=True)
class Beside:
    """What floors above know of the report: component -> number of the written acceptance; component -> reason of a
    request not decided yet (R5.3); the same of every request that the unit made and has not withdrawn."""

    exempt: Mapping[str, str] = field(default_factory=dict)
    requested: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)


def report_paper(
    report: Report, beside: Beside, moment: datetime, *, preview: bool = False, checkpoint: Checkpoint | None = None
) -> Paper:
    """The report as it stands, dated `moment`; it prints the audit's `checkpoint` where one is given. About 6 queries
    more than the report's own.

    Needs answers and evidence prefetched (`with_evidence(with_answers(…))`).
    """
    local = clock.local(moment)
    unit, name = report.season_unit.unit, report.season_unit.name_vi
    letterhead = letterhead_on(unit, local.date(), name)
    digest = content_digest(report)
    said, criteria = _declared(report, beside), law(report.season_unit.season.pinned_set)
    head = Head(letterhead.above, letterhead.name, f"BC-{letterhead.symbol}", letterhead.place, local.year)
    return Paper(
        kind="BÁO CÁO",
        title=f"Kết quả tự đánh giá năm {report.season_unit.season.year}\ntheo {criteria.title.vi}",
        head=head,
        addressees=_addressees(report, local.date()),
        blocks=tuple(_body(report, said, criteria)),
        foot=_foot(report, letterhead, local.date()),
        moment=local,
        annexes=(_annex(report, said, head, _attestation(report, digest, criteria, checkpoint)),),
        notices=_notices(criteria),
        marks=paper_marks(report.season_unit.season, preview=preview),
        fields=(("nam", str(report.season_unit.season.year)), ("don_vi", name)),
        about_file=(f"sha256:{digest}", f"thuocdo:{report.season_unit.season.key}:{unit.key}"),
    )


def _declared(report: Report, beside: Beside) -> Declared:
    criteria = law(report.season_unit.season.pinned_set)
    facts = unit_facts(report, Stage.SELF, beside.exempt, draft=True)
    return Declared(
        form=criteria.forms[facts.tier],
        result=assess_unit(criteria, facts),
        answers=standing(report.answers.all(), Stage.SELF),
        evidence=tuple(report.evidence.all()),
        marks=period_marks(report),
        exempt=beside.exempt,
        requested=beside.requested,
    )


def _addressees(report: Report, day: date) -> tuple[str, ...]:
    """The department that runs the season; its own report goes to the People's Committee (R4.1, I12)."""
    lead = lead_on(day)
    if lead is not None and lead.pk != report.season_unit.unit_id:
        return (lead.name_vi,)
    province = Installation.objects.values_list("name_vi", flat=True).first() or ""
    return (f"Ủy ban nhân dân {province[:1].lower()}{province[1:]}".strip(),)


def _body(report: Report, said: Declared, criteria: CriteriaSet) -> list[Block]:
    name, season = report.season_unit.name_vi, report.season_unit.season
    blocks: list[Block] = [
        Paragraph(f"{_grounds(report, criteria)}, {name} báo cáo kết quả tự đánh giá năm {season.year} như sau:"),
        Heading("1. Thông tin chung"),
        Facts((*_about(report, said, criteria), *contacts(report))),
        Heading("2. Kết quả tự đánh giá"),
        summary_table(said),
        Paragraph(
            f"Điểm tự chấm: {total_points(said.result)}. Số liệu, cách tính và tài liệu kiểm chứng của từng chỉ "
            f"số thành phần nêu tại Phụ lục {said.form.code} kèm theo Báo cáo này."
        ),
    ]
    return [*blocks, *_open(said), *_requests(said), *_closing(name)]


def _grounds(report: Report, criteria: CriteriaSet) -> str:
    instrument, opening = criteria.instrument, report.season_unit.season.opening_document
    text = (
        f"Thực hiện Quyết định số {instrument.number} ngày {in_words(instrument.date)} của {instrument.issuer.vi} về "
        f"{criteria.title.vi[:1].lower()}{criteria.title.vi[1:]}"
    )
    if opening is None:
        return text
    issuer = f" của {opening.issuer}" if opening.issuer else ""
    return f"{text}; Văn bản số {opening.number} ngày {in_words(opening.date)}{issuer}"


def in_words(day: date) -> str:
    """Days under 10 and months under 3 have a 0 before them (Decree 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def _about(report: Report, said: Declared, criteria: CriteriaSet) -> list[tuple[str, str]]:
    year, period = report.season_unit.season.year, criteria.period
    own = [line for line in said.form.components if any(leaf.answered_by == "unit" for leaf in line.leaves)]
    facts = [("Kỳ đánh giá", f"năm {year}")]
    if period:
        begin, end = period.from_.of(year + period.from_year), period.until.of(year + period.until_year)
        facts.append(("Kỳ số liệu", f"từ {begin:%d/%m/%Y} đến {end:%d/%m/%Y}"))
    return [
        *facts,
        ("Hạn gửi báo cáo", f"hết ngày {last_day_of(report):%d/%m/%Y}"),
        ("Số chỉ số thành phần đã trả lời", f"{len(own) - len(_open_codes(said))} trên {len(own)}"),
        ("Số tài liệu kiểm chứng", str(len(said.evidence))),
    ]


def contacts(report: Report) -> list[tuple[str, str]]:
    """The preparer, whom the lead department rings up (R4.5)."""
    return [
        ("Người lập biểu", report.preparer_name or "chưa có"),
        ("Điện thoại cố định", report.landline or "chưa có"),
        ("Điện thoại di động", report.mobile or "chưa có"),
        ("Thư điện tử", report.email or "chưa có"),
    ]


def _open_codes(said: Declared) -> list[str]:
    """Components of which the unit still answers nothing, or not all."""
    return [
        component.code
        for component, line in zip(said.form.components, said.result.components, strict=True)
        if line.state == "unanswered" and any(leaf.answered_by == "unit" for leaf in component.leaves)
    ]


def _open(said: Declared) -> list[Block]:
    codes = _open_codes(said)
    if not codes:
        return []
    return [Paragraph(f"Chưa trả lời {len(codes)} chỉ số thành phần, không có điểm: {', '.join(codes)}.")]


def _requests(said: Declared) -> list[Block]:
    if not said.requested and not said.exempt:
        return []
    accepted = [(f"Chỉ số {code}", f"đã được chấp thuận tại Văn bản số {no}") for code, no in said.exempt.items()]
    asked = [(f"Chỉ số {code}", reason) for code, reason in said.requested.items() if code not in said.exempt]
    return [Heading("3. Đề nghị không đánh giá"), Facts((*accepted, *asked))]


def _closing(name: str) -> list[Block]:
    return [
        Paragraph(
            f"{name} chịu trách nhiệm về tính đầy đủ, chính xác của số liệu và tài liệu kiểm chứng trong Báo cáo này./."
        )
    ]


def _foot(report: Report, letterhead: Letterhead, day: date) -> Foot:
    title = report.signer_title or "Thủ trưởng đơn vị"
    signs = signature_lines(report.season_unit.unit, letterhead, report.signer_name, title, day)
    return Foot(recipients(letterhead), signs, report.signer_name)


def recipients(letterhead: Letterhead) -> tuple[str, ...]:
    """Those of the letterhead; else whom the paper is addressed to, and the files."""
    lines = [line.strip().removeprefix("-").strip() for line in letterhead.recipients.splitlines() if line.strip()]
    return tuple(lines) or ("Như trên;", "UBND tỉnh (để báo cáo);", "Lưu: VT.")


def _annex(report: Report, said: Declared, head: Head, attestation: Attestation) -> Annex:
    name, year = report.season_unit.name_vi, report.season_unit.season.year
    blocks: list[Block] = [Heading("A. Số liệu báo cáo và điểm tự chấm"), component_table(said)]
    blocks.append(Heading("B. Danh mục tài liệu kiểm chứng"))
    if said.evidence:
        blocks.append(evidence_table(said))
    else:
        blocks.append(Paragraph("Báo cáo không kèm tài liệu kiểm chứng nào."))
    return Annex(
        label=f"Phụ lục {said.form.code}",
        title=f"SỐ LIỆU BÁO CÁO VÀ ĐIỂM TỰ CHẤM NĂM {year}",
        belongs=f"(Kèm theo Báo cáo số {DOTS}/{head.symbol} ngày {DOTS} tháng {DOTS} năm {head.year} của {name})",
        blocks=(*blocks, Heading("C. Mã nội dung của báo cáo"), attestation),
    )


def _attestation(report: Report, digest: str, criteria: CriteriaSet, checkpoint: Checkpoint | None) -> Attestation:
    sealed = (
        [("Nhật ký hệ thống", f"mốc kiểm soát gồm {checkpoint.size} mục, giá trị gốc {checkpoint.short}")]
        if checkpoint
        else []
    )
    season, unit = report.season_unit.season, report.season_unit.unit.key
    year = season.year
    return Attestation(
        code=f"thuocdo:{season.key}:{unit}:sha256:{digest}",
        spoken=f"Mã QR: năm {year}, đơn vị {unit}, mã nội dung {digest}",
        rows=(
            ("Năm, đơn vị", f"{year}, {report.season_unit.name_vi} ({unit})"),
            ("Bộ tiêu chí", f"{criteria.id}, bản {criteria.version}"),
            ("Mã nội dung (SHA-256)", in_groups(digest)),
            *sealed,
        ),
    )


def in_groups(digest: str) -> str:
    """A digest as people compare it: four groups of sixteen, two a line."""
    groups = [digest[at : at + 16] for at in range(0, len(digest), 16)]
    return f"\n{' '.join(groups[:2])}\n{' '.join(groups[2:])}"


def _notices(criteria: CriteriaSet) -> tuple[str, ...]:
    """A set that is not the official one says so wherever it is used."""
    if criteria.status != "PROVISIONAL":
        return ()
    return (criteria.notice.vi if criteria.notice else "BẢN TẠM. Bộ tiêu chí này chưa phải bản chính thức.",)


def paper_marks(season: Season, *, preview: bool = False) -> tuple[str, ...]:
    """What is printed across every page of a practice season's papers, of a sample or practice installation's, and of a
    preview: 1 query."""
    kind = Installation.objects.values_list("kind", flat=True).first()
    sample = (SAMPLE,) if kind and kind != InstallationKind.REAL else ()
    return (*(PRACTICE if season.is_practice else ()), *sample, *((PREVIEW,) if preview else ()))
