"""A paper that shows a form: filled with sample data, or with the fields themselves as the form to begin from."""

from datetime import datetime
from io import BytesIO

from thuocdo.common import clock
from thuocdo.documents.official import Column, Foot, Head, Heading, Paper, Paragraph, Row, Table, as_word
from thuocdo.documents.templates import PaperKind

SAMPLE = "DỮ LIỆU MẪU"
COLUMNS = (Column("STT", 12, "center"), Column("Tên đơn vị"), Column("Ghi chú", 50))


def sample_paper(kind: PaperKind) -> Paper:
    """What a template is tried on: every part of a paper is there, marked as sample data on each page."""
    symbol = kind.symbol
    about = kind.heading[1] if kind.form == "letter" else ""
    day = "ngày 17 tháng 10" if kind.form in ("minutes", "unsigned") else ""
    return Paper(
        kind=kind.heading[0],
        title=kind.heading[1],
        head=Head("UBND TỈNH", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", symbol, "Thừa Thiên Huế", 2022, about=about, date=day),
        addressees=("Sở Y tế", "Sở Giáo dục và Đào tạo"),
        blocks=(
            Paragraph("Đoạn văn mẫu thứ nhất: nội dung thật của văn bản do hệ thống lập sẽ đứng ở đây."),
            Heading("1. Đề mục mẫu"),
            Paragraph("Đoạn văn mẫu thứ hai."),
            Table("Bảng mẫu", COLUMNS, (Row(("1", "Sở Y tế", "")), Row(("2", "Sở Giáo dục và Đào tạo", "Mẫu")))),
        ),
        foot=_foot(kind),
        moment=clock.local(clock.now()),
        marks=(SAMPLE,),
        fields=tuple((field.name, field.example) for field in kind.own),
    )


def _foot(kind: PaperKind) -> Foot | None:
    if kind.form == "unsigned":
        return None
    recipients = ("Như trên;", "Lưu: VT.")
    if kind.form == "minutes":
        return Foot(recipients, ("CHỦ TỌA",), "Trần Thị B", ("THƯ KÝ",), "Lê Văn C")
    return Foot(recipients, ("GIÁM ĐỐC",), "Trần Thị B")


def form_to_begin_from(kind: PaperKind, moment: datetime) -> bytes:
    """The built-in form as Word with the fields in place of what a paper says."""
    is_letter = kind.form == "letter"
    about = "{{ trich_yeu }}" if is_letter else ""
    symbol = "{{ ky_hieu }}" if kind.symbol else ""
    names = {"above": "{{ co_quan_chu_quan }}", "name": "{{ ten_co_quan }}", "place": "{{ dia_danh }}"}
    day = {"date": "{{ ngay_thang }}", "year": "{{ nam_van_ban }}"}
    paper = Paper(
        kind="" if is_letter else "{{ loai_van_ban }}",
        title="{{ ten_van_ban }}",
        head=Head(**names, **day, symbol=symbol, about=about),
        addressees=("{{ kinh_gui }}",) if is_letter or kind.form == "named" else (),
        blocks=(Paragraph("{{ noi_dung }}"),),
        foot=_fields_foot(kind),
        moment=clock.local(moment),
    )
    return _for_many(as_word(paper))


def _for_many(word: bytes) -> bytes:
    """The addressees set so that one looks well, and several lines of them as well."""
    import docx
    from docx.shared import Pt

    document = docx.Document(BytesIO(word))
    for paragraph in document.paragraphs:
        if "{{ kinh_gui }}" in paragraph.text:
            paragraph.style = "Nơi gửi"
            paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(14), Pt(10)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _fields_foot(kind: PaperKind) -> Foot | None:
    if kind.form == "unsigned":
        return None
    recipients = ("{%p for noi in noi_nhan_tung_dong %}", "{{ noi }}", "{%p endfor %}")
    beside = ("{{ chuc_danh_ben }}",) if kind.form == "minutes" else ()
    second = "{{ nguoi_ky_ben }}" if beside else ""
    return Foot(recipients, ("{{ chuc_danh_ky }}",), "{{ nguoi_ky }}", beside, second)
