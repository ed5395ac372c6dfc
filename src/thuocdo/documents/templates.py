"""Which papers a department may give its own Word form, and the fields that each form may use (as data, with words)."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Form = Literal["letter", "named", "decision", "minutes", "unsigned"]


@dataclass(frozen=True)
class Field:
    """`example` stands in the sample, in Vietnamese as on the paper; of a list it is what a loop calls each."""

    name: str
    words: Promise | str
    example: str = ""


@dataclass(frozen=True)
class PaperKind:
    """`form`: a letter ("công văn"), a paper with a name of its own, one that is addressed to nobody, minutes signed by
    two, or minutes whose signatures stand in the text. `own`: fields besides those of every paper. `heading`: kind and
    matter in the sample."""

    key: str
    name: Promise | str
    form: Form
    heading: tuple[str, str]
    own: tuple[Field, ...]
    symbol: str = "STTTT"


YEAR = Field("nam", _("Year of the season"), "2022")
UNIT = Field("don_vi", _("Name of the unit"), "Sở Y tế")
TIER = Field("cap_don_vi", _("Tier of units"), "Sở, ban, ngành cấp tỉnh")
DECISION = Field(
    "quyet_dinh",
    _("Decision that the season rests on: number, date, issuer"),
    "Quyết định số 2145/QĐ-UBND ngày 10 tháng 9 năm 2019 của Ủy ban nhân dân tỉnh",
)
LAST_DAY = Field("han_gui", _("Last day for reports, with its weekday"), "hết ngày 19/10/2022 (Thứ Tư)")
DUE = Field("han_tra_loi", _("Last day for the answer"), "hết ngày 28/10/2022")
COMPONENT = Field("chi_so", _("Code and name of the component; empty where it concerns none"), "1.3 Dịch vụ công")
DAY = Field("ngay_kiem_tra", _("Day of the on-site check"), "ngày 02 tháng 11 năm 2022")
PLACE = Field("dia_diem", _("Place of the on-site check"), "Trụ sở đơn vị")
APPROVAL = Field(
    "phe_duyet", _("Decision that approves the result; dotted until there is one"), "Quyết định số 3456/QĐ-UBND"
)
EDITION = Field("ban_ket_qua", _("Which result: the draft, or the number of its edition"), "Bản kết quả lần 1")
RESULT = (YEAR, DECISION, APPROVAL, EDITION)
LETTER = ("", "V/v nội dung của công văn năm 2022")

PAPERS = {
    row.key: row
    for row in (
        PaperKind(
            "opening",
            _("Opening letter"),
            "letter",
            LETTER,
            (
                YEAR,
                TIER,
                DECISION,
                LAST_DAY,
                Field("ky_so_lieu", _("Period of the figures"), "từ ngày 01/01/2022 đến ngày 31/12/2022"),
                Field("bieu_mau", _("Form that this tier reports on"), "Phụ lục I"),
                Field("cach_hieu_dieu_6", _("How Article 6 is read"), "theo tổng điểm"),
                Field("van_ban_dieu_6", _("Document that settles this reading"), "Văn bản số 10/UBND-CNTT"),
                Field("dau_moi", _("Whom to ask: name, telephone, e-mail"), "Nguyễn Văn A, 0234 000000"),
            ),
        ),
        PaperKind(
            "press",
            _("Letter that presses late units"),
            "letter",
            LETTER,
            (YEAR, TIER, DECISION, LAST_DAY, Field("so_don_vi", _("How many units are pressed"), "3")),
        ),
        PaperKind("request", _("Clarification request"), "letter", LETTER, (YEAR, UNIT, DECISION, DUE)),
        PaperKind("answer", _("Answer to a clarification request"), "letter", LETTER, (YEAR, UNIT)),
        PaperKind(
            "ruling",
            _("Answer for all units"),
            "letter",
            LETTER,
            (
                YEAR,
                COMPONENT,
                Field("cau_hoi", _("Question"), "Số liệu lấy theo ngày nào?"),
                Field("tra_loi", _("Answer"), "Số liệu lấy đến hết ngày 30/9."),
            ),
        ),
        PaperKind("visit_plan", _("Letter of an on-site check"), "letter", LETTER, (YEAR, UNIT, DAY, PLACE)),
        PaperKind(
            "visit_minutes",
            _("Minutes of the visit"),
            "unsigned",
            ("BIÊN BẢN", "Kiểm tra thực tế năm 2022"),
            (YEAR, UNIT, DAY, PLACE),
            symbol="",
        ),
        PaperKind(
            "difficulties",
            _("Report on difficulties"),
            "named",
            ("BÁO CÁO", "Tổng hợp vướng mắc năm 2022"),
            (YEAR,),
            "BC",
        ),
        PaperKind(
            "exemption_submission",
            _("Submission on criteria not to be assessed"),
            "named",
            ("TỜ TRÌNH", "Về việc không đánh giá một số tiêu chí năm 2022"),
            (YEAR, DECISION),
            "TTr",
        ),
        PaperKind(
            "founding_submission",
            _("Submission to set up the council"),
            "named",
            ("TỜ TRÌNH", "Về việc thành lập Hội đồng đánh giá năm 2022"),
            (YEAR, DECISION),
            "TTr",
        ),
        PaperKind(
            "founding_decision",
            _("Draft decision setting up the council"),
            "decision",
            ("QUYẾT ĐỊNH", "Về việc thành lập Hội đồng đánh giá, xếp hạng năm 2022"),
            (YEAR, DECISION),
            "QĐ-UBND",
        ),
        PaperKind(
            "session_minutes",
            _("Minutes of a session"),
            "minutes",
            ("BIÊN BẢN", "Phiên họp thứ 1 của Hội đồng đánh giá năm 2022"),
            (YEAR, Field("phien", _("Number of the session"), "1")),
            symbol="BB-HĐĐG",
        ),
        PaperKind(
            "verification_report",
            _("Verification report"),
            "named",
            ("BÁO CÁO", "Kết quả thẩm tra báo cáo tự đánh giá năm 2022"),
            (YEAR, DECISION),
            "BC",
        ),
        PaperKind(
            "result_submission",
            _("Submission on the result"),
            "named",
            ("TỜ TRÌNH", "Về việc phê duyệt kết quả đánh giá, xếp hạng năm 2022"),
            RESULT,
            "TTr",
        ),
        PaperKind(
            "result_decision",
            _("Draft decision on the result"),
            "decision",
            ("QUYẾT ĐỊNH", "Về việc phê duyệt kết quả đánh giá, xếp hạng năm 2022"),
            RESULT,
            "QĐ-UBND",
        ),
        PaperKind(
            "result_appendix",
            _("Result appendix"),
            "unsigned",
            ("PHỤ LỤC", "Kết quả đánh giá, xếp hạng năm 2022"),
            RESULT,
            symbol="",
        ),
        PaperKind(
            "result_announcement",
            _("Announcement of the result"),
            "decision",
            ("THÔNG BÁO", "Công bố kết quả đánh giá, xếp hạng năm 2022"),
            RESULT,
            "TB",
        ),
        PaperKind(
            "unit_notice",
            _("Notice of a unit's result"),
            "decision",
            ("THÔNG BÁO", "Kết quả đánh giá, xếp hạng năm 2022 của Sở Y tế"),
            (
                *RESULT,
                UNIT,
                TIER,
                Field("tong_diem", _("Total; a dash where there is none"), "93,25"),
                Field("muc", _("Level, or why there is none"), "Mức I"),
                Field("thu_tu", _("Position; a dash where there is none"), "3"),
            ),
            "TB",
        ),
        PaperKind(
            "home_affairs_list",
            _("List for home affairs"),
            "letter",
            LETTER,
            (*RESULT, Field("ngay_danh_sach", _("Day on which the heads are in office"), "30/12/2022")),
        ),
        PaperKind(
            "report",
            _("Official report of a unit"),
            "named",
            ("BÁO CÁO", "Kết quả tự đánh giá năm 2022"),
            (YEAR, UNIT),
            "BC",
        ),
    )
}

# In the order in which they stand on a paper; `filling.values` has their shapes.
EVERY_PAPER = (
    Field("co_quan_chu_quan", _("Body above, as in the letterhead")),
    Field("ten_co_quan", _("Body that issues the paper, as in the letterhead")),
    Field("so_ky_hieu", _("Number left blank, with the symbol: ......../STTTT; empty for minutes")),
    Field("ky_hieu", _("Symbol alone")),
    Field("dia_danh", _("Place")),
    Field("ngay_thang", _("Day and month, left blank for the clerk; of minutes the day itself")),
    Field("nam_van_ban", _("Year of the paper")),
    Field("trich_yeu", _("Matter of a letter (V/v …); empty for other papers")),
    Field("loai_van_ban", _("Kind of paper, for instance TỜ TRÌNH; empty for letters")),
    Field("ten_van_ban", _("Title under the kind")),
    Field("luu_y", _("Warning, for instance DỰ THẢO; where it is not used it stands at the head of every page")),
    Field("kinh_gui", _("Addressees; several stand each on a line")),
    Field("kinh_gui_tung_noi", _("List of the addressees, for a loop"), "noi"),
    Field("noi_dung", _("The whole body with its tables, in a paragraph of its own, once")),
    Field("cac_doan", _("List of the paragraphs of the body, for a loop"), "doan"),
    Field("cac_bang", _("List of the tables of the body, for a loop; of each: ten, cot, dong; of each row: o"), "bang"),
    Field("noi_nhan", _("Recipients, each on a line")),
    Field("noi_nhan_tung_dong", _("List of the recipients, for a loop"), "noi"),
    Field("chuc_danh_ky", _("Lines above the signature, for instance KT. GIÁM ĐỐC")),
    Field("nguoi_ky", _("Name of who signs")),
    Field("chuc_danh_ben", _("Of minutes: line above the second signature")),
    Field("nguoi_ky_ben", _("Of minutes: name of who signs second")),
    Field("phu_luc", _("All appendices, in a paragraph of its own, once; where it is not used they come last")),
)
