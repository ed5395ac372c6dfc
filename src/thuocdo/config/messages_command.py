"""`thuocdo messages compile|update`."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
WORDS = {
    "vi": "compile: biên dịch; update: gom câu mới từ mã nguồn và trang mẫu",
    "en": "compile: compile; update: gather new texts from code and templates",
}


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("what", choices=("compile", "update"), help=WORDS[language])


def run(options: Namespace) -> int:
    from thuocdo.config import messages

    if options.what == "compile":
        messages.compile_all(PACKAGE)
        return 0
    for po in sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/django.po")):
        missing = messages.update(PACKAGE, po)
        sys.stdout.write(f"{po.relative_to(PACKAGE)}: {missing} chưa dịch · untranslated\n")
    return 0
