"""The words for a criteria set that is refused: key -> (what is wrong, how to mend it), each (Vietnamese, English)."""

Words = tuple[str, str]

FILE_FAULTS: dict[str, tuple[Words, Words]] = {
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

RULE_FAULTS: dict[str, tuple[Words, Words]] = {
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
    "needs_nothing": (
        ("needs không nêu giới hạn nào.", "needs states no bound."),
        ("Thêm at_least hoặc at_most.", "Add at_least or at_most."),
    ),
    "meaning_alone": (
        (
            "Không có số liệu nào khác cùng meaning “{meaning}”.",
            "No other figure of the form has the meaning “{meaning}”.",
        ),
        ("Ghi đúng tên như ở số liệu kia, hoặc bỏ meaning.", "Write it as at the other figure, or leave it out."),
    ),
    "meaning_differs": (
        (
            "Số liệu cùng meaning “{meaning}” nhưng khác đơn vị tính hoặc kiểu số.",
            "Figures of the meaning “{meaning}” differ in unit or type.",
        ),
        ("Dùng cùng unit và type, hoặc meaning khác.", "Use the same unit and type, or another meaning."),
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
