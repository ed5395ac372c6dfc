"""Phiếu xác nhận đã nhận báo cáo as a paper: what the receipt's page says, to be kept in the unit's files (R4.5)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import translation

from thuocdo.accounts.letterheads import lead_on, letterhead_on
from thuocdo.accounts.models import Letterhead
from thuocdo.common import clock
from thuocdo.desks.unit.workspace import Workspace
from thuocdo.documents.official import Attestation, Facts, Head, Paper, Paragraph, typeset
from thuocdo.reports.models import Sending
from thuocdo.reports.official import in_groups, paper_marks
from thuocdo.reports.official.declared import number

AGREES = {
    True: "Trùng với mã mà nhật ký hệ thống ghi lúc gửi.",
    False: "KHÁC với mã mà nhật ký hệ thống ghi lúc gửi; báo ngay cho cơ quan chủ trì.",
    None: "Nhật ký hệ thống không còn giữ phần để đối chiếu mã này.",
}
NOT_KEPT = "không được lưu cùng lần gửi này"


def receipt_pdf(data: Mapping[str, Any]) -> bytes:
    """The receipt as PDF/A. `data`: what the page shows (ws, sending, checkpoint, stands, agrees, attached)."""
    return typeset(receipt_paper(data))


def receipt_paper(data: Mapping[str, Any]) -> Paper:
    workspace, sending = data["ws"], data["sending"]
    season, name = workspace.report.season_unit.season, workspace.report.season_unit.name_vi
    local = clock.local(sending.sent_at)
    lead = lead_on(local.date())
    letterhead = letterhead_on(lead, local.date()) if lead else Letterhead(name="", symbol="", place="")
    date = f"ngày {local.day:02d} tháng {local.month:02d}"
    return Paper(
        kind="PHIẾU XÁC NHẬN ĐÃ NHẬN BÁO CÁO",
        title=f"Báo cáo tự đánh giá năm {season.year} của {name}",
        head=Head(letterhead.above, letterhead.name, "", letterhead.place, local.year, date=date),
        addressees=(),
        blocks=(
            Facts(tuple(_facts(workspace, sending, data))),
            Paragraph(
                "Phiếu do hệ thống lập tự động theo đồng hồ của cơ sở dữ liệu; mã nội dung chứng minh điều đã gửi."
            ),
            _attestation(workspace, sending, data),
        ),
        foot=None,
        moment=local,
        marks=paper_marks(season),
        about_file=(*_digest(sending), f"thuocdo-receipt:{season.key}:{workspace.report.pk}"),
    )


def _digest(sending: Sending) -> Iterator[str]:
    if sending.content_sha256:
        yield f"sha256:{sending.content_sha256}"


def _facts(workspace: Workspace, sending: Sending, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    report, declared = workspace.report, workspace.declared
    late = "gửi muộn" if sending.is_late else "đúng hạn"
    yield "Đơn vị", report.season_unit.name_vi
    yield "Nhận lúc", f"{clock.local(sending.sent_at):%H:%M:%S ngày %d/%m/%Y} ({late})"
    yield "Hạn gửi", f"hết ngày {sending.last_day:%d/%m/%Y}"
    yield "Lần gửi", str(sending.number)
    yield "Người gửi", sending.sent_by.full_name
    if not data["stands"]:
        yield "Lưu ý", "Lần gửi này đã được thu hồi, trả lại hoặc thay bằng lần gửi sau"
        return
    yield "Người lập biểu", report.preparer_name
    yield "Thủ trưởng đơn vị ký", f"{report.signer_name}, {report.signer_title}"
    yield "Chỉ số thành phần đã trả lời", f"{workspace.done} trên {workspace.of}"
    if declared.scored is not None:
        yield "Điểm tự chấm", f"{number(declared.scored)} trên {number(workspace.within_reach)}"
    if report.document_number:
        day = f" ngày {report.document_date:%d/%m/%Y}" if report.document_date else ""
        yield "Số báo cáo", f"{report.document_number}{day}"
    if attached := data.get("attached"):
        with translation.override("vi"):
            yield attached.label, "; ".join([attached.copy.file_name, *attached.verdicts])
        yield "Mã kiểm tra của tệp (SHA-256)", attached.copy.file.sha256


def _attestation(workspace: Workspace, sending: Sending, data: Mapping[str, Any]) -> Attestation:
    report, digest, checkpoint = workspace.report, sending.content_sha256, data["checkpoint"]
    season, unit = report.season_unit.season, report.season_unit.unit.key
    year, place = season.year, f"thuocdo:{season.key}:{unit}"
    code = f"{place}:sha256:{digest}" if digest else place
    sealed = f"mục số {data['entry'].pk}, chờ niêm phong"
    if checkpoint:
        sealed = (
            f"mục số {data['entry'].pk}, đứng thứ {data['entry'].seal.number} trong nhật ký; "
            f"mốc kiểm soát gồm {checkpoint.size} mục, giá trị gốc {checkpoint.short}"
        )
    return Attestation(
        code=code,
        spoken=f"Mã QR: năm {year}, đơn vị {unit}, mã nội dung {digest or NOT_KEPT}",
        rows=(
            ("Mã nội dung (SHA-256)", in_groups(digest) if digest else "—"),
            ("Đối chiếu", AGREES[data["agrees"]] if digest else NOT_KEPT),
            ("Nhật ký hệ thống", sealed),
        ),
    )
