"""The words for facts that are refused: key -> (what is wrong, how to mend it), each (Vietnamese, English)."""

Words = tuple[str, str]

FACT_FAULTS: dict[str, tuple[Words, Words]] = {
    "unknown_tier": (
        ("Cấp đơn vị “{tier}” không có trong bộ tiêu chí.", "The tier “{tier}” is not in the criteria set."),
        ("Dùng một trong: {tiers}.", "Use one of: {tiers}."),
    ),
    "empty_unit": (("Đơn vị không có mã.", "The unit has no code."), ("Ghi mã đơn vị.", "Give the unit a code.")),
    "duplicate_unit": (
        ("Đơn vị xuất hiện hai lần.", "The unit appears twice."),
        ("Gộp thành một hoặc bỏ bớt một.", "Merge the two or remove one."),
    ),
    "empty_reason": (
        ("Không gửi báo cáo nhưng không nêu lý do.", "No report, but no reason is given."),
        ("Ghi lý do.", "State the reason."),
    ),
    "unknown_component": (
        (
            "Không có chỉ số thành phần “{code}” trong biểu của cấp này.",
            "The form of this tier has no component “{code}”.",
        ),
        ("Kiểm tra lại mã chỉ số thành phần.", "Check the component's code."),
    ),
    "has_parts": (
        ("Chỉ số thành phần này được chấm theo từng nội dung.", "This component is scored by its parts."),
        ("Trả lời cho: {parts}.", "Answer its parts: {parts}."),
    ),
    "unknown_figure": (
        ("Không có số liệu “{key_given}” trong chỉ số thành phần này.", "This component has no figure “{key_given}”."),
        ("Dùng một trong: {keys}.", "Use one of: {keys}."),
    ),
    "needs_figure": (
        ("Chỉ số thành phần này được trả lời bằng số liệu.", "This component is answered by its figures."),
        ("Nhập giá trị cho: {keys}.", "Give a value for: {keys}."),
    ),
    "not_a_number": (
        ("“{value}” không phải là số.", "“{value}” is not a number."),
        (
            "Chỉ nhập chữ số, với một dấu phẩy hoặc dấu chấm thập phân nếu cần, không dùng dấu ngăn hàng nghìn.",
            "Enter digits only, with one decimal point or comma where needed and no thousands separator.",
        ),
    ),
    "not_an_integer": (
        ("{value:=} không phải là số nguyên.", "{value:=} is not a whole number."),
        ("Nhập số nguyên.", "Enter a whole number."),
    ),
    "below_min": (
        ("{value:=} nhỏ hơn mức thấp nhất {min:=}.", "{value:=} is below the least value {min:=}."),
        ("Nhập số từ {min:=} trở lên.", "Enter {min:=} or more."),
    ),
    "above_max": (
        ("{value:=} lớn hơn mức cao nhất {max:=}.", "{value:=} is above the greatest value {max:=}."),
        ("Nhập số không quá {max:=}.", "Enter {max:=} or less."),
    ),
    "above_other": (
        (
            "{value:=} lớn hơn số liệu “{other}” là {limit:=}.",
            "{value:=} is more than the figure “{other}”, {limit:=}.",
        ),
        ("Sửa một trong hai số liệu.", "Correct one of the two figures."),
    ),
    "not_yes_no": (
        ("“{value}” không phải là có hoặc không.", "“{value}” is neither yes nor no."),
        ("Ghi có hoặc không (1 hoặc 0).", "Write yes or no (1 or 0)."),
    ),
    "unknown_level": (
        ("Không có phương án “{value}”.", "There is no option “{value}”."),
        ("Dùng một trong: {keys}.", "Use one of: {keys}."),
    ),
    "points_outside": (
        ("{value:=} điểm nằm ngoài khoảng từ 0 đến {max:=}.", "{value:=} points lie outside 0 to {max:=}."),
        ("Cho điểm từ 0 đến {max:=}.", "Give points from 0 to {max:=}."),
    ),
    "cannot_be_exempt": (
        (
            "Không thể không đánh giá “{code}”: biểu của cấp này không có mã đó.",
            "“{code}” cannot be exempt: it is not in the form.",
        ),
        ("Ghi mã chỉ số thành phần hoặc nội dung chấm.", "Give the code of a component or part."),
    ),
    "empty_document": (
        (
            "Không đưa vào đánh giá nhưng không có văn bản chấp thuận.",
            "Exempt, but the written acceptance is not named.",
        ),
        ("Ghi số của văn bản chấp thuận.", "Give the number of the written acceptance."),
    ),
}
