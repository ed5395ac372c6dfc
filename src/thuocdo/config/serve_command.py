"""`thuocdo serve`."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.config.folder import add_data, choose_data
from thuocdo.host.errors import HostError

WORDS = {
    "vi": {
        "port": "cổng, mặc định 8000",
        "host": "địa chỉ để nghe, mặc định 127.0.0.1 (chỉ máy này)",
        "empty": "lần đầu: hệ thống thật, trống, với một quản trị viên",
    },
    "en": {
        "port": "port, 8000 by default",
        "host": "address to listen on, 127.0.0.1 (this machine only) by default",
        "empty": "on the first time: a real, empty installation with one administrator",
    },
}


def arguments(parser: ArgumentParser, language: str) -> None:
    words = WORDS[language]
    parser.add_argument("--port", type=int, default=8000, help=words["port"])
    parser.add_argument("--host", default="127.0.0.1", help=words["host"])
    parser.add_argument("--empty", action="store_true", help=words["empty"])
    add_data(parser, language)


def run(options: Namespace) -> int:
    choose_data(options)
    from thuocdo.config.serving import serve

    try:
        serve(options.host, options.port, options.empty)
    except HostError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return 0
