"""`thuocdo prepare`."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.config.folder import add_data, choose_data
from thuocdo.config.serve_command import WORDS
from thuocdo.host.errors import HostError


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("--empty", action="store_true", help=WORDS[language]["empty"])
    add_data(parser, language)


def run(options: Namespace) -> int:
    choose_data(options)
    from thuocdo.config.prepare import prepare

    try:
        prepare(options.empty)
    except HostError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return 0
