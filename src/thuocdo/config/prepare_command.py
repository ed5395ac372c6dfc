"""`thuocdo prepare`: see `prepare`."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.host.errors import HostError


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("--empty", action="store_true", help="hệ thống thật, trống · a real, empty installation")


def run(options: Namespace) -> int:
    from thuocdo.config.prepare import prepare

    try:
        prepare(options.empty)
    except HostError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0
