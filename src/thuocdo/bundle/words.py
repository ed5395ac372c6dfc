"""The verifier's words: steps, what is wrong, what was proven; each (Vietnamese, English)."""

Words = tuple[str, str]

STEPS: dict[str, Words] = {
    "open": ("Mở gói", "Opening the bundle"),
    "manifest": ("Đối chiếu từng tệp với danh mục", "Holding every file against the manifest"),
    "signature": ("Kiểm tra chữ ký", "Checking the signature"),
    "edition": ("Xem gói nói về lần công bố nào", "Reading which edition it is"),
    "checkpoint": ("Kiểm tra điểm đối chiếu của nhật ký", "Checking the checkpoint of the record"),
    "set": ("Đọc bộ tiêu chí", "Reading the criteria set"),
    "units": ("Đếm các đơn vị", "Counting the units"),
    "exemptions": ("Đối chiếu nội dung không đưa vào đánh giá", "Checking what was not assessed"),
    "commitments": ("Kiểm tra cam kết về phần không công khai", "Checking the commitments to what is not public"),
    "figures": ("Đọc số liệu", "Reading the figures"),
    "results": ("Tính lại điểm, tổng điểm, mức", "Working out points, totals and levels again"),
    "order": ("Tính lại thứ tự xếp hạng", "Working out the ranking again"),
}
GOOD: Words = ("đúng", "good")
KINDS: dict[str, Words] = {
    "not_zip": ("Tệp này không phải tệp zip.", "This is no zip file."),
    "truncated": ("Gói bị cắt cụt: thiếu phần cuối.", "The bundle was cut off: its end is missing."),
    "container": (
        "Tệp zip có thứ không thuộc gói, hoặc đã bị sửa.",
        "The zip holds something that is not part of a bundle, or was altered.",
    ),
    "unsafe_name": ("Tên tệp tìm cách thoát ra ngoài gói.", "A name that tries to leave the bundle."),
    "doubled": ("Có hai mục trùng tên.", "Two entries have the same name."),
    "symlink": ("Gói chứa liên kết tới tệp khác.", "The bundle holds a link to another file."),
    "encrypted": ("Gói chứa tệp đặt mật khẩu.", "The bundle holds a file with a password."),
    "too_many": ("Gói có quá nhiều tệp.", "The bundle holds too many files."),
    "too_large": ("Gói bung ra quá lớn.", "The bundle unpacks to too much."),
    "format": ("Tệp thiếu hoặc sai cấu trúc.", "A file is missing or has another shape."),
    "not_canonical": ("Tệp không phải JSON chuẩn tắc.", "The file is not canonical JSON."),
    "unlisted": ("Tệp không có trong danh mục.", "A file that the manifest does not list."),
    "missing": ("Thiếu tệp có trong danh mục.", "A file that the manifest lists is missing."),
    "digest": ("Nội dung tệp khác với mã băm trong danh mục.", "The file's content has another digest."),
    "unsigned": ("Chữ ký không khớp với danh mục.", "The signature does not hold for the manifest."),
    "foreign_key": ("Gói do một khóa khác ký.", "The bundle was signed by another key."),
    "edition": ("Không đúng lần công bố.", "It is not the edition it should be."),
    "checkpoint": ("Điểm đối chiếu của nhật ký không khớp.", "The checkpoint of the record does not agree."),
    "set": ("Bộ tiêu chí không nhất quán.", "The criteria set does not agree with itself."),
    "units": ("Danh sách đơn vị không nhất quán.", "The lists of units do not agree."),
    "fact": ("Số liệu mà bộ tiêu chí không chấp nhận.", "A figure that the criteria set does not admit."),
    "exemption": ("Nội dung không đưa vào đánh giá không khớp.", "What was not assessed does not agree."),
    "given": ("Số cho sẵn khác với số đã công bố.", "A given amount is not the published one."),
    "points": ("Điểm công bố khác với điểm tính lại.", "The published points are not what follows."),
    "group": ("Điểm nhóm công bố khác với điểm tính lại.", "The published group is not what follows."),
    "total": ("Tổng công bố khác với tổng tính lại.", "The published total is not what follows."),
    "level": ("Mức công bố khác với mức tính lại.", "The published level is not what follows."),
    "state": ("Trạng thái công bố khác với kết quả tính lại.", "The published state is not what follows."),
    "position": ("Thứ tự công bố khác với thứ tự tính lại.", "The published position is not what follows."),
    "order": ("Bảng không theo thứ tự.", "The table is not in order."),
    "commitment": ("Cam kết không khớp.", "A commitment does not agree."),
}
PROVEN: dict[str, Words] = {
    "manifest": ("Mọi tệp trong gói nguyên vẹn như danh mục.", "Every file is as the manifest says."),
    "signature": ("Danh mục do khóa nêu trong gói ký.", "The manifest was signed by the key that the bundle names."),
    "checkpoint": (
        "Việc công bố nằm trong nhật ký hệ thống, dưới điểm đối chiếu đã ký.",
        "The publication lies in the record, under its signed checkpoint.",
    ),
    "set": ("Bộ tiêu chí đúng là bộ mà kết quả nêu.", "The criteria set is the one that the result names."),
    "exemptions": (
        "Nội dung không đưa vào đánh giá đều có văn bản chấp thuận.",
        "What was not assessed has its written acceptance.",
    ),
    "commitments": (
        "Phần không công khai đã được cam kết cho mọi đơn vị.",
        "What is not public is committed to for every unit.",
    ),
    "results": (
        "Điểm, tổng điểm và mức công bố đúng với số liệu.",
        "The published points, totals and levels follow from the figures.",
    ),
    "order": ("Thứ tự xếp hạng đúng với tổng điểm.", "The ranking follows from the totals."),
}
UNPROVEN: dict[str, Words] = {
    "key": (
        "Khóa ký có phải của tỉnh hay không: hãy so dấu vân tay với Trang công khai kết quả.",
        "Whether the key is the province's: compare its fingerprint with the public portal.",
    ),
    "no_ed25519": (
        "Chữ ký: trình duyệt này không có Ed25519. Dùng trình duyệt mới hơn hoặc lệnh thuocdo verify.",
        "The signature: this browser lacks Ed25519. Use a newer one, or the command thuocdo verify.",
    ),
    "no_facts": (
        "Số liệu từng dòng: lần công bố này có trước khi số liệu được lưu kèm; đã tính lại từ điểm nhóm.",
        "The figures of each line: this edition is from before they were kept; worked out from the groups' points.",
    ),
    "hidden": (
        "Điểm các dòng không công khai: lấy theo tổng đã công bố. Gói đầy đủ cho kiểm toán mở được chúng.",
        "The points of lines that are not public: taken from the published sums. The full bundle opens them.",
    ),
    "no_checkpoint": ("Gói không kèm điểm đối chiếu của nhật ký.", "The bundle holds no checkpoint of the record."),
    "receipt": (
        "Nhật ký có bị viết lại hay không: so điểm đối chiếu với một phiếu xác nhận của đơn vị.",
        "Whether the record was rewritten: hold the checkpoint against a unit's receipt.",
    ),
    "truth": (
        "Số liệu có đúng sự thật hay không: do thẩm tra, tài liệu kiểm chứng và chính các đơn vị bảo đảm.",
        "Whether the figures are true: verification, evidence and the units themselves answer for that.",
    ),
}
PAGE: dict[str, Words] = {
    "edition": ("Lần công bố {edition} · {name}", "Edition {edition} · {name}"),
    "kind_public": ("Gói công khai", "Public bundle"),
    "kind_full": ("Gói đầy đủ cho kiểm toán", "Full bundle for auditors"),
    "sample": ("DỮ LIỆU MẪU", "SAMPLE DATA"),
    "key": ("Dấu vân tay của khóa ký: {fingerprint}", "Fingerprint of the signer's key: {fingerprint}"),
    "opened": ("{files} tệp", "{files} files"),
    "unit": ("đơn vị {unit}", "unit {unit}"),
    "line": ("dòng {line}", "line {line}"),
    "stated": ("ghi {stated}", "stated {stated}"),
    "found": ("tính lại {found}", "recomputed {found}"),
    "wanted": ("cần {found}", "expected {found}"),
    "more": ("… và {count} chỗ sai khác nữa.", "… and {count} more."),
    "stopped": ("Dừng ở đây: không đọc tiếp được.", "Stopped here: nothing further can be read."),
    "proven": ("Đã chứng minh:", "Proven:"),
    "unproven": ("Chưa chứng minh:", "Not proven:"),
    "good": ("KẾT LUẬN: gói khớp hoàn toàn.", "CONCLUSION: the bundle agrees in full."),
    "bad": ("KẾT LUẬN: gói KHÔNG khớp, {count} chỗ sai.", "CONCLUSION: the bundle does NOT agree, {count} faults."),
}
COMMAND: dict[str, Words] = {
    "bundle": ("gói dữ liệu đối chiếu (tệp .zip)", "the results bundle (a .zip file)"),
    "key": ("tệp khóa công khai (.vkey) của nơi công bố", "the publisher's public key (.vkey)"),
    "fingerprint": ("dấu vân tay của khóa, 64 chữ số hệ 16", "the key's fingerprint, 64 hexadecimal digits"),
    "edition": ("lần công bố cần có, ví dụ 2021/1", "the edition it has to be, for instance 2021/1"),
    "checkpoint": ("điểm đối chiếu trên phiếu xác nhận, dạng SỐ:MÃ", "a receipt's checkpoint, SIZE:ROOT"),
    "no_file": ("Không đọc được {path}.", "{path} cannot be read."),
    "no_key": ("{path} không phải tệp khóa công khai.", "{path} is not a public key."),
    "no_fingerprint": (
        "“{text}” không phải dấu vân tay: cần 64 chữ số hệ 16.",
        "“{text}” is no fingerprint: 64 hexadecimal digits are needed.",
    ),
    "no_checkpoint": (
        "Không đọc được “{text}”: ghi dạng SỐ:MÃ, ví dụ 1204:9f2c41d07a55e1b3.",
        "“{text}” cannot be read: write SIZE:ROOT, for instance 1204:9f2c41d07a55e1b3.",
    ),
}


def pick(words: Words, lang: str) -> str:
    return words[1] if lang == "en" else words[0]
