"""`thuocdo serve`: see `serving`."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.host.errors import HostError


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="8000")
    parser.add_argument("--empty", action="store_true", help="hệ thống thật, trống · a real, empty installation")


def run(options: Namespace) -> int:
    from thuocdo.config.serving import serve

    try:
        serve(options.host, options.port, options.empty)
    except HostError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0
