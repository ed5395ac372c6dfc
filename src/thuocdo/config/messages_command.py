"""`thuocdo messages update|compile`: the translations of the pages; see `messages`."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
VIETNAMESE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("act", choices=("update", "compile"))


def run(options: Namespace) -> int:
    from thuocdo.config import messages

    if options.act == "compile":
        messages.compile_all(PACKAGE)
        return 0
    missing = messages.update(PACKAGE, VIETNAMESE)
    if missing:
        sys.stderr.write(f"còn {missing} câu chưa dịch · {missing} messages lack a translation\n")
    return 0
