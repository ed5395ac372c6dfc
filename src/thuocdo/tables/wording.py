"""What is said about a table that cannot be used: for every fault what is wrong, and what to do."""

import re

from thuocdo.regulation.model import Text

SHOWN_AT = Text("{file}, dòng {row}", "{file}, row {row}")

LIKELY = Text(" Có phải là “{near}”?", " Is it “{near}”?")
NOT_LIKELY = Text("", "")
MAY_BE_DATE = Text(
    " Bảng tính có thể đã đổi mã (như 1.2) thành ngày: định dạng cột là Văn bản (Text) rồi gõ lại mã.",
    " The spreadsheet may have turned a code (like 1.2) into a date: format the column as Text and type it again.",
)

DATE = re.compile(r"\d{1,4}[-/.](\d{1,2}|[A-Za-z]{3}|[Tt]h(g|áng)?\.?\s?\d{1,2})([-/.]\d{2,4})?|[A-Za-z]{3}-\d{1,2}")


def looks_like_date(text: str) -> bool:
    """`1/2/2022`, `1-Feb`, `01-Thg2`: what a spreadsheet writes for a code like 1.2 taken for a day."""
    return not text.replace(".", "").isdecimal() and DATE.fullmatch(text) is not None


def _say(vi: str, en: str, vi_mend: str, en_mend: str) -> tuple[Text, Text]:
    return Text(vi, en), Text(vi_mend, en_mend)


SENTENCES: dict[str, tuple[Text, Text]] = {
    # --- the file ---
    "file_missing": _say(
        "không có tệp này",
        "there is no such file",
        "kiểm tra lại đường dẫn và tên tệp",
        "check the path and the file's name",
    ),
    "file_is_folder": _say(
        "đây là thư mục, không phải tệp",
        "this is a folder, not a file",
        "chỉ rõ tệp CSV hoặc XLSX ở trong thư mục",
        "name the CSV or XLSX file inside it",
    ),
    "file_unreadable": _say(
        "không đọc được tệp ({error})",
        "the file cannot be read ({error})",
        "xem quyền đọc của tệp, hoặc đóng chương trình đang mở tệp",
        "check the permission to read it, or close the program that holds it",
    ),
    "file_empty": _say(
        "tệp trống",
        "the file is empty",
        "cần một dòng tiêu đề unit,tier,component,figure,value rồi mỗi dòng một số liệu",
        "it needs a header unit,tier,component,figure,value, then one figure per row",
    ),
    "file_too_large": _say(
        "tệp lớn hơn {most} MB",
        "the file is larger than {most} MB",
        "chia thành nhiều tệp, mỗi cấp một tệp",
        "split it, one file per tier",
    ),
    "not_text": _say(
        "đây không phải tệp CSV mã hóa UTF-8",
        "this is not a CSV file in UTF-8",
        "trong Excel chọn Lưu thành > “CSV UTF-8 (phân tách bằng dấu phẩy)” hoặc “Excel (.xlsx)”",
        "in Excel choose Save As > “CSV UTF-8 (Comma delimited)” or “Excel Workbook (.xlsx)”",
    ),
    "not_utf8": _say(
        "chữ ở dòng này không mã hóa theo UTF-8",
        "the text of this row is not UTF-8",
        "trong Excel chọn Lưu thành > “CSV UTF-8 (phân tách bằng dấu phẩy)” hoặc “Excel (.xlsx)”",
        "in Excel choose Save As > “CSV UTF-8 (Comma delimited)” or “Excel Workbook (.xlsx)”",
    ),
    "csv_broken": _say(
        "dấu ngoặc kép không khép hoặc đặt sai chỗ ({error})",
        "a quotation mark is not closed or out of place ({error})",
        'mở và đóng mỗi ô có ngoặc bằng ", và viết "" cho dấu ngoặc nằm trong ô',
        'open and close each quoted cell with ", and write "" for a quotation mark inside it',
    ),
    "old_excel": _say(
        "đây là tệp Excel kiểu cũ (.xls) hoặc tệp có đặt mật khẩu",
        "this is an old Excel file (.xls) or one with a password",
        "bỏ mật khẩu và lưu thành “Excel (.xlsx)”",
        "take the password off and save it as “Excel Workbook (.xlsx)”",
    ),
    "not_workbook": _say(
        "đây không phải bảng tính XLSX",
        "this is not an XLSX workbook",
        "mở bằng chương trình bảng tính và lưu thành .xlsx hoặc CSV UTF-8",
        "open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
    ),
    "workbook_broken": _say(
        "bảng tính bị hỏng ({error})",
        "the workbook is damaged ({error})",
        "mở bằng Excel, để Excel sửa, rồi lưu lại thành .xlsx",
        "open it in Excel, let Excel repair it, and save it again as .xlsx",
    ),
    "workbook_too_large": _say(
        "bảng tính khi giải nén lớn hơn {most} MB",
        "the workbook unpacks to more than {most} MB",
        "chỉ giữ trang tính có số liệu, hoặc lưu thành CSV UTF-8",
        "keep only the sheet with the figures, or save it as CSV UTF-8",
    ),
    "sheet_too_wide": _say(
        "trang tính trải rộng {rows} dòng x {columns} cột",
        "the sheet spans {rows} rows x {columns} columns",
        "xóa các dòng, cột thừa ở xa vùng số liệu rồi lưu lại",
        "delete the stray rows and columns far from the figures and save it again",
    ),
    # --- the header ---
    "header_missing": _say(
        "dòng tiêu đề thiếu cột {columns}",
        "the header lacks the column {columns}",
        "tiêu đề phải có unit, tier, component, figure, value (thêm unit_name nếu muốn), thứ tự tùy ý.{hint}",
        "the header must have unit, tier, component, figure, value (and unit_name if you like), in any order.{hint}",
    ),
    "header_duplicate": _say(
        "cột {column} có hai lần trong tiêu đề",
        "the column {column} stands twice in the header",
        "giữ lại một cột",
        "keep one of them",
    ),
    "no_rows": _say(
        "chỉ có dòng tiêu đề, không có số liệu",
        "there is a header but no figures",
        "thêm mỗi số liệu một dòng",
        "add one row per figure",
    ),
    # --- a cell ---
    "cell_outside": _say(
        "ô “{text}” nằm ngoài các cột có tiêu đề",
        "the cell “{text}” stands outside the columns of the header",
        (
            'nếu là phần thập phân sau dấu phẩy, đặt cả số trong ngoặc kép ("0,9") hoặc ngăn cột bằng “;”; nếu là ghi '
            "chú, đặt tên cột hoặc xóa ô"
        ),
        (
            'if it is the part after a decimal comma, put the number in quotation marks ("0,9") or separate columns by '
            "“;”; if it is a note, give its column a name or clear it"
        ),
    ),
    "cell_control": _say(
        "cột {column} chứa ký tự điều khiển không nhìn thấy",
        "the column {column} holds an invisible control character",
        "gõ lại ô này",
        "type this cell again",
    ),
    "cell_date": _say(
        "cột {column}: bảng tính đã đổi nội dung thành ngày hoặc giờ ({text})",
        "the column {column}: the spreadsheet turned its content into a date or time ({text})",
        "định dạng cột là Văn bản (Text) rồi gõ lại; thường gặp với mã như 1.2 và với số viết kiểu 1/2",
        "format the column as Text and type it again; it happens to codes like 1.2 and to numbers typed as 1/2",
    ),
    "cell_error": _say(
        "cột {column}: công thức bị lỗi ({text})",
        "the column {column}: the formula fails ({text})",
        "sửa công thức hoặc gõ thẳng giá trị",
        "mend the formula or type the value itself",
    ),
    "cell_percent": _say(
        "cột {column}: ô định dạng phần trăm, giá trị lưu trong ô là {text}",
        "the column {column}: the cell is formatted as a percentage and holds {text}",
        "định dạng ô là Số (Number) hoặc Văn bản (Text) rồi gõ lại số đúng theo đơn vị của số liệu",
        "format the cell as Number or Text and type the number again in the figure's own unit",
    ),
    "cell_blank": _say(
        "cột {column} để trống",
        "the column {column} is blank",
        "điền {column}, hoặc xóa cả dòng",
        "fill in {column}, or clear the whole row",
    ),
    "name_without_letter": _say(
        "tên đơn vị “{name}” không có chữ cái nào",
        "the unit's name “{name}” has no letter",
        'nếu đó là phần thập phân sau dấu phẩy, đặt cả số trong ngoặc kép ("0,9")',
        'if it is the part after a decimal comma, put the whole number in quotation marks ("0,9")',
    ),
    # --- words the set does not know ---
    "tier_unknown": _say(
        "bộ tiêu chí không có cấp “{got}”",
        "the set has no tier “{got}”",
        "ghi một trong: {known}.{hint}",
        "write one of: {known}.{hint}",
    ),
    "component_unknown": _say(
        "{form} không có chỉ số hay nội dung chấm mang mã “{got}”",
        "{form} has no component or part with the code “{got}”",
        "sửa lại mã.{hint}",
        "mend the code.{hint}",
    ),
    "component_number": _say(
        "bảng tính giữ mã dưới dạng số {got}, không phân biệt được {candidates}",
        "the spreadsheet holds the code as the number {got}: it may be any of {candidates}",
        "định dạng cột component là Văn bản (Text) rồi gõ lại mã",
        "format the column component as Text and type the code again",
    ),
    "component_blank": _say(
        "cột component để trống",
        "the column component is blank",
        "điền mã chỉ số; chỉ dòng not_reported mới để trống component",
        "give the component's code; only a row not_reported leaves component blank",
    ),
    "figure_unknown": _say(
        "chỉ số {component} không có số liệu “{got}”",
        "the component {component} has no figure “{got}”",
        "ghi một trong: {known}.{hint}",
        "write one of: {known}.{hint}",
    ),
    "figure_in_parts": _say(
        "{component} chia thành các nội dung chấm nên không nhận “{got}”",
        "{component} is divided into parts and takes no “{got}”",
        "ghi số liệu dưới mã của từng nội dung: {known}",
        "give the figure under the code of a part: {known}",
    ),
    "exempt_adjustment": _say(
        "điểm điều chỉnh {component} không thể không đưa vào đánh giá",
        "the adjustment {component} cannot be exempt",
        "xóa dòng này",
        "remove this row",
    ),
    # --- a value ---
    "value_refused": _say(
        "{component} {figure}: {what}",
        "{component} {figure}: {what}",
        "{mend}",
        "{mend}",
    ),
    "facts_refused": _say(
        "{place}{what}",
        "{place}{what}",
        "{mend}",
        "{mend}",
    ),
    "number_ambiguous": _say(
        "{component} {figure}: “{got}” có thể đọc theo hai cách (dấu ngăn hàng nghìn hay dấu thập phân)",
        "{component} {figure}: “{got}” can be read in two ways (thousands or decimals)",
        "bỏ dấu ngăn hàng nghìn: viết 1234 hoặc 1234,5",
        "leave the thousands separator out: write 1234 or 1234.5",
    ),
    "exempt_without_number": _say(
        "{component}: không đưa vào đánh giá nhưng thiếu số văn bản chấp thuận của UBND tỉnh",
        "{component}: exempt, but the number of the written acceptance is missing",
        (
            "ghi số văn bản (ví dụ 123/UBND-CNTT) vào cột value; chỉ mới đề nghị thì chưa được tính, xóa dòng này "
            "(Điều 5.3)"
        ),
        (
            "give the document's number (like 123/UBND-CNTT) as value; if it was only asked for it does not count: "
            "remove the row (Article 5.3)"
        ),
    ),
    "not_reported_without_reason": _say(
        "{unit} không gửi báo cáo nhưng thiếu lý do",
        "{unit} did not report, but the reason is missing",
        "ghi lý do vào cột value",
        "give the reason as value",
    ),
    "not_reported_placed": _say(
        "not_reported nói về cả đơn vị, không về chỉ số {component}",
        "not_reported is said of a whole unit, not of {component}",
        "để trống cột component, hoặc xóa dòng này",
        "leave the column component blank, or remove this row",
    ),
    # --- rows that contradict each other ---
    "duplicate": _say(
        "{unit} {component} {figure} đã có ở dòng {first}",
        "{unit} {component} {figure} already stands in row {first}",
        "giữ lại một dòng",
        "keep one of the rows",
    ),
    "two_tiers": _say(
        "{unit} thuộc cấp {tier}, nhưng ở dòng {first} thuộc cấp {other}",
        "{unit} is of tier {tier}, but in row {first} of tier {other}",
        "mỗi đơn vị chỉ thuộc một cấp: sửa cột tier hoặc unit",
        "a unit has one tier: mend the column tier or unit",
    ),
    "two_names": _say(
        "{unit} tên là “{name}”, nhưng ở dòng {first} là “{other}”",
        "{unit} is named “{name}”, but “{other}” in row {first}",
        "ghi một tên cho một đơn vị, hoặc để trống ở các dòng sau",
        "give a unit one name, or leave it blank in later rows",
    ),
    "reported_and_not": _say(
        "{unit} ghi không gửi báo cáo, nhưng dòng {first} có số liệu",
        "{unit} is said not to have reported, but row {first} holds a figure",
        "xóa dòng not_reported, hoặc xóa các số liệu của đơn vị",
        "remove the row not_reported, or the unit's figures",
    ),
}
