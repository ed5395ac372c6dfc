"""The words of every explanation: key -> (Vietnamese, English). Placeholders are written by `explain`."""

WORDS: dict[str, tuple[str, str]] = {
    # a line and its points
    "ratio_full": (
        "{a} / {b} = {share:%}, đạt mức {full:%} cần đạt: {points} / {max} điểm",
        "{a} / {b} = {share:%}, reaching the {full:%} needed: {points} of {max}",
    ),
    "ratio_scaled": (
        "{a} / {b} = {share:%} so với mức {full:%} cần đạt: {points} / {max} điểm",
        "{a} / {b} = {share:%} of the {full:%} needed: {points} of {max}",
    ),
    "ratio_plain": (
        "{a} / {b} = {share:%}, chưa đạt mức {full:%}: {points} / {max} điểm",
        "{a} / {b} = {share:%}, below {full:%}: {points} of {max}",
    ),
    "zero_denominator": (
        "{a} / 0: không có cơ sở tính tỷ lệ, 0 / {max} điểm",
        "{a} / 0: nothing to take a share of, 0 of {max}",
    ),
    "zero_denominator_exemption": (
        "{a} / 0: 0 / {max} điểm; có thể đề nghị không đánh giá, chỉ được tính khi có văn bản chấp thuận",
        "{a} / 0: 0 of {max}; an exemption may be asked for and counts only once accepted in writing",
    ),
    "tiers_count": (
        "{value}, thuộc bậc từ {from} trở lên: {points} / {max} điểm",
        "{value}, in the band from {from}: {points} of {max}",
    ),
    "tiers_percent": (
        "{a} / {b} = {share:%}, thuộc bậc từ {from}% trở lên: {points} / {max} điểm",
        "{a} / {b} = {share:%}, in the band from {from}%: {points} of {max}",
    ),
    "tiers_count_lowest": (
        "{value}, dưới {below}: {points} / {max} điểm",
        "{value}, below {below}: {points} of {max}",
    ),
    "tiers_percent_lowest": (
        "{a} / {b} = {share:%}, dưới {below}%: {points} / {max} điểm",
        "{a} / {b} = {share:%}, below {below}%: {points} of {max}",
    ),
    "choice": ("{level}: {points} / {max} điểm", "{level}: {points} of {max}"),
    "checklist": (
        "Đạt {met} / {count} nội dung: {points} / {max} điểm",
        "{met} of {count} items met: {points} of {max}",
    ),
    "measure": (
        "{value}, tính từ {worst} (0 điểm) đến {best} (điểm tối đa): {points} / {max} điểm",
        "{value}, on the scale from {worst} (0 points) to {best} (maximum): {points} of {max}",
    ),
    "measure_peers": (
        "{value}, tính từ {worst} (0 điểm) đến {best} (tốt nhất trong cấp): {points} / {max} điểm",
        "{value}, on the scale from {worst} (0 points) to {best} (best of the tier): {points} of {max}",
    ),
    "measure_waiting": (
        "{value}: có điểm khi biết giá trị tốt nhất trong cấp",
        "{value}: points follow once the best value of the tier is known",
    ),
    "points": ("{points} / {max} điểm", "{points} of {max}"),
    "survey": (
        "Kết quả {value} / {full} từ {sample} phiếu hợp lệ: {points} / {max} điểm",
        "Result {value} of {full} from {sample} valid responses: {points} of {max}",
    ),
    "survey_too_small": (
        "{sample} phiếu hợp lệ, cần ít nhất {min_sample}: chưa chấm điểm",
        "{sample} valid responses, at least {min_sample} are needed: no points yet",
    ),
    "settled": ("Điểm được quyết định: {points} / {max} điểm", "Points decided: {points} of {max}"),
    # a line without points
    "unanswered": ("Chưa trả lời", "No answer"),
    "unanswered_partly": ("Chưa trả lời đủ, còn thiếu: {missing}", "Not fully answered, missing: {missing}"),
    "council": ("Hội đồng chấm", "Scored by the council"),
    "exempt": (
        "Không đưa vào đánh giá theo văn bản chấp thuận {document}",
        "Exempt by the written acceptance {document}",
    ),
    # a line divided into parts
    "parts_sum": (
        "Tổng điểm của {count} nội dung chấm: {points} / {max} điểm",
        "Sum of the points of {count} parts: {points} of {max}",
    ),
    "parts_best": (
        "Điểm cao nhất trong {count} nội dung chấm: {points} / {max} điểm",
        "Best of {count} parts: {points} of {max}",
    ),
    "parts_open": ("Chưa nội dung chấm nào có điểm", "No part has points yet"),
    "parts_exempt": ("Mọi nội dung chấm đều không đưa vào đánh giá", "Every part is exempt"),
    # the unit's total, level and position
    "step_exempt": (
        "Không đưa vào đánh giá {exempt_max} trong {max_total} điểm tối đa; cần thực hiện {done_max} điểm",
        "{exempt_max} of the maximum of {max_total} is exempt; {done_max} was to be done",
    ),
    "step_scored": (
        "Số điểm thực hiện {scored} trên {done_max} điểm cần thực hiện, tỷ lệ {percent:%}",
        "{scored} points scored of the {done_max} to be done, {percent:%}",
    ),
    "step_converted": (
        "Điểm quy đổi: {scored:6} × {scale} / {done_max} = {raw:6}",
        "Converted points: {scored:6} × {scale} / {done_max} = {raw:6}",
    ),
    "step_sum": ("Tổng điểm là tổng các điểm thành phần: {raw:6}", "The total is the sum of the points: {raw:6}"),
    "step_adjusted": (
        "Điểm cộng {bonus}, điểm trừ {deduct}, trong giới hạn từ 0 đến {ceiling}: {raw:6}",
        "Bonus {bonus}, deduction {deduct}, within 0 to {ceiling}: {raw:6}",
    ),
    "step_rounded": (
        "Làm tròn một lần, {places} chữ số thập phân: {total:=}",
        "Rounded once, to {places} decimal places: {total:=}",
    ),
    "step_open": (
        "Còn {open} điểm chưa chấm, trong đó Hội đồng chấm {council}",
        "{open} points are still open, {council} of them with the council",
    ),
    "step_level": ("{total:=} ≥ {from:=}: {level}", "{total:=} ≥ {from:=}: {level}"),
    "step_below_lowest": ("{total:=} < {from:=}: {name}", "{total:=} < {from:=}: {name}"),
    "step_groups_agree": (
        "Xét cả điểm tối thiểu của từng nhóm, mức không thay đổi",
        "With the group minima as well, the level is the same",
    ),
    "step_groups_differ": (
        "Nếu xét cả điểm tối thiểu của từng nhóm: {level}; chưa đạt ở nhóm {groups}",
        "With the group minima as well: {level}; not met in group {groups}",
    ),
    "step_level_rule_groups": (
        "Mức xét theo tổng điểm và điểm tối thiểu của từng nhóm: {level}",
        "The level follows the total and the group minima: {level}",
    ),
    "step_rounding_level": (
        "Mức theo điểm chưa làm tròn khác mức theo điểm đã làm tròn",
        "The level before rounding differs from the level after it",
    ),
    "step_position": ("Thứ tự {position} trong {count} đơn vị được xếp", "Position {position} of {count} placed units"),
    "step_not_reported": ("Không gửi báo cáo: {reason}", "No report: {reason}"),
    "step_nothing": (
        "Không có nội dung đánh giá: mọi nội dung đều không đưa vào đánh giá",
        "Nothing to assess: all exempt",
    ),
}
