"""The words of every refusal: key -> (what is wrong, how to mend it), each (Vietnamese, English)."""

Words = tuple[str, str]

_FACTS: dict[str, tuple[Words, Words]] = {
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

_FILES: dict[str, tuple[Words, Words]] = {
    "no_set": (
        ("Không có bộ tiêu chí “{name}”.", "There is no criteria set “{name}”."),
        ("Ghi đường dẫn, hoặc một trong: {known}.", "Give a path, or one of: {known}."),
    ),
    "no_set_file": (
        ("Thiếu tệp set.yaml.", "The file set.yaml is missing."),
        ("Thêm set.yaml, hoặc dùng một tệp duy nhất có groups.", "Add set.yaml, or use one file that has groups."),
    ),
    "not_readable": (
        ("Tệp không phải là văn bản UTF-8.", "The file is not UTF-8 text."),
        ("Lưu lại tệp theo bảng mã UTF-8.", "Save the file as UTF-8."),
    ),
    "not_yaml": (
        ("Tệp không đúng cú pháp YAML: {problem}.", "The file is not valid YAML: {problem}."),
        ("Sửa cú pháp tại dòng này.", "Correct the syntax at this line."),
    ),
    "alias": (
        ("Không dùng tham chiếu YAML (& và *).", "YAML anchors and aliases (& and *) are not allowed."),
        ("Viết lại nội dung đầy đủ.", "Write the content out."),
    ),
    "groups_twice": (
        (
            "groups có trong set.yaml và cũng có tệp nhóm riêng.",
            "set.yaml has groups and there are group files as well.",
        ),
        ("Giữ một trong hai.", "Keep one of the two."),
    ),
    "not_mapping": (
        ("“{name}” phải gồm các cặp khóa: giá trị.", "“{name}” must be a mapping of keys to values."),
        ("Viết thành khóa: giá trị.", "Write it as key: value."),
    ),
    "not_list": (
        ("“{name}” phải là một danh sách.", "“{name}” must be a list."),
        ("Viết mỗi mục sau một dấu gạch.", "Write each entry after a dash."),
    ),
    "not_text": (
        ("“{name}” phải là một giá trị đơn.", "“{name}” must be a single value."),
        ("Ghi một giá trị trên dòng này.", "Write one value on this line."),
    ),
    "duplicate_key": (
        ("Khóa “{name}” viết hai lần.", "The key “{name}” is written twice."),
        ("Bỏ bớt một.", "Remove one of them."),
    ),
    "unknown_key": (
        ("Không có khóa “{name}” ở đây.", "The key “{name}” is not known here."),
        ("Dùng một trong: {known}.", "Use one of: {known}."),
    ),
    "missing_key": (
        ("Thiếu “{name}”.", "“{name}” is missing."),
        ("Thêm {name}.", "Add {name}."),
    ),
    "empty_text": (("“{name}” để trống.", "“{name}” is empty."), ("Ghi nội dung.", "Write its content.")),
    "missing_language": (
        ("“{name}” thiếu bản {lang}.", "“{name}” has no {lang} text."),
        ("Ghi cả hai: vi và en.", "Give both: vi and en."),
    ),
    "not_number": (
        ("“{value}” của “{name}” không phải là số.", "“{value}” of “{name}” is not a number."),
        ("Ghi như 5, 0.9 hoặc 20/3.", "Write it like 5, 0.9 or 20/3."),
    ),
    "not_whole": (
        ("“{name}” phải là số nguyên.", "“{name}” must be a whole number."),
        ("Ghi số nguyên.", "Write a whole number."),
    ),
    "number_outside": (
        (
            "“{name}” là {value:=}, phải từ {least} đến {most}.",
            "“{name}” is {value:=}, it must be from {least} to {most}.",
        ),
        ("Sửa giá trị.", "Correct the value."),
    ),
    "not_one_of": (
        ("“{value}” của “{name}” không hợp lệ.", "“{value}” is not a value of “{name}”."),
        ("Dùng một trong: {known}.", "Use one of: {known}."),
    ),
    "not_date": (
        ("“{value}” của “{name}” không phải là ngày.", "“{value}” of “{name}” is not a date."),
        ("Ghi như {pattern}.", "Write it like {pattern}."),
    ),
    "no_citation": (
        ("Không có căn cứ (cite hoặc source).", "There is no citation (cite or source)."),
        ("Thêm cite: điều khoản, hoặc source: nguồn.", "Add cite: an article, or source: where it comes from."),
    ),
    "two_citations": (
        ("Vừa có cite vừa có source.", "Both cite and source are given."),
        ("Giữ một trong hai.", "Keep one of the two."),
    ),
}

_RULES: dict[str, tuple[Words, Words]] = {
    "wrong_sum": (
        (
            "Điểm tối đa của {inside} cộng lại là {sum:=}, không phải {max:=}.",
            "The maxima of {inside} add up to {sum:=}, not {max:=}.",
        ),
        ("Sửa điểm tối đa cho khớp.", "Make the maxima agree."),
    ),
    "wrong_count": (
        ("Có {found} chỉ số thành phần, không phải {count}.", "There are {found} components, not {count}."),
        ("Sửa count hoặc danh sách.", "Correct count or the list."),
    ),
    "part_above": (
        (
            "Nội dung “{code}” có điểm tối đa {part:=}, lớn hơn {max:=}.",
            "The part “{code}” has a maximum of {part:=}, above {max:=}.",
        ),
        ("Giảm điểm tối đa của nội dung đó.", "Lower the maximum of the part."),
    ),
    "best_below": (
        ("Nội dung cao nhất chỉ được {best:=}, không phải {max:=}.", "The best part reaches {best:=}, not {max:=}."),
        ("Một nội dung phải đạt đúng điểm tối đa.", "One part must reach the maximum exactly."),
    ),
    "points_miss_max": (
        (
            "Điểm cao nhất đạt được là {best:=}, không phải {max:=}.",
            "The most that can be earned is {best:=}, not {max:=}.",
        ),
        ("Sửa điểm để mức cao nhất được đúng điểm tối đa.", "Let the highest performance earn exactly the maximum."),
    ),
    "duplicate_code": (
        ("Mã “{code}” đã dùng.", "The code “{code}” is already used."),
        ("Đặt mã khác.", "Give it another code."),
    ),
    "bad_code": (
        ("“{code}” không dùng làm mã được.", "“{code}” cannot be a code."),
        (
            "Chỉ dùng chữ cái không dấu, chữ số, dấu chấm, gạch ngang và gạch dưới.",
            "Use only unaccented letters, digits, full stops, hyphens and underscores.",
        ),
    ),
    "score_or_parts": (
        ("Cần đúng một trong hai: score hoặc parts.", "Exactly one of score and parts is needed."),
        ("Thêm cách chấm điểm, hoặc chia thành nội dung chấm.", "Add a scoring rule, or divide it into parts."),
    ),
    "one_kind": (
        ("score phải có đúng một loại cách chấm.", "score must have exactly one kind."),
        ("Dùng một trong: {known}.", "Use one of: {known}."),
    ),
    "unknown_kind": (
        ("Không có loại cách chấm “{name}”.", "There is no scoring kind “{name}”."),
        ("Dùng một trong: {known}.", "Use one of: {known}."),
    ),
    "no_such_figure": (
        (
            "“{name}” nhắc đến số liệu “{figure}” không có.",
            "“{name}” refers to a figure “{figure}” that does not exist.",
        ),
        ("Thêm số liệu đó hoặc dùng một trong: {known}.", "Add the figure or use one of: {known}."),
    ),
    "at_most_itself": (
        ("Số liệu “{figure}” được so với chính nó.", "The figure “{figure}” is compared with itself."),
        ("Ghi số liệu khác vào at_most.", "Name another figure in at_most."),
    ),
    "min_above_max": (
        ("min lớn hơn max.", "min is above max."),
        ("Đổi lại hai giá trị.", "Correct the two values."),
    ),
    "plain_above_one": (
        (
            "full lớn hơn 1 thì below: plain vượt điểm tối đa.",
            "With full above 1, below: plain would exceed the maximum.",
        ),
        ("Dùng below: scaled hoặc giảm full.", "Use below: scaled or lower full."),
    ),
    "overlap": (
        ("Hai mức cùng bắt đầu từ {from:=}.", "Two of them start from {from:=}."),
        ("Mỗi mức bắt đầu từ một giá trị khác nhau.", "Let each start from its own value."),
    ),
    "wrong_order": (
        ("Mức từ {from:=} đứng sau mức thấp hơn.", "The one from {from:=} stands after a lower one."),
        ("Xếp từ cao xuống thấp.", "List them from the highest down."),
    ),
    "gap": (
        ("Giá trị dưới {from:=} không thuộc bậc nào.", "Values below {from:=} belong to no band."),
        ("Thêm bậc bắt đầu từ {least:=}.", "Add a band from {least:=}."),
    ),
    "no_below_lowest": (
        ("Tổng điểm dưới {from:=} không có tên gọi.", "Totals below {from:=} have no name."),
        ("Thêm below_lowest, hoặc một mức từ 0.", "Add below_lowest, or a level from 0."),
    ),
    "some_group_ratios": (
        ("Có mức nêu group_ratio, có mức không.", "Some levels state group_ratio and some do not."),
        ("Ghi cho mọi mức hoặc không mức nào.", "State it for all levels or for none."),
    ),
    "ratio_order": (
        ("group_ratio của mức thấp hơn lại cao hơn.", "A lower level has a higher group_ratio."),
        ("Xếp group_ratio giảm dần theo mức.", "Let group_ratio fall with the levels."),
    ),
    "no_minima": (
        (
            "Xét mức theo nhóm nhưng các mức không có group_ratio.",
            "The level rule needs groups, but levels have no group_ratio.",
        ),
        ("Thêm group_ratio, hoặc dùng level: total.", "Add group_ratio, or use level: total."),
    ),
    "worst_is_best": (
        ("worst và best bằng nhau.", "worst and best are equal."),
        ("Ghi hai giá trị khác nhau.", "Give two different values."),
    ),
    "key_taken": (
        ("Khóa “{name}” đã dùng trong chỉ số thành phần này.", "The key “{name}” is already used in this component."),
        ("Đặt khóa khác.", "Give it another key."),
    ),
    "cannot_override": (
        ("“{name}” không được đổi theo biểu.", "“{name}” may not differ between forms."),
        ("Bỏ {name} khỏi forms.", "Remove {name} from forms."),
    ),
    "unknown_form": (
        ("Không có biểu “{form}”.", "There is no form “{form}”."),
        ("Dùng một trong: {known}.", "Use one of: {known}."),
    ),
    "empty_list": (("“{name}” để trống.", "“{name}” is empty."), ("Thêm ít nhất một mục.", "Add at least one entry.")),
    "notice_missing": (
        ("Bản tạm (PROVISIONAL) phải có notice.", "A PROVISIONAL set must have a notice."),
        ("Thêm notice nói rõ phần nào là tạm.", "Add a notice saying what is provisional."),
    ),
    "period_order": (
        ("Kỳ số liệu kết thúc trước khi bắt đầu.", "The data period ends before it starts."),
        ("Sửa from_year hoặc until.", "Correct from_year or until."),
    ),
}

FAULTS: dict[str, tuple[Words, Words]] = {**_FACTS, **_FILES, **_RULES}
