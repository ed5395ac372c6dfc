"""The published result of 2021 corrected once: one unit's component was counted short, so others moved too."""

from datetime import date

from thuocdo.accounts.models import User
from thuocdo.appraisal import actions as appraisal
from thuocdo.cycles.models import Season
from thuocdo.documents.models import DocumentKind
from thuocdo.results import actions as results
from thuocdo.results.correcting import open_correction
from thuocdo.results.models import Edition
from thuocdo.sample import council
from thuocdo.sample.people import person
from thuocdo.sample.stage import at, paper, report_of

UNIT, COMPONENT = "snv", "4.5"
REASON = (
    "Chỉ số 4.5 của Sở Nội vụ: các phản ánh xử lý đúng hạn trong quý IV chưa được tính đủ; "
    "Hội đồng xem lại theo đề nghị của đơn vị (dữ liệu mẫu)."
)
TAKEN_UP = "Xem lại số phản ánh xử lý đúng hạn theo việc điều chỉnh đã mở (dữ liệu mẫu)."
CONCLUDED = "Mọi phản ánh đều được xử lý đúng hạn theo số liệu trích xuất lại từ nền tảng (dữ liệu mẫu)."


def correct_2021(season: Season, edition: Edition, lead: User, second: User) -> None:
    """Opened, decided anew in session, approved by a decision of its own, published."""
    at(2022, 2, 14)
    open_correction(lead, edition, REASON, [report_of(season, UNIT).pk])
    _decide_anew(season)
    at(2022, 2, 21)
    corrected = results.propose(lead, season)
    at(2022, 2, 28, 10)
    signer = "Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh"
    decision = paper(lead, DocumentKind.APPROVAL, "412/QĐ-UBND", date(2022, 2, 25), signer)
    results.enter_decision(lead, corrected, decision)
    at(2022, 2, 28, 11)
    results.approve(second, corrected)
    at(2022, 3, 1, 9)
    words = "Văn phòng UBND tỉnh và Sở Thông tin và Truyền thông cùng công bố ngày 01/03/2022 (mẫu)"
    results.publish(second, corrected, co_announcement=words)


def _decide_anew(season: Season) -> None:
    session = council.call(season, 2022, 2, 18, 14)
    at(2022, 2, 18, 14)
    council.begin(session, "uyvien.stc")
    secretary, report = person("thuky"), report_of(season, UNIT)
    appraisal.take_up_again(secretary, report, TAKEN_UP, [COMPONENT])
    kept = report_of(season, UNIT).answers.get(component=COMPONENT, stage="final")
    whole = {**kept.values, "a": kept.values["b"]}
    facts = {"values": whole, "settled": None, "reason": CONCLUDED, "version": kept.version}
    appraisal.settle(secretary, report_of(season, UNIT), COMPONENT, **facts)
    appraisal.finish(secretary, report_of(season, UNIT))
    at(2022, 2, 18, 17)
    council.end(session)
