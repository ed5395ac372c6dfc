"""`thuocdo audit verify`: computes the record anew and compares it with its checkpoints and with receipts."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.config.folder import add_data, choose_data
from thuocdo.config.installed import installed
from thuocdo.host.errors import HostError

WORDS = {
    "vi": {
        "receipts": "điểm đối chiếu ghi trên phiếu xác nhận, dạng SỐ:MÃ",
        "whole": "Nhật ký hệ thống nguyên vẹn: {size} mục, giá trị gốc {root}.",
        "empty": "Nhật ký hệ thống chưa có mục nào được niêm.",
        "malformed": "Không đọc được “{text}”: ghi dạng SỐ:MÃ, ví dụ 1204:9f2c41d07a55e1b3.",
    },
    "en": {
        "receipts": "checkpoints as receipts print them, SIZE:ROOT",
        "whole": "The record is whole: {size} entries, root {root}.",
        "empty": "Nothing has been sealed in the record yet.",
        "malformed": "“{text}” cannot be read: write SIZE:ROOT, for instance 1204:9f2c41d07a55e1b3.",
    },
}


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("receipts", nargs="*", help=WORDS[language]["receipts"])
    add_data(parser, language)


def run(options: Namespace) -> int:
    choose_data(options)
    words = WORDS[options.lang]
    witnessed = []
    for text in options.receipts:
        size, colon, root = text.partition(":")
        if not (colon and size.isdigit() and root):
            sys.stderr.write(words["malformed"].format(text=text) + "\n")
            return 2
        witnessed.append((int(size), root))
    try:
        with installed(options.lang):
            return _verify(witnessed, words)
    except HostError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2


def _verify(witnessed: list[tuple[int, str]], words: dict[str, str]) -> int:
    from thuocdo.audit.inspection import verify
    from thuocdo.audit.queries import latest_checkpoint

    findings = verify(witnessed)
    for finding in findings:
        sys.stderr.write(f"{finding}\n")
    if findings:
        return 1
    last = latest_checkpoint()
    sys.stdout.write((words["whole"].format(size=last.size, root=last.short) if last else words["empty"]) + "\n")
    return 0
