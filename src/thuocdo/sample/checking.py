"""What the verification of 2022 shows: ready-made reasons, an agreement with a comment, adjusted figures."""

from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import standing
from thuocdo.sample.stage import report_of
from thuocdo.verification import actions as verification
from thuocdo.verification.enums import Verdict
from thuocdo.verification.reasons import add_reason

REASONS = [
    (
        "Tài liệu kiểm chứng chưa chứng minh đủ số liệu đã báo cáo.",
        "The evidence does not bear out the figures declared.",
        "",
        "",
    ),
    (
        "Số liệu không đúng kỳ báo cáo; đã tính lại theo kỳ của bộ tiêu chí.",
        "The figures are of another period; they were counted again for the period of the criteria set.",
        "",
        Verdict.FIGURES,
    ),
    (
        "Số liệu khác với hệ thống dịch vụ công trực tuyến; lấy theo hệ thống.",
        "The figures differ from the online services' system; those of the system are taken.",
        "4.3",
        Verdict.FIGURES,
    ),
    (
        "Đồng ý; đề nghị bổ sung số, ngày của văn bản trong báo cáo kỳ sau.",
        "Agreed; please add number and date of the document next time.",
        "",
        Verdict.COMMENTED,
    ),
]


def keep_reasons(lead: User, season: Season) -> None:
    for vi, en, component, verdict in REASONS:
        add_reason(lead, season, name_vi=vi, name_en=en, component=component, verdict=verdict)


def check_some(lead: User, season: Season) -> None:
    """One report on its way: a comment that its unit will read, and figures counted again."""
    report = report_of(season, "stc")
    verification.agree(lead, report, "1.1", comment=f"{REASONS[3][0][:-1]} (dữ liệu mẫu).")
    declared = standing(report.answers.all(), Stage.SELF)["4.3"].values
    fewer = {**declared, "a": str(int(declared["a"]) * 4 // 5)}
    verification.adjust(
        lead, report, "4.3", values=fewer, settled=None, reason=f"{REASONS[2][0][:-1]} (dữ liệu mẫu).", version=0
    )
