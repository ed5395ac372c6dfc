"""What a running season asks and is asked: clarification requests, on-site checks, difficulties, an answer for all."""

from datetime import date

from thuocdo.accounts.models import Unit, User
from thuocdo.cycles.models import Season
from thuocdo.difficulties import actions as difficulties
from thuocdo.difficulties.models import Difficulty
from thuocdo.documents import files
from thuocdo.documents.models import DocumentKind
from thuocdo.sample.papers import pdf
from thuocdo.sample.people import person
from thuocdo.sample.stage import at, paper, report_of
from thuocdo.verification import asking, letters, visiting
from thuocdo.verification.enums import Side
from thuocdo.verification.models import ClarificationRequest, Visit
from thuocdo.verification.ruling import rule_for_all

TEAM = ((Side.TEAM, "Nguyễn Văn Mẫu", "Phó Giám đốc Sở, Trưởng đoàn"), (Side.TEAM, "Trần Thị Mẫu", "Chuyên viên"))
SOURCE = "Số hồ sơ trong biểu khác số trên hệ thống một cửa; đề nghị nêu nguồn và thời điểm trích xuất (dữ liệu mẫu)."
LEAD = "Sở Thông tin và Truyền thông"
REPORT = "Đơn vị gửi báo cáo trích xuất từ hệ thống một cửa ngày 01/10 kèm theo (dữ liệu mẫu)."


def ask_in_2022(season: Season) -> None:
    """Requests in every state, one of them overdue; difficulties answered and waiting; visits held and planned."""
    lead = person("chutri1")
    at(2022, 10, 14, 10, 5)
    asked = _ask(season, lead)
    raised = _raise(season)
    number = "1505/STTTT-CNTT"
    letter = paper(lead, DocumentKind.REQUEST, number, date(2022, 10, 14), "Phó Giám đốc Sở (mẫu)", LEAD)
    letters.issue_request(lead, asked["snv", "4.3"], letter)
    at(2022, 10, 14, 11)
    _answer(asked)
    letters.number_answer(person("nguoilap.snv"), asked["snv", "4.3"], "312/SNV-VP", date(2022, 10, 14))
    at(2022, 10, 14, 14)
    _visit(season, lead)
    asking.close(lead, asked["snv", "1.3"], "Đơn vị đã gửi đủ tài liệu (dữ liệu mẫu).")
    _settle(season, lead, raised)


def _ask(season: Season, lead: User) -> dict[tuple[str, str], ClarificationRequest]:
    """(unit, component) -> its request."""
    wanted = {
        ("snv", ("1.3",)): date(2022, 10, 20),
        ("snv", ("4.3", "4.5")): date(2022, 10, 20),
        ("stc", ("4.3",)): date(2022, 10, 14),
        ("vpubnd", ("2.1",)): date(2022, 10, 19),
    }
    found = {}
    for (unit, codes), due in wanted.items():
        for row in asking.ask(lead, report_of(season, unit), codes, text=SOURCE, due=due):
            found[unit, row.component] = row
    return found


def _answer(asked: dict[tuple[str, str], ClarificationRequest]) -> None:
    upload = pdf("trich-xuat-mot-cua.pdf", "trich xuat he thong mot cua")
    stored = [(files.store(upload), upload.name)]
    asking.answer(person("nguoilap.snv"), asked["snv", "1.3"], REPORT, stored)
    asking.answer(person("nguoilap.snv"), asked["snv", "4.3"], REPORT, stored)


def _raise(season: Season) -> dict[str, Difficulty]:
    said = {
        "syt": ("4.3", "Chưa rõ mẫu số có tính hồ sơ liên thông hay không.", "Có văn bản hướng dẫn chung."),
        "hue": ("4.3", "Hồ sơ tiếp nhận trước kỳ số liệu nhưng trả kết quả trong kỳ tính thế nào?", ""),
        "sct": (
            "6.1",
            "Hệ thống báo cáo của tỉnh không trích được số liệu theo kỳ từ 01/10.",
            "Mở chức năng trích xuất.",
        ),
        "sgddt": ("", "Kinh phí chuyển đổi số năm 2022 giao muộn.", "Kiến nghị UBND tỉnh giao dự toán từ đầu năm."),
    }
    return {
        key: difficulties.raise_difficulty(
            person(f"nguoilap.{key}"),
            Unit.objects.get(key=key),
            season=season,
            component=code,
            text=f"{text} (dữ liệu mẫu)",
            proposal=proposal,
        )
        for key, (code, text, proposal) in said.items()
    }


def _visit(season: Season, lead: User) -> Visit:
    unit = report_of(season, "snv").season_unit
    signers = (*TEAM, (Side.UNIT, "Lê Văn Mẫu", "Giám đốc Sở Nội vụ"))
    place, purpose = "Trụ sở Sở Nội vụ", "Đối chiếu sổ theo dõi và hệ thống một cửa (dữ liệu mẫu)."
    plan = visiting.Plan(date(2022, 10, 14), place, purpose, ("4.3", "4.5"), signers, "1502/KH-STTTT")
    visit = visiting.plan_visit(lead, unit, plan)
    found = {
        "4.3": "Số hồ sơ trên hệ thống khớp báo cáo trích xuất (dữ liệu mẫu).",
        "4.5": "Một phản ánh trả lời quá hạn chưa được ghi nhận (dữ liệu mẫu).",
    }
    texts = {"minutes": "Làm việc từ 8 giờ đến 11 giờ.", "unit_opinion": "Đơn vị nhất trí."}
    visiting.write_minutes(lead, visit, findings=found, version=1, held=True, **texts)
    later = visiting.Plan(date(2022, 10, 25), "Trụ sở Sở Tài chính", purpose, ("4.3",), TEAM)
    return visiting.plan_visit(lead, report_of(season, "stc").season_unit, later)


def _settle(season: Season, lead: User, raised: dict[str, Difficulty]) -> None:
    difficulties.answer(lead, raised["sct"], "Chức năng trích xuất theo kỳ đã mở từ ngày 12/10 (dữ liệu mẫu).")
    difficulties.pass_on(lead, raised["sgddt"], wanted=True)
    rule_for_all(
        lead,
        season,
        component="4.3",
        question="Mẫu số của chỉ số thành phần 4.3 gồm những hồ sơ nào?",
        answer="Gồm mọi hồ sơ tiếp nhận trong kỳ số liệu, kể cả hồ sơ liên thông (dữ liệu mẫu).",
        document=paper(lead, DocumentKind.RULING, "1519/STTTT-CNTT", date(2022, 10, 14), "Giám đốc Sở (mẫu)"),
        difficulties=[raised["syt"], raised["hue"]],
    )
